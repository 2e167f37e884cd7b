// errors.Join, several %w, Unwrap() []error.
package main

import (
	"errors"
	"fmt"
)

type Multi []error

func (m Multi) Error() string   { return fmt.Sprintf("%d errors", len(m)) }
func (m Multi) Unwrap() []error { return m }

type E string

func (e E) Error() string { return string(e) }

func main() {
	a, b := E("a"), E("b")
	j := errors.Join(a, nil, b)
	fmt.Printf("%q %v\n", j.Error(), errors.Is(j, E("b")))
	w := fmt.Errorf("%w and %w", a, j)
	fmt.Println(w, errors.Is(w, b))
	var e E
	fmt.Println(errors.As(Multi{errors.New("x"), b}, &e), e, errors.Is(Multi{w}, E("b")))
	fmt.Println(errors.Join(nil, nil) == nil, errors.Is(Multi{}, a))
	u, ok := j.(interface{ Unwrap() []error })
	fmt.Println(ok, len(u.Unwrap()), u.Unwrap()[1] == b)
}
