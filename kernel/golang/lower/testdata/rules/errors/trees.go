package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

type NotFound struct{ Name string }

func (e *NotFound) Error() string   { return e.Name + " not found" }
func (e *NotFound) Is(t error) bool { return t == fs.ErrNotExist }

type Code int

func (c Code) Error() string   { return fmt.Sprintf("code %d", int(c)) }
func (c Code) Temporary() bool { return c > 500 }
func (c Code) Timeout() bool   { return c == 504 }

type Op struct {
	Op  string
	Err error
}

func (o Op) Error() string { return o.Op + ": " + o.Err.Error() }
func (o Op) Unwrap() error { return o.Err }

type Multi []error

func (m Multi) Error() string   { return fmt.Sprint(len(m), " errors") }
func (m Multi) Unwrap() []error { return m }

type asErr struct{ c Code }

func (a asErr) Error() string { return "as" }
func (a asErr) As(t any) bool {
	if p, ok := t.(*Code); ok {
		*p = a.c
		return true
	}
	return false
}

type temporary interface{ Temporary() bool }
type coder interface {
	error
	Code() int
}
type E2 struct{}

func (E2) Error() string { return "e2" }
func (E2) Code() int     { return 22 }

var ErrX = errors.New("x")

func find(n int) error {
	switch n {
	case 0:
		return &NotFound{"a"}
	case 1:
		return Op{"open", &NotFound{"b"}}
	case 2:
		return fmt.Errorf("wrap %w and %w", Code(504), io.EOF)
	case 3:
		return Multi{ErrX, Op{"read", Code(503)}}
	case 4:
		return errors.Join(ErrX, nil, asErr{7})
	case 5:
		return fmt.Errorf("plain %v", Code(1))
	case 6:
		return Op{"x", E2{}}
	}
	return nil
}
func main() {
	for i := range 8 {
		err := find(i)
		fmt.Println(i, err)
		var nf *NotFound
		fmt.Println(" nf", errors.As(err, &nf), nf)
		var c Code
		fmt.Println(" code", errors.As(err, &c), int(c))
		var op Op
		fmt.Println(" op", errors.As(err, &op), op.Op)
		var tmp temporary
		fmt.Println(" tmp", errors.As(err, &tmp), tmp != nil && tmp.Temporary())
		var cd coder
		fmt.Println(" coder", errors.As(err, &cd), cd)
		var to interface{ Timeout() bool }
		fmt.Println(" timeout", errors.As(err, &to), os.IsTimeout(err))
		fmt.Println(" is", errors.Is(err, fs.ErrNotExist), errors.Is(err, ErrX), errors.Is(err, io.EOF), errors.Is(err, Code(503)), os.IsNotExist(err))
		fmt.Println(" unwrap", errors.Unwrap(err))
		fmt.Printf(" %T %q %+v %#v\n", err, err, err, i)
		if x, ok := err.(interface{ Unwrap() []error }); ok {
			fmt.Println(" multi", len(x.Unwrap()))
		}
		if e, ok := errors.AsType[*NotFound](err); ok {
			fmt.Println(" astype", e.Name)
		}
	}
	fmt.Println(Code(3) == error(Code(3)), errors.Is(Code(3), Code(3)))
	var e error = (*NotFound)(nil)
	fmt.Println(e == nil, e != nil)
	m := map[error]int{Code(1): 1, ErrX: 2, Op{"a", ErrX}: 3}
	fmt.Println(m[Code(1)], m[ErrX], m[Op{"a", ErrX}])
	defer func() {
		r := recover()
		fmt.Println(r)
		var re interface{ RuntimeError() }
		fmt.Println(errors.As(r.(error), &re))
	}()
	m2 := map[error]int{}
	m2[Multi{ErrX}] = 1
}
