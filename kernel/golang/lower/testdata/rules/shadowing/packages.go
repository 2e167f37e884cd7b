// Names of packages hidden by variables, fields, parameters, types and renamed imports.
package main

import (
	f "fmt"
	str "strconv"
	. "strings"
	"time"
)

type sort struct{ time int }
type errors []string

func (e errors) New(s string) errors { return append(e, s) }
func (s sort) Ints() int             { return s.time * 2 }

func wait(time time.Duration) string { return time.String() }
func math(x int) int                 { return x + 1 }

func main() {
	var e errors
	f.Println(e.New("a").New("b"), sort{4}.Ints(), math(1))
	f.Println(ToUpper("dot"), Repeat("x", 2), str.Itoa(4), wait(time.Second))
	{
		f := func(s string) string { return s + "!" }
		str := f("shadow")
		defer func(s string) { println2(s) }(str)
	}
	sync := struct{ Mutex int }{3}
	context, json := 1, "j"
	f.Println(sync.Mutex, context, json)
	time := []string{"t"}
	for _, str := range time {
		f.Print(str, " ")
	}
	var b Builder
	b.WriteString("built")
	f.Println(b.String(), Contains("abc", "b"))
	func(f f.Stringer) {
		if f == nil {
			println2("nil stringer")
		}
	}(nil)
}

func println2(s string) { f.Println("->", s) }
