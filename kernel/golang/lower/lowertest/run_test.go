package lowertest

import (
	"fmt"
	"io"
	"os"
	"path"
	"runtime/debug"
	"strings"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/engine/rt"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std/symbols"
)

// machine runs lowered programs as the engine does.
type machine struct {
	interp *interp.Interpreter
	rt     *rt.RT
	used   map[string]bool
	panics chan any // of goroutines
}

func newMachine() *machine {
	m := &machine{panics: make(chan any, 100)}
	traces := io.Discard
	if os.Getenv("LOWERTEST_SHOW") != "" {
		traces = os.Stderr
	}
	m.interp = interp.New(interp.Options{Stderr: traces, Unrestricted: true})
	m.rt = rt.New(rt.Hooks{
		GoPanic: func(_ string, v any) { m.panics <- v },
		Show:    func(v any, typ string) { fmt.Printf("=> %v (%s)\n", v, typ) },
	})
	m.used = map[string]bool{}
	return m
}

// use makes a package's symbols known to the interpreter.
func (m *machine) use(p string) error {
	if m.used[p] {
		return nil
	}
	m.used[p] = true
	table, ok := symbols.Lookup(p)
	switch {
	case p == rt.Path:
		table = m.rt.Symbols()
	case !ok:
		return fmt.Errorf("no symbols of %s", p)
	}
	return m.interp.Use(interp.Exports{p + "//" + path.Base(p): table})
}

// eval runs a lowered cell. An error that is not a panic is a defect of the lowering.
func (m *machine) eval(p *lower.Program) error {
	for _, i := range p.Imports {
		if err := m.use(i.Path); err != nil {
			return err
		}
		if err := m.evalText(fmt.Sprintf("import %s %q", i.Name, i.Path)); err != nil {
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
			err = interp.Panic{Value: r, Stack: debug.Stack()}
		}
	}()
	_, err = m.interp.Eval(src)
	return err
}

// panicText is the first line that a crash prints.
func (m *machine) panicText(v any) string {
	line, _, _ := strings.Cut(m.rt.Crash(v), "\n")
	return line
}
