package main

import "fmt"

type N int
type T struct{ L []int }
type Shape interface{ Area() float64 }

func (T) Area() float64 { return 0 }

func one() []int   { return []int{1} }
func seven() int   { return 7 }
func text() string { return "abc" }

type box struct {
	v [2]int
	n int
}

func (b *box) inc() { b.n++ }

var kept = []box{{}}

func boxes() []box { return kept }

func try(what string, f func()) {
	defer func() { fmt.Println(what+":", recover()) }()
	f()
}

func main() {
	n, j, s := -1, 9, []int{1, 2, 3}
	array, ptr := [3]int{}, &[2]int{}
	m := map[any]int{}
	shapes := map[Shape]int{}
	graph := map[string][]int{"a": {1}}
	var e error
	var small int8 = -3
	try("call", func() { fmt.Println(one()[seven()]) })
	try("index call", func() { fmt.Println(s[seven()]) })
	try("text", func() { fmt.Println(text()[j]) })
	try("map of slices", func() { fmt.Println(graph["a"][j]) })
	try("write", func() { one()[j] = 3 })
	try("increment", func() { array[j%10]++ })
	try("update", func() { s[j%10] += 2 })
	try("shift", func() { fmt.Println(1 << n) })
	try("shift by a part", func() { fmt.Println(s[0] >> (n + 0)) })
	try("shift assign", func() { s[0] <<= small })
	try("conditional shift", func() { fmt.Println(n < 0 && 1<<n > 0) })
	try("chan", func() { _ = make(chan int, n) })
	try("slice", func() { _ = make([]int, n) })
	try("three", func() { _ = s[0:1:j] })
	try("three high", func() { _ = s[0:j:3] })
	try("three low", func() { _ = s[2:s[0]:3] })
	try("array", func() { _ = array[:j] })
	try("array low", func() { _ = array[j:] })
	try("array three", func() { _ = array[0:1:j] })
	try("pointer", func() { _ = ptr[1:j] })
	try("key", func() { m[[]int{1}] = 2 })
	try("key T", func() { m[T{}] = 2 })
	shapes[nil] = 1
	try("nil error", func() { fmt.Println(e.Error()) })
	m[N(3)], m["x"], m[nil] = 1, 2, 3
	fmt.Println(m[N(3)], m["x"], m[3], m[nil], graph["a"][0], one()[0], text()[1], 1<<s[1], len(shapes))
	q := &boxes()[0].v[1]
	*q = 5
	boxes()[0].v[0]++
	boxes()[0].v[1] = 7
	boxes()[0].inc()
	boxes()[n+1].n++
	f := boxes()[0].inc
	f()
	fmt.Println(*q, boxes()[0].v, boxes()[0], boxes()[0].n)
	r := &boxes()[0].n
	fmt.Println(*r, len(boxes()[0].v[:1]))
	for i := range boxes()[0].v {
		fmt.Println(i)
	}
	p := &one()[0]
	*p = 4
	fmt.Println(*p)

	var c any = make(chan int)
	_, only := c.(<-chan int)
	_, both := c.(chan int)
	fmt.Println(only, both)
	c = (<-chan int)(c.(chan int))
	switch c.(type) {
	case chan int:
		fmt.Println("chan")
	case chan<- int:
		fmt.Println("send")
	case <-chan int:
		fmt.Println("receive")
	}
	println(1.5, 1+2i, 1e21)
	panic(2.5)
}
