package kernel

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/kit"
)

// Without a toolchain every compiled magic says what is missing and what to do; the session goes on.
func TestNoToolchain(t *testing.T) {
	s, err := NewSession(Config{Native: native.Options{Kit: kit.Options{Go: filepath.Join(t.TempDir(), "go"), Dir: t.TempDir()}}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	number := 0
	cell := func(source string) *Failure {
		number++
		return s.Run(context.Background(), number, source, discard{}).Failure
	}
	if f := cell("x := 1\nfunc TestX(t *testing.T) {}"); f != nil {
		t.Fatal(f.Plain())
	}
	for _, source := range []string{
		"%%native\nx++", "%%native func\nfunc f() {}", "%%race\nx++", "%%virtual\ntime.Sleep(time.Second)", "%%test\nfunc TestY(t *testing.T) {}", "%test",
		"%%bench\nfunc BenchmarkX(b *testing.B) {}", "%%cover\nx++", "%%escape\nx++", "%%asm f\nfunc f() {}", "%get example.com/greet",
	} {
		f := cell(source)
		if f == nil {
			t.Errorf("%q: no failure", source)
			continue
		}
		if text := f.Plain(); f.Name != "MagicError" || !strings.Contains(text, "no go command") || !strings.Contains(text, "install Go 1.26") {
			t.Errorf("%q: %s: %s", source, f.Name, text)
		}
	}
	if f := cell("x == 1"); f != nil {
		t.Error(f.Plain())
	}
}
