// panic with values of one's own types, and with an error that wraps another.
package main

import (
	"errors"
	"fmt"
	"os"
)

type Code int

type Failure struct {
	Op   string
	Code Code
	Err  error
}

func (f *Failure) Error() string { return fmt.Sprintf("%s failed with %d: %v", f.Op, f.Code, f.Err) }
func (f *Failure) Unwrap() error { return f.Err }

func try(f func()) {
	defer func() {
		r := recover()
		if err, ok := r.(error); ok {
			var fl *Failure
			fmt.Printf("error %v, failure %t, exists %t\n", err, errors.As(err, &fl), errors.Is(err, os.ErrNotExist))
			return
		}
		fmt.Printf("%T %v\n", r, r)
	}()
	f()
}

func main() {
	try(func() { panic(Code(7)) })
	try(func() { panic(&Failure{"open", 2, os.ErrNotExist}) })
	try(func() { panic(struct{ A, B int }{1, 2}) })
	try(func() { panic(fmt.Errorf("outer: %w", &Failure{Op: "read", Err: errors.New("eof")})) })
	try(func() {})
	panic(&Failure{"close", 9, errors.New("disk is full")})
}
