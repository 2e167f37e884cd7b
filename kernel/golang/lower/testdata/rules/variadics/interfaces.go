// Elements of a variadic parameter are converted one by one; a spread slice is not.
package main

import (
	"errors"
	"fmt"
	"strings"
)

type shape interface{ area() float64 }
type sq float64
type rect struct{ w, h float64 }

func (s sq) area() float64    { return float64(s * s) }
func (r *rect) area() float64 { return r.w * r.h }
func (s sq) String() string   { return fmt.Sprintf("sq<%v>", float64(s)) }

func total(ss ...shape) (t float64) {
	for _, s := range ss {
		if s != nil {
			t += s.area()
		}
	}
	return
}
func strs(ss ...fmt.Stringer) string {
	var b strings.Builder
	for _, s := range ss {
		b.WriteString(s.String())
	}
	return b.String()
}
func kinds(xs ...any) (out []string) {
	for _, x := range xs {
		switch x := x.(type) {
		case nil:
			out = append(out, "nil")
		case shape:
			out = append(out, fmt.Sprintf("shape:%T", x))
		case error:
			out = append(out, "error:"+x.Error())
		case func(...int) int:
			out = append(out, fmt.Sprint("func:", x(1, 2)))
		default:
			out = append(out, fmt.Sprintf("%T", x))
		}
	}
	return
}

type opt func(*rect)

func mk(opts ...opt) *rect {
	r := &rect{1, 1}
	for _, o := range opts {
		o(r)
	}
	return r
}

func main() {
	r := mk(func(r *rect) { r.w = 3 }, func(r *rect) { r.h = 2 })
	fmt.Println(total(), total(sq(2), r, nil), total([]shape{r, sq(1)}...), strs(sq(1), sq(2)))
	fmt.Println(kinds(1, int8(1), 'a', 1.5, "s", nil, r, sq(3), errors.New("e"), []int{1}, struct{}{}, func(x ...int) int { return len(x) }))
	fmt.Println(kinds([]any{sq(1), 2}), kinds([]any{sq(1), 2}...))
	fmt.Println([]any{sq(1), r.w}, sq(1), any(sq(2)))
	err := errors.Join(nil, errors.New("a"), nil)
	fmt.Println(err, errors.Join(nil, nil) == nil, len(kinds(err, nil)))
	fmt.Println(fmt.Sprint(sq(1), "a", 2, 3, "b", sq(4), sq(5)), fmt.Sprintln(sq(1), "x"))
}
