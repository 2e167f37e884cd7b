package kit

import (
	"slices"
	"testing"
)

// Everything that changes a program changes its key, and nothing else does.
func TestKeys(t *testing.T) {
	k := shared(t)
	lib := Package{Path: "a/lib", Files: []File{{"lib.go", "package lib\n\nfunc F() {}\n"}}}
	start := func() Job {
		return Job{
			Packages: []Package{lib, {Path: "main", Files: []File{{"main.go", "package main\n\nimport \"a/lib\"\n\nfunc main() { lib.F() }\n"}}}},
			Compile:  []string{"-N"},
		}
	}
	key := func(job Job) string {
		t.Helper()
		p, err := k.plan(job)
		if err != nil {
			t.Fatal(err)
		}
		return p.key
	}
	seen := map[string]string{key(start()): "nothing"}
	for name, change := range map[string]func(*Job){
		"text":             func(j *Job) { j.Packages[1].Files[0].Text += "\n" },
		"invalid text":     func(j *Job) { j.Packages[1].Files[0].Text += "// \xfe" },
		"other invalid":    func(j *Job) { j.Packages[1].Files[0].Text += "// \xff" },
		"name of a file":   func(j *Job) { j.Packages[1].Files[0].Name = "other.go" },
		"another package":  func(j *Job) { j.Packages[0].Files = []File{{"lib.go", lib.Files[0].Text + "\n"}} },
		"another file":     func(j *Job) { j.Packages[1].Files = append(j.Packages[1].Files, File{"b.go", "package main\n"}) },
		"race":             func(j *Job) { j.Race = true },
		"no compiler flag": func(j *Job) { j.Compile = nil },
		"two flags":        func(j *Job) { j.Compile = []string{"-N", "-l"} },
		"a linker flag":    func(j *Job) { j.Link = []string{"-X=main.v=1"} },
		"debug":            func(j *Job) { j.Debug = true },
		"an import map":    func(j *Job) { j.Packages[1].ImportMap = map[string]string{"sync": "a/lib"} },
		"modules":          func(j *Job) { j.Modules = &Modules{GoMod: "module x\n"} },
		"other modules":    func(j *Job) { j.Modules = &Modules{GoMod: "module x\n", GoSum: "x"} },
	} {
		job := start()
		change(&job)
		got := key(job)
		if other, ok := seen[got]; ok {
			t.Errorf("a change of %s and one of %s give the same key", name, other)
		}
		seen[got] = name
	}
	job := start()
	job.Packages[1].Files = append([]File{{"z.go", "package main\n"}}, job.Packages[1].Files...)
	sorted := start()
	sorted.Packages[1].Files = append(sorted.Packages[1].Files, File{"z.go", "package main\n"})
	if key(job) != key(sorted) {
		t.Error("the order of files changes the key")
	}
	job = start()
	job.Output = "elsewhere"
	if key(job) != key(start()) {
		t.Error("where the program goes changes its key")
	}
}

func TestImportsAreResolved(t *testing.T) {
	k := shared(t)
	job := Job{Packages: []Package{
		{Path: "weft/b", Files: []File{{"b.go", "package b\n\nimport (\n\t\"io\"\n\t_ \"unsafe\"\n)\n"}}},
		{Path: "main", ImportMap: map[string]string{"sync": "weft/b", "fmt": "log"}, Files: []File{
			{"x.go", "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n\t. \"os\"\n)\n"},
			{"y.go", "package main\n\nimport \"os\"\nimport \"../x\"\nimport \"/y\"\nimport \"\"\nimport \"cmd/go\"\nimport \"weft/nothing\"\n"},
			{"z.go", "no Go at all"},
		}},
	}}
	p, err := k.plan(job)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"io", "log", "os"}; !slices.Equal(p.paths, want) {
		t.Errorf("the kit's packages are %v, want %v", p.paths, want)
	}
	var texts []string
	for _, d := range p.diagnostics {
		texts = append(texts, d.Text)
	}
	want := []string{"no required module provides package ../x", "package /y is not in std", "package cmd/go is not in std", "package weft/nothing is not in std"}
	if !slices.Equal(texts, want) {
		t.Errorf("diagnostics %q, want %q", texts, want)
	}
}
