package probe

import (
	"strings"
	"testing"
)

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

// inTest says which function is the submission in this test.
func inTest(function string) bool { return strings.HasPrefix(function, "weft/grader/probe.outer") }

//go:noinline
func outer(f func()) { f() }

func TestCallerPC(t *testing.T) {
	var pc uintptr
	outer(func() { func() { pc = callerPC(inTest) }() })
	if at := posOf(pc, inTest); at.File != "recorder_test.go" || !strings.HasSuffix(at.Func, "outer") {
		t.Errorf("the place of the caller is %+v", at)
	}
	if pc := callerPC(func(string) bool { return false }); pc != 0 || posOf(pc, inTest).Line != 0 {
		t.Errorf("a place that there is not: %x", pc)
	}
}

func BenchmarkBegin(b *testing.B) {
	p := newProbe(newEvents())
	for b.Loop() {
		p.Begin("job", 1)
		p.n = 0
	}
}
