// Interfaces are equal if both types and values are; comparing what cannot be compared panics.
package main

import (
	"errors"
	"fmt"
	"io"
)

type A int
type B int
type P struct{ x int }
type Q struct{ x any }
type E struct{ msg string }
type F func()

func (e E) Error() string  { return e.msg }
func (p *P) Error() string { return "P" }
func (a A) String() string { return "A" }

func try(name string, f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			_, ok := r.(error)
			fmt.Println(name, "panic:", r, ok)
		}
	}()
	fmt.Println(name, f())
}
func ret(fail bool) error {
	var p *P
	if fail {
		return p
	}
	return nil
}

func main() {
	var i, j any
	fmt.Println(i == j, i == nil)
	i, j = 1, 1
	fmt.Println(i == j, i == 1, i == 1.0, i == any(int64(1)), any(A(1)) == any(B(1)), any(A(1)) == A(1), i == any(A(1)))
	fmt.Println(any(P{1}) == any(P{1}), any(&P{1}) == any(&P{1}), any(P{1}) == P{2}, any(Q{1}) == any(Q{1}), any(Q{1}) == any(Q{int8(1)}))
	p := &P{1}
	var e error = p
	fmt.Println(e == p, any(e) == any(p), ret(true) == nil, ret(false) == nil, ret(true) == (*P)(nil))
	fmt.Println(error(E{"x"}) == E{"x"}, errors.New("a") == errors.New("a"), io.EOF == error(io.EOF), any(io.EOF) == any(e))
	var s fmt.Stringer = A(3)
	fmt.Println(s == A(3), any(s) == any(A(3)), s == fmt.Stringer(A(4)), s != nil)
	ch := make(chan int)
	fmt.Println(any(ch) == any(ch), any(ch) == any((<-chan int)(ch)), any("a") == any("a"), any('a') == any(97), any(true) == any(1 == 1))
	fmt.Println(any([2]int{1, 2}) == any([2]int{1, 2}), any([1]any{"x"}) == any([1]any{"x"}), any(struct{}{}) == any(struct{}{}))
	try("slice", func() bool { i, j = []int{1}, []int{1}; return i == j })
	try("slice other", func() bool { i, j = []int{1}, []string{}; return i == j })
	try("slice nil", func() bool { return any([]int(nil)) == nil })
	try("func", func() bool { f := F(func() {}); i = f; return i == any(f) })
	try("map", func() bool { m := map[string]int{}; return any(m) == any(m) })
	try("struct", func() bool { return any(Q{[]int{}}) == any(Q{[]int{}}) })
	try("struct diff", func() bool { return any(Q{1}) == any(Q{[]int{}}) })
	try("array", func() bool { return any([2]any{1, []int{}}) == any([2]any{2, []int{}}) })
	try("switch", func() bool {
		switch i {
		case nil, 1:
			return true
		case any(map[string]int{}):
			return true
		}
		return false
	})
	var x, y interface{ Error() string } = E{"1"}, E{"1"}
	fmt.Println(x == y, x == error(y), x.(E) == y, map[error]int{x: 5}[y])
	list := []any{nil, 0, "", false, E{}, (*P)(nil), [0]int{}}
	for _, a := range list {
		n := 0
		for _, b := range list {
			if a == b {
				n++
			}
		}
		fmt.Print(n, " ")
	}
	fmt.Println()
}
