package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sort"
	"strings"
)

type MyErr struct {
	Code int
	why  string
}

func (e *MyErr) Error() string { return fmt.Sprint("myerr ", e.Code) }

type VErr struct {
	s []int
	n string
}

func (e VErr) Error() string { return "verr " + e.n }

type ValE struct{ a, b int }

func (e ValE) Error() string { return "vale" }

type ValF struct{ a, b int }

func (e ValF) Error() string { return "valf" }

type Wrap struct {
	op  string
	err error
}

func (w *Wrap) Error() string { return w.op + ": " + w.err.Error() }
func (w *Wrap) Unwrap() error { return w.err }

type IsE int

func (i IsE) Error() string   { return "ise" }
func (i IsE) Is(t error) bool { return t == io.EOF }

var ErrX = errors.New("x")

func try(f func()) {
	defer func() {
		r := recover()
		e, ok := r.(error)
		re, ok2 := r.(runtime.Error)
		fmt.Println(r, ok, ok2, e, re)
	}()
	f()
}

type Cel float64

func (c Cel) String() string { return fmt.Sprintf("%.1fC", float64(c)) }

type Day int

const (
	Mon Day = iota
	Tue
)

func (d Day) String() string { return [...]string{"Mon", "Tue"}[d] }

type P struct {
	X, y int
	T    Cel
	d    Day
	next *P
}
type Emb struct {
	P
	Name string `json:"name"`
	tags []string
	M    map[Day]Cel
	E    error
	I    any
}
type PS struct{ n int }

func (p *PS) String() string { return fmt.Sprint("PS", p.n) }

type G struct{ n int }

func (g G) GoString() string { return "G!" }

type F struct{}

func (F) Format(s fmt.State, v rune) { fmt.Fprintf(s, "F<%c>", v) }

type J struct{ a int }

func (j J) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf(`"J%d"`, j.a)), nil }

type Doc struct {
	Base
	Js   []J          `json:"js"`
	MM   map[string]J `json:"mm"`
	priv int
	Opt  string `json:"opt,omitempty"`
	Ptr  *J
}
type Base struct {
	ID int `json:"id"`
}
type A1 struct{ n int }
type A2 struct{ n int }
type ByLen []string

func (b ByLen) Len() int           { return len(b) }
func (b ByLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b ByLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type Up struct{ r io.Reader }

func (u *Up) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, strings.ToUpper(string(p[:n])))
	return n, err
}

type Shape interface{ Area() float64 }
type Named interface {
	Shape
	fmt.Stringer
}
type Sq struct{ s float64 }

func (s Sq) Area() float64  { return s.s * s.s }
func (s Sq) String() string { return "sq" }

type Holder struct {
	Named
	n int
}
type Stack[T any] struct{ xs []T }

