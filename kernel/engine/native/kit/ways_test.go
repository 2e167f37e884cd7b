package kit

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The direct way and the go command's make programs that do the same, or say the same of wrong code.
func TestBothWays(t *testing.T) {
	direct := shared(t)
	slow := shared(t)
	slow.onlyGo = "a test"
	for _, tt := range []struct {
		name        string
		job         Job
		stdout      string
		stderr      []string // parts, in this order
		status      int
		diagnostics []Diagnostic
	}{
		{
			name:   "hello",
			job:    program("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n"),
			stdout: "hello\n",
		},
		{
			name: "generics, iterators, goroutines",
			job: program(`package main

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

type number interface{ ~int | ~float64 }

func sum[T number](values ...T) (s T) {
	for _, v := range values {
		s += v
	}
	return s
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	squares := map[int]int{}
	for i := range 10 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			squares[i] = i * i
		})
	}
	wg.Wait()
	fmt.Println(slices.Sorted(maps.Values(squares)), sum(1.5, 2), sum(slices.Collect(maps.Keys(squares))...))
}
`),
			stdout: "[0 1 4 9 16 25 36 49 64 81] 3.5 45\n",
		},
		{
			name: "packages for learners",
			job: program(`package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
	"weft/display"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return rate.NewLimiter(1, 1).Wait(ctx) })
	fmt.Println(g.Wait())
	display.Show(display.HTML("<b>x</b>"))
	fmt.Printf("%T\n", display.HTML("x"))
}
`),
			stdout: "<nil>\nx\ndisplay.Bundle\n",
		},
		{
			name: "a package that is not in the core",
			job: program(`package main

import (
	"encoding/ascii85"
	"fmt"
)

func main() { fmt.Println(ascii85.MaxEncodedLen(4)) }
`),
			stdout: "5\n",
		},
		{
			name: "a panic keeps the positions of line directives",
			job: program(`package main

//line cell[3]:7:1
func f(a []int) int { return a[5] }

//line cell[4]:1:1
func main() {
	f(nil)
}
`),
			stderr: []string{"panic: runtime error: index out of range [5] with length 0", "main.f(", "\tcell[3]:7", "main.main()", "\tcell[4]:2"},
			status: 2,
		},
		{
			name: "an import that is replaced for one package",
			job: Job{Packages: []Package{
				{Path: "weft/other/strings", Keep: true, Files: []File{{"s.go", "package strings\n\nimport real \"strings\"\n\nfunc ToUpper(s string) string { return \"other \" + real.ToUpper(s) }\n"}}},
				{Path: "student/lib", Files: []File{{"lib.go", "package lib\n\nimport \"strings\"\n\n// Up also tells the language's version by what a loop's variable is.\nfunc Up(s string) (up string) {\n\tvar each []func()\n\tfor _, c := range s {\n\t\teach = append(each, func() { up += strings.ToUpper(string(c)) })\n\t}\n\tfor _, f := range each {\n\t\tf()\n\t}\n\treturn up\n}\n"}}},
				{Path: "main", ImportMap: map[string]string{"strings": "weft/other/strings"}, Files: []File{
					{"a.go", "package main\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n\n\t\"student/lib\"\n)\n\nfunc main() { fmt.Println(strings.ToUpper(\"a\"), lib.Up(\"bc\"), c()) }\n"},
					{"b.go", "package main\n\nimport up \"strings\"\n\nfunc c() string { return up.ToUpper(\"c\") }\n"},
				}},
			}},
			stdout: "other A BC other C\n",
		},
		{
			name: "the exit status is the program's",
			job:  program("package main\n\nimport \"os\"\n\nfunc main() { println(\"bye\"); os.Exit(3) }\n"), stderr: []string{"bye\n"}, status: 3,
		},
		{
			name: "wrong code, with positions of the cell",
			job: program(`package main

import "fmt"

//line cell[3]:1:1
func f() int { x := 1; return "s" }
//line cell[3]:2:20
func main() { f(1, 2); fmt.Printl() }
`),
			diagnostics: []Diagnostic{
				{"cell[3]", 1, 16, "declared and not used: x"},
				{"cell[3]", 1, 31, `cannot use "s" (untyped string constant) as int value in return statement`},
				{"cell[3]", 2, 36, "too many arguments in call to f\n\thave (number, number)\n\twant ()"},
				{"cell[3]", 2, 47, "undefined: fmt.Printl"},
			},
		},
		{
			name:        "wrong syntax",
			job:         program("package main\n\nfunc main() {\n\tx := \n}\n"),
			diagnostics: []Diagnostic{{"main.go", 5, 1, "syntax error: unexpected }, expected expression"}},
		},
		{
			name: "wrong code in another package",
			job: Job{Packages: []Package{
				{Path: "student/lib", Files: []File{{"lib.go", "package lib\n\nfunc F() { undeclared() }\n"}}},
				{Path: "main", Files: []File{{"main.go", "package main\n\nimport \"student/lib\"\n\nfunc main() { lib.F() }\n"}}},
			}},
			diagnostics: []Diagnostic{{"lib.go", 3, 12, "undefined: undeclared"}},
		},
		{
			name:        "no func main",
			job:         program("package main\n"),
			diagnostics: []Diagnostic{{Text: "function main is undeclared in the main package"}},
		},
		{
			name:        "a package without files for this build",
			job:         program("package main\n\nimport _ \"runtime/msan\"\n\nfunc main() {}\n"),
			diagnostics: []Diagnostic{{"main.go", 3, 8, "build constraints exclude all Go files in " + filepath.Join(direct.GoRoot(), "src", "runtime", "msan")}},
		},
		{
			name: "imports that nobody has",
			job:  program("package main\n\n//line cell[2]:5:3\nimport \"no/such\"\nimport _ \"example.com/x\"\n\nfunc main() {}\n"),
			diagnostics: []Diagnostic{
				{"cell[2]", 5, 10, "package no/such is not in std"},
				{"cell[2]", 6, 8, "no required module provides package example.com/x"},
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, k := range []*Kit{direct, slow} {
				r, err := k.Build(t.Context(), tt.job)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tt.diagnostics, r.Diagnostics); diff != "" {
					t.Errorf("diagnostics, fallback %q (-want +got):\n%s", r.Fallback, diff)
				}
				if len(tt.diagnostics) > 0 {
					continue
				}
				if (r.Fallback != "") != (k == slow) {
					t.Errorf("fallback: %q", r.Fallback)
				}
				if len(r.Diagnostics) > 0 {
					continue
				}
				got := run(t, r.Binary)
				if got.Stdout != tt.stdout || got.Status != tt.status || !inOrder(got.Stderr, tt.stderr) {
					t.Errorf("fallback %q: the program did %+v, want stdout %q, status %d and %q", r.Fallback, got, tt.stdout, tt.status, tt.stderr)
				}
			}
		})
	}
}

func inOrder(text string, parts []string) bool {
	for _, p := range parts {
		_, rest, ok := strings.Cut(text, p)
		if !ok {
			return false
		}
		text = rest
	}
	return true
}
