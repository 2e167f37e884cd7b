// Method expressions of values, pointers, interfaces and embedded types.
package main

import (
	"fmt"
	"strings"
	"time"
)

type P struct{ x, y int }

func (p P) Add(q P) P         { return P{p.x + q.x, p.y + q.y} }
func (p *P) Scale(k int)      { p.x *= k; p.y *= k }
func (p P) All(ns ...int) int { return len(ns) + p.x }

type E struct{ *P }

type Adder interface{ Add(P) P }

func main() {
	add := P.Add
	fmt.Println(add(P{1, 2}, P{3, 4}))
	p := P{1, 1}
	(*P).Scale(&p, 5)
	scale := (*P).Scale
	scale(&p, 2)
	fmt.Println(p, (*P).Add(&p, P{}), P.All(p, 1, 2, 3))
	fmt.Println(E.Add(E{&p}, P{1, 0}), Adder.Add(p, P{0, 1}))
	E.Scale(E{&p}, 3)
	fmt.Printf("%v %T %T\n", p, P.Add, (*P).Scale)
	ops := map[string]func(P, P) P{"add": P.Add}
	fmt.Println(ops["add"](p, p))
	s := strings.Builder{}
	w := (*strings.Builder).WriteString
	w(&s, "abc")
	fmt.Println(s.String(), time.Duration.Seconds(1500*time.Millisecond))
}
