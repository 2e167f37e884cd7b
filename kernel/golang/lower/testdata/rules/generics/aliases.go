// Generic aliases and aliases of instances.
package main

import "fmt"

type Vec[T any] = []T
type M[V any] = map[string]V
type Pt[T any] struct{ X, Y T }
type IntPt = Pt[int]
type Fn[T any] = func(T) T

func (p Pt[T]) Flip() Pt[T] { return Pt[T]{p.Y, p.X} }

func twice[T any](f Fn[T]) Fn[T] { return func(x T) T { return f(f(x)) } }

func main() {
	v := Vec[int]{1, 2}
	m := M[Vec[string]]{"k": {"a"}}
	fmt.Printf("%T %T %v %v\n", v, m, v, m)
	p := IntPt{1, 2}
	fmt.Printf("%T %v\n", p, p.Flip())
	fmt.Println(twice(func(n int) int { return n * 3 })(2))
	var q Pt[int] = p
	fmt.Println(q == p)
}
