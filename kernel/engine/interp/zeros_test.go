package interp

import (
	"fmt"
	"testing"

	"github.com/traefik/yaegi/interp"
)

// TestSignedCalls: interpreted functions are given negative zeros, alone and inside of other values, and
// give back what they return.
func TestSignedCalls(t *testing.T) {
	const source = `
type pair struct { x, y float64 }
func id(x float64) float64 { return x }
func two(n int, x float32, f func() int) (int, float32) { return n + f(), x }
func part(p pair) pair { return p }
func list(a [2]complex128, e error) (interface{}, bool) { return a, e == nil }
func below(x float64) bool { return 1/x < 0 }
func work(zero float64) (r []interface{}) {
	z := -zero
	r = append(r, id(z), id(zero), -id(zero))
	n, x := two(1, float32(z), func() int { return 2 })
	_, y := two(1, float32(z), nilFunc)
	r = append(r, n, x, y, part(pair{0, z}), part(pair{1, z}))
	a, ok := list([2]complex128{0, complex(z, 1)}, nil)
	b, _ := list([2]complex128{0, complex(0, z)}, nil)
	r = append(r, a, ok, b)
	if below(z) { r = append(r, "below") }
	if below(zero) { r = append(r, "wrong") }
	for below(z) { z = 1 }
	return r
}
func nilFunc() int { return 0 }`
	i := interp.New(interp.Options{})
	p, err := i.Compile(source)
	if err != nil {
		t.Fatal(err)
	}
	newNodes(i).annotate(i, p, source)
	if _, err := i.Execute(p); err != nil {
		t.Fatal(err)
	}
	work, err := i.Eval("work")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(work.Interface().(func(float64) []any)(0))
	if want := "[-0 0 -0 3 -0 -0 {0 -0} {1 -0} [(0+0i) (-0+1i)] true [(0+0i) (0-0i)] below]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
