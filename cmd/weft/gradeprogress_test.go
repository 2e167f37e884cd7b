package main

import (
	"strings"
	"testing"
	"time"

	"weft/grader/batch"
)

func TestGradeProgressLines(t *testing.T) {
	var out strings.Builder
	at := time.Unix(0, 0)
	g := newGradeProgress(&out)
	g.now = func() time.Time { return at }
	g.began, g.last = at, at
	for _, s := range []struct {
		second int
		p      batch.Progress
	}{
		{1, batch.Progress{Done: 4, Total: 30, Kept: 4}},
		{9, batch.Progress{Done: 8, Total: 30, Kept: 4}},
		{12, batch.Progress{Done: 10, Total: 30, Kept: 4}}, // 6 in 12 s: 20 more take 40 s
		{15, batch.Progress{Done: 12, Total: 30, Kept: 4}},
		{26, batch.Progress{Done: 30, Total: 30, Kept: 4}},
	} {
		at = time.Unix(int64(s.second), 0)
		g.show(s.p)
	}
	g.close()
	if want := "weft: 10 of 30 graded, about 40s left\nweft: 30 of 30 graded\n"; out.String() != want {
		t.Errorf("progress is\n%s\nwant\n%s", out.String(), want)
	}
}

func TestClip(t *testing.T) {
	for _, tt := range []struct{ in, want string }{{"anna", "anna"}, {"a\x1b[2J", "a·[2J"}, {strings.Repeat("ä", 9), "äääää…"}} {
		if got := clip(tt.in, 6); got != tt.want {
			t.Errorf("clip(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
