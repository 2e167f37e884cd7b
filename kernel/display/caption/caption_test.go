package caption

import (
	"slices"
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb\nc":                  "a b c",
		"\x1b[31mred":              "·[31mred",
		"back\u202ewards":          "backwards",
		"e\u0301":                  "e",
		"\xff":                     "·",
		strings.Repeat("ä", 401):   strings.Repeat("ä", 400),
		"<b>, which others escape": "<b>, which others escape",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		in   string
		n    int
		want []string
	}{
		{"", 5, nil},
		{"one two  three", 7, []string{"one two", "three"}},
		{"äöü äöü", 7, []string{"äöü äöü"}},
		{"a wonderful day", 4, []string{"a", "wonderful", "day"}},
	} {
		if got := Wrap(tt.in, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.in, tt.n, got, tt.want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, tt := range []struct {
		in   string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"äöüß", 3, "äö…"}, {"abc", 0, ""}, {"abc", 1, "…"}} {
		if got := Short(tt.in, tt.n); got != tt.want {
			t.Errorf("Short(%q, %d) = %q, want %q", tt.in, tt.n, got, tt.want)
		}
	}
}
