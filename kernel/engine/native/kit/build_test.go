package kit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/engine/native/bubble"
)

func TestRace(t *testing.T) {
	job := program(`package main

import "fmt"

//line cell[9]:1:1
func main() {
	n := 0
	done := make(chan bool)
	go func() {
		n++
		done <- true
	}()
	n++
	<-done
	fmt.Println(n)
}
`)
	job.Race = true
	for _, why := range []string{"", "a test"} {
		k := shared(t)
		k.onlyGo = why
		r := build(t, k, job)
		if r.Fallback != why {
			t.Errorf("fallback %q, want %q", r.Fallback, why)
		}
		got := run(t, r.Binary, "GORACE=atexit_sleep_ms=0")
		if got.Status != 66 || !inOrder(got.Stderr, []string{"WARNING: DATA RACE", "  cell[9]:", "Goroutine", "created at:", "  cell[9]:4 "}) {
			t.Errorf("fallback %q: the racy program did %+v", why, got)
		}
	}
}

// Virtual time puts another package sync below a program and below the learners' packages that it uses.
func TestReplacedSync(t *testing.T) {
	var packages []Package
	sources, err := bubble.Packages(false, "dsync")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sources {
		pkg := Package{Path: p.Path, Keep: true}
		for name, text := range p.Files {
			pkg.Files = append(pkg.Files, File{name, string(text)})
		}
		packages = append(packages, pkg)
	}
	const errgroup = "golang.org/x/sync/errgroup"
	packages = append(packages,
		Package{Path: errgroup, Files: Sources(errgroup), ImportMap: bubble.Virtual(), Keep: true},
		Package{Path: "main", ImportMap: bubble.Virtual(), Files: []File{{"main.go", `package main

import (
	"fmt"
	"reflect"
	"sync"

	"golang.org/x/sync/errgroup"
)

func main() {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	var g errgroup.Group
	wg, _ := reflect.TypeOf(g).FieldByName("wg")
	fmt.Println(reflect.TypeOf(mu).PkgPath(), wg.Type.PkgPath())
}
`}}})
	for _, why := range []string{"", "a test"} {
		k := shared(t)
		k.onlyGo = why
		r := build(t, k, Job{Packages: packages})
		want := bubble.Path + "/dsync " + bubble.Path + "/dsync\n"
		if got := run(t, r.Binary); got.Stdout != want || r.Fallback != why {
			t.Errorf("fallback %q: the program did %+v, want %q", r.Fallback, got, want)
		}
	}
	if Sources("fmt") != nil || Sources("weft/display") == nil {
		t.Error("sources of package fmt, or none of weft/display")
	}
}

// Some directives are the go command's, which hands them on.
func TestDirectives(t *testing.T) {
	k := shared(t)
	r := build(t, k, program("//go:debug panicnil=1\npackage main\n\nfunc main() {\n\tdefer func() { println(recover() == nil) }()\n\tpanic(nil)\n}\n"))
	if got := run(t, r.Binary); got.Stderr != "true\n" || r.Fallback != "it has //go:debug" {
		t.Errorf("fallback %q, the program did %+v", r.Fallback, got)
	}
	r, err := k.Build(t.Context(), program("package main\n\nimport _ \"embed\"\n\n//go:embed x.txt\nvar text string\n\nfunc main() { println(text) }\n"))
	if err != nil || len(r.Diagnostics) != 1 || r.Diagnostics[0] != (Diagnostic{"main.go", 5, 12, "pattern x.txt: no matching files found"}) {
		t.Errorf("a file that is not there: %+v, %v", r, err)
	}
}

// A program of tests, as the go command would make it.
func TestTestMain(t *testing.T) {
	k := shared(t)
	job := program(`package main

import (
	"os"
	"testing"
	"testing/internal/testdeps"
	"testing/synctest"
	"time"
)

func TestSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		time.Sleep(time.Hour)
		if time.Since(start) != time.Hour {
			t.Error("real time")
		}
	})
}

func BenchmarkNothing(b *testing.B) { for b.Loop() {} }

func main() {
	os.Args = []string{"x", "-test.v"}
	m := testing.MainStart(testdeps.TestDeps{}, []testing.InternalTest{{"TestSleep", TestSleep}}, []testing.InternalBenchmark{{"BenchmarkNothing", BenchmarkNothing}}, nil, nil)
	os.Exit(m.Run())
}
`)
	got := run(t, build(t, k, job).Binary)
	if got.Status != 0 || !inOrder(got.Stdout, []string{"--- PASS: TestSleep", "PASS"}) {
		t.Errorf("the tests did %+v", got)
	}
}

