// Assertions with and without ok, to concrete, interface, and compiled types.
package main

import "fmt"

type T struct{ v int }

func (t T) Get() int   { return t.v }
func (t *T) Set(v int) { t.v = v }

type Getter interface{ Get() int }
type Setter interface{ Set(int) }

func main() {
	var x any = T{3}
	t := x.(T)
	t.v = 4
	fmt.Println(t.v, x.(T).v, x.(Getter).Get())
	_, ok := x.(Setter)
	fmt.Println(ok)
	x = &t
	x.(Setter).Set(9)
	fmt.Println(t.v, x.(*T).v, x.(Getter).Get())
	if s, ok := x.(fmt.Stringer); !ok {
		fmt.Println(s == nil)
	}
	n, ok := x.(int)
	fmt.Println(n, ok)
	var g Getter = t
	if _, ok := g.(*T); !ok {
		fmt.Println("value inside")
	}
	g2, ok := any(g).(Getter)
	fmt.Println(g2.Get(), ok)
	m, ok := any(map[string]T{"a": {1}}).(map[string]T)
	fmt.Println(m["a"].v, ok)
	f, ok := any(T.Get).(func(T) int)
	fmt.Println(f(T{8}), ok)
	c, ok := any(make(chan T, 3)).(chan T)
	fmt.Println(cap(c), ok)
}
