//go:build unix

package child

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/kernel/engine/interp"
	"weft/kernel/engine/pipe"
	"weft/kernel/leaks"
)

// TestMain lets the test binary be the evaluator that it tests.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "child" {
		os.Exit(interp.Main(nil))
	}
	if len(os.Args) == 3 && os.Args[1] == "parent" {
		parentMain(os.Args[2])
		return
	}
	// Under -race it is the parent that is tested; a learner's races must not print reports.
	os.Setenv("GORACE", "log_path=/dev/null")
	leaks.Main(m)
}

// A recorder is a Sink that writes down what it gets, one line for each kind of thing.
type recorder struct {
	mu     sync.Mutex
	log    []string
	input  func(ctx context.Context, in pipe.Input) (string, error)
	panics []pipe.Panic

	deadlocks []pipe.Deadlock
	leaks     []pipe.Leak

	recordings []pipe.Recording

	shown chan string // receives what is displayed, if not nil
	heard func()      // called once when something is printed, if not nil
}

func (r *recorder) add(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, fmt.Sprintf(format, args...))
}

func (r *recorder) Stream(cell int, name string, text []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.heard != nil {
		go r.heard()
		r.heard = nil
	}
	prefix := fmt.Sprintf("%d %s: ", cell, name)
	if n := len(r.log); n > 0 && strings.HasPrefix(r.log[n-1], prefix) {
		r.log[n-1] += string(text)
		return
	}
	r.log = append(r.log, prefix+string(text))
}

func (r *recorder) Display(d pipe.Display) {
	r.add("%d display %s", d.Cell, d.Data.Map()["text/plain"])
	if r.shown != nil {
		r.shown <- fmt.Sprint(d.Data.Map()["text/plain"])
	}
}
func (r *recorder) Result(d pipe.Result) { r.add("%d result %s", d.Cell, d.Data.Map()["text/plain"]) }
func (r *recorder) Clear(c pipe.Clear)   { r.add("%d clear %v", c.Cell, c.Wait) }

func (r *recorder) Panic(p pipe.Panic) {
	r.add("%d panic %s", p.Cell, p.Message)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.panics = append(r.panics, p)
}

func (r *recorder) Deadlock(d pipe.Deadlock) {
	r.add("%d deadlock of %d", d.Cell, d.Total)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.deadlocks = append(r.deadlocks, d)
}

func (r *recorder) Recording(rec pipe.Recording) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.recordings = append(r.recordings, rec)
}

func (r *recorder) Leak(l pipe.Leak) {
	r.add("%d leak of %d", l.Cell, l.Total)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.leaks = append(r.leaks, l)
}

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

// A notebook runs cells in one Child.
type notebook struct {
	*testing.T
	*Child
	*recorder
	cell int
}

func open(t *testing.T, o Options) *notebook {
	t.Helper()
	c, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &notebook{T: t, Child: c, recorder: &recorder{}}
}

// noSpare also gives a busy machine time to stop a cell.
func noSpare() Options { return Options{NoSpare: true, Grace: 30 * time.Second} }

// prepare makes a cell of declarations and a body.
func (n *notebook) prepare(decls, body string) pipe.Eval {
	n.cell++
	e := pipe.Eval{Cell: n.cell}
	for _, path := range []string{"fmt", "os", "os/exec", "syscall", "time", "sync", "net", "errors", "bufio", "log", "math/big", "strings", "weft/display"} {
		if name := path[strings.LastIndexByte(path, '/')+1:]; strings.Contains(decls+body, name+".") {
			e.Imports = append(e.Imports, pipe.Import{Path: path})
		}
	}
	if strings.Contains(decls+body, "_rt.") {
		e.Imports = append(e.Imports, pipe.Import{Name: "_rt", Path: "weft/kernel/engine/rt"})
	}
	// The interpreter looks packages up by the file of the position, so each cell imports its own.
	imports := fmt.Sprintf("/*line cell[%d]:1:1*/package main\n", n.cell)
	for _, i := range e.Imports {
		imports += fmt.Sprintf("import %s %q\n", i.Name, i.Path)
	}
	e.Chunks = append(e.Chunks, pipe.Chunk{Name: "imports", Source: imports})
	if decls != "" {
		e.Chunks = append(e.Chunks, pipe.Chunk{Name: "declarations", Source: decls})
	}
	if body != "" {
		e.Run = fmt.Sprintf("_cell_%d", n.cell)
		source := fmt.Sprintf("/*@f%d:0:0*/func %s() {\n/*line cell[%d]:1:1*/%s\n}", n.cell, e.Run, n.cell, body)
		e.Chunks = append(e.Chunks, pipe.Chunk{Name: "body", Source: source})
	}
	return e
}

// run evaluates a cell that must end with a Done.
func (n *notebook) run(decls, body string) pipe.Done {
	n.Helper()
	d, err := n.Eval(n.Context(), n.prepare(decls, body), n.recorder)
	if err != nil {
		n.Fatalf("cell %d: %v", n.cell, err)
	}
	return d
}

// must evaluates a cell that must succeed.
func (n *notebook) must(decls, body string) {
	n.Helper()
	if d := n.run(decls, body); d.Status != pipe.OK {
		n.Fatalf("cell %d ended %q, %s; got\n%s", n.cell, d.Status, d.Fault, n.text())
	}
}

// want compares what was received since the last call.
func (n *notebook) want(want string) {
	n.Helper()
	if got := n.text(); got != want {
		n.Errorf("received\n%s\nwant\n%s", got, want)
	}
	n.recorder.mu.Lock()
	defer n.recorder.mu.Unlock()
	n.log = nil
}
