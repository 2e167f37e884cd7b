package slice

import (
	"fmt"
	"go/token"
	"io"
	"os"
	"path"
	"reflect"
	"runtime/debug"
	"testing"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/native/cross/call"
	"weft/kernel/engine/native/cross/worker"
	"weft/kernel/engine/rt"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
	"weft/kernel/golang/std/symbols"
)

// A notebook is a session with an interpreter, as the evaluator has it.
type notebook struct {
	t        *testing.T
	check    *check.Session
	lower    *lower.Session
	interp   *interp.Interpreter
	rt       *rt.RT
	used     map[string]bool
	number   int
	ours     int
	imported map[lower.Import]bool
	workers  *worker.Pool
}

func newNotebook(t *testing.T) *notebook {
	n := &notebook{
		t: t, check: check.NewSession(std.NewImporter(token.NewFileSet())), lower: lower.NewSession(),
		interp: interp.New(interp.Options{Stderr: io.Discard, Unrestricted: true}),
		rt:     rt.New(rt.Hooks{Show: func(v any, _ string) { fmt.Printf("=> %v\n", v) }}),
		used:   map[string]bool{}, imported: map[lower.Import]bool{},
		workers: worker.NewPool(worker.Options{}),
	}
	t.Cleanup(n.workers.Close)
	return n
}

// next checks the next cell.
func (n *notebook) next(src string) *check.Unit {
	n.t.Helper()
	n.number++
	u := n.check.Check(cell.Parse(n.number, src))
	if !u.OK() {
		n.t.Fatalf("cell %d: %v\n%s", n.number, u.Diagnostics, src)
	}
	return u
}

// cell runs a cell and returns what it printed.
func (n *notebook) cell(src string) string {
	n.t.Helper()
	u := n.next(src)
	out := n.run(u, true)
	n.check.Commit(u)
	return out
}

// generated runs a cell of ours, of which nothing stays.
func (n *notebook) generated(src string) {
	n.t.Helper()
	if src == "" {
		return
	}
	n.ours++
	u := n.check.CheckGenerated(cell.Parse(1000+n.ours, src)) // a number that no other cell has
	if !u.OK() {
		n.t.Fatalf("a generated cell: %v\n%s", u.Diagnostics, src)
	}
	if out := n.run(u, false); out != "" {
		n.t.Errorf("a generated cell printed %s\n%s", out, src)
	}
}

// declare runs what a compiled cell declares, in its place.
func (n *notebook) declare(src string) {
	n.t.Helper()
	if src == "" {
		return
	}
	u := n.check.Check(cell.Parse(n.number, src))
	if !u.OK() {
		n.t.Fatalf("declarations: %v\n%s", u.Diagnostics, src)
	}
	if out := n.run(u, true); out != "" {
		n.t.Errorf("declarations print %s\n%s", out, src)
	}
	n.check.Commit(u)
}

func (n *notebook) run(u *check.Unit, commit bool) string {
	n.t.Helper()
	p, refused := n.lower.Lower(u)
	if p == nil {
		n.t.Fatalf("lower: %v\n%s", refused, u.Cell.Source)
	}
	stdout := os.Stdout
	f, err := os.CreateTemp(n.t.TempDir(), "stdout")
	if err != nil {
		n.t.Fatal(err)
	}
	os.Stdout = f
	err = n.eval(p)
	os.Stdout = stdout
	f.Close()
	if err != nil {
		n.t.Fatalf("%v\n%s", err, u.Cell.Source)
	}
	if commit {
		n.lower.Commit(p)
	}
	data, err := os.ReadFile(f.Name())
	if err != nil {
		n.t.Fatal(err)
	}
	return string(data)
}

func (n *notebook) eval(p *lower.Program) error {
	for _, i := range p.Imports {
		if !n.used[i.Path] {
			n.used[i.Path] = true
			table, ok := symbols.Lookup(i.Path)
			switch i.Path {
			case rt.Path:
				table, ok = n.rt.Symbols(), true
			case CrossPath:
				table, ok = crossTable(), true
			case CallPath:
				table, ok = n.callTable(), true
			}
			if !ok {
				return fmt.Errorf("no symbols of %s", i.Path)
			}
			if err := n.interp.Use(interp.Exports{i.Path + "//" + path.Base(i.Path): table}); err != nil {
				return err
			}
		}
		if n.imported[i] {
			continue
		}
		n.imported[i] = true
		if err := n.text(fmt.Sprintf("import %s %q", i.Name, i.Path)); err != nil {
			return err
		}
	}
	for _, c := range p.Chunks {
		if err := n.text(c.Source); err != nil {
			return err
		}
	}
	if p.Run == "" {
		return nil
	}
	return n.text(p.Run + "()")
}

func (n *notebook) text(src string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %s\n%s", rt.PanicText(r), debug.Stack())
		}
	}()
	_, err = n.interp.Eval(src)
	return err
}

func crossTable() map[string]reflect.Value {
	of := reflect.ValueOf
	return map[string]reflect.Value{
		"Writer": of((*cross.Writer)(nil)), "Reader": of((*cross.Reader)(nil)),
		"NewWriter": of(cross.NewWriter), "NewReader": of(cross.NewReader),
		"Save": of(cross.Save), "Load": of(cross.Load),
	}
}

func (n *notebook) callTable() map[string]reflect.Value {
	of := reflect.ValueOf
	open := func(program string, functions ...string) call.Worker { return n.workers.Open(program, functions...) }
	return map[string]reflect.Value{
		"Worker": of((*call.Worker)(nil)), "Open": of(open), "Do": of(call.Do), "Results": of(call.Results), "End": of(call.End),
		"Nothing": of(call.Nothing), "Bool": of(call.Bool), "Int": of(call.Int), "Float64": of(call.Float64), "Text": of(call.Text),
		"Ints": of(call.Ints), "Texts": of(call.Texts), "ErrorValue": of(call.ErrorValue),
	}
}

// stubbed runs a cell of compiled functions: the session has the cell, the interpreter its stubs.
func (n *notebook) stubbed(u *check.Unit, stubs string) {
	n.t.Helper()
	v := n.check.CheckGenerated(cell.Parse(u.Cell.Number, stubs))
	if !v.OK() {
		n.t.Fatalf("stubs: %v\n%s", v.Diagnostics, stubs)
	}
	n.run(v, true)
	n.check.Commit(u)
}