func (s *Stack[T]) Push(x T)      { s.xs = append(s.xs, x) }
func (s Stack[T]) String() string { return fmt.Sprint("stack", s.xs) }

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case A1:
		return fmt.Sprint("A1 ", v.n)
	case A2:
		return fmt.Sprint("A2 ", v.n)
	case *A1:
		return "*A1"
	case error:
		return "error " + v.Error()
	case Shape:
		return fmt.Sprint("shape ", v.Area())
	case fmt.Stringer:
		return "stringer " + v.String()
	case int, string:
		return fmt.Sprintf("basic %T", v)
	case []A1:
		return fmt.Sprint("slice ", len(v))
	case func() int:
		return fmt.Sprint("func ", v())
	}
	return fmt.Sprintf("other %T", x)
}
func main() {
	var err error = fmt.Errorf("ctx: %w", &Wrap{"op", &MyErr{5, "q"}})
	var me *MyErr
	fmt.Println(errors.As(err, &me), me.Code, err)
	var ve VErr
	fmt.Println(errors.As(err, &ve))
	j := errors.Join(ErrX, VErr{nil, "z"}, ValE{1, 2})
	fmt.Println(errors.As(j, &ve), ve.n, errors.Is(j, ErrX), errors.Is(j, ValE{1, 2}), errors.Is(j, ValF{1, 2}), errors.Is(IsE(1), io.EOF))
	fmt.Println(j)
	u := errors.Unwrap(err)
	w, ok := u.(*Wrap)
	fmt.Println(ok, w.op, errors.Unwrap(w) == w.err)
	var s []int
	a := []int{1, 2, 3}
	n := 5
	z := 0
	var m map[string]int
	var p *P
	var x any = "s"
	var sh Shape
	var ch chan int
	try(func() { fmt.Println(a[n]) })
	try(func() { fmt.Println(s[z]) })
	try(func() { fmt.Println(a[1:n]) })
	try(func() { fmt.Println(1 / z) })
	try(func() { m["a"] = 1 })
	try(func() { fmt.Println(p.X) })
	try(func() { fmt.Println(x.(int)) })
	try(func() { fmt.Println(x.(Shape)) })
	try(func() { fmt.Println(x.(A1)) })
	try(func() { fmt.Println(sh.Area()) })
	try(func() { close(ch) })
	try(func() { c := make(chan int); close(c); c <- 1 })
	try(func() { _ = make([]int, z-1) })
	try(func() { panic(&MyErr{1, ""}) })
	try(func() { panic(fmt.Sprintf("%v", Cel(1))) })
	pp := P{1, 2, 3, Tue, nil}
	e := Emb{pp, "nm", []string{"a"}, map[Day]Cel{Tue: 1, Mon: 2}, ErrX, Mon}
	fmt.Println(pp, &pp, []P{pp}, Tue, []Day{Mon, Tue}, map[Day]Cel{Tue: 1})
	fmt.Printf("%v\n%+v\n", e, e)
	fmt.Printf("%T %T %T %T %T %T\n", pp, &pp, []P{pp}, Tue, map[Day]*P{}, kind)
	fmt.Printf("%#v %#v %#v\n", pp, Tue, []Cel{1})
	fmt.Printf("%d %s %q %x %5.2f|%8v|%-8v|\n", Tue, Tue, Tue, Tue, Cel(1), Tue, Tue)
	fmt.Println(PS{1}, &PS{2}, []PS{{3}}, G{1})
	fmt.Printf("%v %#v %s %v %v\n", G{1}, G{1}, F{}, []F{{}}, struct{ A Day }{Tue})
	st := &Stack[Day]{}
	st.Push(Tue)
	fmt.Printf("%v %T\n", st, st)
	b, jerr := json.Marshal(Doc{Base{7}, []J{{1}, {2}}, map[string]J{"k": {3}}, 9, "", &J{4}})
	fmt.Println(string(b), jerr)
	b, _ = json.MarshalIndent([]any{pp, A1{1}, map[string]any{"a": Base{1}}}, "", " ")
	fmt.Println(string(b))
	var d struct {
		Base
		Opt string `json:"opt"`
	}
	var bs Base
	fmt.Println(json.Unmarshal([]byte(`{"id":3}`), &bs), bs)
	_ = d
	fmt.Println(kind(A1{1}), kind(A2{1}), kind(&A1{}), kind(ErrX), kind(VErr{}), kind(Sq{2}), kind(Tue), kind(1), kind("s"), kind([]A1{{}}), kind(nil), kind(2.5), kind(func() int { return 4 }))
	var i1, i2 any = A1{1}, A2{1}
	// Keys of several types print in an order that Go leaves open.
	fmt.Println(i1 == i2, i1 == any(A1{1}), i1 != A1{1}, map[any]int{Day(1): 1, Day(0): 2, 7: 3}, len(map[any]int{A1{1}: 1, A2{1}: 2, 1: 3, Day(1): 4}))
	l := ByLen{"ccc", "a", "bb"}
	sort.Sort(l)
	fmt.Println(l)
	sort.Sort(sort.Reverse(l))
	fmt.Println(l)
	io.Copy(os.Stdout, &Up{strings.NewReader("hello\n")})
	h := Holder{Sq{3}, 1}
	fmt.Println(h.Area(), h.String(), h)
	var sh2 Shape = h
	_, isN := sh2.(Named)
	fmt.Println(isN, sh2.(fmt.Stringer).String())
	f := h.Area
	h.Named = Sq{4}
	fmt.Println(f(), Shape.Area(sh2), (*MyErr).Error(me))
}
