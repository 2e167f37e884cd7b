// A String method that panics, on nil and otherwise.
package main

import "fmt"

type P struct{ s string }

func (p *P) String() string { return p.s }

type Q struct{}

func (Q) Error() string { panic("bad q") }

type V struct{ p *int }

func (v V) String() string { return fmt.Sprint(*v.p) }

func main() {
	var p *P
	fmt.Println(p)
	fmt.Printf("%v %s\n", Q{}, Q{})
	fmt.Println([]*P{nil}, []any{Q{}, p})
	fmt.Println(V{})
}
