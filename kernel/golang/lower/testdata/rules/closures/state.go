// Generators, accumulators, middleware and deferred closures that keep state.
package main

import (
	"fmt"
	"strings"
)

type Handler func(string) string
type Middleware func(Handler) Handler

func chain(h Handler, ms ...Middleware) Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}
func tag(name string) Middleware {
	n := 0
	return func(next Handler) Handler {
		return func(s string) string {
			n++
			return fmt.Sprintf("%s%d(%s)", name, n, next(s))
		}
	}
}
func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}
func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func once[T any](f func() T) func() T {
	var v T
	done := false
	return func() T {
		if !done {
			v, done = f(), true
		}
		return v
	}
}
func total() (sum int) {
	for i := range 4 {
		defer func() { sum = sum*10 + i }()
	}
	return 9
}

type option func(*conf)
type conf struct {
	name string
	n    int
}

func withN(n int) option { return func(c *conf) { c.n += n } }

func build(opts ...option) conf {
	c := conf{name: "def"}
	for _, o := range opts {
		o(&c)
	}
	return c
}

func (c *conf) onClose() func() string { return func() string { c.n = 0; return "closed " + c.name } }

func main() {
	h := chain(strings.ToUpper, tag("a"), tag("b"))
	fmt.Println(h("x"), h("y"))
	f, g := fib(), fib()
	for range 10 {
		fmt.Print(f(), " ")
	}
	fmt.Println(g(), g(), f())
	fmt.Println(compose(func(i int) string { return fmt.Sprint(i, "!") }, func(s string) int { return len(s) })(1234))
	calls := 0
	o := once(func() int { calls++; return calls * 7 })
	fmt.Println(o(), o(), calls, total())
	c := build(withN(2), func(c *conf) { c.name = "lit" }, withN(3))
	cl := c.onClose()
	c.name = "later"
	fmt.Println(c)
	fmt.Println(cl())
	fmt.Println(c)
	var subs []func(string)
	log := []string{}
	on := func(f func(string)) func() {
		i := len(subs)
		subs = append(subs, f)
		return func() { subs[i] = nil }
	}
	off := on(func(s string) { log = append(log, "1:"+s) })
	on(func(s string) { log = append(log, "2:"+s) })
	emit := func(s string) {
		for _, f := range subs {
			if f != nil {
				f(s)
			}
		}
	}
	emit("a")
	off()
	emit("b")
	fmt.Println(log)
}
