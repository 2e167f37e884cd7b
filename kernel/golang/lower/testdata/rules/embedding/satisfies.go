// An embedded type's methods satisfy interfaces: session and compiled ones.
package main

import "fmt"

type Animal interface{ Sound() string }
type Base struct{ s string }

func (b *Base) Sound() string { return b.s }
func (b Base) String() string { return "Base(" + b.s + ")" }
func (b Base) Error() string  { return "err " + b.s }

type Dog struct{ *Base }
type Cat struct{ Base }

func main() {
	var list []Animal
	list = append(list, Dog{&Base{"woof"}}, &Cat{Base{"meow"}}, &Base{"raw"})
	for _, a := range list {
		fmt.Print(a.Sound(), " ")
	}
	fmt.Println()
	var st fmt.Stringer = Cat{Base{"c"}}
	fmt.Println(st, Dog{&Base{"d"}}.String())
	var err error = Cat{Base{"e"}}
	fmt.Println(err, Cat{Base{"v"}})
	_, ok := any(Cat{}).(Animal)
	_, ok2 := any(&Cat{}).(Animal)
	fmt.Println(ok, ok2)
}
