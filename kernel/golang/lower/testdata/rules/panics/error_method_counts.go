package main

import (
	"errors"
	"fmt"
)

type counted struct{ calls *int }

func (c counted) Error() string {
	*c.calls++
	return fmt.Sprint("call ", *c.calls)
}

func deep(n int, err error) {
	if n == 0 {
		panic(err)
	}
	defer func() {}()
	deep(n-1, err)
}

func try(name string, calls *int, err error) {
	defer func() {
		r := recover()
		fmt.Println(name, *calls, r == err)
		fmt.Println(r)
	}()
	deep(3, err)
}

func main() {
	n := 0
	try("plain", &n, counted{&n})
	try("joined", &n, errors.Join(errors.New("a"), counted{&n}))
	w := fmt.Errorf("wrapped: %w", counted{&n})
	try("wrapped", &n, w)
	func() {
		defer func() {
			var c counted
			err := recover().(error)
			fmt.Println(errors.As(err, &c), c.calls == &n, n)
		}()
		panic(w)
	}()
	fmt.Printf("%v %s\n", panics{counted{&n}}, panics{counted{&n}})
	panic(counted{&n})
}

type panics struct{ err error }

func (p panics) String() string { panic(p.err) }
