package conform

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestCorpora judges every program in two modes, and our own ones compiled too; `make conform` does all in all. Only
// what known.txt lists fails.
func TestCorpora(t *testing.T) {
	if os.Getenv("WEFT_E2E") == "" {
		t.Skip("judging all programs takes minutes: `make e2e` and `make conform` do it")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	weft := filepath.Join(t.TempDir(), "weft.exe")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", weft, "./cmd/weft")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build weft: %v\n%s", err, out)
	}
	known, err := ReadKnown(filepath.Join(root, KnownFile))
	if err != nil {
		t.Fatal(err)
	}
	corpora, err := Corpora(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range corpora {
		if c.Missing != "" {
			t.Logf("*** NOT JUDGED: %s: %s", c.Name, c.Missing)
		}
	}
	compiler, err := NewCompiler(root, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	modes := []Mode{Whole, Lines, Native} // what a pasted program is, what differs from it most, and the other engine
	r := Runner{
		Weft: weft, Compiler: compiler, Limit: 5 * time.Minute, Workers: 2, Scratch: t.TempDir(), Modes: modes, Skip: TooSlow(known),
	}
	results, err := r.Run(t.Context(), Programs(corpora))
	if err != nil {
		t.Fatal(err)
	}
	results = Apply(results, known)
	var table strings.Builder
	WriteTable(&table, Rows(corpora, modes, results))
	t.Logf("\n%s", &table)
	complete := func(name string, mode Mode) bool {
		return Judged(name, mode) && slices.Contains(modes, mode) &&
			slices.ContainsFunc(corpora, func(c Corpus) bool { return c.Name == name && c.Missing == "" })
	}
	for _, problem := range Unlisted(results, known, complete) {
		t.Error(problem)
	}
}

// TestMain makes the test binary a toy of weft when it is asked to evaluate: it prints what the cells
// say in literals that begin with "say ".
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "eval" {
		for _, file := range os.Args[2:] {
			text, err := os.ReadFile(file)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(3)
			}
			for _, m := range regexp.MustCompile(`"say (\w+)"`).FindAllSubmatch(text, -1) {
				fmt.Printf("%s\n", m[1])
			}
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestRunner(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) Program {
		file := filepath.Join(dir, name+".go")
		if err := os.WriteFile(file, []byte("package main\n"+text), 0o644); err != nil {
			t.Fatal(err)
		}
		return Program{Corpus: "toy", Name: name, File: file}
	}
	good := write("good", "func f() { println(\"say one\") }\nfunc main() { f(); println(\"say two\") }\n")
	bad := write("bad", "func main() { println(\"say one\") }\n")
	uncut := write("uncut", "func main() { undefined }\n")
	slow := write("slow", "func main() { select {} }\n")
	compiler := &Compiler{known: map[string]Outcome{}}
	for _, p := range []Program{good, uncut} {
		text, _ := os.ReadFile(p.File)
		stdout := ""
		if p == good {
			stdout = "one\ntwo\n"
		}
		compiler.known[sum(text)] = Outcome{Sum: sum([]byte(stdout))}
	}
	text, _ := os.ReadFile(bad.File)
	compiler.known[sum(text)] = Outcome{Status: 1, Sum: sum([]byte("one\n"))}
	compiler.full = func(context.Context, Program) (Outcome, error) {
		return Outcome{Status: 1, Stdout: "one\n", Sum: sum([]byte("one\n"))}, nil
	}
	calls := 0
	r := Runner{
		Weft: os.Args[0], Compiler: compiler, Limit: time.Minute, Workers: 3, Scratch: dir, Modes: []Mode{Whole, Cells},
		Skip:     func(p Program, _ Mode) bool { return p == slow },
		Progress: func(p Progress) { calls++ },
	}
	got, err := r.Run(t.Context(), []Program{good, bad, uncut, slow})
	if err != nil {
		t.Fatal(err)
	}
	const skipped = "not run, since it is listed as too slow"
	want := []Result{
		{Program: good, Mode: Whole, Kind: Same},
		{Program: good, Mode: Cells, Kind: Same},
		{Program: bad, Mode: Whole, Kind: Wrong, Cause: "exit status 0, want 1"},
		{Program: bad, Mode: Cells, Kind: Wrong, Cause: "exit status 0, want 1"},
		{Program: uncut, Mode: Whole, Kind: Same},
		{Program: uncut, Mode: Cells, Uncut: "it cannot be checked alone: program.go:2:15: undefined: undefined"},
		{Program: slow, Mode: Whole, Kind: Slow, Cause: skipped},
		{Program: slow, Mode: Cells, Kind: Slow, Cause: skipped},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if calls != 4 {
		t.Errorf("Progress was called %d times, want 4", calls)
	}
}

// TestCompiler: what was remembered is read again, unless by another toolchain.
func TestCompiler(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "kernel/conform/testdata"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "x.go")
	if err := os.WriteFile(file, []byte("package main\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := &Compiler{root: root, version: "go1.0 plan9", known: map[string]Outcome{}}
	key := sum([]byte("package main\n"))
	c.known[key] = Outcome{Status: 2, Sum: "s", Panic: `panic: "x" y`}
	c.known["gone"] = Outcome{Sum: "t"}
	if err := c.Write([]Corpus{{Programs: []Program{{File: file}}}}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, outcomesFile))
	if err != nil {
		t.Fatal(err)
	}
	again := &Compiler{version: "go1.0 plan9", known: map[string]Outcome{}}
	if err := again.read(text); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]Outcome{key: c.known[key]}, again.known); d != "" {
		t.Error(d)
	}
	other := &Compiler{version: "go1.1 plan9", known: map[string]Outcome{}}
	if err := other.read(text); err != nil || len(other.known) != 0 {
		t.Errorf("another toolchain knows %v, error %v", other.known, err)
	}
	for _, bad := range []string{"k", "k x s", "k 0 s panic"} {
		if err := again.read([]byte(again.header() + "\n" + bad + "\n")); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestFind(t *testing.T) {
	root, tests := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"kernel/golang/lower/testdata/a.go":         "",
		"kernel/golang/lower/testdata/rules/x/b.go": "",
		"kernel/golang/lower/testdata/course/c.go":  "",
		"kernel/golang/lower/testdata/a.out":        "",
	} {
		put(t, filepath.Join(root, name), text)
	}
	for name, text := range map[string]string{
		"chan/run.go": "// run\n", "chan/args.go": "// run x\n", "chan/other.go": "// errorcheck\n", "chan/deep/run.go": "// run\n",
		"top.go": "// run\n\npackage main\n", "empty.go": "",
	} {
		put(t, filepath.Join(tests, name), text)
	}
	list, err := find(root, tests)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range list {
		names := c.Missing
		for _, p := range c.Programs {
			names += p.Name + " "
		}
		got[c.Name] = strings.TrimSpace(names)
	}
	want := map[string]string{
		"own": "a rules/x/b", "course": "c", "chan": "run", "root": "top", "typeparam": "the toolchain was installed without its tests",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
