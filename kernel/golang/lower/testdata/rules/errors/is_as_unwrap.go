// errors.Is, As and Unwrap through session errors.
package main

import (
	"errors"
	"fmt"
	"os"
)

type NotFound struct{ Name string }

func (e *NotFound) Error() string { return e.Name + ": not found" }

type Op struct {
	Name string
	Err  error
}

func (o Op) Error() string { return o.Name + ": " + o.Err.Error() }
func (o Op) Unwrap() error { return o.Err }

var ErrBase = errors.New("base")

type Code int

func (c Code) Error() string        { return fmt.Sprint("code ", int(c)) }
func (c Code) Is(target error) bool { t, ok := target.(Code); return ok && t/100 == c/100 }

func main() {
	nf := &NotFound{"x"}
	err := error(Op{"open", fmt.Errorf("layer: %w", nf)})
	var got *NotFound
	var op Op
	fmt.Println(errors.As(err, &got), got == nf, errors.As(err, &op), op.Name)
	fmt.Println(errors.Is(err, nf), errors.Is(err, &NotFound{"x"}), errors.Unwrap(errors.Unwrap(err)) == nf)
	err = Op{"a", Op{"b", ErrBase}}
	fmt.Println(err, errors.Is(err, ErrBase), errors.As(err, &got), got.Name)
	fmt.Println(errors.Is(Code(404), Code(400)), errors.Is(Code(404), Code(500)), errors.Is(fmt.Errorf("w %w", Code(503)), Code(500)))
	var c Code
	fmt.Println(errors.As(Op{"z", Code(7)}, &c), int(c))
	fmt.Println(errors.Is(Op{"a", ErrBase}, Op{"a", ErrBase}), errors.Is(nil, ErrBase), errors.Unwrap(ErrBase) == nil)
	var pe *os.PathError
	_, e := os.Open("/does/not/exist")
	fmt.Println(errors.As(Op{"os", e}, &pe), pe.Op, errors.Is(Op{"os", e}, os.ErrNotExist))
}
