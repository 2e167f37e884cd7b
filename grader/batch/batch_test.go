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
	"weft/grader/result"
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
	entries = append(entries, Entry{"gone", "gone.go"})
	e := &exercise.Exercise{Folder: "01-toy"}
	g := &toy{calls: map[string]int{}, both: make(chan struct{})}
	last := ""
	results, err := Run(context.Background(), g, e, entries, Options{Parallel: 2, Public: true, Progress: func(done, total int, _ string) { last = fmt.Sprint(done, "/", total) }})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range results {
		got = append(got, r.Name+" "+string(r.Status))
	}
	want := []string{"a graded", "always error", "b graded", "c.txt ungradable", "once graded", "gone error"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	if !results[0].Public || g.most != 2 || g.calls["always"] != attempts || last != "6/6" {
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
	if _, err = Run(context.Background(), g, &exercise.Exercise{}, []Entry{{"a", "a.go"}}, Options{}); err == nil || !strings.Contains(err.Error(), "the exercise is gone") {
		t.Errorf("error %v", err)
	}
}
