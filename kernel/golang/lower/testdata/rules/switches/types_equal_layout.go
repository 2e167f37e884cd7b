// Types of the same layout are not the same type.
package main

import "fmt"

type A struct{ x int }
type B struct{ x int }
type C A
type M1 map[string]int
type M2 map[string]int
type I1 int
type I2 int

func main() {
	for _, v := range []any{A{1}, B{1}, C{1}, M1{}, M2{}, map[string]int{}, I1(1), I2(1), 1, &A{1}, &B{1}, []A{}, []B{}, struct{ x int }{1}} {
		s := ""
		if _, ok := v.(A); ok {
			s += "A"
		}
		if _, ok := v.(B); ok {
			s += "B"
		}
		if _, ok := v.(C); ok {
			s += "C"
		}
		if _, ok := v.(M1); ok {
			s += "M1"
		}
		if _, ok := v.(map[string]int); ok {
			s += "map"
		}
		if _, ok := v.(I1); ok {
			s += "I1"
		}
		if _, ok := v.(int); ok {
			s += "int"
		}
		if _, ok := v.(*A); ok {
			s += "*A"
		}
		if _, ok := v.([]A); ok {
			s += "[]A"
		}
		if _, ok := v.(struct{ x int }); ok {
			s += "anon"
		}
		fmt.Printf("%T:%s ", v, s)
	}
	fmt.Println()
	fmt.Println(any(A{1}) == any(B{1}), any(A{1}) == any(A{1}), any(I1(1)) == any(I2(1)), any(C(A{2})) == any(C{2}))
	m := map[any]int{A{1}: 1, B{1}: 2, I1(1): 3, I2(1): 4, 1: 5}
	fmt.Println(len(m), m[A{1}], m[B{1}], m[I1(1)], m[I2(1)], m[1])
}
