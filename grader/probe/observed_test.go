package probe

import (
	"encoding/json"
	"testing"
	"time"

	"weft/grader/observe"
)

// TestOutside: what is to run outside does so after the run, in real time, and its counts and panics are the run's.
func TestOutside(t *testing.T) {
	var virtual time.Time
	count := func(p *Probe) {
		p.Outside(func() {
			if time.Since(virtual) > 24*time.Hour { // virtual time begins in another century
				p.Count("outside", 2)
			}
		})
	}
	for _, tt := range []struct {
		name  string
		run   body
		stop  observe.Stop
		count int64
		value string
	}{
		{"once", func(p *Probe) any { count(p); return 5 }, observe.Returned, 2, "5"},
		{"twice", func(p *Probe) any { count(p); count(p); return 5 }, observe.Returned, 4, "5"},
		{"a panic", func(p *Probe) any { count(p); p.Outside(func() { panic("no") }); return 5 }, observe.Panicked, 2, ""},
		{"a panic before", func(p *Probe) any { count(p); panic("no") }, observe.Panicked, 0, ""},
		{"a leak", func(p *Probe) any { count(p); go func() { select {} }(); return 5 }, observe.Leaked, 0, "5"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, _, err := observed(Request{}, func(p *Probe) any {
				virtual = time.Now()
				return tt.run(p)
			}, newEvents())
			if err != nil {
				t.Fatal(err)
			}
			if r.Stop != tt.stop || r.Count("outside") != tt.count || string(r.Value) != string(json.RawMessage(tt.value)) {
				t.Errorf("it %s, count %d, value %s; want %s, %d, %s", r.Stop, r.Count("outside"), r.Value, tt.stop, tt.count, tt.value)
			}
			if panicked := r.Panic != nil; panicked != (tt.stop == observe.Panicked) {
				t.Errorf("its panic is %+v", r.Panic)
			}
		})
	}
}
