// An As method decides; errors.As into an interface of the session.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

type Temporary interface{ Temporary() bool }
type Net struct{ t bool }

func (n Net) Error() string   { return "net" }
func (n Net) Temporary() bool { return n.t }

type Chameleon struct{ as string }

func (c Chameleon) Error() string { return "chameleon" }
func (c Chameleon) As(target any) bool {
	switch t := target.(type) {
	case *Net:
		*t = Net{true}
		return true
	case **os.PathError:
		*t = &os.PathError{Op: c.as, Path: "p", Err: io.EOF}
		return true
	}
	return false
}

func main() {
	var t Temporary
	fmt.Println(errors.As(fmt.Errorf("w: %w", Net{true}), &t), t.Temporary())
	var n Net
	fmt.Println(errors.As(Chameleon{"c"}, &n), n)
	var pe *os.PathError
	fmt.Println(errors.As(fmt.Errorf("x %w", Chameleon{"op"}), &pe), pe)
	var st fmt.Stringer
	fmt.Println(errors.As(Net{}, &st), st == nil)
}
