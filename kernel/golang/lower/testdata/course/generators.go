// Generators with closures and channels; memoised functions; currying.
package main

import (
	"fmt"
	"strings"
)

func counter(start, step int) (next func() int, reset func()) {
	n := start - step
	next = func() int { n += step; return n }
	reset = func() { n = start - step }
	return
}

func fibonacci() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

func memo[K comparable, V any](f func(self func(K) V, k K) V) (func(K) V, *int) {
	cache := map[K]V{}
	calls := 0
	var g func(K) V
	g = func(k K) V {
		if v, ok := cache[k]; ok {
			return v
		}
		calls++
		v := f(g, k)
		cache[k] = v
		return v
	}
	return g, &calls
}

func compose[T any](fs ...func(T) T) func(T) T {
	return func(x T) T {
		for i := len(fs) - 1; i >= 0; i-- {
			x = fs[i](x)
		}
		return x
	}
}

func permutations(s []string) <-chan []string {
	c := make(chan []string)
	go func() {
		defer close(c)
		var rec func(k int)
		rec = func(k int) {
			if k == len(s) {
				c <- append([]string(nil), s...)
				return
			}
			for i := k; i < len(s); i++ {
				s[k], s[i] = s[i], s[k]
				rec(k + 1)
				s[k], s[i] = s[i], s[k]
			}
		}
		rec(0)
	}()
	return c
}

type dir struct {
	name string
	sub  []dir
}

func (d dir) each(depth int, f func(int, string)) {
	f(depth, d.name)
	for _, s := range d.sub {
		s.each(depth+1, f)
	}
}

func main() {
	next, reset := counter(10, 5)
	fmt.Println(next(), next(), next())
	reset()
	fmt.Println(next())
	f := fibonacci()
	for range 10 {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	fib, calls := memo(func(self func(int) int, n int) int {
		if n < 2 {
			return n
		}
		return self(n-1) + self(n-2)
	})
	fmt.Println(fib(60), *calls, fib(59), *calls)
	paths, n := memo(func(self func([2]int) int, p [2]int) int {
		if p[0] == 0 || p[1] == 0 {
			return 1
		}
		return self([2]int{p[0] - 1, p[1]}) + self([2]int{p[0], p[1] - 1})
	})
	fmt.Println(paths([2]int{8, 8}), *n)
	shout := compose(strings.ToUpper, func(s string) string { return s + "!" }, strings.TrimSpace)
	fmt.Println(shout("  hey "), compose[int]()(4))
	for p := range permutations([]string{"a", "b", "c"}) {
		fmt.Print(strings.Join(p, ""), " ")
	}
	fmt.Println()
	add := func(a int) func(int) func(int) int {
		return func(b int) func(int) int { return func(c int) int { return a + b*c } }
	}
	fmt.Println(add(1)(2)(3))
	root := dir{"/", []dir{{"etc", nil}, {"home", []dir{{"ann", nil}, {"bob", nil}}}}}
	root.each(0, func(d int, n string) { fmt.Printf("%s%s ", strings.Repeat("-", d), n) })
	fmt.Println()
	var fs []func()
	for i := 0; i < 3; i++ {
		for _, s := range "xy" {
			fs = append(fs, func() { fmt.Printf("%d%c ", i, s) })
		}
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
}
