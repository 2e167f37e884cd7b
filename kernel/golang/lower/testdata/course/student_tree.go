// A binary search tree with recursion, string building, and comparisons of concurrent walks.
package main

import (
	"fmt"
	"strings"
)

type Tree struct {
	Left  *Tree
	Value int
	Right *Tree
}

func insert(t *Tree, v int) *Tree {
	if t == nil {
		return &Tree{nil, v, nil}
	}
	if v < t.Value {
		t.Left = insert(t.Left, v)
	} else if v > t.Value {
		t.Right = insert(t.Right, v)
	}
	return t
}

func (t *Tree) String() string {
	if t == nil {
		return "()"
	}
	s := ""
	if t.Left != nil {
		s += t.Left.String() + " "
	}
	s += fmt.Sprint(t.Value)
	if t.Right != nil {
		s += " " + t.Right.String()
	}
	return "(" + s + ")"
}

func walk(t *Tree, ch chan int) {
	if t == nil {
		return
	}
	walk(t.Left, ch)
	ch <- t.Value
	walk(t.Right, ch)
}

func Walk(t *Tree) <-chan int {
	ch := make(chan int)
	go func() {
		walk(t, ch)
		close(ch)
	}()
	return ch
}

func Same(a, b *Tree) bool {
	ca, cb := Walk(a), Walk(b)
	for {
		x, okx := <-ca
		y, oky := <-cb
		if okx != oky || x != y {
			return false
		}
		if !okx {
			return true
		}
	}
}

func (t *Tree) depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.Left.depth(), t.Right.depth())
}

func (t *Tree) show(b *strings.Builder, level int) {
	if t == nil {
		return
	}
	t.Right.show(b, level+1)
	fmt.Fprintf(b, "%s%d\n", strings.Repeat("   ", level), t.Value)
	t.Left.show(b, level+1)
}

func build(vs ...int) (t *Tree) {
	for _, v := range vs {
		t = insert(t, v)
	}
	return
}

func main() {
	a := build(5, 3, 8, 1, 4, 9)
	b := build(1, 3, 4, 5, 8, 9)
	c := build(5, 3, 8, 1, 4, 7)
	fmt.Println(a, b)
	fmt.Println(Same(a, b), Same(a, c), Same(nil, nil), Same(a, nil) == false)
	fmt.Println(a.depth(), b.depth(), (*Tree)(nil).depth())
	var sb strings.Builder
	a.show(&sb, 0)
	fmt.Print(sb.String())
	fmt.Printf("%v %s %d\n", c, c.Left, c.Right.Value)
	sum := 0
	for v := range Walk(c) {
		sum += v
	}
	fmt.Println("sum", sum)
	var none *Tree
	fmt.Println(none, none == nil)
}
