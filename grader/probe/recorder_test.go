package probe

import "testing"

func TestCount(t *testing.T) {
	p := newProbe(newEvents())
	for _, tt := range []struct {
		name string
		n    int64
		want int64
	}{{"a", 1, 1}, {"b", 5, 5}, {"a", 2, 3}, {"b", 0, 5}} {
		if got := p.Count(tt.name, tt.n); got != tt.want {
			t.Errorf("Count(%q, %d) = %d, want %d", tt.name, tt.n, got, tt.want)
		}
	}
}
