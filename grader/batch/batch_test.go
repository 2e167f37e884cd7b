package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/grader"
	"weft/grader/exercise"
	"weft/grader/journal"
	"weft/grader/result"
	"weft/grader/submission"
)

func write(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("package solution // "+name+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFind(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "class/anna.go", "class/ben.ipynb", "class/carl/a.go", "class/carl/b.go", "class/.hidden.go", "class/_old.go",
		"class/x_test.go", "class/notes.txt", "late/anna.go", "late/dora.go")
	for _, tt := range []struct {
		name    string
		paths   []string
		whole   bool
		want    []string // "NAME PATH"
		skipped int
		err     string
	}{
		{"a file", []string{"class/anna.go"}, false, []string{"anna class/anna.go"}, 0, ""},
		{"a folder", []string{"class"}, false, []string{"anna class/anna.go", "ben class/ben.ipynb", "carl class/carl"}, 1, ""},
		{"a folder that is one", []string{"class/carl/"}, true, []string{"carl class/carl/"}, 0, ""},
		{"the same name twice", []string{"late", "class/anna.go"}, false, []string{"late/anna.go late/anna.go", "dora late/dora.go", "class/anna.go class/anna.go"}, 0, ""},
		{"a path twice", []string{"class/carl/a.go", "class", "class/", "./class/anna.go"}, false, []string{"a class/carl/a.go", "anna class/anna.go", "ben class/ben.ipynb", "carl class/carl"}, 2, ""},
		{"any file that is named", []string{"class/notes.txt"}, false, []string{"notes.txt class/notes.txt"}, 0, ""},
		{"nothing there", []string{"nobody.go"}, false, nil, 0, "find submissions"},
	} {
		entries, skipped, err := Find(tt.paths, tt.whole)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.err)
		}
		var got []string
		for _, e := range entries {
			got = append(got, e.Name+" "+filepath.ToSlash(e.Path))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || len(skipped) != tt.skipped {
			t.Errorf("%s: skipped %v, found (-want +got):\n%s", tt.name, skipped, diff)
		}
	}
}

// A toy fails as often as a name says, and notes how many it grades at one time.
type toy struct {
	mu         sync.Mutex
	calls      map[string]int
	now, most  int
	both       chan struct{} // closed when two are at work
	cancelling string
	version    string
}

func (g *toy) Conditions() grader.Conditions {
	return grader.Conditions{Version: g.version, Go: "go1.26"}
}

func (g *toy) Grade(ctx context.Context, job grader.Job) (result.Result, error) {
	name := job.Submission.Name
	g.mu.Lock()
	g.calls[name]++
	n := g.calls[name]
	if g.now++; g.now > g.most {
		if g.most = g.now; g.most == 2 {
			close(g.both)
		}
	}
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.now--
	}()
	if name == g.cancelling {
		return result.Result{}, errors.New("the exercise is gone")
	}
	select {
	case <-g.both:
	case <-ctx.Done():
		return result.Result{}, ctx.Err()
	}
	r := result.Result{Name: name, Status: result.Graded, Public: job.Public}
	if name == "always" || name == "once" && n == 1 {
		r.Status = result.Failed
	}
	return r, nil
}

func TestRun(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "a.go", "always.go", "b.go", "c.txt", "once.go")
	entries, _, err := Find([]string{"a.go", "always.go", "b.go", "c.txt", "once.go"}, false)
	if err != nil {
		t.Fatal(err)
	}
	entries = append(entries, Entry{Name: "gone", Path: "gone.go"},
		Entry{Name: "read", Text: &submission.Submission{Name: "read", Files: []submission.File{{Name: "a.go", Text: "package solution"}}}})
	e := &exercise.Exercise{Folder: "01-toy"}
	g := &toy{calls: map[string]int{}, both: make(chan struct{})}
	last := ""
	var mu sync.Mutex
	recorded := make([]string, len(entries))
	record := func(entry int, s *submission.Submission, r result.Result) error {
		mu.Lock()
		defer mu.Unlock()
		recorded[entry] = fmt.Sprint(r.Name, " ", r.Status, " ", s != nil)
		return nil
	}
	results, err := Run(context.Background(), g, e, entries, Options{Parallel: 2, Public: true, Record: record, Progress: func(p Progress) { last = fmt.Sprint(p.Done, "/", p.Total) }})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range results {
		got = append(got, r.Name+" "+string(r.Status))
	}
	want := []string{"a graded", "always error", "b graded", "c.txt ungradable", "once graded", "gone error", "read graded"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	want = []string{"a graded true", "always error true", "b graded true", "c.txt ungradable false", "once graded true", "gone error false", "read graded true"}
	if diff := cmp.Diff(want, recorded); diff != "" {
		t.Errorf("recorded (-want +got):\n%s", diff)
	}
	if !results[0].Public || g.most != 2 || g.calls["always"] != attempts || last != "7/7" {
		t.Errorf("public %v, at most %d at one time, tried %d times, progress %s", results[0].Public, g.most, g.calls["always"], last)
	}
}

