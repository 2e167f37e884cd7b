package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weft/grader/result"
	"weft/grader/store"
	"weft/kernel/engine/native/kit"
	"weft/kernel/needs"
)

// smallExercise is the folder of the grader's own test exercise.
const smallExercise = "../../grader/testdata/exercises"

// needsKit skips a test that grades where nothing can be compiled.
func needsKit(t *testing.T) {
	t.Helper()
	_, err := kit.Open(context.Background(), kit.Options{})
	var missing *kit.Missing
	if errors.As(err, &missing) && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	needs.Tools(t, "go", "gcc")
}

// A run of `weft grade` is killed in the middle, again and again: the last one shows all results, no verdict was
// given twice, and the gradebook has each once. The journal is the log of gradings: it is only appended to.
func TestGradeKilled(t *testing.T) {
	needsKit(t)
	dir, kept := t.TempDir(), t.TempDir()
	names := handIn(t, dir)
	for round := range 10 {
		before := verdictsIn(t, kept)
		if len(before) >= len(names)-1 {
			if round < 3 {
				t.Fatalf("after %d rounds nothing is left to be killed: %d verdicts", round, len(before))
			}
			break // a busy machine: several verdicts between two looks
		}
		cmd, done, stdout := startGrading(t, dir, kept, "-p", "1")
		deadline := time.After(5 * time.Minute)
		for len(verdictsIn(t, kept)) == len(before) {
			select {
			case <-done:
				if len(verdictsIn(t, kept)) > len(before) {
					continue // both between two looks
				}
				t.Fatalf("round %d: it ended before there was a verdict: %s", round, stdout)
			case <-deadline:
				t.Fatalf("round %d: no verdict in five minutes", round)
			case <-time.After(5 * time.Millisecond):
			}
		}
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		<-done
		if after := verdictsIn(t, kept); len(after) < len(before) || !slices.Equal(after[:len(before)], before) {
			t.Fatalf("round %d: the journal lost something: %v, then %v", round, before, after)
		}
	}
	got, want := gradeAll(t, dir, kept), gradeAll(t, dir, t.TempDir())
	if diff := cmp.Diff(want, got); diff != "" || len(got) != len(names) {
		t.Errorf("%d submissions; results without and with kills (-without +with):\n%s", len(names), diff)
	}
	times := map[string]int{}
	for _, hash := range verdictsIn(t, kept) {
		if times[hash]++; times[hash] > 1 {
			t.Errorf("submission %s was graded %d times", hash, times[hash])
		}
	}
	if len(times) != len(names) {
		t.Errorf("%d verdicts for %d submissions", len(times), len(names))
	}
	if diff := cmp.Diff(want, inBook(t, kept)); diff != "" {
		t.Errorf("the gradebook (-want +got):\n%s", diff)
	}
}

// inBook are the attempts in the gradebook, as gradeAll gives them.
func inBook(t *testing.T, kept string) (list []string) {
	t.Helper()
	b, err := store.Open(context.Background(), filepath.Join(kept, "book.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	all, err := b.Table(context.Background())
	if err != nil || len(all.Exercises) != 1 {
		t.Fatalf("exercises %v, %v", all.Exercises, err)
	}
	for i, s := range all.Students {
		for _, g := range all.Cells[i][0].Grades {
			list = append(list, fmt.Sprintf("%s %s %d/%d", s.Name, g.Verdict.Status, g.Verdict.Points, g.Verdict.Max))
		}
	}
	return list
}

// handIn makes submissions that differ.
func handIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	for n := range 14 {
		sample := []string{"solution/workers.go", "wrong/sequential.go", "wrong/leak.go", "wrong/unbounded.go"}[n%4]
		text, err := os.ReadFile(filepath.Join(smallExercise, "01-workers", sample))
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.Replace(text, []byte("//go:build ignore\n"), nil, 1)
		name := fmt.Sprintf("student%02d", n)
		if err := os.WriteFile(filepath.Join(dir, name+".go"), fmt.Appendf(text, "\n// %s\n", name), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func startGrading(t *testing.T, dir, kept string, more ...string) (*exec.Cmd, <-chan struct{}, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	cmd := exec.Command("weft", append([]string{"grade", "1", dir, "--exercises", smallExercise, "--journal", kept, "--book", filepath.Join(kept, "book.db"), "--format", "json"}, more...)...)
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		_ = cmd.Wait() // its status says which checks failed
		close(done)
	}()
	return cmd, done, &out
}

// gradeAll are the verdicts of a run that is left alone, without what differs from run to run.
func gradeAll(t *testing.T, dir, kept string) []string {
	t.Helper()
	_, done, out := startGrading(t, dir, kept)
	<-done
	var results []result.Result
	if err := json.Unmarshal(out.Bytes(), &results); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var list []string
	for _, r := range results {
		list = append(list, fmt.Sprintf("%s %s %d/%d", r.Name, r.Status, r.Points, r.Max))
	}
	return list
}

// verdictsIn are the hashes of the submissions in a journal, in the order in which they were graded.
func verdictsIn(t *testing.T, kept string) (hashes []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(kept, "*.jsonl"))
	if err != nil || len(files) > 1 {
		t.Fatalf("journals %v, %v", files, err)
	}
	if len(files) == 0 {
		return nil
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var l struct{ Key struct{ Submission string } }
		if strings.HasSuffix(line, "\n") && json.Unmarshal([]byte(line), &l) == nil {
			hashes = append(hashes, l.Key.Submission)
		}
	}
	return hashes
}
