// A struct is printed by its address or fields; the program only recovers it.
package main

import "fmt"

type S struct {
	a int
	b string
}

func main() {
	defer func() {
		r := recover()
		fmt.Printf("%v %+v %#v %T\n", r, r, r, r)
		s := r.(S)
		fmt.Println(s.a, s.b)
	}()
	panic(S{1, "x"})
}
