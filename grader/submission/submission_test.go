package submission

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const starter = `package solution

import "context"

// given
type Job struct { ID int; Do func(ctx context.Context) error }

type Pool struct{}

func (p *Pool) Submit(j Job) error { return nil }

func Process(ctx context.Context, jobs []Job, workers int) ([]int, error) { return nil, nil }
`

func TestCheck(t *testing.T) {
	rules := Rules{Packages: []string{"context", "errors", "sync", "fmt"}, Starter: starter}
	const given = `package solution; import "context"; type Job struct { ID int; Do func(ctx context.Context) error }; ` +
		`type Pool struct{ n int }; func (p *Pool) Submit(j Job) error { return nil }; `
	const process = `func Process(c context.Context, js []Job, n int) ([]int, error) { return nil, nil }`
	for _, tt := range []struct {
		name, text string
		want       string // the first diagnostic's beginning; "" means it can be graded
	}{
		{"the starter", starter, ""},
		{"other names of parameters, fields of its own", given + process, ""},
		{"does not parse", "package solution\nfunc f( {", "a.go:2:9: expected ')'"},
		{"other package", "package main\nfunc main() {}", "a.go:1:9: the package is main, not solution"},
		{"wrong type", given + "var s string = 1;" + process, "a.go:1:"},
		{"unused variable", given + process + "\nfunc f() { x := 1 }", "a.go:2:12: declared and not used: x"},
		{"forbidden package", "package solution\nimport \"os\"\n", "a.go:2:8: package os is not allowed in this exercise"},
		{"unsafe", "package solution\nimport \"unsafe\"\n", "a.go:2:8: package unsafe is not allowed"},
		{"cgo", "package solution\nimport \"C\"\n", "a.go:2:8: package C is not allowed"},
		{"our own", "package solution\nimport \"weft/grader/probe\"\n", "a.go:2:8: package weft/grader/probe is not allowed"},
		{"dot import", "package solution\nimport . \"sync\"\n", "a.go:2:8: imports into the file's own names"},
		{"linkname", "package solution\n//go:linkname f runtime.f\nfunc f()", "a.go:2:1: the directive //go:linkname is not allowed"},
		{"embed", "package solution\n//go:embed /etc/passwd\nvar s string", "a.go:2:1: the directive //go:embed is not allowed"},
		{"generate", "package solution\n//go:generate rm -rf /\n", "a.go:2:1: the directive //go:generate"},
		{"build constraint", "//go:build ignore\npackage solution\n", "a.go:1:1: the directive //go:build"},
		{"old build constraint", "// +build ignore\n\npackage solution\n", "a.go:1:1: the directive"},
		{"line directive", "package solution\n//line other.go:1\n", "a.go:2:1: the directive //line"},
		{"line directive in a block", "package solution\nvar x = /*line other.go:1*/ 1\n", "a.go:2:9: the directive /*line"},
		{"cgo export", "package solution\n//export f\n", "a.go:2:1: the directive //export"},
		{"no body", given + process + "\nfunc g()", "a.go:2:1: function g has no body"},
		{"missing function", given, "a.go:1:9: Process is missing (its declaration is: func Process(context.Context, []Job, int) ([]int, error))"},
		{"other signature", given + "func Process(jobs []Job) []int { return nil }", "a.go:1:"},
		{"other given type", strings.Replace(given, "ID int", "Id int", 1) + process, "a.go:1:"},
		{"missing method", strings.Replace(given, "Submit", "Send", 1) + process, "a.go:1:"},
		{"a method of values too", strings.Replace(given, "p *Pool", "p Pool", 1) + process, ""},
		{"other method", strings.Replace(given, "p *Pool) Submit(j Job)", "p Pool) Submit(j *Job)", 1) + process, "a.go:1:"},
		{"a deep nest", given + process + "\nvar x = " + strings.Repeat("(", 2000) + "1" + strings.Repeat(")", 2000), "a.go:2:"},
		{"a pleasant comment", given + "// go: on\n" + process, ""},
		{"a directive in a string", given + "var s = `\n//go:embed x\n`\n" + process, ""},
	} {
		s := Submission{Files: []File{{Name: "a.go", Text: tt.text}}}
		got := ""
		if found := s.Check(rules); len(found) > 0 {
			got = found[0].String()
		}
		if (tt.want == "") != (got == "") || !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestUses(t *testing.T) {
	text := "package solution\nimport \"sync\"\nvar mu sync.Mutex\nfunc f() { mu.Lock() }\n"
	for _, tt := range []struct {
		must, mustNot []string
		want          string
	}{
		{[]string{"sync", "sync.Mutex", "sync.Mutex.Lock"}, []string{"sync.RWMutex"}, ""},
		{[]string{"sync.Cond"}, nil, "a.go: sync.Cond must be used in this exercise"},
		{nil, []string{"sync.Mutex"}, "a.go:3:13: sync.Mutex must not be used in this exercise"},
	} {
		s := Submission{Files: []File{{Name: "a.go", Text: text}}}
		got := ""
		if found := s.Check(Rules{Packages: []string{"sync"}, MustUse: tt.must, MustNotUse: tt.mustNot}); len(found) > 0 {
			got = found[0].String()
		}
		if got != tt.want {
			t.Errorf("must %v, must not %v: %q, want %q", tt.must, tt.mustNot, got, tt.want)
		}
	}
}

func TestReadNotebook(t *testing.T) {
	cell := func(source string, tags ...string) map[string]any {
		return map[string]any{"cell_type": "code", "id": "c", "source": source, "metadata": map[string]any{"tags": tags}, "outputs": []any{}, "execution_count": nil}
	}
	write := func(cells ...map[string]any) string {
		for i, c := range cells {
			c["id"] = "c" + string(rune('0'+i))
		}
		data, err := json.Marshal(map[string]any{"nbformat": 4, "nbformat_minor": 5, "metadata": map[string]any{}, "cells": cells})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "nb.ipynb")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	path := write(cell("fmt.Println(1)"), cell("type Job int", "exercise-pool"), cell("// exercise: pool\nfunc f(j Job) string { var mu sync.Mutex; _ = &mu; return fmt.Sprint(j) }"))
	s, err := Read(path, "ann", "pool")
	if err != nil || len(s.Files) != 2 || s.Files[0].Name != "cell 2" || s.Files[1].Name != "cell 3" {
		t.Fatalf("Read = %+v, %v, want cells 2 and 3", s, err)
	}
	if found := s.Check(Rules{Packages: []string{"fmt", "sync"}}); len(found) > 0 {
		t.Errorf("Check of the cells: %v", found)
	}
	if got := fmt.Sprint(s.Files[1].Imports); got != "[{ fmt} { sync}]" {
		t.Errorf("imports of cell 3: %q, want fmt sync", got)
	}
	if found := (&Submission{Files: []File{{Name: "cell 3", Text: "func f() { return 1 }", Cell: true}}}).Check(Rules{Packages: []string{"fmt"}}); len(found) == 0 || found[0].String() != "cell 3:1:19: too many return values\n\thave (number)\n\twant ()" {
		t.Errorf("position in a cell: %v", found)
	}
	for _, tt := range []struct {
		name  string
		cells []map[string]any
		want  string
	}{
		{"imports for another cell", []map[string]any{cell("import (\n\th \"container/heap\"; \"io\"\n\t\"fmt\"\n)\nimport \"sync\"\ntype t int", "exercise-pool"), cell("var _ = h.Init\nfunc f(w io.Writer, l sync.Locker) { fmt.Print() }", "exercise-pool")}, ""},
		{"imports in a later cell", []map[string]any{cell("var a = rand.IntN(3)", "exercise-pool"), cell("import \"math/rand/v2\"\nvar b = rand.IntN(4)", "exercise-pool")}, ""},
		{"of several cells the nearest before", []map[string]any{cell("import r \"math/rand\"", "exercise-pool"), cell("import r \"math/rand/v2\"", "exercise-pool"), cell("var a = r.IntN(3)", "exercise-pool"), cell("import r \"io\"", "exercise-pool")}, ""},
		{"imports in a cell without a mark", []map[string]any{cell("import r \"math/rand\""), cell("%%bash\nls"), cell("import r \"math/rand/v2\""), cell("var a = r.IntN(3)", "exercise-pool")}, ""},
		{"a name that is declared", []map[string]any{cell("import \"io\"\nvar x = 1", "exercise-pool"), cell("type io int\nvar y io", "exercise-pool"), cell("var z io", "exercise-pool")}, ""},
		{"one that is not allowed", []map[string]any{cell("import \"os\"\nvar x = os.Args", "exercise-pool")}, "cell 1:1:8: package os is not allowed"},
		{"one of another cell that is not allowed", []map[string]any{cell("import o \"os\"", "exercise-pool"), cell("var x = o.Args", "exercise-pool")}, "cell 2: package os is not allowed"},
		{"one without a name", []map[string]any{cell("import _ \"os\"", "exercise-pool")}, "cell 1:1:8: package os is not allowed"},
		{"one that there is not", []map[string]any{cell("import \"a.org/b\"", "exercise-pool")}, "cell 1:1:8: package a.org/b is not allowed"},
	} {
		s, err := Read(write(tt.cells...), "ann", "pool")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		found := s.Check(Rules{Packages: []string{"fmt", "sync", "io", "container/heap", "math/rand", "math/rand/v2"}})
		if got := fmt.Sprint(found); tt.want == "" && len(found) > 0 || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s, want %q", tt.name, got, tt.want)
		}
	}
	for _, tt := range []struct{ name, path, want string }{
		{"no marked cell", write(cell("x := 1")), `no cell has the tag "exercise-pool"`},
		{"statements", write(cell("x := 1", "exercise-pool")), "cell 1 has statements besides declarations (line 1)"},
		{"not a notebook", func() string {
			p := filepath.Join(t.TempDir(), "x.ipynb")
			os.WriteFile(p, []byte("{"), 0o600)
			return p
		}(), "it is not a notebook"},
	} {
		if _, err := Read(tt.path, "ann", "pool"); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := write("good.go", "package solution\n")
	link := filepath.Join(dir, "link.go")
	if err := os.Symlink(good, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for _, tt := range []struct{ path, want string }{
		{good, ""},
		{link, "symbolic link"},
		{write("big.go", strings.Repeat("/", MaxFile+1)), "larger than 256 KiB"},
		{write("binary.go", "package\x00"), "not text in UTF-8"},
		{write("latin.go", "package solution // \xe4"), "not text in UTF-8"},
		{write("a.txt", "x"), "neither a .go file"},
		{filepath.Join(dir, "none.go"), "no such file"},
		{t.TempDir(), "no Go files"},
		{filepath.Dir(folderWith(t, "work.ipynb")), "but a notebook, which is read only by itself"},
	} {
		_, err := Read(tt.path, "ann", "pool")
		if (tt.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Read(%s) = %v, want %q", filepath.Base(tt.path), err, tt.want)
		}
	}
}

func folderWith(t *testing.T, name string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func FuzzCheck(f *testing.F) {
	f.Add(starter)
	f.Add("package solution\n//go:embed x\nvar s string")
	f.Add("package solution; func f() { for { go f() } }")
	f.Fuzz(func(t *testing.T, text string) {
		s := Submission{Files: []File{{Name: "a.go", Text: text}, {Name: "cell 1", Text: text, Cell: true}}}
		for _, d := range s.Check(Rules{Packages: []string{"fmt", "context"}, Starter: starter}) {
			if d.Text == "" {
				t.Error("a diagnostic without text")
			}
		}
	})
}
