// Structs that refer to themselves: lists, trees, graphs and functions in fields.
package main

import (
	"fmt"
	"strings"
)

type list struct {
	v    int
	next *list
}
type tree struct {
	l, r *tree
	k    string
	n    int
}
type node struct {
	name string
	kids []node
	up   *node
	adj  map[string]*node
}
type machine struct {
	state func(*machine) func(*machine) bool
	log   []string
}

func (l *list) push(v int) *list { return &list{v, l} }
func (l *list) sum() int {
	if l == nil {
		return 0
	}
	return l.v + l.next.sum()
}
func (t *tree) add(k string) *tree {
	if t == nil {
		return &tree{k: k, n: 1}
	}
	switch {
	case k < t.k:
		t.l = t.l.add(k)
	case k > t.k:
		t.r = t.r.add(k)
	default:
		t.n++
	}
	return t
}
func (t *tree) walk(f func(*tree)) {
	if t != nil {
		t.l.walk(f)
		f(t)
		t.r.walk(f)
	}
}
func (n node) depth() int {
	d := 0
	for _, k := range n.kids {
		d = max(d, k.depth())
	}
	return d + 1
}

func main() {
	var l *list
	for i := range 5 {
		l = l.push(i * i)
	}
	fmt.Println(l.sum(), l.next.next.v)
	var prev *list
	for l != nil {
		l.next, prev, l = prev, l, l.next
	}
	for p := prev; p != nil; p = p.next {
		fmt.Print(p.v, " ")
	}
	fmt.Println()
	var t *tree
	for _, w := range strings.Fields("the cat and the dog and the bird") {
		t = t.add(w)
	}
	t.walk(func(t *tree) { fmt.Print(t.k, ":", t.n, " ") })
	fmt.Println()
	root := node{name: "r", kids: []node{{name: "a", kids: []node{{name: "b"}}}, {name: "c"}}}
	root.kids[0].up = &root
	root.kids[0].up.name = "root"
	root.adj = map[string]*node{"self": &root, "c": &root.kids[1]}
	root.adj["self"].adj["c"].name += "!"
	fmt.Println(root.depth(), root.name, root.kids[1].name, root.adj["self"].adj["self"] == &root)
	m := &machine{}
	m.state = func(m *machine) func(*machine) bool {
		m.log = append(m.log, "start")
		return func(m *machine) bool { m.log = append(m.log, "go"); return len(m.log) < 4 }
	}
	for step := m.state(m); step(m); {
	}
	fmt.Println(m.log)
	a, b := &list{v: 1}, &list{v: 2}
	a.next, b.next = b, a
	fmt.Println(a.next.next.next.v, a.next.next == a, *a == list{1, b})
}
