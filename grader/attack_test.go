package grader

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weft/grader/result"
	"weft/grader/submission"
)

// Each attack says what it comes to in an exercise that allows harmless packages only, and in one that allows all: it is
// refused as ungradable, or fails. No attack earns a point of a case that it attacks, and none is taken for our failure.
func TestAttacks(t *testing.T) {
	g := newGrader(t, "testdata/exercises")
	files, err := filepath.Glob("testdata/attacks/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no attacks", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, exercise := range []string{"strict", "open", "both"} {
			_, comes, ok := strings.Cut(string(text), "// "+exercise+": ")
			if !ok {
				continue
			}
			said++
			want, _, _ := strings.Cut(comes, "\n")
			t.Run(strings.TrimSuffix(filepath.Base(file), ".go")+"/"+exercise, func(t *testing.T) {
				name := map[string]string{"strict": "workers", "open": "open", "both": "open"}[exercise]
				began := time.Now()
				r, err := g.Grade(context.Background(), Job{Exercise: name, Submission: submission.Submission{
					Name: "attacker", Files: []submission.File{{Name: filepath.Base(file), Text: string(text)}},
				}})
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s in %v: %s", r.Status, time.Since(began).Round(time.Millisecond), failures(r))
				attacked(t, r, want)
			})
		}
		if said == 0 {
			t.Errorf("%s does not say what it comes to", file)
		}
	}
}

// attacked compares what an attack came to with what it says: "ungradable: TEXT", or "fails" with the checks of which one
// must have failed.
func attacked(t *testing.T, r result.Result, want string) {
	t.Helper()
	if text, ok := strings.CutPrefix(want, "ungradable"); ok {
		if r.Status != result.Ungradable || !strings.Contains(r.Diagnostics[0].String(), strings.TrimPrefix(text, ": ")) {
			t.Errorf("it is %s %s, want %s", r.Status, r.Fault, want)
		}
		return
	}
	if r.Status != result.Graded || r.Passed() {
		t.Fatalf("it is %s %s, want %s", r.Status, r.Fault, want)
	}
	checks := strings.TrimSpace(strings.TrimPrefix(want, "fails"))
	if checks == "" {
		return
	}
	for name := range strings.SplitSeq(checks, ", ") {
		if strings.Contains(failures(r), ": "+name+": ") {
			return
		}
	}
	t.Errorf("it fails %s, want one of %s", failures(r), checks)
}
