package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
)

type NotFound struct{ Name string }

func (e NotFound) Error() string        { return e.Name + " not found" }
func (e NotFound) Is(target error) bool { return target == fs.ErrNotExist }

type Temp struct {
	Op  string
	Err error
}

func (t *Temp) Error() string { return t.Op + ": " + t.Err.Error() }
func (t *Temp) Unwrap() error { return t.Err }
func (t *Temp) Retry() bool   { return true }

type Many []error

func (m Many) Error() string   { return fmt.Sprintf("%d errors", len(m)) }
func (m Many) Unwrap() []error { return m }

type Code int

func (c Code) Error() string { return "code " + strconv.Itoa(int(c)) }

type retrier interface{ Retry() bool }

type Conv struct{ n int }

func (c Conv) Error() string { return "conv" }
func (c Conv) As(target any) bool {
	if p, ok := target.(*Code); ok {
		*p = Code(c.n)
		return true
	}
	return false
}

var ErrBase = errors.New("base")

func find(n string) error {
	switch n {
	case "a":
		return NotFound{n}
	case "b":
		return &Temp{"read", io.ErrUnexpectedEOF}
	case "c":
		return fmt.Errorf("ctx %q: %w", n, &Temp{"open", NotFound{"deep"}})
	case "d":
		return errors.Join(ErrBase, Code(3))
	case "e":
		return Many{ErrBase, NotFound{"m"}}
	case "f":
		var t *Temp
		return t
	case "g":
		return fmt.Errorf("two: %w and %w", Code(1), ErrBase)
	case "h":
		_, err := strconv.Atoi("x")
		return err
	case "i":
		_, err := os.Open("/nonexistent/file")
		return err
	}
	return nil
}

func main() {
	for _, n := range []string{"a", "b", "c", "d", "e", "g", "h", "i", ""} {
		err := find(n)
		fmt.Printf("%s: %v\n", n, err)
		var nf NotFound
		var tp *Temp
		var c Code
		var r retrier
		var ne *strconv.NumError
		fmt.Println(errors.Is(err, fs.ErrNotExist), errors.Is(err, ErrBase), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, Code(3)))
		fmt.Println(errors.As(err, &nf), nf.Name, errors.As(err, &tp), tp != nil, errors.As(err, &c), int(c), errors.As(err, &r), errors.As(err, &ne))
	}
	err := find("f")
	fmt.Println(err == nil, err != nil)
	e1, e2 := find("a"), find("a")
	fmt.Println(e1 == e2, e1 == NotFound{"a"}, e1 == fs.ErrNotExist)
	if t, ok := find("b").(*Temp); ok {
		fmt.Println(t.Op, t.Retry(), errors.Unwrap(t))
	}
	switch e := find("c").(type) {
	case nil:
		fmt.Println("nil")
	case interface{ Unwrap() error }:
		fmt.Println("wraps", e.Unwrap())
	default:
		fmt.Println("other")
	}
	var code Code
	fmt.Println(errors.As(fmt.Errorf("x: %w", Conv{9}), &code), int(code))
	fmt.Printf("%v %s %q %T %T %d\n", Code(4), Code(4), Code(4), Code(4), find("c"), Code(4))
	defer func() {
		r := recover()
		err, ok := r.(error)
		fmt.Println(ok, errors.Is(err, fs.ErrNotExist), err)
	}()
	panic(fmt.Errorf("bad: %w", NotFound{"z"}))
}
