// Automatic address and dereference: fields, elements, pointers to pointers, returned pointers.
package main

import "fmt"

type N struct{ v int }

func (n *N) Up() *N  { n.v++; return n }
func (n N) Val() int { return n.v }

type W struct {
	n  N
	pn *N
	a  [2]N
	s  []N
	m  map[string]*N
}

func (w *W) self() *W { return w }

func main() {
	w := W{pn: &N{10}, s: make([]N, 2), m: map[string]*N{"k": {20}}}
	w.n.Up().Up()
	w.pn.Up()
	w.a[1].Up()
	w.s[0].Up().Up().Up()
	w.m["k"].Up()
	w.self().n.Up()
	(&w).self().a[0].Up()
	pp := &w.pn
	(*pp).Up()
	(**pp).Up()
	fmt.Println(w.n, *w.pn, w.a, w.s, *w.m["k"])
	fmt.Println(w.n.Up().Val(), (&w.n).Val(), w.self().pn.Val(), (*w.self()).n.Val(), N{5}.Val(), (&N{6}).Up().Val())
	for i := range w.s {
		w.s[i].Up()
	}
	for _, n := range w.s {
		n.Up()
	}
	fmt.Println(w.s)
	i := 0
	next := func() int { i++; return i - 1 }
	w.s[next()].Up()
	fmt.Println(i, w.s)
}
