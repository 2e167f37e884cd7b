package slice

import "testing"

func TestPlace(t *testing.T) {
	const text = "import p \"p\"\n//line cell[3]:5:2\nf()\ng()\n//line cell[4]:1:1\ntype /*line cell[4]:7:6*/t struct{}; x /*line cell[5]:1:1*/y"
	for _, tt := range []struct {
		line, col int
		want      string
	}{
		{1, 1, ""}, {3, 1, "cell [3] 5:2"}, {3, 3, "cell [3] 5:4"}, {4, 2, "cell [3] 6:2"}, {6, 1, "cell [4] 1:1"},
		{6, 26, "cell [4] 7:6"}, {6, 28, "cell [4] 7:8"}, {6, 61, "cell [5] 1:2"}, {7, 1, ""}, {0, 0, ""},
	} {
		p, ok := Place(text, tt.line, tt.col)
		if got := p.String(); ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("Place(%d, %d) = %s, %v, want %q", tt.line, tt.col, got, ok, tt.want)
		}
	}
}
