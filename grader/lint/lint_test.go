package lint

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"weft/grader"
	"weft/grader/checks"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
)

// A toy grades by a table: what a solution of that name fails, "CHECK in CASE", one after the other if it is
// graded again.
type toy struct {
	fails map[string][]string
	cases []checks.Listed

	mu    sync.Mutex
	times map[string]int
}

func (g *toy) Cases(context.Context, *exercise.Exercise) ([]checks.Listed, error) {
	return g.cases, nil
}

func (g *toy) Grade(_ context.Context, job grader.Job) (result.Result, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	name := job.Submission.Name
	n := g.times[name]
	g.times[name]++
	fails := ""
	if list := g.fails[name]; len(list) > 0 {
		fails = list[n%len(list)]
	}
	r := result.Result{Status: result.Graded}
	switch fails {
	case "ours":
		return result.Result{Status: result.Failed, Fault: "no more processes"}, nil
	case "text":
		return result.Result{Status: result.Ungradable, Diagnostics: []submission.Diagnostic{{File: "a.go", Line: 3, Text: "undefined: x"}}}, nil
	case "cancelled":
		return r, context.Canceled
	}
	for _, c := range []string{"first", "second"} {
		k := result.Check{Name: "none", Status: result.Pass}
		if check, in, _ := strings.Cut(fails, " in "); in == c {
			k = result.Check{Name: check, Status: result.Fail, Problem: "too late"}
		}
		r.Cases = append(r.Cases, result.Case{Name: c, Checks: []result.Check{k}})
	}
	return r, nil
}

// sane is a toy that agrees with the exercise below.
func sane() *toy {
	return &toy{
		times: map[string]int{},
		fails: map[string][]string{"starter.go": {"VALUE in first"}, "wrong/a.go": {"time in second"}, "wrong/b.go": {"leak in first"}},
		cases: []checks.Listed{{Name: "first", Checks: []string{"VALUE", "TIME"}}, {Name: "second", Checks: []string{"TIME"}}},
	}
}

func folder(changes fstest.MapFS) fs.FS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	m := fstest.MapFS{
		"01-toy/README.md": file("# Toy\n"),
		"01-toy/exercise.yaml": file("id: 1\nname: toy\ntitle: Toy\nversion: 1\npackages: [sync]\n" +
			"cases: [{name: first, points: 1, visible: public}, {name: second, points: 1, visible: public}]\n" +
			"checks: [{name: VALUE, title: the value}, {name: TIME, title: the time}]\n"),
		"01-toy/starter.go":         file("package solution\n"),
		"01-toy/solution/a.go":      file("package solution\n"),
		"01-toy/cases/a.go":         file("package cases\n"),
		"01-toy/driver/a.go":        file("package main\n"),
		"01-toy/checks/a.go":        file("package main\n"),
		"01-toy/wrong/a.go":         file("// fails: VALUE, TIME in second: late\npackage solution\n"),
		"01-toy/wrong/b.go":         file("// fails: leak: it leaks\npackage solution\n"),
		"01-toy/accepted/other.go":  file("// accepted: other\npackage solution\n"),
		"01-toy/accepted/second.go": file("// accepted: second\npackage solution\n"),
	}
	maps.Copy(m, changes)
	return m
}

