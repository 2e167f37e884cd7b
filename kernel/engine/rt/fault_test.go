package rt

import (
	"errors"
	"testing"
	"time"
)

type badError struct{}

func (badError) Error() string { panic("in Error") }

func TestPanicText(t *testing.T) {
	for _, tt := range []struct {
		value any
		want  string
	}{
		{nil, "nil"},
		{"two\nlines", "two\n\tlines"},
		{1.5, "1.5"},
		{1 + 2i, "(1+2i)"},
		{errors.New("bad"), "bad"},
		{badError{}, "(its own method panicked)"},
		{time.Second, "1s"},
		{[]int{1}, "([]int) [1]"},
		{Box(New(Hooks{}).NewType("main.N", "int", true), 3), "main.N(3)"},
		{Box(New(Hooks{}).NewType("main.S", "string", true), "x"), `main.S("x")`},
		{"reflect: slice index out of range", "runtime error: index out of range"},
	} {
		if got := PanicText(tt.value); got != tt.want {
			t.Errorf("PanicText(%T) = %q, want %q", tt.value, got, tt.want)
		}
	}
}
