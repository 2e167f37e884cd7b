package rt

import (
	"strings"
	"testing"
	"time"
)

func TestPrintln(t *testing.T) {
	var b strings.Builder
	r := New(Hooks{Stderr: &b})
	weekday := r.NewType("main.Weekday", "int", true)
	for _, tt := range []struct {
		args []any
		want string
	}{
		{nil, ""},
		{[]any{true, "é", 'x', uint8(3), int64(-4)}, "true é 120 3 -4"},
		{[]any{float32(0.1), 0.1, 1e21, 123456789.125, 2.0}, "0.1 0.1 1e+21 1.23456789125e+08 2"},
		{[]any{complex64(0.1 + 2i), 1 - 2i}, "(0.1+2i) (1-2i)"},
		{[]any{time.Second, Box(weekday, 3)}, "1000000000 3"},
		{[]any{Words(nil), (*int)(nil), []int(nil), map[int]int(nil)}, "(0x0,0x0) 0x0 [0/0]0x0 0x0"},
	} {
		b.Reset()
		if r.Println(tt.args...); b.String() != tt.want+"\n" {
			t.Errorf("println %v: %q, want %q", tt.args, b.String(), tt.want)
		}
	}
	b.Reset()
	if r.Print("a", 1, 2.5, "b"); b.String() != "a12.5b" {
		t.Errorf("print: %q", b.String())
	}
}
