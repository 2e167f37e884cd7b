package main

import "fmt"

type box struct {
	n    int
	any  any
	list []int
	sub  struct{ n int }
}

type outer struct{ box }

type linked struct{ *box }

func count(n int) int {
	fmt.Println("count", n)
	return n
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func (b *box) set(n int) { b.n = count(n) }

func main() {
	var p *box
	var q *outer
	var l linked
	var n *int
	x := 3
	try(func() { p.n = count(1) })
	try(func() { p.any = count(2) })
	try(func() { p.any = any(uint8(count(3) << x)) })
	try(func() { p.n = -count(4) })
	try(func() { q.n = count(5) + x })
	try(func() { q.box.n = count(6) })
	try(func() { q.any = any(count(7) + x) })
	try(func() { p.sub.n = count(8) })
	try(func() { l.n = count(9) })
	try(func() { *n = count(10) })
	try(func() { p.set(11) })
	try(func() { p.list = append([]int{}, count(12)) })
	try(func() { p.n += count(13) })
	try(func() { *n += count(14) })
	try(func() { x, p.n = count(15), count(16) })
	try(func() {
		p = &box{list: []int{1}}
		p.n = count(17)
		l.box = p
		l.n = count(l.n) + p.n
		p.list[0] = count(18)
		p.any = count(19)
	})
	fmt.Println(*p, x)
	swap := func() int { p = &box{}; return 5 }
	old := p
	p.n = swap()
	fmt.Println(p.n, old.n)
}

func init() {
	p := &box{n: 1}
	l := linked{p}
	more := func() int { p.n += 10; l = linked{&box{n: 7}}; return 100 }
	p.n += more()
	l.n -= more()
	fmt.Println(*p, l.n)
	name := struct{ s *string }{new(string)}
	tell := func() string { *name.s += "b"; return "c" }
	*name.s += tell()
	fmt.Println(*name.s)
}
