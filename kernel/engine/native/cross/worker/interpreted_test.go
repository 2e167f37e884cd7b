//go:build unix

package worker_test

import (
	"context"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
)

// A notebook runs cells in an evaluator of their own. Those that begin with a comment "// generated" may
// import what weft's own cells import.
type notebook struct {
	testing.TB
	child *child.Child
	check *check.Session
	lower *lower.Session
	cells int

	mu     sync.Mutex
	text   strings.Builder
	panics []pipe.Panic
	heard  chan struct{} // receives when something is printed, if not nil
}

func newNotebook(t testing.TB) *notebook {
	t.Helper()
	c, err := child.Start(t.Context(), child.Options{NoSpare: true, Grace: 30 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &notebook{TB: t, child: c, check: check.NewSession(std.NewImporter(token.NewFileSet())), lower: lower.NewSession()}
}

// run runs a cell and returns what it printed and how it ended.
func (n *notebook) run(ctx context.Context, src string) (string, pipe.Done) {
	n.Helper()
	n.cells++
	checked := n.check.Check
	if strings.HasPrefix(src, "// generated") {
		checked = n.check.CheckGenerated
	}
	u := checked(cell.Parse(n.cells, src))
	if !u.OK() {
		n.Fatalf("cell %d: %v", n.cells, u.Diagnostics)
	}
	p, refused := n.lower.Lower(u)
	if len(refused) > 0 {
		n.Fatalf("cell %d: %v", n.cells, refused)
	}
	e := pipe.Eval{Cell: n.cells, Run: p.Run}
	for _, i := range p.Imports {
		e.Imports = append(e.Imports, pipe.Import{Name: i.Name, Path: i.Path})
	}
	for _, c := range p.Chunks {
		e.Chunks = append(e.Chunks, pipe.Chunk{Name: c.Name, Source: c.Source})
	}
	d, err := n.child.Eval(ctx, e, n)
	if err != nil {
		n.Fatalf("cell %d: %v", n.cells, err)
	}
	n.check.Commit(u)
	n.lower.Commit(p)
	n.mu.Lock()
	defer n.mu.Unlock()
	text := n.text.String()
	n.text.Reset()
	return text, d
}

// must runs a cell that ends well.
func (n *notebook) must(src string) string {
	n.Helper()
	text, d := n.run(n.Context(), src)
	if d.Status != pipe.OK {
		n.Fatalf("cell %d ended %q %s: %s %v", n.cells, d.Status, d.Fault, text, n.panics)
	}
	return text
}

func (n *notebook) Stream(_ int, _ string, text []byte) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.text.Write(text)
	if n.heard != nil {
		n.heard <- struct{}{}
	}
}

func (n *notebook) Panic(p pipe.Panic) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.panics = append(n.panics, p)
}

func (n *notebook) Display(pipe.Display)     {}
func (n *notebook) Result(pipe.Result)       {}
func (n *notebook) Clear(pipe.Clear)         {}
func (n *notebook) Leak(pipe.Leak)           {}
func (n *notebook) Recording(pipe.Recording) {}

func (n *notebook) Deadlock(pipe.Deadlock) {}

func (n *notebook) Input(context.Context, pipe.Input) (string, error) {
	return "", nil
}

// stubs declares functions as they will be lowered.
func (n *notebook) stubs() {
	n.Helper()
	n.must(fmt.Sprintf(`// generated
import "weft/cross/call"
var worker = call.Open(%q, %s)
func fib(n int) int { return call.Int(worker, %d, n) }
func nap(ms int) int { return call.Int(worker, %d, ms) }
func pid() int { return call.Int(worker, %d) }
func fail(how int) { call.Nothing(worker, %d, how) }
func divide(a, b int) (int, error) {
	r := call.Results(worker, %d, a, b)
	q, err := r.Int(), r.ErrorValue()
	call.End(r)
	return q, err
}
func loud() { call.Nothing(worker, %d) }
`, os.Args[0], `"`+strings.Join(names(), `", "`)+`"`, fib, nap, pid, fail, divide, loud))
}

func TestInterpretedCalls(t *testing.T) {
	n := newNotebook(t)
	n.stubs()
	if got := n.must(`fmt.Println(fib(20)); fmt.Println(divide(7, 2)); fmt.Println(divide(7, 0))`); got != "6765\n3 <nil>\n0 division by zero\n" {
		t.Errorf("calls print %q", got)
	}
	if got := n.must(`var wg sync.WaitGroup
var total atomic.Int64
for i := range 50 {
	wg.Go(func() { total.Add(int64(nap(i%5 + 1))) })
}
wg.Wait()
for runtime.NumGoroutine() >= 5 {
	runtime.Gosched() // they end a moment after wg.Wait
}
fmt.Println(total.Load())`); got != "150\n" {
		t.Errorf("many at once: %q", got)
	}
	if got := n.must("func try(how int) (v any) {\n\tdefer func() { v = recover() }()\n\tfail(how)\n\treturn nil\n}\nfor i := range 7 {\n\tfmt.Println(try(i))\n}\n_, ok := try(3).(runtime.Error)\nfmt.Println(ok, try(2) == io.EOF)"); got !=
		"a text\nan error: EOF\nEOF\nruntime error: index out of range [3] with length 0\n(worker_test.odd) {A:1 B:2}\nworker_test.text(\"named\")\n3.5\ntrue true\n" {
		t.Errorf("recovered panics: %q", got)
	}
	// The two streams have no common order.
	got := n.must("fmt.Println(1); loud(); fmt.Println(2)")
	for _, line := range []string{"to stderr\n", "from println\n", "from log\n"} {
		if !strings.Contains(got, line) {
			t.Errorf("what a worker prints: %q, without %q", got, line)
		}
		got = strings.Replace(got, line, "", 1)
	}
	if got != "1\nto stdout\n2\n" {
		t.Errorf("what a worker prints to standard output: %q", got)
	}
}