func TestRunEnds(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "a.go")
	g := &toy{calls: map[string]int{}, both: make(chan struct{}), cancelling: "a"}
	_, err := Run(context.Background(), g, &exercise.Exercise{}, make([]Entry, 100), Options{})
	if err != nil {
		t.Errorf("what cannot be read is a result, not %v", err)
	}
	full := errors.New("the disk is full")
	_, err = Run(context.Background(), g, &exercise.Exercise{}, make([]Entry, 9), Options{Record: func(int, *submission.Submission, result.Result) error { return full }})
	if !errors.Is(err, full) {
		t.Errorf("what cannot be recorded is %v", err)
	}
	if _, err = Run(context.Background(), g, &exercise.Exercise{}, []Entry{{Name: "a", Path: "a.go"}}, Options{}); err == nil || !strings.Contains(err.Error(), "the exercise is gone") {
		t.Errorf("error %v", err)
	}
}

// Equal submissions are graded once, and none that is in the journal; our failures are not kept.
func TestRunOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", "a.go", "b.go", "always.go")
	same, err := os.ReadFile("a.go")
	if err != nil {
		t.Fatal(err)
	}
	entries := []Entry{{Name: "a", Path: "a.go", ID: "7"}, {Name: "b", Path: "b.go"}, {Name: "always", Path: "always.go"}}
	for n := range 10 {
		name := fmt.Sprintf("copy%d", n)
		if err := os.WriteFile(name+".go", same, 0o644); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, Entry{Name: name, Path: name + ".go"})
	}
	e := &exercise.Exercise{Folder: "01-toy", Hash: "x"}
	run := func(fresh bool, version string) (*toy, []result.Result, Progress) {
		t.Helper()
		j, err := journal.Open("kept", "toy", fresh)
		if err != nil {
			t.Fatal(err)
		}
		defer j.Close()
		g := &toy{calls: map[string]int{}, both: make(chan struct{}), version: version}
		close(g.both)
		g.most = 2
		var last Progress
		results, err := Run(context.Background(), g, e, entries, Options{Parallel: 4, Journal: j, Progress: func(p Progress) { last = p }})
		if err != nil {
			t.Fatal(err)
		}
		return g, results, last
	}
	total := func(g *toy) (n int) {
		for name, calls := range g.calls {
			if name != "always" {
				n += calls
			}
		}
		return n
	}
	g, results, _ := run(false, "1")
	if total(g) != 2 {
		t.Errorf("11 equal submissions and another one are graded %d times: %v", total(g), g.calls)
	}
	for i, r := range results {
		if r.Name != entries[i].Name || r.Path != entries[i].Path || r.ID != entries[i].ID {
			t.Errorf("result %d is %s, %s, %s", i, r.Name, r.Path, r.ID)
		}
	}
	g, results, last := run(false, "1")
	if total(g) != 0 || g.calls["always"] != attempts || last.Kept != 12 || last.Done != 13 || !results[0].Kept || results[2].Kept {
		t.Errorf("the second time %d are graded, our failure is tried %d times; %+v", total(g), g.calls["always"], last)
	}
	if g, _, _ = run(false, "2"); total(g) != 2 {
		t.Errorf("another grader grades %d", total(g))
	}
	if g, _, _ = run(true, "2"); total(g) != 2 {
		t.Errorf("a fresh run grades %d", total(g))
	}
}
