// Names of generic and local types.
package main

import (
	"fmt"
	"io"
)

type Pair[A, B any] struct {
	A A
	B B
}
type List[T any] []T

func f() any {
	type local struct{ X int }
	return local{1}
}

func main() {
	fmt.Printf("%T %T %T\n", Pair[int, string]{}, Pair[Pair[bool, any], []int]{}, List[Pair[int, error]]{})
	fmt.Printf("%v %+v %#v\n", Pair[int, string]{1, "a"}, Pair[int, []string]{1, nil}, Pair[int, string]{1, "a"})
	fmt.Printf("%T %v %#v\n", f(), f(), f())
	fmt.Printf("%T %T %T\n", func(List[int]) Pair[int, int] { return Pair[int, int]{} }, make(chan List[string]), struct{ L List[int] }{})
	fmt.Printf("%T %T %T %T\n", any(nil), struct{ io.Reader }{}, [2]func(a int, b ...string) (x, y int){}, map[interface{ M() }]*any{})
}
