// Slices to arrays and array pointers, interfaces to narrower and wider interfaces.
package main

import (
	"fmt"
	"io"
	"strings"
)

type Quad [4]int
type RW interface {
	io.Reader
	Len() int
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

type T struct{ n int }

func (t *T) Len() int                    { return t.n }
func (t T) Cap() int                     { return t.n * 2 }
func lenOf(l interface{ Len() int }) int { return l.Len() }

func main() {
	s := []int{1, 2, 3, 4, 5}
	q := Quad(s)
	q[0] = 100
	p := (*Quad)(s)
	p[1] = 200
	pp := (*[2]int)(s[3:])
	pp[0], pp[1] = 7, 8
	fmt.Println(s, q, *p, len(pp), [0]int(s), (*[0]int)(nil) == nil)
	try(func() { fmt.Println([6]int(s)) })
	try(func() { fmt.Println((*Quad)(s[2:])) })
	f := func() []int { fmt.Print("once "); return s }
	a, b := [2]int(f()), (*[3]int)(f())[2]
	fmt.Println(a, b)
	var rw RW = strings.NewReader("hello")
	var r io.Reader = rw
	fmt.Println(lenOf(rw), r.(RW).Len(), lenOf(&T{3}))
	_, isT := r.(interface{ Cap() int })
	var v any = T{4}
	_, hasLen := v.(interface{ Len() int })
	c, hasCap := v.(interface{ Cap() int })
	fmt.Println(isT, hasLen, hasCap, c.Cap())
	try(func() { fmt.Println(v.(interface{ Len() int })) })
	try(func() { fmt.Println(v.(*T)) })
	try(func() { var e any; fmt.Println(e.(int)) })
	try(func() { var e any = "s"; fmt.Println(e.(int)) })
	l := interface{ Len() int }(&T{9})
	fmt.Println(l.(*T).n, any(l) == any(l), l.(interface{ Cap() int }).Cap())
	var np *T
	var li interface{ Len() int } = np
	fmt.Println(li == nil, li.(*T) == nil, any(np) == nil)
	arr := [3]any{1, "x", nil}
	for _, e := range arr {
		n, ok := e.(int)
		fmt.Print(n, ok, " ")
	}
	fmt.Println()
}
