// Constraints with ~T keep the named type.
package main

import "fmt"

type Celsius float64
type ID int64
type Name string
type List []Name

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func Join[S ~[]E, E ~string](s S, sep string) E {
	var out E
	for i, e := range s {
		if i > 0 {
			out += E(sep)
		}
		out += e
	}
	return out
}

func Clone[S ~[]E, E any](s S) S { return append(S(nil), s...) }

func (c Celsius) String() string { return fmt.Sprintf("%.1fC", float64(c)) }
func (l List) Len() int          { return len(l) }

func main() {
	fmt.Println(Sum(Celsius(1.5), 2), Sum[ID](1, 2, 3), Sum(1, 2))
	fmt.Printf("%T %T\n", Sum(ID(4)), Sum(Celsius(1)))
	l := List{"a", "b"}
	fmt.Printf("%v %T %d\n", Join(l, "-"), Join(l, "-"), Clone(l).Len())
	fmt.Printf("%T\n", Clone(l))
}
