// Type switches with init, without variable, shadowing, inside closures, with fall to default.
package main

import "fmt"

type A struct{ v int }

func f(x any) (s string) {
	switch y := fmt.Sprint(x); v := x.(type) {
	case int, float64:
		s = fmt.Sprintf("%v number %v", y, v)
	case A:
		v.v++
		s = fmt.Sprint("A", v.v, y)
	case *A:
		v.v++
		s = fmt.Sprint("*A", v.v)
	default:
		s = fmt.Sprintf("%T", v)
	}
	switch x.(type) {
	case string, A:
		s += "!"
	}
	switch x := x.(type) {
	case func() int:
		g := func() int { return x() + 1 }
		s += fmt.Sprint(g())
	}
	return s
}

func main() {
	a := A{1}
	fmt.Println(f(1), f(2.5), f(a), f(&a), a, f("s"), f(func() int { return 41 }), f(nil))
	calls := 0
	get := func() any { calls++; return calls }
	switch get().(type) {
	case string:
	case int:
		fmt.Println("once", calls)
	}
}
