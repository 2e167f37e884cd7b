package magic

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weft/kernel/golang/cell"
)

// toy is a session without an evaluator.
type toy struct {
	Host    // what no test calls
	out     strings.Builder
	noShell bool
	reset   bool
	byHand  bool // imports are not added
	ran     []string

	replaced string
	compiled Compiled
}

func (t *toy) Compiled(_ context.Context, c Compiled) error { t.compiled = c; return nil }

func (t *toy) Fix(code string) (string, []string, error) {
	if fixed := strings.ReplaceAll(code, "old", "new"); fixed != code {
		return fixed, []string{"old became new"}, nil
	}
	return code, nil, nil
}

func (t *toy) Table(table Table) {
	for _, row := range table.Rows {
		t.out.WriteString(row.Section + "\n" + strings.Join(row.Cells, "  ") + "\n")
	}
	t.out.WriteString(table.Foot)
}

func (t *toy) Display(data map[string]any, _ string) { fmt.Fprint(&t.out, data["text/plain"]) }

func (t *toy) Measured(ctx context.Context, part func(context.Context) error) (Spent, error) {
	return Spent{Wall: time.Second}, part(ctx)
}

func (t *toy) Print(s string)                          { t.out.WriteString(s) }
func (t *toy) Reset(context.Context) error             { t.reset = true; return nil }
func (t *toy) Lowered(code string) (string, error)     { return "lowered " + code, nil }
func (t *toy) Vet(code string) (int, error)            { return strings.Count(code, "bad"), nil }
func (t *toy) Replace(text string)                     { t.replaced = text }
func (t *toy) AutoImport() bool                        { return !t.byHand }
func (t *toy) SetAutoImport(on bool)                   { t.byHand = !on }
func (t *toy) ShellAllowed() bool                      { return !t.noShell }
func (t *toy) Shell(_ context.Context, s Script) error { t.ran = append(t.ran, s.Text); return nil }
func (t *toy) Note(text string)                        { t.out.WriteString(text) }
func (t *toy) Path(name string) string                 { return name }
func (t *toy) GetModule(context.Context, string) error { return nil }
func (t *toy) Modules() []Module {
	return []Module{{Path: "example.com/a", Version: "v1.0.0", Asked: true}, {Path: "example.com/b", Version: "v0.2.0"}}
}
func (t *toy) Variables() []Variable {
	return []Variable{{Name: "x", Kind: "var", Type: "int", Cell: 1}, {Name: "f", Kind: "func", Type: "func()", Cell: 2, Compiled: true}}
}

