// Comparing errors, switch on errors, wrapping in fmt with %v and %w.
package main

import (
	"errors"
	"fmt"
	"io"
)

type E struct{ msg string }

func (e E) Error() string { return e.msg }

var A, B = error(E{"a"}), errors.New("b")

func which(err error) string {
	switch {
	case err == nil:
		return "nil"
	case err == A:
		return "A"
	case errors.Is(err, B):
		return "B"
	}
	switch err.(type) {
	case E:
		return "some E"
	case interface{ Timeout() bool }:
		return "timeout"
	}
	return "other " + err.Error()
}

type to struct{ error }

func (to) Timeout() bool { return true }

func main() {
	fmt.Println(which(nil), which(E{"a"}), which(fmt.Errorf("%w", B)), which(fmt.Errorf("%v", B)), which(E{"z"}), which(to{B}), which(to{io.EOF}))
	err := fmt.Errorf("ctx %d: %w", 3, E{"inner"})
	fmt.Println(err, errors.Unwrap(err) == E{"inner"}, errors.Unwrap(fmt.Errorf("%v", A)) == nil)
	fmt.Printf("%T %T %v %+v %q\n", A, err, A, A, A)
}
