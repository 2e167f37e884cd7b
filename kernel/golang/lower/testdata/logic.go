// Conditions whose first operand begins with a conversion, parentheses or a composite literal.
package main

import (
	"fmt"
	"strings"
	"time"
)

type flag bool
type item struct {
	b flag
	n int
}
type oker interface{ Ok() bool }

func (d item) Ok() bool       { return bool(d.b) || d.n > 1 }
func (d *item) Is(n int) bool { return d != nil && (d.n == n || bool(!d.b)) }

func yes(s string) bool { fmt.Print(s, " "); return true }
func no(s string) bool  { fmt.Print(s, " "); return false }

func main() {
	for n := range 4 {
		d := item{n%2 == 0, n}
		var it oker = d
		if it.Ok() && (&d).Is(n) || float64(n) > 2.5 && time.Duration(n) < time.Second {
			fmt.Println("a", n)
		}
		if bool(d.b) {
			fmt.Println("b", n)
		}
		if !bool(d.b) && flag(n > 1) == true {
			fmt.Println("c", n)
		}
		if flag(n == 1) || d.b {
			fmt.Println("d", n)
		}
		for i := 0; bool(d.b) && float32(i) < float32(n); i++ {
			fmt.Println("e", n, i)
		}
		switch {
		case int64(n) == 1 || strings.HasPrefix(fmt.Sprint(n), "2"):
			fmt.Println("f", n)
		case uint8(n) == 3, d.n == 0:
			fmt.Println("g", n)
		}
		x := uint(n) > 1 && (int8(n) < 3 || map[string]int{"a": n}["a"] == 3)
		y := (yes("1") && no("2") || yes("3")) && !(no("4") || yes("5")) || (no("6"))
		fmt.Println(x, y, !x || !y, (x) != (y), (x || y) == (y || x))
		func(b ...bool) { fmt.Println(b) }(float64(n) == 1 || y, (float64(n)) > 1 && x, []byte("ab")[n%2] == 'a' || false)
		if v, ok := any(n).(int); ok && float64(v) == 2 || string(rune('a'+v)) == "b" {
			fmt.Println("h", v)
		}
		if func() bool { return n == 2 }() || float64(n) == 1 {
			fmt.Println("i", n)
		}
		if c := float64(n); (c == 1 || float32(c) == 2) && (uint(c) != 1 || (&item{n: n}).n == 1) {
			fmt.Println("j", n)
		}
		if (n) == 1 || (item{n: n}).n == 2 {
			fmt.Println("k", n)
		}
		if (item{n: n}).n == 1 || ([]int{2: n})[2] == 3 || n == 0 {
			fmt.Println("l", n)
		}
	}
}
