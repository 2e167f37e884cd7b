// An alias is the same type under another name, also local, of compiled, function and struct types.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

type Int = int
type Ints = []Int
type Handler = func(string) (Int, error)
type Point struct{ X, Y int }
type P = Point
type PP = *P
type Rec = struct{ N Int }
type Buffer = bytes.Buffer
type Err = error
type Str = fmt.Stringer

func (p P) String() string { return fmt.Sprintf("(%d;%d)", p.X, p.Y) }
func (p PP) Move(dx Int)   { p.X += dx }
func handle(s string) (int, error) {
	if s == "" {
		return 0, errors.New("empty")
	}
	return len(s), nil
}

type Wrap struct {
	P
	Buffer
	Err
}

func main() {
	var i Int = 4
	var j int = i
	var s Ints = []int{i, j}
	fmt.Printf("%T %T %T %v\n", i, s, Rec{}, s)
	p := P{1, 2}
	p.Move(5)
	var q Point = p
	fmt.Println(q, any(q) == any(p))
	var h Handler = handle
	n, err := h("")
	fmt.Println(n, err)
	w := Wrap{P: p, Err: err}
	w.WriteString("buf")
	w.Move(1)
	fmt.Println(w.P.X, w.Len(), w.Error(), w.Buffer.String())
	var a any = p
	switch v := a.(type) {
	case Str:
		fmt.Println("stringer", v.String())
	}
	_, ok := any(i).(int)
	_, ok2 := any(Rec{}).(struct{ N int })
	fmt.Println(ok, ok2)
	type L = map[string]P
	l := L{"a": {1, 1}}
	type SB = strings.Builder
	var b SB
	b.WriteString("x")
	fmt.Println(l, b.String())
	var e Err = err
	fmt.Println(errors.Is(e, err), Int(3.0), Ints(nil) == nil)
}
