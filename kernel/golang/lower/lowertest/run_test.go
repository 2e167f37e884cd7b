package lowertest

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"

	"github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"

	"weft/kernel/engine/rt"
	"weft/kernel/golang/lower"
)

// machine runs lowered programs as the engine does.
type machine struct {
	interp *interp.Interpreter
	stdout buffer
	stderr buffer
	panics chan any
}

// buffer is a bytes.Buffer for several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// exited is the panic of os.Exit in a test.
type exited int

func newMachine() *machine {
	m := &machine{panics: make(chan any, 100)}
	m.interp = interp.New(interp.Options{Stdout: &m.stdout, Stderr: &bytes.Buffer{}})
	symbols := interp.Exports{}
	for path, table := range stdlib.Symbols {
		symbols[path] = table
	}
	r := rt.New(rt.Hooks{
		Stdout:  &m.stdout,
		Stderr:  &m.stderr,
		GoPanic: func(_ int, v any) { m.panics <- v },
		Show:    func(v any, typ string) { fmt.Fprintf(&m.stdout, "=> %v (%s)\n", v, typ) },
	})
	symbols[rt.Path+"/rt"] = r.Symbols()
	osTable := map[string]reflect.Value{}
	for k, v := range stdlib.Symbols["os/os"] {
		osTable[k] = v
	}
	osTable["Exit"] = reflect.ValueOf(func(code int) { panic(exited(code)) })
	symbols["os/os"] = osTable
	if err := m.interp.Use(symbols); err != nil {
		panic(err)
	}
	return m
}

// eval runs a lowered cell. The error is the interpreter's, which is always a defect of ours, unless it is a panic.
func (m *machine) eval(p *lower.Program) error {
	for _, i := range p.Imports {
		if _, err := m.interp.Eval(fmt.Sprintf("import %s %q", i.Name, i.Path)); err != nil {
			return fmt.Errorf("import %s: %w", i.Path, err)
		}
	}
	for _, c := range p.Chunks {
		if err := m.evalText(c.Source); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	if p.Run == "" {
		return nil
	}
	return m.evalText(p.Run + "()")
}

func (m *machine) evalText(src string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = interp.Panic{Value: r}
		}
	}()
	_, err = m.interp.Eval(src)
	return err
}

// panicText is the first line that a crash prints, "" for other errors.
func panicText(v any) string {
	v = rt.Fault(v)
	s := ""
	switch x := v.(type) {
	case exited:
		return fmt.Sprintf("exit status %d", int(x))
	case error:
		s = x.Error()
	case fmt.Stringer:
		s = x.String()
	default:
		s = rt.PanicText(v)
	}
	line, _, _ := strings.Cut("panic: "+s, "\n")
	return line
}

var _ = os.Exit
