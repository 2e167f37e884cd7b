// Method values and expressions of generic types.
package main

import "fmt"

type acc[T any] struct{ all []T }

func (a *acc[T]) add(v T)        { a.all = append(a.all, v) }
func (a acc[T]) size() int       { return len(a.all) }
func (a acc[T]) with(v T) acc[T] { return acc[T]{append(a.all[:len(a.all):len(a.all)], v)} }

func each[T any](s []T, f func(T)) {
	for _, v := range s {
		f(v)
	}
}

func main() {
	var a acc[string]
	each([]string{"x", "y"}, a.add)
	size := a.size
	a.add("z")
	fmt.Println(a.all, size(), a.size())
	(*acc[string]).add(&a, "w")
	fmt.Println(acc[string].size(a), acc[string].with(a, "v").all)
	g := acc[int].with
	fmt.Println(g(acc[int]{}, 1).all)
}
