package interp

import (
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/engine/rt"
)

// quickPrograms are bodies of functions that append to r what they computed.
var quickPrograms = []struct{ name, src string }{
	{"calculations", `a := 7; b := -3; r = append(r, a+b, a-b, a*b, a+2, 2-a, a*10, g+a, a-g, g*g)
		f := func() { r = append(r, a+b, a-1, a*g); h := func() { r = append(r, a*b+g) }; h() }; f()`},
	{"sizes", `var a, b int8 = 100, 100; c := a + b; d := a * b; var u uint8 = 200; v := u + u; var w int64 = 1 << 62; r = append(r, c, d, v, w+w, w*4, a-3)`},
	{"other kinds", `x := 1.5; y := 2.0; s := "a"; r = append(r, x+y, x-1, x*y, s+"b", s+s); x += 1; s += "c"; x++; r = append(r, x, s, x < y, s == "ac", s < "b", true == (x > y))`},
	{"comparisons", `a := 1; b := 2; c := a < b; d := a >= 2; var e int8 = -1; r = append(r, c, d, a == 1, a != b, a > b, b <= 2, 2 > a, e < 0, g == 5, a < g)
		if a < b && b < 3 || a == 9 { r = append(r, "and") } else { r = append(r, "or") }
		for i := 0; i < 5 && i != 3; i++ { if !(i > 1) { r = append(r, i) } }
		f := func() bool { return a < b }; if f() { r = append(r, "in") }`},
	{"updates", `a := 1; j := 0; m := map[string]int{}; s := []int{1, 2, 3}; p := &point{1, 2}; a += 4; a -= 1; a *= 3; m["x"] += a; m["x"]++; m["y"]--; s[1] += a; s[j]--; s[2] *= s[1]; p.x += 5; p.y++; q := point{}; q.x -= 2; q.y--
		f := func() { a += 100; a++; s[0] += a; q.x *= a }; f(); g += 2; g++; g -= 3; t := &a; *t += 1; *t--; var u uint8 = 250; u += 10; u++; r = append(r, a, m["x"], m["y"], s, p.x, p.y, q.x, q.y, g, u)`},
	{"assignments", `p := point{}; m := map[int]int{}; a := 1; b := 2; ok := false; x := interface{}(nil); a = b; ok = a == 2; s := []int{1, 2}; t := []bool{false, false}; s[0] = a + 5; t[1] = true; t[0] = ok; x = a; a, b = b, s[0]; s[0], s[1] = s[1], s[0]; a, s[0] = s[0], a; s[1], p.x = p.x, s[1]; t[0], t[1] = t[1], t[0]; a, _ = b, a; g, a = a, g; m[2], a = a, b; f2 := func() { a, b = b, a; s[0], b = b, s[0] }; f2(); q := &p; q.y = b; m[1] = a
		var i interface{} = a < b; var l int64; l = 5; f := func() { a = 9; ok = !ok; x = "str" }; f(); g = a; g = 5; r = append(r, a, b, ok, x, s, t, p.x, p.y, m[1], i, l)`},
	{"aliases", `s := []int{1, 2, 3}; x := s[0]; s[0] = 10; y := &s[1]; *y = 20; i := 0; s[i], i = 7, 2; r = append(r, x, s, i, s[i]); fs := []func() int{}; for k := 0; k < 3; k++ { v := k * k; fs = append(fs, func() int { v++; return v }) }; r = append(r, fs[0](), fs[1](), fs[2](), fs[1]())`},
	{"definitions", `type n int; fs := []func() int{}; ps := []*int{}; for k := 0; k < 3; k++ { v := k; w := v * 2; var u int = w; var x n = n(u); ps = append(ps, &v); fs = append(fs, func() int { v++; w++; return v*100 + w + int(x) }) }; for _, f := range fs { r = append(r, f(), f()) }; r = append(r, *ps[0], *ps[2])
		var e interface{} = 5; a := e.(int); e = "s"; b := e.(string); e = false; c := e.(bool); e = int8(3); d := e.(int8); e = point{1, 2}; f := e.(point); g := func() int { e = 7; return e.(int) + a }; r = append(r, a, b, c, d, f.y, g(), e.(int))
		if e = true; e.(bool) { r = append(r, "asserted") }`},
	{"lengths", `s := []int{1, 2}; m := map[int]int{1: 1}; c := make(chan int, 3); a := [4]int{}; t := "four"; p := &a; c <- 1; r = append(r, len(s), len(m), len(c), len(a), len(p), len(t), len(s[1:]), len(t+t)); f := func() { r = append(r, len(s), len(t)) }; f(); var x interface{} = len(s); r = append(r, x)`},
	{"elements", `s := []int{1, 2, 3}; a := [3]string{"x", "y", "z"}; t := "text"; i := 1; p := &a; m := [][]bool{{true, false}, {false}}; r = append(r, s[i], s[0], a[i], a[2], t[i], t[0], p[i], s[i+1], m[0][i], list[i], list[g-4]); for k := 0; k < 2; k++ { if m[0][k] { r = append(r, "yes") } else { r = append(r, "no") } }
		var u uint8 = 2; r = append(r, s[u]); f := func() { r = append(r, s[i], a[i], t[i]); s[i] = 5 }; f(); r = append(r, s, a == [3]string{"x", "y", "z"})`},
	{"fields", `p := point{3, 4}; q := &point{5, 6}; w := both{point{1, 2}, true}; r = append(r, p.x, q.y, w.in.x, p.x*q.x); if w.on { r = append(r, "on") }; w.in.y = 8; f := func() { p.x = w.in.y }; f(); ps := []point{p}; ps[0].y = 77; r = append(r, p.x, ps[0].x, ps[0].y)`},
	{"words", `c := make(chan int, 2); d := make(chan uint8, 1); e := make(chan float32, 1); f := make(chan bool, 2); k := make(chan kind, 1); c <- -5; c <- 6; d <- 255; e <- 1.25; f <- true; f <- false; k <- 3; r = append(r, <-c, <-c, <-d, <-e, <-f, <-f, <-k)
		i := make(chan int16, 1); x := make(chan float64, 1); z := make(chan struct{}, 1); i <- -2; x <- -0.5; z <- struct{}{}; r = append(r, <-i, <-x, <-z); v, ok := <-closed(c); r = append(r, v, ok, <-c)`},
	{"other channels", `s := make(chan string, 1); p := make(chan *point, 1); x := make(chan interface{}, 1); n := make(chan point, 1); s <- "t"; p <- &point{1, 2}; x <- 5; n <- point{3, 4}; r = append(r, <-s, (<-p).x, <-x, (<-n).y); close(s); t, ok := <-s; r = append(r, t, ok)`},
	{"waiting", `c := make(chan int); back := make(chan string); go func() { for v := range c { if v == 2 { back <- "two" } else { back <- "other" } }; close(back) }()
		for i := 1; i < 4; i++ { c <- i; r = append(r, <-back) }; close(c); v, ok := <-back; r = append(r, v, ok)`},
	{"ranges", `c := make(chan int, 3); c <- 1; c <- 2; c <- 3; close(c); for v := range c { if v == 2 { continue }; r = append(r, v) }; d := make(chan point, 1); d <- point{1, 2}; close(d); for p := range d { r = append(r, p.y) }
		e := make(chan bool, 9); for _, b := range []bool{true, true, false, true} { e <- b }; for b := range e { if !b { break }; r = append(r, b) }; r = append(r, len(e))`},
	{"selects", `c := make(chan int, 2); d := make(chan int8, 1); s := make(chan string, 1); p := make(chan point, 1)
		for i := 0; i < 4; i++ { k, _, _ := h.Select2("sd", c, i); r = append(r, k) }; for i := 0; i < 3; i++ { k, v, ok := h.Select3("drrr", d, c, s); r = append(r, k, v, ok) }
		s <- "x"; k, v, ok := h.Select4("rrrr", c, d, s, p); r = append(r, k, v, ok); p <- point{1, 2}; k, v, ok = h.Select2("rr", c, p); r = append(r, k, v, ok); close(s); k, v, ok = h.Select3("rrr", s, c, d); r = append(r, k, v, ok)
		var none chan int; k, v, ok = h.Select2("drr", none, c); r = append(r, k, v, ok); k, _, _ = h.Select4("rsr", none, d, int8(7), c); d2 := <-d; r = append(r, k, d2)
		go func() { d <- 5 }(); k, v, ok = h.Select3("rrr", c, none, d); r = append(r, k, v, ok)`},
}

