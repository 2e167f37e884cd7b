package run

import (
	"testing"
	"time"
)

// A machine that stands still does not make the clock look as if it did.
func TestPulse(t *testing.T) {
	type look struct{ clock, real, cpu int } // ms
	for _, tt := range []struct {
		name      string
		looks     []look
		moved     bool // at the last look
		real, cpu int  // counted after it
	}{
		{"looks in time", []look{{0, 50, 1}, {0, 100, 2}, {0, 150, 3}}, false, 150, 3},
		{"somewhat late", []look{{0, 50, 0}, {0, 140, 0}}, false, 140, 0},
		{"the machine stood still", []look{{0, 50, 1}, {0, 5050, 2}, {0, 5100, 3}}, false, 200, 3},
		{"and that counted as processor time", []look{{0, 50, 50}, {0, 100_000_050, 100_000_050}, {0, 100_000_100, 100_000_100}}, false, 200, -1},
		{"the clock moves", []look{{0, 50, 50}, {7, 100, 100}}, true, 0, 0},
		{"and stands still", []look{{0, 50, 50}, {7, 100, 100}, {7, 150, 150}}, false, 50, 50},
	} {
		ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
		p, moved := pulse{most: ms(100)}, false
		for _, l := range tt.looks {
			moved = p.look(ms(l.clock), ms(l.real), ms(l.cpu))
		}
		if moved != tt.moved || p.real != ms(tt.real) || tt.cpu >= 0 && p.cpu != ms(tt.cpu) || p.cpu > ms(1_000_000) {
			t.Errorf("%s: %v after %v and %v of processor time, want %v, %d and %d ms", tt.name, moved, p.real, p.cpu, tt.moved, tt.real, tt.cpu)
		}
	}
}