func TestInterpretedPanic(t *testing.T) {
	n := newNotebook(t)
	n.stubs()
	_, d := n.run(t.Context(), "func outer() { fail(3) }\nouter()")
	if d.Status != pipe.Panicked || len(n.panics) != 1 || n.panics[0].Message != "panic: runtime error: index out of range [3] with length 0" {
		t.Errorf("%+v, %+v", d, n.panics)
	}
	var frames []string
	for _, f := range n.panics[0].Frames {
		frames = append(frames, fmt.Sprintf("%s [%d]:%d", lower.GoName(f.Func), f.Cell, f.Line))
	}
	if got := strings.Join(frames[1:], ", "); !strings.HasSuffix(n.panics[0].Frames[0].Func, "failing") || n.panics[0].Frames[0].Cell != 70 || got != "fail [1]:7, outer [2]:1,  [2]:2" {
		t.Errorf("frames %v", n.panics[0].Frames)
	}
}

// An interrupt ends calls that are under way, and the worker; the next call has a new one.
func TestInterruptedCall(t *testing.T) {
	n := newNotebook(t)
	n.stubs()
	first := n.must("fmt.Println(pid())")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n.heard = make(chan struct{}, 10)
	go func() {
		<-n.heard
		cancel()
	}()
	text, d := n.run(ctx, "go nap(1 << 30)\nfmt.Println(\"begun\")\nnap(1 << 30)\nfmt.Println(\"after\")")
	if d.Status != pipe.Interrupted || text != "begun\n" || len(d.Stuck) > 0 {
		t.Errorf("%q, %+v", text, d)
	}
	n.heard = nil
	if second := n.must("fmt.Println(pid())"); second == first {
		t.Errorf("pid %s before and after the interrupt", second)
	}
}

// Workers end with the evaluator, whether that is closed or killed.
func TestEvaluatorEnds(t *testing.T) {
	for name, end := range map[string]func(n *notebook, evaluator int){
		"close": func(n *notebook, _ int) { n.child.Close() },
		"kill":  func(_ *notebook, evaluator int) { syscall.Kill(evaluator, syscall.SIGKILL) },
	} {
		n := newNotebook(t)
		n.stubs()
		var evaluator, process int
		if _, err := fmt.Sscan(n.must("fmt.Println(os.Getpid(), pid())"), &evaluator, &process); err != nil {
			t.Fatal(err)
		}
		end(n, evaluator)
		t.Log(name)
		waitGone(t, process)
	}
}

// The deepest values that cross are not too deep for the interpreter, in either direction.
func TestInterpretedDepth(t *testing.T) {
	n := newNotebook(t)
	n.must("type node struct { value int; next *node }\nvar list *node\nfor i := range 50_000 {\n\tlist = &node{i, list}\n}")
	got := n.must(fmt.Sprintf(`// generated
import "weft/cross"
func put(w *cross.Writer, p *node) {
	if p == nil {
		w.Nil()
	} else if w.Pointer(p) {
		putNode(w, *p)
		w.Leave()
	}
}
func putNode(w *cross.Writer, v node) { w.Int(v.value); put(w, v.next) }
func get(r *cross.Reader) *node {
	id, first := r.Pointer()
	if !first {
		p, ok := r.Known(id).(*node)
		if !ok && id != 0 {
			r.Fail("another type")
		}
		return p
	}
	p := new(node)
	r.Keep(id, p)
	*p = getNode(r)
	r.Leave()
	return p
}
func getNode(r *cross.Reader) (v node) { v.value = r.Int(); v.next = get(r); return v }
{
	w := cross.NewWriter()
	w.Var("list")
	put(w, list)
	fmt.Println(cross.Save(%[1]q, w))
	r := cross.Load(%[1]q)
	r.Var("list")
	n := 0
	for p := get(r); p != nil; p = p.next {
		n++
	}
	fmt.Println(n, r.End())
}`, filepath.Join(t.TempDir(), "variables")))
	if got != "<nil>\n50000 <nil>\n" {
		t.Errorf("a list of 50,000: %q", got)
	}
}
