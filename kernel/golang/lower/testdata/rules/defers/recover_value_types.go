// What panic is given comes back from recover unchanged: types, identity, comparability.
package main

import (
	"errors"
	"fmt"
)

type E struct{ code int }

func (e *E) Error() string { return fmt.Sprint("E", e.code) }

type S string

func get(v any) (r any) {
	defer func() { r = recover() }()
	panic(v)
}

func main() {
	e := &E{1}
	fmt.Println(get(e) == any(e), get(S("x")) == any(S("x")), get(S("x")) == any("x"), get(3.5) == 3.5)
	switch x := get(E{2}).(type) {
	case *E:
		fmt.Println("pointer")
	case E:
		fmt.Println("value", x.code)
	}
	var target *E
	fmt.Println(errors.As(get(fmt.Errorf("w: %w", e)).(error), &target), target == e)
	fmt.Printf("%v %T\n", get([]S{"a"}), get([]S{"a"}))
	fmt.Println(get(get) != nil)
}
