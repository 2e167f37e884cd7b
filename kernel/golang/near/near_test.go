package near

import "testing"

func TestWord(t *testing.T) {
	words := []string{"producers", "pool", "scraper", "compare"}
	for _, tt := range []struct{ typed, want string }{
		{"prodcuers", "producers"}, {"Pol", "pool"}, {"scrap", "scraper"}, {"pool", "pool"}, {"mutex", ""}, {"", ""},
	} {
		if got := Word(tt.typed, words); got != tt.want {
			t.Errorf("Word(%q) = %q, want %q", tt.typed, got, tt.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"abc", "xbcd", 2}} {
		if got := Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
