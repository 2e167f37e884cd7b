// errors.AsType with session error types.
package main

import (
	"errors"
	"fmt"
)

type notFound struct{ name string }

func (e notFound) Error() string { return e.name + " not found" }

type temp struct{ n int }

func (e *temp) Error() string { return fmt.Sprint("temp ", e.n) }

func main() {
	err := fmt.Errorf("wrap: %w", errors.Join(notFound{"x"}, &temp{3}))
	if e, ok := errors.AsType[notFound](err); ok {
		fmt.Println("nf", e.name)
	}
	if e, ok := errors.AsType[*temp](err); ok {
		fmt.Println("temp", e.n)
	}
	_, ok := errors.AsType[*notFoundPtr](err)
	fmt.Println(ok)
	e, ok := errors.AsType[interface{ Error() string }](err)
	fmt.Println(e, ok)
}

type notFoundPtr struct{}

func (*notFoundPtr) Error() string { return "" }