const quickSource = `
var g = 5
var list = []int{4, 5, 6}
var ended = make(chan int)
type point struct{ x, y int }
type kind int
type both struct { in point; on bool }
func closed(c chan int) chan int { close(c); return c }
func work() (r []interface{}) {
`

// TestQuick: quick steps do what the interpreter's own do.
func TestQuick(t *testing.T) {
	seen := map[string]bool{}
	for _, tt := range quickPrograms {
		run := func(quick bool) any {
			i := interp.New(interp.Options{})
			if _, err := i.EvalWithContext(t.Context(), "0"); err != nil {
				t.Fatal(err)
			}
			if err := i.Use(interp.Exports{"h/h": rt.New(rt.Hooks{}).Symbols()}); err != nil {
				t.Fatal(err)
			}
			if _, err := i.Eval(`import "h"`); err != nil {
				t.Fatal(err)
			}
			source := quickSource + tt.src + "\nreturn r\n}"
			p, err := i.Compile(source)
			if err != nil {
				t.Fatalf("%s: %v", tt.name, err)
			}
			n := newNodes(i)
			names := n.generatorsIn(p)
			if quick {
				n.annotate(i, p, source)
			}
			if _, err := i.Execute(p); err != nil {
				t.Fatal(err)
			}
			n.quickIn(names, seen)
			work, err := i.Eval("work()")
			if err != nil {
				t.Fatalf("%s (quick %v): %v", tt.name, quick, err)
			}
			return work.Interface()
		}
		if want, got := run(false), run(true); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\nquick       %v\ninterpreted %v", tt.name, got, want)
		}
	}
	for name := range quickSteps {
		if !seen[name] {
			t.Errorf("no %s became a quick step: does the interpreter make such steps in another way?", name)
		}
	}
}

