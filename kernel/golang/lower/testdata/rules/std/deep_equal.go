package main

import (
	"fmt"
	"reflect"
	"time"
)

type P struct {
	X, y int
	n    *P
	M    map[string][]int
	F    any
}
type A struct{ V int }
type B struct{ V int }
type L []A
type N int
type Cyc struct {
	Next *Cyc
	V    int
}
type E struct{ err error }
type my struct{}

func (my) Error() string { return "my" }

type withFn struct{ F func() }

func main() {
	p1 := P{1, 2, &P{X: 3}, map[string][]int{"a": {1}}, A{1}}
	p2 := P{1, 2, &P{X: 3}, map[string][]int{"a": {1}}, A{1}}
	fmt.Println(reflect.DeepEqual(p1, p2), reflect.DeepEqual(&p1, &p2))
	p2.y = 9
	fmt.Println(reflect.DeepEqual(p1, p2))
	p2.y = 2
	p2.F = B{1}
	fmt.Println(reflect.DeepEqual(p1, p2))
	fmt.Println(reflect.DeepEqual(A{1}, B{1}), reflect.DeepEqual([]A{{1}}, []A{{1}}), reflect.DeepEqual([]A{{1}}, []B{{1}}), reflect.DeepEqual(L{{1}}, []A{{1}}), reflect.DeepEqual(L{{1}}, L{{1}}))
	fmt.Println(reflect.DeepEqual(N(1), 1), reflect.DeepEqual(N(1), N(1)), reflect.DeepEqual(map[N]A{1: {2}}, map[N]A{1: {2}}), reflect.DeepEqual([]A(nil), []A{}), reflect.DeepEqual(nil, nil), reflect.DeepEqual(nil, (*A)(nil)), reflect.DeepEqual((*A)(nil), (*A)(nil)), reflect.DeepEqual((*A)(nil), (*B)(nil)))
	c1 := &Cyc{V: 1}
	c1.Next = c1
	c2 := &Cyc{V: 1}
	c2.Next = c2
	fmt.Println(reflect.DeepEqual(c1, c2))
	fmt.Println(reflect.DeepEqual(E{my{}}, E{my{}}), reflect.DeepEqual(E{my{}}, E{nil}), reflect.DeepEqual([]any{A{1}, N(2), "x"}, []any{A{1}, N(2), "x"}), reflect.DeepEqual([]any{A{1}}, []any{B{1}}))
	fmt.Println(reflect.DeepEqual(map[string]any{"a": []A{{1}}}, map[string]any{"a": []A{{1}}}), reflect.DeepEqual(map[string]any{"a": []A{{1}}}, map[string]any{"a": []A{{2}}}))
	fmt.Println(reflect.DeepEqual(withFn{}, withFn{}), reflect.DeepEqual(withFn{func() {}}, withFn{func() {}}))
	t := time.Unix(0, 0)
	fmt.Println(reflect.DeepEqual(struct {
		T time.Time
		A A
	}{t, A{1}}, struct {
		T time.Time
		A A
	}{t, A{1}}))
	a := [2]A{{1}, {2}}
	b := a
	fmt.Println(reflect.DeepEqual(a, b), a == b)
	m1 := map[any]int{A{1}: 1, B{1}: 2}
	m2 := map[any]int{B{1}: 2, A{1}: 1}
	fmt.Println(reflect.DeepEqual(m1, m2))
	var e1, e2 error = my{}, my{}
	fmt.Println(reflect.DeepEqual(e1, e2))
}
