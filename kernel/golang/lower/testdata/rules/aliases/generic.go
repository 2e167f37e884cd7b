// Aliases with type parameters, and of instances of generic types.
package main

import "fmt"

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

type Same[T any] = Pair[T, T]
type Named[T any] = Pair[string, T]
type Set[K comparable] = map[K]struct{}
type List[T any] = []T
type Func[T any] = func(T) T
type IntPair = Same[int]
type Tree[T any] struct {
	Kids List[*Tree[T]]
	Val  T
}

func keys[K comparable](s Set[K]) int { return len(s) }
func apply[T any](l List[T], f Func[T]) (out List[T]) {
	for _, v := range l {
		out = append(out, f(v))
	}
	return
}

func main() {
	s := Same[int]{1, 2}
	var p Pair[int, int] = s
	var ip IntPair = p.Swap()
	fmt.Printf("%v %v %T\n", s, ip, ip)
	n := Named[bool]{"ok", true}
	fmt.Println(n.Swap(), n.First, any(n) == any(Pair[string, bool]{"ok", true}))
	set := Set[string]{"a": {}}
	set["b"] = struct{}{}
	fmt.Println(keys(set), apply(List[int]{1, 2}, func(i int) int { return i * i }))
	t := Tree[string]{Val: "root"}
	t.Kids = append(t.Kids, &Tree[string]{Val: "kid"})
	fmt.Printf("%v %T %T\n", t.Kids[0].Val, t, set)
	switch v := any(ip).(type) {
	case Named[int]:
		fmt.Println("named", v)
	case Same[int]:
		fmt.Println("same", v.Second)
	}
}
