package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"time"
)

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Weekday int

const (
	Sunday Weekday = iota
	Monday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon"}[d] }

type inner struct {
	a int
	T Celsius
	t Celsius
}
type Outer struct {
	inner
	Name  string
	Tags  []string
	M     map[string]Weekday
	P     *inner
	I     any
	E     error
	F     func()
	C     chan int
	When  time.Duration
	Bytes []byte
	Arr   [2]bool
	anon  struct{ x, y int }
}
type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s Stack[T]) String() string {
	return "Stack" + fmt.Sprint(s.items)
}

type secret string

func (s secret) GoString() string { return "secret(***)" }
func (s secret) Format(f fmt.State, verb rune) {
	if w, ok := f.Width(); ok {
		fmt.Fprintf(f, "<%d>", w)
	}
	fmt.Fprintf(f, "[%c %s]", verb, strings.Repeat("*", len(s)))
}

type byName []Outer

func (b byName) Len() int           { return len(b) }
func (b byName) Less(i, j int) bool { return b[i].Name < b[j].Name }
func (b byName) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type upper struct{ w *strings.Builder }

func (u upper) Write(p []byte) (int, error) { return u.w.WriteString(strings.ToUpper(string(p))) }

type bad struct{}

func (b *bad) String() string { return "bad" }

func main() {
	o := Outer{inner: inner{1, 2, 3}, Name: "n", Tags: []string{"a b", "c"}, M: map[string]Weekday{"z": Monday, "a": Sunday}, I: Celsius(5), When: time.Second, Bytes: []byte("hi")}
	fmt.Printf("%v\n%+v\n", o, o)
	o.P = nil
	fmt.Printf("%T %T %T %T\n", o, &o, o.M, []Weekday{1})
	fmt.Printf("%#v\n", inner{1, 2, 3})
	fmt.Printf("%#v %#v %#v\n", Celsius(1), []Weekday{0, 1}, map[Weekday]Celsius{1: 2})
	fmt.Println(Celsius(36.6), &inner{1, 2, 3}, []Celsius{1, 2}, map[string]Celsius{"x": 1}, [2]Weekday{0, 1})
	fmt.Printf("%d %v %s %q %x %5v|%-5v|%05d\n", Monday, Monday, Monday, Monday, Monday, Monday, Monday, Monday)
	fmt.Printf("%6.2f|%v|%s\n", Celsius(1.234), Celsius(1.234), Celsius(1.234))
	s := &Stack[int]{}
	s.Push(1)
	s.Push(2)
	fmt.Println(s, *s, Stack[string]{[]string{"q"}})
	fmt.Printf("%T %T\n", s, Stack[Weekday]{})
	fmt.Println(secret("abc"), []secret{"x"})
	fmt.Printf("%v|%+v|%#v|%9s\n", secret("a"), secret("a"), secret("a"), secret("a"))
	bs := byName{{Name: "c"}, {Name: "a"}, {Name: "b"}}
	sort.Sort(bs)
	fmt.Println(bs[0].Name, bs[1].Name, bs[2].Name, sort.IsSorted(bs))
	sort.Sort(sort.Reverse(bs))
	fmt.Println(bs[0].Name)
	var b strings.Builder
	fmt.Fprintf(upper{&b}, "hello %v", Monday)
	fmt.Println(b.String())
	fmt.Fprintln(os.Stdout, "direct", Sunday)
	fmt.Println(fmt.Sprint(Monday, Sunday, "x", 1, 2), fmt.Sprintln(Celsius(1)))
	var np *bad
	var ni fmt.Stringer
	fmt.Println(bad{}, &bad{}, np, ni)
	fmt.Printf("%v %+v %d %s\n", struct {
		A int
		b string
	}{1, "x"}, struct{ P Weekday }{1}, struct{ n Weekday }{1}, []any{Monday, 1, nil})
	fmt.Printf("%!|%z|%d\n", 1)
	fmt.Printf("%[2]v %[1]v %[2]T %*d\n", Monday, Celsius(2), 5, 42)
	type local struct{ v int }
	fmt.Printf("%v %+v %T\n", local{1}, &local{2}, local{})
	fmt.Printf("%t %v %p\n", true, nil, nil)
	fmt.Printf("%s %v %d\n", o.Bytes, o.Bytes, o.Bytes)
	fmt.Printf("%08b %o %x %X %c %U\n", 5, 8, 255, 255, 'A', 'A')
	fmt.Printf("%e %g %8.3f %+d\n", 1234.5678, 1e21, 3.14159, 5)
	fmt.Printf("%v %v\n", Monday == 1, interface{}(Monday) == interface{}(1))
}