func TestBuiltins(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	for _, tt := range []struct {
		name       string
		call       cell.Magic
		want, fail string // parts of the output, of the error
	}{
		{"who", cell.Magic{Name: "who"}, "var   x  int     cell [1]\nfunc  f  func()  cell [2], compiled\n", ""},
		{"who of a kind", cell.Magic{Name: "who", Args: "func"}, "func  f", ""},
		{"who of a near name", cell.Magic{Name: "who", Args: "fnuc"}, "", "nothing is called fnuc; did you mean func?"},
		{"who by name", cell.Magic{Name: "who", Args: "func [e-g]*"}, "func  f", ""},
		{"who of none", cell.Magic{Name: "who", Args: "const"}, "nothing declared yet", ""},
		{"who of nonsense", cell.Magic{Name: "who", Args: "goat"}, "", "nothing is called goat"},
		{"lsmagic", cell.Magic{Name: "lsmagic"}, "%%writefile  Writes the cell", ""},
		{"help", cell.Magic{Name: "help", Args: "%time"}, "Says how long", ""},
		{"help of nothing", cell.Magic{Name: "help"}, "%help NAME explains one", ""},
		{"help of unknown", cell.Magic{Name: "help", Args: "tmie"}, "", "did you mean %time?"},
		{"time", cell.Magic{Name: "time"}, "took ", ""},
		{"time of a command", cell.Magic{Name: "time", Args: "!ls"}, "took ", ""},
		{"reset", cell.Magic{Name: "reset"}, "", ""},
		{"reset of something", cell.Magic{Name: "reset", Args: "x"}, "", "takes no names"},
		{"get without a module", cell.Magic{Name: "get"}, "example.com/a  v1.0.0\nexample.com/b  v0.2.0  needed by others\n", ""},
		{"get", cell.Magic{Name: "get", Args: "example.com/a@v1.1.0"}, "", ""},
		{"get nothing less", cell.Magic{Name: "get", Args: "-d"}, "", "no module named"},
		{"get two", cell.Magic{Name: "get", Args: "a.b/c a.b/d"}, "", "one module at a time"},
		{"autoimport", cell.Magic{Name: "autoimport"}, "are added", ""},
		{"autoimport off", cell.Magic{Name: "autoimport", Args: "off"}, "are errors", ""},
		{"autoimport maybe", cell.Magic{Name: "autoimport", Args: "maybe"}, "", "it is on or off"},
		{"lower", cell.Magic{Name: "lower", Kind: cell.Block, Body: "x := 1"}, "lowered x := 1", ""},
		{"native without code", cell.Magic{Name: "native", Kind: cell.Block, Body: "\n"}, "", "no code below it"},
		{"native with arguments", cell.Magic{Name: "native", Kind: cell.Block, Args: "x", Body: "x := 1"}, "", "takes no arguments"},
		{"native of functions without any", cell.Magic{Name: "native", Kind: cell.Block, Args: "func", Body: ""}, "", "no function below it"},
		{"native maybe", cell.Magic{Name: "native", Args: "maybe"}, "", "%native on or %native off"},
		{"bench without runs", cell.Magic{Name: "bench", Args: "-count 0"}, "", "at least 1"},
		{"bench with an odd flag", cell.Magic{Name: "bench", Args: "-cuont 3"}, "", "-cuont"},
		{"test with a bad pattern", cell.Magic{Name: "test", Args: "-run ["}, "", "missing closing ]"},
		{"asm of nothing", cell.Magic{Name: "asm", Kind: cell.Block, Body: "x := 1"}, "", "one function is to be named"},
		{"pprof of nothing", cell.Magic{Name: "pprof"}, "", "of what?"},
		{"pprof of something else", cell.Magic{Name: "pprof", Args: "heep"}, "", "did you mean heap?"},
		{"pprof of no cell", cell.Magic{Name: "pprof", Args: "block"}, "", "%%pprof block in its first line"},
		{"trace to no file", cell.Magic{Name: "trace", Kind: cell.Block, Body: "x := 1"}, "", "%%trace FILE"},
		{"trace of nothing", cell.Magic{Name: "trace", Kind: cell.Block, Args: "a.trace"}, "", "no code below it"},
		{"vet", cell.Magic{Name: "vet", Kind: cell.Block, Body: "good"}, "nothing to complain about", ""},
		{"fix", cell.Magic{Name: "fix", Kind: cell.Block, Body: "old"}, "old became new", ""},
		{"fix of good code", cell.Magic{Name: "fix", Kind: cell.Block, Body: "new"}, "nothing else to change", ""},
		{"writefile", cell.Magic{Name: "writefile", Kind: cell.Block, Args: file, Body: "a\n"}, "(2 B)", ""},
		{"append", cell.Magic{Name: "writefile", Kind: cell.Block, Args: "-a " + file, Body: "b\n"}, "(2 B)", ""},
		{"writefile nowhere", cell.Magic{Name: "writefile", Kind: cell.Block}, "", "no file named"},
		{"bash", cell.Magic{Name: "bash", Kind: cell.Block, Body: "ls"}, "", ""},
		{"line as block", cell.Magic{Name: "who", Kind: cell.Block}, "", "no magic %%who; did you mean %who?"},
		{"unknown", cell.Magic{Name: "zzzzzz"}, "", "no magic %zzzzzz; %lsmagic"},
	} {
		var h toy
		err := run(New(), &h, tt.call)
		if got := h.out.String(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: printed %q, want %q in it", tt.name, got, tt.want)
		}
		if (err == nil) != (tt.fail == "") || err != nil && !strings.Contains(err.Error(), tt.fail) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.fail)
		}
	}
	if got, err := os.ReadFile(file); string(got) != "a\nb\n" {
		t.Errorf("written file holds %q, %v", got, err)
	}
}

func run(r *Registry, h Host, call cell.Magic) error {
	m, err := r.Find(call)
	if err != nil {
		return err
	}
	rest := func(context.Context) error { return nil }
	return m.Call(context.Background(), h, Call{Args: call.Args, Body: call.Body, Rest: rest})
}

func TestShellTurnedOff(t *testing.T) {
	h := toy{noShell: true}
	if err := RunShell(t.Context(), &h, "ls"); !errors.Is(err, ErrNoShell) || len(h.ran) > 0 {
		t.Errorf("RunShell = %v and ran %q, want ErrNoShell and nothing", err, h.ran)
	}
}
