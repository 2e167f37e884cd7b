package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
)

type S string
type K string

func (k K) String() string { return "<" + string(k) + ">" }

type E string

func (e E) Error() string { return "E:" + string(e) }

type Fm string

func (f Fm) Format(s fmt.State, v rune) { fmt.Fprintf(s, "F(%s)", string(f)) }

type N int
type PS struct{ a S }

func main() {
	s := S("x")
	fmt.Print(s, s, "\n")
	fmt.Print(s, 1, 2, s, 3, "\n")
	fmt.Print(1, 2, N(3), N(4), "\n")
	fmt.Print(K("a"), K("b"), 1, K("c"), "\n")
	fmt.Print(E("a"), E("b"), 1, "\n")
	fmt.Print(Fm("a"), Fm("b"), 1, "\n")
	fmt.Print(PS{"q"}, PS{"r"}, s, 1, 2, "\n")
	x := fmt.Sprint(s, s, 1, s, N(1), N(2))
	fmt.Println(x, len(x))
	fmt.Fprint(os.Stdout, s, 1, 2, s, "\n")
	b := fmt.Append(nil, s, s, 1, 2, s)
	fmt.Println(string(b))
	var buf bytes.Buffer
	fmt.Fprint(&buf, s, N(1), s)
	fmt.Println(buf.String())
	l := log.New(os.Stdout, "", 0)
	l.Print(s, s, 1, 2)
	l.Println(s, s)
	args := []any{s, s, 1, 2}
	fmt.Print(args...)
	fmt.Println()
	f := fmt.Sprint
	fmt.Println(f(s, 1, s))
	var any1 any = s
	fmt.Println(fmt.Sprint(any1, any1, &any1 == nil))
	fmt.Print([]S{"a", "b"}, []S{"c"}, "\n")
	fmt.Println(fmt.Sprint(nil, nil, s, nil))
	ps := &s
	_ = ps
	func() {
		defer func() { fmt.Println(recover()) }()
		l.Panic(s, s, 2, 3)
	}()
	fmt.Fprintln(os.Stdout, s, s)
	type L string
	fmt.Println(fmt.Sprint(L("a"), L("b")))
	var e error = E("zz")
	fmt.Println(fmt.Sprint(e, e, 1))
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0))
}
