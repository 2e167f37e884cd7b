package bubble_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"weft/kernel/engine/native/bubble"
	"weft/kernel/engine/native/bubble/instrument"
	"weft/kernel/engine/native/kit"
	"weft/kernel/needs"
)

// solution is a learner's package: it counts three withdrawals, each of them in two critical sections.
const solution = `package solution

import (
	"sync"
	"sync/atomic"
	"time"
)

var (
	Calls atomic.Int64
	done  = make(chan bool) // made before main, and so outside every bubble
)

func Withdraw() int {
	balance := 100
	var mu sync.Mutex
	for range 3 {
		go func() {
			defer func() { done <- true }()
			mu.Lock()
			ok := balance >= 60
			Calls.Add(1)
			mu.Unlock()
			if ok {
				mu.Lock()
				time.Sleep(time.Second)
				balance -= 60
				mu.Unlock()
			}
		}()
	}
	for range 3 {
		<-done
	}
	return balance
}
`

const compiledMain = `package main

import (
	"fmt"
	"os"
	"solution"

	"weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/bubble/schedule"
)

func main() {
	o := run.Options{}
	results := map[int]bool{}
	n := 1
	if len(os.Args) > 1 {
		n = 200
	}
	for seed := range n {
		if n > 1 {
			o.Hooks = schedule.New(uint64(seed), schedule.Options{}).Hooks()
		}
		b := 0
		out, err := run.Func(o, func() { b = solution.Withdraw() })
		if err != nil || out.End != run.Returned {
			fmt.Println(err, out.Explain())
			os.Exit(1)
		}
		results[b] = true
	}
	fmt.Println(results, solution.Calls.Load())
}
`

// TestCompiledDirectly builds a learner's package with the import maps by compiler and linker themselves, as
// weft does: plainly, with the race detector, and instrumented for schedules.
func TestCompiledDirectly(t *testing.T) {
	if racing {
		t.Skip("the same without the race detector")
	}
	needs.Tools(t, "go")
	k, err := kit.Open(t.Context(), kit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		race  bool
		seeds bool
		want  []string
	}{
		{"plain", false, false, []string{"3\n"}},
		{"race", true, false, []string{"3\n"}},
		{"seeds", false, true, []string{"40:true", "-80:true", "600\n"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := exec.LookPath("gcc"); tt.race && err != nil {
				t.Skip("needs gcc")
			}
			text, variables := instrumented(t, solution)
			importMap := bubble.Schedule()
			if !tt.seeds {
				text, importMap = solution, bubble.Virtual()
			}
			job := kit.Job{Race: tt.race}
			packages, err := bubble.Packages(tt.race, "dsync", "datomic", "run", "schedule")
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range packages {
				kp := kit.Package{Path: p.Path, Keep: true}
				for _, name := range slices.Sorted(maps.Keys(p.Files)) {
					kp.Files = append(kp.Files, kit.File{Name: name, Text: string(p.Files[name])})
				}
				job.Packages = append(job.Packages, kp)
			}
			job.Packages = append(job.Packages,
				kit.Package{Path: "solution", Files: []kit.File{{Name: "solution.go", Text: text}, {Name: "variables.go", Text: variables}}, ImportMap: importMap},
				kit.Package{Path: "main", Files: []kit.File{{Name: "main.go", Text: compiledMain}}, ImportMap: importMap})
			r, err := k.Build(t.Context(), job)
			if err != nil || len(r.Diagnostics) > 0 {
				t.Fatal(err, r.Diagnostics, text)
			}
			if r.Fallback != "" {
				t.Errorf("built by the go command: %s", r.Fallback)
			}
			cmd := exec.CommandContext(t.Context(), r.Binary)
			if tt.seeds {
				cmd.Args = append(cmd.Args, "seeds")
			}
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for _, want := range tt.want {
				if !strings.Contains(string(out), want) {
					t.Errorf("printed %s, want %s", out, want)
				}
			}
		})
	}
}

func instrumented(t *testing.T, text string) (changed, variables string) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "solution.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.ForCompiler(token.NewFileSet(), "source", nil)}
	p, err := conf.Check("solution", fset, []*ast.File{f}, info)
	if err != nil {
		t.Fatal(err)
	}
	out, err := instrument.Source(fset, f, []byte(text), info)
	if err != nil {
		t.Fatal(fmt.Errorf("instrument: %w", err))
	}
	return string(out), string(instrument.Variables(p))
}
