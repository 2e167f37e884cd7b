// Package variables of every kind of value, with goroutines, closures and generic calls in them.
package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

type op struct {
	name string
	do   func(int, int) int
}

var ops = []op{
	{"add", func(a, b int) int { return a + b }},
	{"sub", sub},
	{"self", func(a, b int) int { return total + a - b }},
}

var names = collect(ops[:2], func(o op) string { return o.name })

func sub(a, b int) int { return a - b }

func collect[T, R any](s []T, f func(T) R) (out []R) {
	for _, v := range s {
		out = append(out, f(v))
	}
	return
}

var total = func() (n int) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range 4 {
			ch <- i
		}
	}()
	for v := range ch {
		n += v
	}
	return
}()

var once = sync.OnceValue(func() string { return strings.Repeat("x", total) })
var ptr = &struct{ n *int }{&total}
var matrix = [2][2]int{{1, total}, {sub(5, 2)}}
var index = map[[2]int]string{{0, 1}: "up", {matrix[0][0], 0}: "right"}
var iface fmt.Stringer = color(2)
var _ fmt.Stringer = (*box)(nil)
var chanOf = func() chan string { c := make(chan string, 1); c <- "hi"; return c }()
var sorted, biggest = slices.Sorted(slices.Values([]int{3, 1, 2})), max(total, len(names))
var value, ok = index[[2]int{0, 1}]
var str, isColor = iface.(color)
var got, open = <-chanOf

type color int
type box struct{}

func (c color) String() string { return [...]string{"r", "g", "b"}[c] }
func (*box) String() string    { return "box" }

func main() {
	fmt.Println(names, total, once(), *ptr.n, matrix, index, iface)
	for _, o := range ops {
		fmt.Print(o.name, o.do(7, 3), " ")
	}
	fmt.Println(sorted, biggest, value, ok, str, isColor, got, open)
	total = 50
	fmt.Println(*ptr.n, once(), matrix[0][1])
}
