// Deferred method values, interface methods, generic functions and builtins.
package main

import "fmt"

type I interface{ Done(string) }
type T struct{ id int }

func (t T) Done(s string) { fmt.Println("done", t.id, s) }

func show[V any](v V) { fmt.Printf("%T %v\n", v, v) }

func main() {
	t := T{1}
	var i I = t
	defer i.Done("interface")
	i = T{2}
	f := t.Done
	t.id = 3
	defer f("value")
	defer t.Done("method")
	defer I.Done(i, "expression")
	defer T.Done(t, "type expression")
	defer show(t)
	defer show[any](t)
	m := map[string]int{"a": 1}
	defer func() { fmt.Println(len(m)) }()
	defer delete(m, "a")
	c := make(chan int)
	defer func() { _, ok := <-c; fmt.Println(ok) }()
	defer close(c)
	defer print()
	defer (func() { fmt.Println("parens") })()
}
