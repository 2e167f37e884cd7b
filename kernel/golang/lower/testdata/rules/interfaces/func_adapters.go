// Function types that implement interfaces; interfaces that return themselves.
package main

import (
	"fmt"
	"slices"
	"strings"
)

type Handler interface{ Serve(string) string }
type HandlerFunc func(string) string

func (f HandlerFunc) Serve(s string) string { return f(s) }

type Middleware func(Handler) Handler

func chain(h Handler, ms ...Middleware) Handler {
	for _, m := range slices.Backward(ms) {
		h = m(h)
	}
	return h
}

type State interface{ Next(rune) State }
type start struct{}
type digits struct{ n int }

func (s start) Next(r rune) State {
	if r >= '0' && r <= '9' {
		return digits{int(r - '0')}
	}
	return s
}
func (d digits) Next(r rune) State {
	if r < '0' || r > '9' {
		return start{}
	}
	return digits{d.n*10 + int(r-'0')}
}

func main() {
	wrap := func(l, r string) Middleware {
		return func(h Handler) Handler {
			return HandlerFunc(func(s string) string { return l + h.Serve(s) + r })
		}
	}
	h := chain(HandlerFunc(strings.ToUpper), wrap("<", ">"), wrap("[", "]"))
	fmt.Println(h.Serve("x"))
	var s State = start{}
	for _, r := range "ab12x345" {
		s = s.Next(r)
	}
	fmt.Printf("%v %T %v\n", s, s, s == State(digits{345}))
}
