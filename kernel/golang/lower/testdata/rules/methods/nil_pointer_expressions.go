// A value method of a nil pointer says which, also called through a method expression and on generic types.
package main

import (
	"fmt"
	"runtime"
)

type number int

func (n number) Get(more ...int) int { return int(n) + len(more) }

type box[T any] struct{ v T }

func (b box[T]) Get(...int) int { return len(fmt.Sprint(b.v)) }

type wrap struct{ number }

type getter interface{ Get(...int) int }

func same[T any](x T) T { return x }

func try(f func()) {
	defer func() {
		r := recover()
		_, ok := r.(runtime.Error)
		fmt.Println(r, ok)
	}()
	f()
}

func main() {
	var n *number
	var b *box[string]
	try(func() { (*number).Get(n) })
	try(func() { (*number).Get(nil, 1) })
	try(func() { f := (*number).Get; f(n, 1) })
	try(func() { same((*number).Get)(n) })
	try(func() { defer (*number).Get(n) })
	try(func() { (*box[string]).Get(b) })
	try(func() { same((*box[string]).Get)(b) })
	try(func() { same((*wrap).Get)(nil) })
	for _, g := range []getter{n, b, (*wrap)(nil)} {
		try(func() { g.Get() })
		try(func() { same(getter.Get)(g, 1) })
	}
	fmt.Println((*number).Get(new(number), 1, 2), same((*box[string]).Get)(&box[string]{}))
}
