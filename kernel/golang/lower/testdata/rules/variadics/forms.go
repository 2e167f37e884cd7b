// Variadic calls: none, some, spread, nil, methods, values, interfaces and results of calls.
package main

import (
	"fmt"
	"strings"
)

type T struct{ n int }
type Fn func(...int) int
type I interface{ Add(...int) int }

func sum(xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	return
}
func info(pre string, xs ...any) string { return fmt.Sprint(pre, len(xs), xs == nil, xs) }
func change(xs ...int)                  { xs[0] = 99 }
func keep(xs ...int) []int              { return xs }
func (t T) Add(xs ...int) int           { return t.n + sum(xs...) }
func (t *T) Inc(xs ...int) *T           { t.n += sum(xs...); return t }
func two() (string, int)                { return "two", 2 }
func many() (int, int, int)             { return 1, 2, 3 }
func gen[E any](xs ...E) (n int, z []E) { return len(xs), xs }
func errs(errs ...error) int            { return len(errs) }
func nested(xs ...[]int) int            { return len(xs) + len(xs[0]) }
func funcs(fs ...func(int) int) (n int) {
	for _, f := range fs {
		n = f(n)
	}
	return
}

func main() {
	fmt.Println(sum(), sum(1), sum(1, 2, 3), sum([]int{4, 5}...), sum(nil...), sum(many()))
	fmt.Println(info("a"), info("b", nil), info("c", nil...), info("d", []any{1, "x"}...), info("e", []any{1}), info("f", []int{1, 2}), info(two()))
	s := []int{1, 2}
	change(s...)
	k := keep(s...)
	k[1] = 77
	l := keep(s[0], s[1])
	l[0] = 0
	fmt.Println(s, l, len(keep()), keep() == nil)
	t := &T{10}
	f := t.Add
	g := (*T).Inc
	h := T.Add
	t.Inc(1).Inc()
	fmt.Println(f(1, 2), g(t, 3).n, h(*t, 1), I(t).Add(), I(T{1}).Add(s...))
	var fn Fn = sum
	fmt.Println(fn(s...), Fn(func(x ...int) int { return len(x) })(1, 2, 3))
	n, z := gen("a", "b")
	fmt.Println(n, z)
	n2, z2 := gen[any](1, "x", nil)
	fmt.Println(n2, z2, errs(), errs(nil), errs(nil, fmt.Errorf("x")))
	fmt.Println(nested(s), nested(s, nil), nested([][]int{s, s}...))
	fmt.Println(funcs(func(i int) int { return i + 2 }, func(i int) int { return i * 5 }))
	defer func(xs ...int) { fmt.Println("deferred", xs, len(xs)) }(s...)
	done := make(chan int)
	go func(xs ...int) { done <- sum(xs...) }(1, 2)
	fmt.Println(<-done)
	wrap := func(format string, args ...any) string { return fmt.Sprintf(format, args...) + strings.Join(nil, "") }
	fmt.Println(wrap("%d-%s", 1, "x"), wrap("none"), append(keep(1), keep(2, 3)...))
	fmt.Printf("%T %T\n", sum, fn)
	s[0] = 5
	fmt.Println(s)
}
