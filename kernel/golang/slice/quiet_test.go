package slice

import (
	"strings"
	"testing"
)

// TestLoops: which loops work on copies of variables.
func TestLoops(t *testing.T) {
	const session = `
import "fmt"
import "math"
var s, n int
var xs []int
var m map[int]int
var f float64
var seen, p int
var ch = make(chan int)
func see() int { return seen }
func half(i int) int { return i / 2 }
func div(i int) int { return 8 / i }
func loop(i int) int { return loop(i-1) + half(i) }
type box struct { v int; next *box }
func (b box) get() int { return b.v }
func (b *box) set() { b.v++ }
`
	for _, tt := range []struct {
		src  string
		want bool
	}{
		{"for i := range n { s += i }", true},
		{"for i := 0; i < n; i++ { s += i % 7 }", true},
		{"for i := range n { s += i % (i+1) }", false},
		{"for i := range n { s += i << 3 }", true},
		{"for i := range n { s += i << s }", false},
		{"for i := range xs { s += xs[i] }", true},
		{"for i := 0; i < len(xs); i++ { s += xs[i] }", true},
		{"for i := 1; i <= len(xs); i++ { s += xs[i-1] }", false},
		{"for i := range xs { s += xs[i+1] }", false},
		{"for i := range xs { xs = xs[:1]; s += xs[i] }", false},
		{"for i := range xs { i++; s += xs[i] }", false},
		{"for _, x := range xs { s += x }", true},
		{"for k, v := range m { s += k*v }", true},
		{"for i := range n { m[i]++; s++ }", false},
		{"for i := range n { f += math.Sqrt(float64(i)) }", true},
		{"for i := range n { s += half(i) }", true},
		{"for i := range n { s += div(i) }", false},
		{"for i := range n { s += loop(i) }", true},
		{"for i := range n { s += box{v: i}.get() }", true},
		{"for i := range n { b := box{v: i}; b.set(); s += b.v }", false},
		{"for i := range n { b := box{v: i}; s += b.next.v }", false},
		{"for i := range n { s += i; fmt.Print(i) }", false},
		{"for i := range n { seen += i }", false},
		{"for i := range n { s += i }\nq := &s\n_ = q", false},
		{"for i := range n { s += i }\nfunc() { s++ }()", false},
		{"for i := range n { s += i }\nfunc mine() { s++ }", false},
		{"for i := range n { println(i) }", false},
		{"outer: for i := range n { for { if i > 3 { break outer }; continue outer }; s++ }", true},
		{"again: for i := range n { s += i }\nif s == 3 { goto again }", false},
		{"s = 3", false},
	} {
		src := tt.src
		if !strings.Contains(session, "seen") {
			t.Fatal("the session has changed")
		}
		if strings.Contains(src, "seen") {
			src += "\nsee()"
		}
		p := ofKind(t, session, src, Options{})
		if got := strings.Contains(p.Files[0].Text, mark+"s := &s") || strings.Contains(p.Files[0].Text, mark+"f := &f"); got != tt.want {
			t.Errorf("%s: copies %v\n%s", tt.src, got, p.Files[0].Text)
		}
	}
}
