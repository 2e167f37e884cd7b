// Cases of interface types match by method set: pointer and value receivers, compiled interfaces.
package main

import (
	"fmt"
	"io"
	"strings"
)

type Speaker interface{ Speak() string }
type Walker interface{ Walk() int }
type Both interface {
	Speaker
	Walker
}

type Dog struct{}

func (Dog) Speak() string { return "woof" }
func (*Dog) Walk() int    { return 4 }

type Cat struct{ Dog }

func what(v any) string {
	switch x := v.(type) {
	case Both:
		return x.Speak() + fmt.Sprint(x.Walk())
	case Walker:
		return fmt.Sprint(x.Walk())
	case Speaker:
		return x.Speak()
	}
	return "nothing"
}

func main() {
	fmt.Println(what(Dog{}), what(&Dog{}), what(Cat{}), what(&Cat{}), what(3))
	var s Speaker = Dog{}
	_, ok := s.(Walker)
	switch s := s.(type) {
	case *Dog:
		fmt.Println("pointer")
	case Dog:
		fmt.Println("value", s.Speak(), ok)
	}
	var r io.Reader = strings.NewReader("abc")
	switch r := r.(type) {
	case io.Closer:
		fmt.Println("closer")
	case io.WriterTo:
		n, _ := r.WriteTo(io.Discard)
		fmt.Println("writer to", n)
	}
}
