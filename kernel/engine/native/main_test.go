//go:build unix

package native

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/pipe"
	"weft/kernel/leaks"
	"weft/kernel/needs"
)

func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "parent" {
		parentMain(os.Args[2])
		return
	}
	leaks.Main(m)
}

// A recorder is a Sink that writes down what it gets, one line for each kind of thing.
type recorder struct {
	mu     sync.Mutex
	log    []string
	bytes  int
	input  func(ctx context.Context, in pipe.Input) (string, error)
	panics []pipe.Panic
	heard  func(text string) // called with what is printed, if not nil
	brief  bool              // keep no text
}

func (r *recorder) add(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, fmt.Sprintf(format, args...))
}

func (r *recorder) Stream(cell int, name string, text []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bytes += len(text)
	if r.heard != nil {
		r.heard(string(text))
	}
	if r.brief {
		return
	}
	prefix := fmt.Sprintf("%d %s: ", cell, name)
	if n := len(r.log); n > 0 && strings.HasPrefix(r.log[n-1], prefix) {
		r.log[n-1] += string(text)
		return
	}
	r.log = append(r.log, prefix+string(text))
}

func (r *recorder) Display(d pipe.Display) {
	r.add("%d display %s %q update=%v", d.Cell, d.Data.Map()["text/plain"], d.ID, d.Update)
}
func (r *recorder) Result(d pipe.Result) { r.add("%d result %s", d.Cell, d.Data.Map()["text/plain"]) }
func (r *recorder) Clear(c pipe.Clear)   { r.add("%d clear %v", c.Cell, c.Wait) }

func (r *recorder) Panic(p pipe.Panic) {
	r.add("%d panic %s", p.Cell, p.Message)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.panics = append(r.panics, p)
}

func (r *recorder) Deadlock(pipe.Deadlock)   { r.add("a deadlock, which only an evaluator tells") }
func (r *recorder) Recording(pipe.Recording) { r.add("a recording, which only an evaluator makes") }
func (r *recorder) Leak(pipe.Leak)           { r.add("a leak, which only an evaluator tells") }

func (r *recorder) Input(ctx context.Context, in pipe.Input) (string, error) {
	r.add("%d input %q", in.Cell, in.Prompt)
	if r.input == nil {
		return "", io.EOF
	}
	return r.input(ctx, in)
}

// text is everything received so far.
func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.log, "\n")
}

// open returns an Engine that ends with the test.
func open(t *testing.T) *Engine {
	t.Helper()
	needs.Tools(t, "go")
	e := New(Options{})
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// program is a program of one file whose statements are the text of cell 3.
func program(imports []string, decls, body string) Program {
	var b strings.Builder
	b.WriteString("package main\n\n")
	for _, path := range imports {
		fmt.Fprintf(&b, "import %q\n", path)
	}
	fmt.Fprintf(&b, "\nfunc main() {\n//line cell[3]:1:1\n%s\n}\n\n//line cell[2]:1:1\n%s\n", body, decls)
	return Program{Job: kit.Job{Packages: []kit.Package{{Files: []kit.File{{Name: "cell.go", Text: b.String()}}}}}}
}

// run runs a program that must build.
func run(t *testing.T, e *Engine, p Program) (Result, *recorder) {
	t.Helper()
	sink := &recorder{}
	r, err := e.Run(t.Context(), 3, p, sink)
	if err != nil {
		t.Fatalf("%v\n%s", err, p.Job.Packages[0].Files[0].Text)
	}
	return r, sink
}

// withCross connects a program's descriptors as generated code does.
func withCross(p Program) Program {
	main := p.Job.Packages[0]
	main.Files = append(main.Files[:1:1], kit.File{Name: "cross.go", Text: "package main\n\nimport _ \"weft/cross\"\n"})
	p.Job.Packages = []kit.Package{main}
	return p
}
