// What is evaluated when: what is called before its spread arguments, appended elements before they
// are written, nil interfaces when a call is deferred; channels of two directions, values of pointers.
package main

import (
	"fmt"
	"io"
)

type closer interface{ Close() error }
type file struct{ name string }

func (f file) Close() error { fmt.Println("close", f.name); return nil }

func two() (int, string)           { fmt.Print("two "); return 2, "b" }
func list() ([]any, string, error) { return []any{1}, "x", nil }
func pair() (float64, float64)     { return 3, 4 }
func bytes() ([]byte, string)      { return make([]byte, 2), "hi" }
func entry() (map[any]int, string) { return shared, "k" }

var shared = map[any]int{"k": 1, 2: 2}

func callee() func(int, string) string {
	fmt.Print("callee ")
	return func(n int, s string) string { return fmt.Sprint(n, s) }
}
func makeFile() *maker { fmt.Print("receiver "); return &maker{} }

type maker struct{}

func (*maker) put(n int, s string) { fmt.Println("put", n, s) }

var nilFile *file

//go:noinline
func closeIt(c closer) { c.Close() }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

type cell struct{ v any }

func main() {
	fmt.Println(callee()(two()))
	makeFile().put(two())
	fmt.Println(append(list()))
	fmt.Println(complex(pair()), copy(bytes()))
	delete(entry())
	fmt.Println(len(shared))

	s := append(make([]int, 0, 8), 1, 2, 3, 4)
	s = append(s[:1], s[3], s[2], s[1])
	fmt.Println(s)
	p := &s[2]
	s = append(s[:1], 9, *p, s[2])
	fmt.Println(s)
	q := &struct{ n []int }{append(make([]int, 0, 4), 5, 6, 7)}
	q.n = append(q.n[:0], q.n[1], q.n[0], q.n[2])
	fmt.Println(q.n)

	try("deferred nil", func() {
		var c closer
		defer c.Close()
		fmt.Println("not here")
	})
	try("deferred nil io", func() {
		var c io.Closer
		defer c.Close()
		fmt.Println("not here")
	})
	try("deferred", func() {
		var c closer = file{"a"}
		var d io.Closer = file{"b"}
		defer c.Close()
		defer d.Close()
		c, d = nil, nil
	})
	try("nil pointer, value method", func() {
		closeIt(nilFile)
	})
	try("nil pointer, value method, io", func() {
		closeIt(struct{ io.Closer }{nilFile})
	})
	both := make(chan int)
	var in chan<- int = both
	var out <-chan int = both
	fmt.Println(out == both, both == in, in != both, out != nil)
	switch out {
	case both:
		fmt.Println("same")
	}
	type local struct{ v any }
	list := []any{cell{1}, cell{[]int{1}}, cell{2}, [2]any{1, []int{}}, [2]any{2, []int{}}, cell{func() {}}, local{1}, cell{file{"x"}}, cell{file{"x"}}, cell{map[string]file{}}}
	for i, a := range list {
		for j, b := range list[i:] {
			try(fmt.Sprint(i, j), func() { fmt.Print(a == b, " ") })
		}
	}
	try("scopes", func() {
		var x any = local{}
		type local struct{ v any }
		_ = x.(local)
	})
	m := map[*cell]int{nil: 1}
	m[nil]++
	fmt.Println(m[nil], len(m))
}
