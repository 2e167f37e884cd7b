// Structs, nested and with pointers, with every verb.
package main

import "fmt"

type In struct {
	A int
	b string
}
type Out struct {
	In
	P *In
	S []In
	M map[string]In
	E error
	I any
	F func()
	C chan int
	R [2]bool
}

func main() {
	o := Out{In: In{1, "x"}, S: []In{{2, "y"}}, M: map[string]In{"k": {3, "z"}}, I: In{4, "w"}}
	fmt.Printf("%v\n%+v\n", o, o)
	fmt.Printf("%#v\n", In{1, "q"})
	fmt.Printf("%#v\n", []In{{1, "a"}})
	fmt.Printf("%#v\n", map[string]*int{"k": nil})
	fmt.Printf("%T %T %T %T %T %T\n", o, &o, o.S, o.M, o.R, o.F)
	fmt.Printf("%d %s %x %q\n", In{10, "s"}, In{11, "s"}, In{12, "hex"}, In{13, "q"})
	fmt.Printf("%v %+v %d\n", &o.In, &In{5, "p"}, &In{6, ""})
	fmt.Printf("%6d|%-8v|%08.3f|%+d\n", In{7, ""}, In{8, "l"}, struct{ f float64 }{3.14159}, []int{1, -1})
	fmt.Printf("%t %v %s\n", o.R, struct{}{}, []string{"a", "b"})
	fmt.Println(o.In, &o.In, []*int{nil}, []any{nil, In{9, "n"}})
	fmt.Printf("%v %+v %#v\n", struct {
		X int
		y *In
	}{1, nil}, struct{ E error }{fmt.Errorf("e")}, struct{ X, Y any }{1, "s"})
}
