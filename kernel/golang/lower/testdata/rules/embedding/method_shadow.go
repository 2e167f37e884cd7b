// A field hides a promoted method, a method a promoted field, at different depths.
package main

import "fmt"

type In struct{ Name string }

func (In) Kind() string { return "kind of In" }

type Mid struct {
	In
	Kind int
}

type Out struct {
	Mid
}

func (o Out) Name() string { return "method " + o.Mid.Name }

type Two struct {
	A1
	A2
}
type A1 struct{ v, only1 int }
type A2 struct{ v, only2 int }

func (A1) M() string    { return "A1.M" }
func (A2) M() string    { return "A2.M" }
func (t Two) M() string { return t.A1.M() + t.A2.M() }

func main() {
	o := Out{Mid{In{"n"}, 5}}
	fmt.Println(o.Name(), o.Kind, o.In.Kind(), o.Mid.In.Name)
	t := Two{A1{1, 2}, A2{3, 4}}
	fmt.Println(t.A1.v, t.A2.v, t.only1, t.only2, t.M())
}
