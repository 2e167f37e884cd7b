package instrument_test

import (
	"bytes"
	"fmt"
	"go/ast"
	gobuild "go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/engine/native/bubble/instrument"
	"weft/kernel/needs"
)

// needGo skips without a Go installation, and fails where one is promised.
func needGo(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("the same without the race detector")
	}
	needs.Tools(t, "go")
}

// harness runs the programs: plainly, or each under seeds 1 to n and, for the first of them, several times.
const harness = `package main
import "fmt"
import "os"
import "slices"
import "strconv"
import "weft/kernel/engine/native/bubble/run"
import "weft/kernel/engine/native/bubble/schedule"

func under(seed uint64, f func() string) (string, []schedule.Event) {
	keep := 0
	if seed < 5 { // those that are replayed
		keep = 1000
	}
	s := schedule.New(seed, schedule.Options{Events: keep})
	result := ""
	out, err := run.Func(run.Options{Hooks: s.Hooks()}, func() { result = f() })
	if err != nil || out.End != run.Returned {
		fmt.Println("seed", seed, err, out.End, out.Explain(), out.Panic)
		os.Exit(1)
	}
	events, missed := s.Events()
	if keep > 0 && missed > 0 {
		panic("too many events")
	}
	return result, events
}

func main() {
	var names []string
	for name := range programs() {
		names = append(names, name)
	}
	slices.Sort(names)
	n := 0
	if len(os.Args) > 1 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	for _, name := range names {
		f := programs()[name]
		if n == 0 {
			fmt.Printf("%s\t%s\n", name, f())
			continue
		}
		results, diverged := map[string]int{}, 0
		for seed := range uint64(n) {
			r, events := under(seed, f)
			results[r]++
			if seed < 5 {
				for range 20 {
					r2, again := under(seed, f)
					if r2 != r || !slices.Equal(events, again) {
						diverged++
						if diverged == 1 {
							fmt.Fprintln(os.Stderr, name, r, r2)
							for i := range max(len(events), len(again)) {
								if i < len(events) && i < len(again) && events[i] != again[i] {
									fmt.Fprintln(os.Stderr, i, events[i], "\n", again[i])
									break
								}
							}
						}
					}
				}
			}
		}
		fmt.Printf("%s\t%d\t%v\n", name, diverged, results)
	}
}
`

// plain is the harness without a schedule.
const plain = `package main
import "fmt"
import "slices"
func main() {
	var names []string
	for name := range programs() {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Printf("%s\t%s\n", name, programs()[name]())
	}
}
`

func check(t *testing.T, fset *token.FileSet, name string, src []byte) (*ast.File, *types.Info) {
	t.Helper()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.ForCompiler(token.NewFileSet(), "source", nil)}
	if _, err := conf.Check("main", fset, []*ast.File{f}, info); err != nil {
		t.Fatal(err)
	}
	return f, info
}

func build(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	bin := filepath.Join(dir, "program.exe")
	args := []string{"build", "-o", bin}
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, p)
	}
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s\n%s", err, out, files["programs.go"])
	}
	return bin
}

// output are the lines that a program prints, by their first column.
func output(t *testing.T, bin string, args ...string) map[string]string {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), bin, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s%s", err, out.String(), errs.String())
	}
	if errs.Len() > 0 {
		t.Log(errs.String())
	}
	lines := map[string]string{}
	for l := range strings.Lines(out.String()) {
		name, rest, _ := strings.Cut(strings.TrimSuffix(l, "\n"), "\t")
		lines[name] = rest
	}
	return lines
}

