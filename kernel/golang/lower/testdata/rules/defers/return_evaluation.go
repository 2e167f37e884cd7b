// Results are evaluated before deferred calls run.
package main

import "fmt"

type acc struct{ n int }

func (a *acc) inc() int { a.n++; return a.n }

func (a *acc) run() (int, int) {
	defer a.inc()
	defer func() { a.n *= 10 }()
	return a.inc(), a.inc()
}

func slice() []int {
	s := []int{1}
	defer func() { s[0] = 2; s = append(s, 3) }()
	return s
}

func arr() [2]int {
	s := [2]int{1, 1}
	defer func() { s[0] = 2 }()
	return s
}

func ptr() *int {
	n := 1
	defer func() { n = 2 }()
	return &n
}

func main() {
	a := &acc{}
	fmt.Println(a.run())
	fmt.Println(a.n, slice(), arr(), *ptr())
}
