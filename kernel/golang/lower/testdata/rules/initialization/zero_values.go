// Variables without a value are zero, each time the declaration runs.
package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

type point struct{ x, y float64 }
type deep struct {
	p   point
	arr [2]point
	s   []int
	m   map[string]int
	f   func()
	c   chan int
	i   any
	e   error
	ptr *deep
	b   strings.Builder
	mu  sync.Mutex
	t   time.Duration
}

var (
	global deep
	gi     int
	gs     string
	ga     [3]bool
	gf     func() = nil
)

func results() (n int, s string, p point, e error, q *point) { return }

func main() {
	fmt.Println(global.p, global.arr, global.s == nil, global.m == nil, global.f == nil, global.c == nil, global.i, global.e, global.ptr == nil, global.b.String() == "", global.t)
	fmt.Printf("%v %q %v %v\n", gi, gs, ga, gf == nil)
	fmt.Println(results())
	for i := range 3 {
		var n int
		var p point
		var s []int
		var a [2]int
		n += i
		p.x += float64(i)
		s = append(s, i)
		a[1] += i
		fmt.Print(n, p, s, a, " ")
	}
	fmt.Println()
	i := 0
again:
	var k int
	var q struct{ n int }
	k++
	q.n++
	i++
	if i < 3 {
		goto again
	}
	fmt.Println(k, q.n)
	x := new(deep)
	x.mu.Lock()
	x.b.WriteString("ok")
	x.mu.Unlock()
	fmt.Println(x.b.String(), *new(int), *new(string) == "", *new(point), new(deep).ptr == nil)
	var err error
	var iface interface{ M() }
	var fn func(int) string
	fmt.Println(err == nil, iface == nil, fn == nil, err)
	var d, e time.Duration = 0, 5
	var w, v = 1, "x"
	fmt.Println(d, e, w, v, time.Time{}.IsZero())
}
