// Package generate writes random Go programs whose output is the same on every run: the differential
// tests of the lowering compile them and run them lowered. It knows which programs Go leaves open and
// avoids them: the order of a call and of the variables that it changes, capacities after append, the
// addresses of pointers and the order of maps. A program is a list of functions that do not depend on
// each other, so that one that shows a difference can be looked at alone.
package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Program returns the program of a seed. Its main runs the functions with the given numbers and prints
// a line "== N" before each; a function's text depends on seed and number alone.
func Program(seed uint64, funcs ...int) string {
	w := newWorld(seed)
	var b strings.Builder
	b.WriteString(prelude)
	b.WriteString(w.declarations())
	for _, n := range funcs {
		b.WriteString(w.function(n))
	}
	b.WriteString("func main() {\n")
	for _, n := range funcs {
		fmt.Fprintf(&b, "\trun(%d, f%d)\n", n, n)
	}
	b.WriteString("}\n")
	return b.String()
}

// prelude is what every program has: tr makes the order of evaluation visible, run the end of a function.
const prelude = `package main

import (
	"errors"
	"fmt"
	"strings"
	"sync"
)

var trace []int

func tr[T any](n int, v T) T {
	trace = append(trace, n)
	return v
}

func traced() []int {
	t := trace
	trace = nil
	return t
}

func run(n int, f func() string) {
	fmt.Println("==", n)
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				fmt.Println("error", e)
			} else {
				fmt.Printf("panic %T %v\n", r, r)
			}
		}
		fmt.Println(traced())
	}()
	fmt.Println(f())
}

type number interface {
	~int | ~int8 | ~uint8 | ~int64 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return t
}

func apply[T, U any](xs []T, f func(T) U) []U {
	var r []U
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

func upTo[T number](n T) func(func(T) bool) {
	return func(yield func(T) bool) {
		for i := T(0); i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func each[T any](xs []T) func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		defer func() { trace = append(trace, -len(xs)) }()
		for i, x := range xs {
			if !yield(i, x) {
				break
			}
		}
	}
}

type pair[A, B any] struct {
	First  A
	Second B
}

func (p pair[A, B]) swap() pair[B, A] { return pair[B, A]{p.Second, p.First} }

func (p *pair[A, B]) set(a A) { p.First = a }

type problem struct{ code int }

func (p *problem) Error() string { return fmt.Sprint("problem ", p.code) }

var errBase = errors.New("base")

var (
	_ = strings.ToUpper
	_ sync.Mutex
)

`

// world is what the functions of a program share: its named types.
type world struct {
	seed   uint64
	basics []*typ // named basic types
	shapes []*typ // structs, each may have the one before as a part
	iface  *typ   // what all structs implement through a pointer
}

// source is a stream of random choices.
type source struct{ *rand.Rand }

func newSource(seed, stream uint64) source { return source{rand.New(rand.NewPCG(seed, stream))} }

// chance is true in one of n cases.
func (s source) chance(n int) bool { return s.IntN(n) == 0 }

func pick[T any](s source, list []T) T { return list[s.IntN(len(list))] }
