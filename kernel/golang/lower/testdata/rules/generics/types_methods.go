// Generic types: constructors, methods, methods that return other instances, nesting.
package main

import "fmt"

type Stack[T any] struct{ items []T }

func NewStack[T any](items ...T) *Stack[T] { return &Stack[T]{items} }

func (s *Stack[T]) Push(v T) *Stack[T] { s.items = append(s.items, v); return s }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}
func (s Stack[T]) Each(f func(int, T)) {
	for i, v := range s.items {
		f(i, v)
	}
}
func (s Stack[T]) Zip() []Pair[int, T] {
	var r []Pair[int, T]
	s.Each(func(i int, v T) { r = append(r, Pair[int, T]{i, v}) })
	return r
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) Swap() Pair[string, K] { return Pair[string, K]{fmt.Sprint(p.Val), p.Key} }

func main() {
	s := NewStack(1, 2)
	s.Push(3).Push(4)
	v, ok := s.Pop()
	fmt.Println(v, ok, s.Zip(), *s)
	ss := NewStack[Stack[string]]()
	ss.Push(Stack[string]{[]string{"x"}})
	in, _ := ss.Pop()
	_, empty := ss.Pop()
	fmt.Printf("%v %v %T %T\n", in, empty, in, s.Zip())
	p := Pair[string, []int]{"k", []int{1}}
	fmt.Printf("%+v %+v %#v\n", p, p.Swap(), p.Swap().Swap())
	m := map[Pair[int, bool]]string{{1, true}: "one"}
	fmt.Println(m[Pair[int, bool]{1, true}], m)
}