// generatorsIn are the interpreter's functions that make the steps of a program.
func (n *nodes) generatorsIn(p *interp.Program) map[unsafe.Pointer]string {
	names := map[unsafe.Pointer]string{}
	n.walk(*at[unsafe.Pointer](unsafe.Pointer(p), n.root), func(node unsafe.Pointer) { names[node] = n.generatorOf(node) })
	return names
}

// quickIn adds the names of generators whose steps are quick ones.
func (n *nodes) quickIn(names map[unsafe.Pointer]string, seen map[string]bool) {
	for node, name := range names {
		if s := *at[step](node, n.exec); s != nil {
			f := runtime.FuncForPC(reflect.ValueOf(s).Pointer())
			seen[name] = seen[name] || strings.Contains(f.Name(), ".(*quickStep).")
		}
	}
}

// TestQuickPanics: what a quick step does not do itself panics as it did.
func TestQuickPanics(t *testing.T) {
	for _, src := range []string{
		`r = s[i]`, `s[-i] = 2`, `s[i]++`, `r = int("a"[i])`, `r = a[i]`, `if s[i] == 1 { r = 1 }`, `if b[i] { r = 1 }`, `var p *struct{ x int }; p.x++`, `c := make(chan int, 1); close(c); c <- 1`,
		`z := 0; r = i / z`, `var e interface{} = "s"; r = e.(int)`, `var e interface{}; r = e.(int)`, `var m map[string]int; m["a"]++`,
	} {
		run := func(quick bool) string {
			i := interp.New(interp.Options{Stderr: new(strings.Builder)})
			source := "func work() int {\ns := []int{1}\na := [2]int{}\nb := []bool{true}\ni := 5\nr := 0\n" + src + "\nreturn r\n}"
			p, err := i.Compile(source)
			if err != nil {
				t.Fatalf("%s: %v", src, err)
			}
			if n := newNodes(i); quick {
				n.annotate(i, p, source)
			}
			if _, err := i.Execute(p); err != nil {
				t.Fatal(err)
			}
			_, err = i.Eval("work()")
			if err == nil {
				t.Fatalf("%s: no panic (quick %v)", src, quick)
			}
			return err.Error()
		}
		if want, got := run(false), run(true); got != want {
			t.Errorf("%s: quick %s, interpreted %s", src, got, want)
		}
	}
}
