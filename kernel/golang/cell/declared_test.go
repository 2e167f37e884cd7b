package cell

import (
	"strings"
	"testing"
)

func TestDeclared(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"x := 1\ny, _ := f()\nx = 2\nf(z)", "x y"},
		{"var a, b int\nconst c = 1\ntype T struct { f int }\nfunc g(h int) { i := 1 }\nfunc (T) m() {}", "a b c T g"},
		{"var (\n\ta int\n\tb, c = f(d)\n)\nconst (\n\te = iota\n\th\n)\nx := 1", "a b c e h x"},
		{"for i := range 3 {\n\tj := i\n}\nif k := 1; k > 0 {\n}", ""},
		{"func open(x int) {\n\ty := 1\n\ntotal := 5\nfunc next() {\n}", "open total next"},
		{"x := [1, 2\ny := 3", "x y"},
		{"%%native\nx := 1", "x"},
		{"%%native\n%%race\nx := 1", ""},
		{"!ls\nx := 1", "x"},
		{"", ""},
	} {
		if got := strings.Join(Parse(1, tt.src).Declared(), " "); got != tt.want {
			t.Errorf("%q declares %q, want %q", tt.src, got, tt.want)
		}
	}
}
