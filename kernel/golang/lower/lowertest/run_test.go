package lowertest

import (
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime/debug"
	"strings"

	"github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"

	"weft/kernel/engine/rt"
	"weft/kernel/golang/lower"
)

// machine runs lowered programs as the engine does.
type machine struct {
	interp *interp.Interpreter
	panics chan any // of goroutines
}

func newMachine() *machine {
	m := &machine{panics: make(chan any, 100)}
	traces := io.Discard
	if os.Getenv("LOWERTEST_SHOW") != "" {
		traces = os.Stderr
	}
	m.interp = interp.New(interp.Options{Stderr: traces, Unrestricted: true})
	symbols := interp.Exports{}
	for path, table := range stdlib.Symbols {
		symbols[path] = table
	}
	r := rt.New(rt.Hooks{
		GoPanic: func(_ int, v any) { m.panics <- v },
		Show:    func(v any, typ string) { fmt.Printf("=> %v (%s)\n", v, typ) },
	})
	symbols[rt.Path+"/rt"] = r.Symbols()
	exit := map[string]reflect.Value{"Exit": reflect.ValueOf(os.Exit)}
	for name, v := range stdlib.Symbols["os/os"] {
		if exit[name] == (reflect.Value{}) {
			exit[name] = v
		}
	}
	symbols["os/os"] = exit
	if err := m.interp.Use(symbols); err != nil {
		panic(err)
	}
	return m
}

// eval runs a lowered cell. An error that is not a panic is a defect of the lowering.
func (m *machine) eval(p *lower.Program) error {
	for _, i := range p.Imports {
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
func panicText(v any) string {
	line, _, _ := strings.Cut("panic: "+rt.PanicText(v), "\n")
	return line
}
