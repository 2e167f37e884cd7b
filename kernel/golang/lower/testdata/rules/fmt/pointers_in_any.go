package main

import (
	"fmt"
	"regexp"
)

type P struct{ x int }
type N struct {
	p *P
	q *int
}
type W struct{ n *N }

var addr = regexp.MustCompile("(0x)?[0-9a-fA-F]{9,}")

func hex(s string) string {
	return addr.ReplaceAllStringFunc(s, func(a string) string {
		if a[1] == 'x' {
			return "0xADDR"
		}
		return "ADDR"
	})
}

func main() {
	p := &P{1}
	i := 5
	n := N{p, &i}
	for _, x := range []any{p, n, &n, []any{p, &i, n, &n}, []*P{p}, map[string]*P{"a": p}, map[string]any{"a": p, "b": &n}, &[]*P{p}, &map[string]*P{"k": p}, W{&n}, &W{&n}, []W{{&n}}, struct{ a any }{p}, struct{ A any }{p}, &struct{ A any }{p}, []any{[]any{p}}, []any{&[]*P{p}, &map[string]int{"a": 1}}, &p, []error{nil}, []fmt.Stringer{nil}} {
		for _, v := range []string{"%v", "%+v", "%#v", "%p", "%x", "%d", "%s", "%q"} {
			fmt.Println(v, hex(fmt.Sprintf(v, x)))
		}
	}
	fmt.Println(fmt.Sprint([]any{p}) == fmt.Sprintf("[%p]", p), fmt.Sprint([]*P{p}) == fmt.Sprintf("[%p]", p), fmt.Sprint(n) == fmt.Sprintf("{%p %p}", p, &i))
	fmt.Println(fmt.Sprint(map[string]any{"a": p}) == fmt.Sprintf("map[a:%p]", p))
	s := []int{1}
	m := map[string]P{}
	c := make(chan P)
	f := func(P) {}
	fmt.Println(hex(fmt.Sprintf("%p %p %p %v", s, m, c, c)), fmt.Sprintf("%p", f) != "")
	fmt.Println(hex(fmt.Sprintln([]any{c, m}, []chan P{c}, struct{ f func(P) }{nil})))
	fmt.Println(hex(fmt.Sprintf("%v %v", []any{&s}, []any{&m})))
	fmt.Println(hex(fmt.Sprintf("%p", []any{p})), hex(fmt.Sprintf("%p", []*P{p})))
	fmt.Println(hex(fmt.Sprintf("%p", &n)), hex(fmt.Sprintf("%p", n)))
}