// TestSchedules runs instrumented programs under many seeds. Programs with one result must have it, the one
// that they have uninstrumented; bugs must be found; every replay must be the same, event by event.
func TestSchedules(t *testing.T) {
	needGo(t)
	src, err := os.ReadFile(filepath.Join("testdata", "programs.go"))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, info := check(t, fset, "programs.go", src)
	changed, err := instrument.Source(fset, file, src, info)
	if err != nil {
		t.Fatal(err)
	}
	swapped := strings.NewReplacer("\t\"sync\"\n", "\tsync \"weft/kernel/engine/native/bubble/dsync\"\n",
		"\t\"sync/atomic\"\n", "\tatomic \"weft/kernel/engine/native/bubble/datomic\"\n").Replace(string(changed))
	want := output(t, build(t, map[string]string{"programs.go": string(src), "main.go": plain}))
	bin := build(t, map[string]string{"programs.go": swapped, "main.go": harness})
	if len(want) < 10 {
		t.Fatalf("only %d programs", len(want))
	}
	got := output(t, bin)
	const seeds = 500
	scheduled := output(t, bin, fmt.Sprint(seeds))
	for name, result := range want {
		diverged, results, _ := strings.Cut(scheduled[name], "\t")
		if diverged != "0" {
			t.Errorf("%s: %s replays of 100 were different", name, diverged)
		}
		if strings.HasPrefix(name, "same") {
			if got[name] != result {
				t.Errorf("%s, instrumented, without a schedule:\n%s\nwant\n%s", name, got[name], result)
			}
			if one := fmt.Sprintf("map[%s:%d]", result, seeds); results != one {
				t.Errorf("%s, under schedules:\n%s\nwant\n%s", name, results, one)
			}
			continue
		}
		if n := strings.Count(results, ":"); n < 2 {
			t.Errorf("%s has one result under all schedules: %s", name, results)
		}
		t.Logf("%s: %s", name, results)
	}
}

// TestUnchanged holds that a file without synchronization stays as it is.
func TestUnchanged(t *testing.T) {
	src := []byte("package main\n\nfunc main() { println(len(\"x\")) }\n")
	fset := token.NewFileSet()
	file, info := check(t, fset, "x.go", src)
	got, err := instrument.Source(fset, file, src, info)
	if err != nil || !bytes.Equal(got, src) {
		t.Errorf("%v\n%s", err, got)
	}
	if _, err := instrument.Source(fset, file, src[1:], info); err == nil {
		t.Error("another text was accepted")
	}
}

// TestStandardPackages instruments packages that synchronize a lot: the result must have the right types, and
// every name must still be where it was.
func TestStandardPackages(t *testing.T) {
	needGo(t)
	std := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, path := range []string{"context", "io", "net/http", "os/exec", "os/signal", "testing", "time", "net/rpc", "database/sql"} {
		t.Run(path, func(t *testing.T) {
			p, err := gobuild.Import(path, "", 0)
			if err != nil {
				t.Fatal(err)
			}
			fset := token.NewFileSet()
			var files []*ast.File
			var texts [][]byte
			for _, name := range p.GoFiles {
				src, err := os.ReadFile(filepath.Join(p.Dir, name))
				if err != nil {
					t.Fatal(err)
				}
				f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
				if err != nil {
					t.Fatal(err)
				}
				files, texts = append(files, f), append(texts, src)
			}
			info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
			if _, err := (&types.Config{Importer: std, FakeImportC: true}).Check(path, fset, files, info); err != nil {
				t.Fatal(err)
			}
			again := token.NewFileSet()
			var changed []*ast.File
			points := 0
			for i, f := range files {
				out, err := instrument.Source(fset, f, texts[i], info)
				if err != nil {
					t.Fatal(err)
				}
				points += bytes.Count(out, []byte("weftschedule.")) + bytes.Count(out, []byte("weftfork"))
				g, err := parser.ParseFile(again, p.GoFiles[i], out, parser.ParseComments)
				if err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				changed = append(changed, g)
				after := names(again, g)
				for at := range names(fset, f) {
					if !after[at] {
						t.Errorf("%s is not there any more", at)
					}
				}
			}
			if _, err := (&types.Config{Importer: std, FakeImportC: true}).Check(path, again, changed, nil); err != nil {
				t.Error(err)
			}
			t.Logf("%d points", points)
		})
	}
}

// names lists a file's identifiers with their positions as line comments have them.
func names(fset *token.FileSet, f *ast.File) map[string]bool {
	out := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			out[fset.Position(id.Pos()).String()+": "+id.Name] = true
		}
		return true
	})
	return out
}
