package grader

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"weft/grader/exercise"
	"weft/grader/inspect"
	"weft/grader/result"
	"weft/grader/submission"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/sandbox"
	"weft/kernel/leaks"
	"weft/kernel/needs"
)

// The test binary is its own launcher of confined processes, as the weft binary is.
func TestMain(m *testing.M) {
	if sandbox.IsLauncher(os.Args) {
		os.Exit(sandbox.Launch())
	}
	if inspect.IsServer(os.Args) {
		os.Exit(inspect.Serve())
	}
	leaks.Main(m)
}

func newGrader(t testing.TB, exercises string) *Grader {
	t.Helper()
	needs.Tools(t, "gcc") // for the race detector
	k, err := kit.Open(context.Background(), kit.Options{})
	var missing *kit.Missing
	if errors.As(err, &missing) && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	box, err := sandbox.Open(context.Background(), sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { box.Close() })
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(Options{Inspector: self, Exercises: os.DirFS(exercises), Kit: k, Sandbox: box, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	return g
}

// What the small exercise's samples say of themselves is true.
func TestGrade(t *testing.T) {
	g := newGrader(t, "testdata/exercises")
	e, err := g.Exercise("workers")
	if err != nil {
		t.Fatal(err)
	}
	grade := func(t *testing.T, files ...exercise.File) result.Result {
		t.Helper()
		s := submission.Submission{Name: "student"}
		for _, f := range files {
			s.Files = append(s.Files, submission.File{Name: f.Name, Text: f.Text})
		}
		r, err := g.Grade(context.Background(), Job{Exercise: "1", Submission: s})
		if err != nil {
			t.Fatal(err)
		}
		if r.Status == result.Failed {
			t.Fatal(r.Fault)
		}
		return r
	}
	t.Run("solution", func(t *testing.T) {
		r := grade(t, e.Solution...)
		if !r.Passed() || r.Percent() != 100 {
			t.Errorf("the solution gets %d of %d: %s", r.Points, r.Max, failures(r))
		}
	})
	for _, s := range e.Accepted {
		t.Run("accepted/"+s.Name, func(t *testing.T) {
			if r := grade(t, s.File); !r.Passed() {
				t.Errorf("%s: %s", s.Why, failures(r))
			}
		})
	}
	for _, s := range e.Wrong {
		t.Run("wrong/"+s.Name, func(t *testing.T) {
			r := grade(t, s.File)
			if r.Passed() || !strings.Contains(failures(r), s.Fails[0]) {
				t.Errorf("%s: want %v, got: %s", s.Why, s.Fails, failures(r))
			}
			t.Log(failures(r))
		})
	}
}

// A race is told of every case in which it happens, although the race detector reports it once in a process.
func TestRaceInEachCase(t *testing.T) {
	g := newGrader(t, "testdata/exercises")
	const text = `package solution

import "sync"

type Job struct {
	ID  int
	Run func() int
}

func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	todo := make(chan int, len(jobs))
	for i := range jobs {
		todo <- i
	}
	close(todo)
	last := 0
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			last = w
			for i := range todo {
				values[i] = jobs[i].Run()
			}
		})
	}
	wg.Wait()
	_ = last
	return values
}
`
	s := submission.Submission{Name: "student", Files: []submission.File{{Name: "student.go", Text: text}}}
	r, err := g.Grade(context.Background(), Job{Exercise: "1", Submission: s})
	if err != nil || r.Status == result.Failed {
		t.Fatal(err, r.Fault)
	}
	for _, name := range []string{"side by side", "none"} {
		if !strings.Contains(failures(r), name+": race: ") {
			t.Errorf("no race in case %q: %s", name, failures(r))
		}
	}
}

func failures(r result.Result) string {
	var b strings.Builder
	for _, d := range r.Diagnostics {
		fmt.Fprintln(&b, d)
	}
	for _, c := range r.Cases {
		for _, k := range c.Checks {
			if k.Status == result.Fail {
				fmt.Fprintf(&b, "%s: %s: %s [%s]\n", c.Name, k.Name, k.Problem, k.Seen)
			}
		}
	}
	return b.String()
}

// A text that we spoil when we put points into it is graded all the same, and the result says so.
func TestUnscheduled(t *testing.T) {
	g := newGrader(t, "testdata/exercises")
	e, err := g.Exercise("workers")
	if err != nil {
		t.Fatal(err)
	}
	s := submission.Submission{Name: "student", Files: []submission.File{{Name: e.Solution[0].Name, Text: e.Solution[0].Text}}}
	c := g.newCall(e, Job{Exercise: "1", Submission: s}, time.Now())
	if err := c.examine(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := g.prepare(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	c.read.Texts[0].Scheduled = strings.Replace(c.read.Texts[0].Plain, "range workers", "range workerz", 1)
	built, err := c.build(t.Context(), p)
	if err != nil || built.Binary == "" || !strings.Contains(c.result.Unscheduled, "workerz") {
		t.Errorf("build: %q, %v; the result says %q", built.Binary, err, c.result.Unscheduled)
	}
	c.read.Texts[0].Plain = c.read.Texts[0].Scheduled
	if _, err := c.build(t.Context(), p); err != nil || c.result.Status != result.Ungradable {
		t.Errorf("a text that does not compile at all: %s, %v", c.result.Status, err)
	}
}
