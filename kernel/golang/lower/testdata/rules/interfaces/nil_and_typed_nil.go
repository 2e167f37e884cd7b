// A nil pointer in an interface is not a nil interface.
package main

import (
	"errors"
	"fmt"
)

type E struct{}

func (*E) Error() string { return "E" }

func mayFail(fail bool) error {
	var e *E
	if fail {
		e = &E{}
	}
	return e
}

func ok() error { return nil }

func main() {
	fmt.Println(mayFail(false) == nil, mayFail(true) != nil, ok() == nil)
	var p *E
	var x any = p
	fmt.Println(x == nil, x == (*E)(nil), x.(*E) == nil, x.(error) != nil)
	var e1, e2 error = p, p
	fmt.Println(e1 == e2, errors.Is(e1, e2))
	var m map[string]int
	x = m
	_, isMap := x.(map[string]int)
	fmt.Println(x == nil, isMap)
	var i interface{ Error() string }
	x = i
	fmt.Println(x == nil)
}
