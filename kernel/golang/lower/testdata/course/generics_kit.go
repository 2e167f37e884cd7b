// Generic containers and functions as students write them.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"sort"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](vs ...T) Set[T] {
	s := Set[T]{}
	for _, v := range vs {
		s.Add(v)
	}
	return s
}
func (s Set[T]) Add(v T)      { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool { _, ok := s[v]; return ok }
func (s Set[T]) Union(o Set[T]) Set[T] {
	u := make(Set[T], len(s)+len(o))
	for v := range s {
		u[v] = struct{}{}
	}
	for v := range o {
		u[v] = struct{}{}
	}
	return u
}
func (s Set[T]) Intersect(o Set[T]) Set[T] {
	r := Set[T]{}
	for v := range s {
		if o.Has(v) {
			r.Add(v)
		}
	}
	return r
}

type Stack[T any] struct{ items []T }

var ErrEmpty = errors.New("empty")

func (s *Stack[T]) Push(vs ...T) *Stack[T] { s.items = append(s.items, vs...); return s }
func (s *Stack[T]) Pop() (T, error) {
	var zero T
	if len(s.items) == 0 {
		return zero, fmt.Errorf("pop of Stack[%T]: %w", zero, ErrEmpty)
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, nil
}

type Result[T any] struct {
	Val T
	Err error
}

func Try[T any](v T, err error) Result[T] { return Result[T]{v, err} }
func (r Result[T]) OrElse(v T) T {
	if r.Err != nil {
		return v
	}
	return r.Val
}

type Option[T any] func(*T)
type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A]        { return Pair[B, A]{p.Second, p.First} }
func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, len(xs))
	for i, x := range xs {
		out[i] = f(x)
	}
	return out
}
func Filter[S ~[]E, E any](xs S, f func(E) bool) (out S) {
	for _, x := range xs {
		if f(x) {
			out = append(out, x)
		}
	}
	return
}
func Reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}
func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}
func MaxOf[T cmp.Ordered](first T, rest ...T) T {
	for _, r := range rest {
		first = max(first, r)
	}
	return first
}
func GroupBy[T any, K comparable](xs []T, key func(T) K) map[K][]T {
	m := make(map[K][]T)
	for _, x := range xs {
		m[key(x)] = append(m[key(x)], x)
	}
	return m
}
func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	ks := make([]K, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	sort.Slice(ks, func(i, j int) bool { return ks[i] < ks[j] })
	return ks
}

type Celsius float64
type IDs []int

type List[T any] struct {
	head *elem[T]
	n    int
}
type elem[T any] struct {
	v    T
	next *elem[T]
}

func (l *List[T]) Prepend(v T) { l.head = &elem[T]{v, l.head}; l.n++ }
func (l *List[T]) Each(f func(int, T)) {
	i := 0
	for e := l.head; e != nil; e = e.next {
		f(i, e.v)
		i++
	}
}

func main() {
	a, b := SetOf(1, 2, 3), SetOf(3, 4)
	fmt.Println(len(a.Union(b)), Keys(a.Intersect(b)), a.Has(2), b.Has(2), Keys(a.Union(b)))
	s := (&Stack[string]{}).Push("x", "y")
	for range 3 {
		v, err := s.Pop()
		fmt.Printf("%q %v %v\n", v, err, errors.Is(err, ErrEmpty))
	}
	fmt.Println(Try(fmt.Sscan("7", new(int))).OrElse(-1), Result[float64]{Err: ErrEmpty}.OrElse(2.5))
	p := MakePair("k", 3)
	fmt.Printf("%v %+v %T %T\n", p, p.Swap(), p, p.Swap())
	words := strings.Fields("a bb cc ddd e")
	fmt.Println(Map(words, func(s string) int { return len(s) }), Filter(words, func(s string) bool { return len(s) == 2 }))
	fmt.Println(Reduce(words, 0, func(n int, s string) int { return n + len(s) }), Sum(1, 2, 3), Sum(1.5, 2), Sum(Celsius(20), 1.5))
	fmt.Println(MaxOf("go", "rust", "c"), MaxOf(2.5), MaxOf[Celsius](1, 3, 2))
	g := GroupBy(words, func(s string) int { return len(s) })
	fmt.Println(g, Keys(g))
	ids := Filter(IDs{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 })
	fmt.Printf("%T %v\n", ids, ids)
	var l List[Pair[string, IDs]]
	l.Prepend(MakePair("one", IDs{1}))
	l.Prepend(Pair[string, IDs]{"two", ids})
	l.Each(func(i int, p Pair[string, IDs]) { fmt.Print(i, p.First, p.Second, " ") })
	fmt.Println(l.n)
	var opts []Option[Pair[int, bool]]
	opts = append(opts, func(p *Pair[int, bool]) { p.First = 9 }, func(p *Pair[int, bool]) { p.Second = true })
	var conf Pair[int, bool]
	for _, o := range opts {
		o(&conf)
	}
	fmt.Println(conf)
}
