// Generic types embedded in structs, and interfaces with type parameters.
package main

import "fmt"

type Base[T any] struct{ val T }

func (b *Base[T]) Set(v T) { b.val = v }
func (b Base[T]) Get() T   { return b.val }

type Named[T any] struct {
	Base[T]
	name string
}

type Both struct {
	Named[int]
	*Base[string]
}

type Getter[T any] interface{ Get() T }

func read[T any](g Getter[T]) T { return g.Get() }

func main() {
	n := Named[string]{name: "n"}
	n.Set("v")
	fmt.Println(n.Get(), n.val, n.Base.val, read[string](n), read(Getter[string](&n)))
	b := Both{Named[int]{Base[int]{3}, "b"}, &Base[string]{"s"}}
	b.Named.Set(4)
	b.Base.Set("t")
	fmt.Println(b.Named.Get(), b.Base.Get(), b.name)
	fmt.Printf("%+v %T\n", n, n)
	var g Getter[int] = b.Named
	b.Named.Set(5)
	fmt.Println(g.Get(), b.Named.Get())
}
