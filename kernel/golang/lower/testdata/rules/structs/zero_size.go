// Structs without fields: as sets, signals, receivers, elements and results.
package main

import (
	"fmt"
)

type empty struct{}
type unit struct{ empty }
type only struct{ _ empty }
type stringer interface{ String() string }

func (empty) String() string               { return "empty!" }
func (*empty) ptr() string                 { return "ptr" }
func (e empty) add(n int) (r empty, m int) { return e, n + 1 }

func main() {
	var e empty
	s := make([]empty, 5)
	s = append(s, e, empty{})
	fmt.Println(len(s), s[6], e, unit{}, any(e) == any(empty{}))
	n := 0
	for range s {
		n++
	}
	for i, v := range s[:2] {
		n += i
		_ = v
	}
	set := map[string]empty{"a": {}, "b": e}
	set["a"] = empty{}
	_, ok := set["b"]
	fmt.Println(n, len(set), ok, e.ptr())
	done := make(chan struct{}, 2)
	done <- struct{}{}
	close(done)
	_, ok1 := <-done
	v, ok2 := <-done
	fmt.Println(ok1, ok2, v)
	var st stringer = unit{}
	fmt.Println(st.String(), st == stringer(unit{}), st == stringer(e))
	r, m := e.add(1)
	fmt.Println(r, m, only{} == only{}, [3]empty{} == [3]empty{})
	mk := map[empty]int{{}: 1}
	mk[e]++
	fmt.Println(mk, len(mk))
	a := [1 << 20]struct{}{}
	fmt.Println(len(a), len(a[5:10]))
	fmt.Printf("%v %+v %#v %T\n", struct{}{}, only{}, struct{}{}, struct{}{})
	var any1 any = struct{}{}
	switch any1.(type) {
	case empty:
		fmt.Println("empty")
	case struct{}:
		fmt.Println("struct{}")
	}
	f := func(struct{}) int { return 4 }
	fmt.Println(f(struct{}{}))
}