func TestNotes(t *testing.T) {
	job := program("package main\n\nfunc main() { println(*escapes()) }\n\n//go:noinline\nfunc escapes() *int { x := 5; return &x }\n")
	job.Compile = []string{"-m=1"}
	for _, why := range []string{"", "a test"} {
		k := shared(t)
		k.onlyGo = why
		for _, cached := range []bool{false, true} {
			r := build(t, k, job)
			if !strings.Contains(r.Notes, "main.go:6:23: moved to heap: x") || r.Cached != cached {
				t.Errorf("fallback %q: cached %v, want %v, notes %q", why, r.Cached, cached, r.Notes)
			}
		}
	}
	job.CompileOnly, job.Compile = true, []string{"-S"}
	k := shared(t)
	r := build(t, k, job)
	if !strings.Contains(r.Notes, "main.escapes STEXT") || r.Binary != "" {
		t.Errorf("binary %q, notes of -S: %.100q", r.Binary, r.Notes)
	}
	if r = build(t, k, job); !r.Cached || !strings.Contains(r.Notes, "main.escapes STEXT") {
		t.Errorf("cached %v, notes of -S: %.100q", r.Cached, r.Notes)
	}
}

func TestOutput(t *testing.T) {
	k := shared(t)
	job := program("package main\n\nfunc main() { println(1) }\n")
	job.Output = filepath.Join(t.TempDir(), "x y")
	for range 2 {
		r := build(t, k, job)
		if got := run(t, job.Output); r.Binary != job.Output || got.Stderr != "1\n" {
			t.Errorf("binary %s did %+v", r.Binary, got)
		}
	}
	copied := filepath.Join(t.TempDir(), "copy")
	if err := copyFile(job.Output, copied); err != nil {
		t.Fatal(err)
	}
	if got := run(t, copied); got.Stderr != "1\n" {
		t.Errorf("the copy did %+v", got)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(copied), ".new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := os.Stat(job.Output); err != nil {
		t.Error(err)
	}
}

// A job that its caller got wrong is an error, and no diagnostic.
func TestWrongJobs(t *testing.T) {
	k := shared(t)
	file := File{"main.go", "package main\n\nfunc main() {}\n"}
	for name, job := range map[string]Job{
		"no package":      {},
		"no files":        {Packages: []Package{{Path: "main"}}},
		"file elsewhere":  {Packages: []Package{{Path: "main", Files: []File{{"../main.go", file.Text}}}}},
		"a flag as name":  {Packages: []Package{{Path: "main", Files: []File{{"-x.go", file.Text}}}}},
		"one name twice":  {Packages: []Package{{Path: "main", Files: []File{file, file}}}},
		"path is no path": {Packages: []Package{{Path: "../x", Files: []File{file}}, {Path: "main", Files: []File{file}}}},
		"path twice":      {Packages: []Package{{Path: "x", Files: []File{file}}, {Path: "x", Files: []File{file}}, {Path: "main", Files: []File{file}}}},
	} {
		if r, err := k.Build(t.Context(), job); err == nil {
			t.Errorf("%s: %+v, want an error", name, r)
		}
	}
}

// Once the packages are there, nothing but Go's own tools is needed, also for the race detector.
func TestNoCompilerOnPath(t *testing.T) {
	k := shared(t)
	job := program(hello)
	job.Race = true
	build(t, k, job)
	t.Setenv("PATH", t.TempDir())
	job.Packages[0].Files[0].Text += "// another text\n"
	r := build(t, k, job)
	if got := run(t, r.Binary); got.Stdout != "hello\n" || r.Fallback != "" {
		t.Errorf("fallback %q, the program did %+v", r.Fallback, got)
	}
}

func TestCgo(t *testing.T) {
	k := shared(t)
	job := program("package main\n\n// static int twice(int n) { return 2 * n; }\nimport \"C\"\n\nfunc main() { println(C.twice(21)) }\n")
	r := build(t, k, job)
	if got := run(t, r.Binary); got.Stderr != "42\n" || r.Fallback != "it uses cgo" {
		t.Errorf("fallback %q, the program did %+v", r.Fallback, got)
	}
	job.Packages[0].Files[0].Text += "\n//line cell[1]:4:1\nvar x int = C.thrice(1)\n"
	r, err := k.Build(t.Context(), job)
	if err != nil || len(r.Diagnostics) != 1 || r.Diagnostics[0].File != "cell[1]" || r.Diagnostics[0].Line != 4 {
		t.Errorf("a mistake: %+v, %v", r, err)
	}
}
