package magic

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPlan runs plans against code that takes the same time in each loop.
func TestPlan(t *testing.T) {
	for _, tt := range []struct {
		name    string
		options Options
		loop    time.Duration
		asked   []int // loops of all rounds
	}{
		{"adaptive", nil, 10 * time.Microsecond, []int{1, 100, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000}},
		{"very fast", nil, 5, []int{1, 100, 10_000, 1_000_000, 20_000_000, 20_000_000, 20_000_000, 20_000_000, 20_000_000, 20_000_000, 20_000_000, 20_000_000}},
		{"slow", nil, 400 * time.Millisecond, []int{1, 1}},
		{"slower than all rounds together", nil, 3 * time.Second, []int{1}},
		{"as slow as a round", nil, 90 * time.Millisecond, []int{1, 1, 1, 1, 1, 1, 1}},
		{"both given", Options{"n": "5", "r": "3"}, time.Second, []int{5, 5, 5}},
		{"loops given", Options{"n": "2"}, time.Millisecond, []int{2, 2, 2, 2, 2, 2, 2}},
		{"loops given, slow", Options{"n": "2"}, 300 * time.Millisecond, []int{2}},
		{"rounds given", Options{"r": "2"}, 40 * time.Millisecond, []int{1, 2, 2, 2}},
		{"rounds given, slow", Options{"r": "3"}, 2 * time.Second, []int{1, 1, 1}},
	} {
		p, err := newPlan(tt.options)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var asked []int
		for n := p.next(0); n > 0 && len(asked) < 50; n = p.next(time.Duration(n) * tt.loop) {
			asked = append(asked, n)
		}
		if !slices.Equal(asked, tt.asked) {
			t.Errorf("%s: rounds of %v loops, want %v", tt.name, asked, tt.asked)
		}
	}
}

func TestPlanRefuses(t *testing.T) {
	for _, o := range []Options{{"n": "0"}, {"r": "-1"}, {"n": "many"}} {
		if _, err := newPlan(o); err == nil || !strings.Contains(err.Error(), "it is a number, at least 1") {
			t.Errorf("%v: %v", o, err)
		}
	}
}

func TestReport(t *testing.T) {
	ms := time.Millisecond
	for _, tt := range []struct {
		name             string
		p                plan
		quiet, toolchain bool
		want             string
	}{
		{"odd", plan{loops: 1000, taken: []time.Duration{12 * ms, 10 * ms, 11 * ms}}, false, true,
			"11.0µs per loop, from 10.0µs to 12.0µs (median of 3 rounds of 1,000 loops)\nThat is interpreted code; %%bench measures compiled code, %%native runs it.\n"},
		{"even, without a toolchain", plan{loops: 1, taken: []time.Duration{1200 * ms, 1000 * ms}}, false, false,
			"1.10s per loop, from 1.00s to 1.20s (median of 2 rounds of 1 loop)\nThat is interpreted code.\n"},
		{"one", plan{loops: 1, taken: []time.Duration{3 * time.Minute}}, false, false, "180s per loop (1 round of 1 loop)\nThat is interpreted code.\n"},
		{"uneven", plan{loops: 1, taken: []time.Duration{ms, 9 * ms, 2 * ms}}, false, false,
			"2.00ms per loop, from 1.00ms to 9.00ms (median of 3 rounds of 1 loop)\nThe slowest round took 9 times as long as the fastest: the machine is busy, or a round leaves something behind that the next one uses.\nThat is interpreted code.\n"},
		{"quiet", plan{loops: 3_000_000, taken: []time.Duration{100 * ms}}, true, true, "33.3ns\n"},
		{"ended by the code", plan{loops: 1}, false, true, ""},
	} {
		if got := tt.p.report(tt.quiet, tt.toolchain); got != tt.want {
			t.Errorf("%s:\n%s\nwant:\n%s", tt.name, got, tt.want)
		}
	}
}

func TestSpent(t *testing.T) {
	for _, tt := range []struct {
		spent Spent
		want  string
	}{
		{Spent{Wall: time.Second}, "took 1s"},
		{Spent{Wall: 1234 * time.Microsecond, Run: 1234 * time.Microsecond, CPU: time.Millisecond, Bytes: 999}, "took 1.23ms (1ms of processor time, 999 B allocated)"},
		{Spent{Wall: time.Second, Run: time.Second / 2, Bytes: 12_345_678}, "took 1s (500ms of it running Go, 12 MB allocated)"},
		{Spent{Wall: time.Second, Run: time.Second, Bytes: 1_260}, "took 1s (1.3 kB allocated)"},
	} {
		if got := tt.spent.String(); got != tt.want {
			t.Errorf("%#v: %s, want %s", tt.spent, got, tt.want)
		}
	}
}