func TestLint(t *testing.T) {
	yaml := func(text string) fstest.MapFS {
		return fstest.MapFS{"01-toy/exercise.yaml": {Data: []byte("id: 1\nname: toy\ntitle: Toy\nversion: 1\npackages: [sync]\n" + text)}}
	}
	const first = "cases: [{name: first, points: 1, visible: public}"
	const both = first + ", {name: second, points: 1, visible: public}]\n"
	const explained = "checks: [{name: value, title: the value}, {name: TIME, title: the time}]\n"
	for _, tt := range []struct {
		name                          string
		change                        func(*toy)
		files                         fstest.MapFS
		times                         int
		want                          string // the problem; "" for none
		surviving, rejected, unstable int
	}{
		{name: "in order"},
		{name: "twenty times", times: 20},
		{name: "wrong one passes", change: func(g *toy) { delete(g.fails, "wrong/b.go") }, want: "wrong/b.go: it is wrong, and passes; it should fail leak", surviving: 1},
		{name: "another check", change: func(g *toy) { g.fails["wrong/b.go"] = []string{"VALUE in first"} },
			want: `wrong/b.go: it should fail leak; it fails VALUE in case "first": too late`, surviving: 1},
		{name: "another case", change: func(g *toy) { g.fails["wrong/a.go"] = []string{"TIME in first"} },
			want: `wrong/a.go: it should fail VALUE or TIME in case "second"; it fails TIME in case "first": too late`, surviving: 1},
		{name: "solution fails", change: func(g *toy) { g.fails["solution"] = []string{"TIME in first"} },
			want: `solution: it is right, and fails TIME in case "first": too late`, rejected: 1},
		{name: "accepted fails", change: func(g *toy) { g.fails["accepted/other.go"] = []string{"TIME in first"} }, want: "accepted/other.go: it is right", rejected: 1},
		{name: "wrong one does not compile", change: func(g *toy) { g.fails["wrong/a.go"] = []string{"text"} },
			want: "wrong/a.go: it is not graded: a.go:3: undefined: x", surviving: 1},
		{name: "starter does not compile", change: func(g *toy) { g.fails["starter.go"] = []string{"text"} }, want: "starter.go: it is not graded: a.go:3: undefined: x"},
		{name: "starter passes", change: func(g *toy) { delete(g.fails, "starter.go") }, want: "starter.go: the starter passes all checks"},
		{name: "our failure", change: func(g *toy) { g.fails["wrong/a.go"] = []string{"ours"} }, want: "wrong/a.go: it could not be graded: no more processes"},
		{name: "two verdicts", times: 4, change: func(g *toy) { g.fails["wrong/b.go"] = []string{"leak in first", "leak in second"} },
			want: `wrong/b.go: case "first" is passed 2 times of 4`, unstable: 1},
		{name: "case without a judge", change: func(g *toy) { g.cases = g.cases[:1] }, want: `checks: the judge has no case "second" of exercise.yaml; it has first`},
		{name: "case that is not run", files: yaml(first + "]\n" + explained), change: func(g *toy) { g.fails["wrong/a.go"] = []string{"TIME in second"} },
			want: `exercise.yaml: cases: "second", a case of the judge, is missing`},
		{name: "check not explained", files: yaml(both + "checks: [{name: value, title: the value}]\n"), want: `exercise.yaml: checks: TIME, which the judge uses (case "first"), is not explained`},
		{name: "names of checks in small letters", files: yaml(both + explained)},
		{name: "unknown check", files: fstest.MapFS{"01-toy/wrong/b.go": {Data: []byte("// fails: leek, leak: it leaks\npackage solution\n")}},
			want: "wrong/b.go: its first line names a check leek, which the judge does not use"},
		{name: "unknown case", files: fstest.MapFS{"01-toy/wrong/b.go": {Data: []byte("// fails: leak in third: it leaks\npackage solution\n")}},
			want: `wrong/b.go: its first line names a case "third", which does not exist`, surviving: 1},
		{name: "folder not in order", files: fstest.MapFS{"01-toy/starter.go": {}}, want: ".: starter.go is empty"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := sane()
			if tt.change != nil {
				tt.change(g)
			}
			reports, err := Run(context.Background(), g, folder(tt.files), []string{"01-toy"}, Options{Times: tt.times, Parallel: 2})
			if err != nil {
				t.Fatal(err)
			}
			r := reports[0]
			var table strings.Builder
			if err := WriteTable(&table, reports); err != nil {
				t.Fatal(err)
			}
			if r.OK() != (tt.want == "") || !strings.Contains(table.String(), tt.want) {
				t.Errorf("want the problem %q:\n%s", tt.want, table.String())
			}
			if r.Surviving != tt.surviving || r.Rejected != tt.rejected || r.Unstable != tt.unstable {
				t.Errorf("surviving %d, rejected %d, unstable %d; want %d, %d, %d", r.Surviving, r.Rejected, r.Unstable, tt.surviving, tt.rejected, tt.unstable)
			}
			if want := 6 * max(tt.times, 1); r.Graded != want && tt.want == "" {
				t.Errorf("graded %d times, want %d", r.Graded, want)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	g := sane()
	g.fails["wrong/a.go"] = []string{"cancelled"}
	if _, err := Run(context.Background(), g, folder(nil), []string{"01-toy"}, Options{Times: 1000}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if _, err := Run(context.Background(), sane(), os.DirFS(t.TempDir()), []string{"01-toy"}, Options{}); err != nil {
		t.Errorf("a folder that is missing is a problem of the exercise, not %v", err)
	}
}

func TestChosen(t *testing.T) {
	var files []string
	for i := range 10 {
		files = append(files, fmt.Sprintf("wrong/%d.go", i))
	}
	files = append([]string{"starter.go", "solution", "accepted/a.go"}, files...)
	for _, tt := range []struct {
		o    Options
		want string
	}{
		{Options{}, strings.Join(files, " ")},
		{Options{Wrong: 3}, "starter.go solution accepted/a.go wrong/0.go wrong/3.go wrong/6.go"},
		{Options{Wrong: 20, Only: []string{"accepted/*", "wrong/[5-9].go"}}, "accepted/a.go wrong/5.go wrong/6.go wrong/7.go wrong/8.go wrong/9.go"},
		{Options{Wrong: 1, Only: []string{"solution"}}, "solution"},
		{Options{Only: []string{"["}}, ""},
	} {
		var tasks []*task
		for _, f := range files {
			k := wrong
			if !strings.HasPrefix(f, "wrong/") {
				k = accepted
			}
			tasks = append(tasks, &task{file: f, kind: k})
		}
		var got []string
		for _, task := range tt.o.chosen(tasks) {
			got = append(got, task.file)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%+v: %q, want %q", tt.o, got, tt.want)
		}
	}
}
