package interp

import (
	"reflect"
	"testing"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/engine/rt"
)

// TestDirect: calls that are made directly do what the interpreter's own ones do.
func TestDirect(t *testing.T) {
	for _, src := range []string{
		`a, b := interface{}(1), interface{}(1); yes := h.Eq(a, b); no := h.Eq(a, 2); r = append(r, yes, no, h.Eq("x", "x"), h.Eq(nil, nil))`,
		`x := interface{}("s"); if h.Eq(x, "s") { r = append(r, "equal") } else { r = append(r, "not") }; for h.Eq(x, 1) { }`,
		`typ := h.NewType("main.t", "int", true); b := h.Box(typ, 5); u := h.TypeOf(b); r = append(r, u == typ, h.TypeOf(5) == nil, h.Val(b), h.Is(b, typ), h.Is(5, typ))`,
		`c := make(chan int, 1); for i := 0; i < 3; i++ { k, v, ok := h.Select2("sd", c, i); r = append(r, k, v, ok) }; k, v, ok := h.Select1("r", c); r = append(r, k, v, ok)`,
		`c := make(chan string); close(c); f := func() { k, v, _ := h.Select1("r", c); r = append(r, k, v) }; f(); f()`,
		`var p interface{}; r = append(r, h.Hold(p), h.Hold(p) == nil)`,
		`c := make(chan int); for i := 0; i < 3; i++ { h.GoCall("cell[1]:1:1", func(c chan int, i int) { send(c, i) }, c, i); r = append(r, <-c) }; h.GoCall("", func() { finish() }); r = append(r, <-ended)`,
		`c := make(chan int); n := 0; h.Go("cell[1]:1:1", func() { n++; c <- n }); r = append(r, <-c, n); f := func() { c <- 7 }; h.Go("", f); r = append(r, <-c)`,
		`c := make(chan int); h.GoCall("", func(c chan int, i int) { none(i, c) }, ended, 1); r = append(r, <-ended); h.GoCall("", func(i int, c chan int) { none(i, c) }, 1, ended); r = append(r, <-ended)
		for i := 0; i < 3; i++ { h.GoCall("", func(c chan int, i int) { i += 5; c <- i }, c, i); r = append(r, i, <-c) }`,
		`h.Run(func(f *h.Frame) { f.Defer(func(p *h.Recovery) { r = append(r, p.Recover() != nil) }); panic("x") }); h.GoCall("", func() { none(1, ended) }); r = append(r, <-ended)`,
	} {
		source := "var ended = make(chan int)\n" +
			"func send(c chan int, v int) (n int) { n = v; c <- n * n; return n }\n" +
			"func finish() { ended <- 1 }\n" +
			"func none(_ int, c chan int) { c <- 2 }\n" +
			"func work() (r []interface{}) { " + src + "; return r }"
		run := func(direct bool) any {
			i := interp.New(interp.Options{})
			if err := i.Use(interp.Exports{"h/h": rt.New(rt.Hooks{}).Symbols()}); err != nil {
				t.Fatal(err)
			}
			if _, err := i.Eval(`import "h"`); err != nil {
				t.Fatal(err)
			}
			p, err := i.Compile(source)
			if err != nil {
				t.Fatal(err)
			}
			if n := newNodes(i); direct {
				n.annotate(i, p, source)
			}
			if _, err := i.Execute(p); err != nil {
				t.Fatal(err)
			}
			work, err := i.Eval("work()")
			if err != nil {
				t.Fatal(err)
			}
			return work.Interface()
		}
		if got, want := run(true), run(false); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ndirect      %#v\ninterpreted %#v", src, got, want)
		}
	}
}
