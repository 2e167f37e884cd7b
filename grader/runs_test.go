package grader

import (
	"encoding/json"
	"testing"
	"time"

	"weft/grader/checks"
	"weft/grader/observe"
)

func TestRunsOf(t *testing.T) {
	var r runs
	r.keep(0, json.RawMessage("1"), observe.Run{Elapsed: 1})
	r.keep(0, json.RawMessage("2"), observe.Run{Elapsed: 2})
	r.keep(7, json.RawMessage("1"), observe.Run{Elapsed: 3*checks.Grain + 5})
	for _, tt := range []struct {
		v    checks.Verdict
		want time.Duration
	}{
		{checks.Verdict{Seed: 7}, 3 * checks.Grain}, {checks.Verdict{Shown: 7}, 3 * checks.Grain}, {checks.Verdict{}, 2},
		{checks.Verdict{Data: json.RawMessage("1")}, 1}, {checks.Verdict{Seed: 8}, 0}, {checks.Verdict{Data: json.RawMessage("3")}, 0},
	} {
		if got, ok := r.of(tt.v); got.Elapsed != tt.want || ok != (tt.want > 0) {
			t.Errorf("the run of %+v is %v, %v, want %v", tt.v, got.Elapsed, ok, tt.want)
		}
	}
	if s := r.seeds(); len(s) != 1 || s[0] != 7 {
		t.Errorf("seeds %v, want [7]", s)
	}
}

// What is under way at the cut has its end.
func TestTraceEnds(t *testing.T) {
	var r observe.Run
	for i := range maxEvents + 1 {
		r.Events = append(r.Events, observe.Event{Name: "task", Kind: observe.Begin, Span: i + 1})
	}
	for i := range maxEvents + 1 {
		r.Events = append(r.Events, observe.Event{At: time.Second, Name: "task", Kind: observe.End, Span: i + 1})
	}
	got := trace(r, observe.Focus{})
	if len(got.Events) != 2*maxEvents || got.Cut != 2 {
		t.Errorf("%d events, without %d; want %d without the two of the last one", len(got.Events), got.Cut, 2*maxEvents)
	}
	for _, s := range (observe.Run{Events: got.Events}).Spans("task") {
		if s.End != time.Second {
			t.Errorf("a task ends at %v", s.End)
		}
	}
}

// Of many events those are kept that are near what the finding points at, and what is under way then.
func TestTrace(t *testing.T) {
	var r observe.Run
	r.Events = append(r.Events, observe.Event{Name: "long", Kind: observe.Begin, Span: 1})
	for i := range 5000 {
		at := time.Duration(i) * time.Millisecond
		r.Events = append(r.Events, observe.Event{At: at, Name: "short", ID: i, Kind: observe.Begin, Span: i + 2},
			observe.Event{At: at + 1, Name: "short", ID: i, Kind: observe.End, Span: i + 2})
	}
	focus := observe.Focus{Flags: []observe.Flag{observe.At(3*time.Second, "here")}}
	got := trace(r, focus)
	first, last := got.Events[1].At, got.Events[len(got.Events)-1].At
	if got.Events[0].Name != "long" || first > 3*time.Second || last < 3*time.Second || len(got.Events) != maxEvents+1 || got.Cut != len(r.Events)-len(got.Events) {
		t.Errorf("%d events from %q, then %v to %v, without %d", len(got.Events), got.Events[0].Name, first, last, got.Cut)
	}
	if got := trace(r, observe.Focus{}); got.Events[0].Name != "long" || len(got.Events) != maxEvents+1 { // one has its end later
		t.Errorf("without a focus: %d events from %q", len(got.Events), got.Events[0].Name)
	}
	if got := trace(observe.Run{Events: r.Events[:4]}, focus); len(got.Events) != 4 || got.Cut != 0 {
		t.Errorf("of 4 events %d are kept", len(got.Events))
	}
}

func TestFocus(t *testing.T) {
	late := checks.Failf("late").About("", observe.At(3, "returns"))
	few := checks.Finding{Problem: "few", Focus: observe.Focus{Name: "job", Limit: 2}}
	got := focus([]checks.Verdict{{Finding: late}, {Finding: checks.Pass()}, {Finding: few}})
	if got.Name != "job" || got.Limit != 2 || len(got.Flags) != 1 {
		t.Errorf("focus %+v, want the moment of the first and the limit of the last", got)
	}
}
