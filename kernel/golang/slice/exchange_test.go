package slice

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"weft/kernel/golang/check"
)

// A file of testdata/cross is a notebook: cells 1, 2 and so on; cell, which is compiled; after, which looks at
// what became of the variables. The comment may say which variables come in and go out, and which stay. What
// is printed is the same as if all cells were interpreted.
func TestVariables(t *testing.T) {
	b := newBuilder(t)
	files, err := filepath.Glob("testdata/cross/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no notebooks: %v", err)
	}
	type job struct {
		name     string
		ar       *txtar.Archive
		compiled *notebook
		p        *Program
	}
	var jobs []*job
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		j := &job{strings.TrimSuffix(filepath.Base(file), ".txt"), ar, newNotebook(t), nil}
		for i := 1; section(ar, fmt.Sprint(i)) != ""; i++ {
			j.compiled.cell(section(ar, fmt.Sprint(i)))
		}
		p, refused := Of(j.compiled.next(section(ar, "cell")), Options{Show: true})
		if p == nil {
			t.Errorf("%s: %v", j.name, refused)
			continue
		}
		j.p = p
		var stay []string
		for _, s := range p.Stay {
			stay = append(stay, s.Name)
		}
		got := fmt.Sprintf("in %s; out %s; stay %s\n", strings.Join(p.In, " "), strings.Join(p.Out, " "), strings.Join(stay, " "))
		if *update {
			ar.Comment = []byte(got)
			write(t, file, string(txtar.Format(ar)))
		} else if want := string(ar.Comment); got != want {
			t.Errorf("%s: %swant %s", j.name, got, want)
		}
		b.add("c_"+j.name, p.Files...)
		jobs = append(jobs, j)
	}
	b.build()
	for _, j := range jobs {
		in, out := filepath.Join(b.dir, j.name+".in"), filepath.Join(b.dir, j.name+".out")
		if export := j.p.ExportTo(in); export != "" {
			j.compiled.generated(export)
		} else {
			in = ""
		}
		got := b.run("c_"+j.name, in, out)
		j.compiled.declare(j.p.Declare)
		j.compiled.generated(j.p.ImportFrom(out))
		got += j.compiled.cell(section(j.ar, "after"))
		plain := newNotebook(t)
		var want string
		for _, f := range j.ar.Files {
			text := plain.cell(string(f.Data))
			if slices.Contains([]string{"cell", "after"}, f.Name) {
				want += text
			}
		}
		if got != want {
			t.Errorf("%s: compiled\n%s\ninterpreted\n%s", j.name, got, want)
		}
	}
}

// A file of testdata/func is a notebook whose cell declares compiled functions. The comment says which they
// are, and why others stay interpreted. What is printed is the same as if all cells were interpreted.
func TestFunctions(t *testing.T) {
	b := newBuilder(t)
	files, err := filepath.Glob("testdata/func/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no notebooks: %v", err)
	}
	type job struct {
		name     string
		ar       *txtar.Archive
		compiled *notebook
		u        *check.Unit
		p        *Program
	}
	var jobs []*job
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		j := &job{name: strings.TrimSuffix(filepath.Base(file), ".txt"), ar: ar, compiled: newNotebook(t)}
		for i := 1; section(ar, fmt.Sprint(i)) != ""; i++ {
			j.compiled.cell(section(ar, fmt.Sprint(i)))
		}
		j.u = j.compiled.next(section(ar, "cell"))
		p, refused := Of(j.u, Options{Kind: Func})
		if p == nil {
			t.Errorf("%s: %v", j.name, refused)
			continue
		}
		j.p = p
		got := "functions: " + strings.Join(p.Functions, " ") + "\n"
		for _, s := range p.Stay {
			got += fmt.Sprintf("%s at %d:%d: %s\n", s.Name, s.Pos.Line, s.Pos.Col, s.Reason)
		}
		if *update {
			ar.Comment = []byte(got)
			write(t, file, string(txtar.Format(ar)))
		} else if want := string(ar.Comment); got != want {
			t.Errorf("%s: %swant %s", j.name, got, want)
		}
		b.add("f_"+j.name, p.Files...)
		jobs = append(jobs, j)
	}
	b.build()
	for _, j := range jobs {
		j.compiled.stubbed(j.u, j.p.StubsTo(filepath.Join(b.dir, "bin", "f_"+j.name)))
		got := j.compiled.cell(section(j.ar, "after"))
		plain := newNotebook(t)
		want := ""
		for _, f := range j.ar.Files {
			want = plain.cell(string(f.Data))
		}
		if got != want {
			t.Errorf("%s: compiled\n%s\ninterpreted\n%s", j.name, got, want)
		}
	}
}
