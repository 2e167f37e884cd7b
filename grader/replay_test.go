package grader

import (
	"context"
	"os"
	"testing"

	"weft/grader/result"
	"weft/grader/submission"
)

// Under the same seed the same happens, whatever the machine does meanwhile.
func TestReplay(t *testing.T) {
	g := newGrader(t, "testdata/exercises")
	text, err := os.ReadFile("testdata/naps.go")
	if err != nil {
		t.Fatal(err)
	}
	s := submission.Submission{Name: "student", Files: []submission.File{{Name: "naps.go", Text: string(text)}}}
	graded, err := g.Grade(context.Background(), Job{Exercise: "1", Submission: s})
	if err != nil || graded.Status != result.Graded {
		t.Fatal(err, graded.Fault)
	}
	var name string
	var before result.Check
	for _, c := range graded.Cases {
		if k, ok := c.FirstFailed(); ok && k.Seed != 0 {
			name, before = c.Name, k
			break
		}
	}
	if before.Trace == nil {
		t.Fatalf("nothing failed under a schedule: %s", failures(graded))
	}
	again := func(r Replay) result.Check {
		t.Helper()
		r.Exercise, r.Submission, r.Case, r.Once = "1", s, name, true
		got, err := g.Replay(context.Background(), r)
		if err != nil || got.Status != result.Graded || len(got.Cases) != 1 {
			t.Fatal(err, got.Status, got.Fault)
		}
		if k, ok := got.Cases[0].FirstFailed(); ok {
			return k
		}
		return got.Cases[0].Checks[0]
	}
	for range 10 {
		k := again(Replay{Seed: before.Seed})
		if !result.SameFinding(before, k) || k.Trace == nil || !result.SameEvents(*before.Trace, *k.Trace) {
			t.Fatalf("seed %d: %+v, want again %+v", before.Seed, k, before)
		}
	}
	if k := again(Replay{}); k.Status != result.Pass || k.Trace == nil {
		t.Errorf("without a schedule: %s, %s, want it passed, with a trace", k.Status, k.Problem)
	}
	if k := again(Replay{Race: true}); k.Status != result.Pass {
		t.Errorf("with the race detector: %s, %s", k.Status, k.Problem)
	}
}
