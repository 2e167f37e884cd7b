package interp

import (
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
)

// panicked reports the panic v that reached the top of the calling goroutine, which is the cell's own
// or one that it started, and stops the rest of a running cell, as a program would end.
func (s *session) panicked(c *cell, v any, goroutine bool) {
	s.link.send(&pipe.Panic{
		Cell:      c.number,
		Message:   "panic: " + panicText(rt.Fault(plain(v))),
		Goroutine: goroutine,
		Frames:    s.traces.take(),
		Stack:     string(debug.Stack()),
	})
	if !c.finished() {
		s.stopCell(c, pipe.Panicked, 0)
	}
}

// plain unwraps what the interpreter's own panic statement raises.
func plain(v any) any {
	r, ok := v.(reflect.Value)
	switch {
	case !ok:
		return v
	case !r.IsValid() || !r.CanInterface():
		return nil
	}
	return r.Interface()
}

// panicText is what the run time prints of a panic's value (printpanicval in runtime/error.go),
// except that structs, slices and pointers are shown rather than their addresses.
func panicText(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case error:
		return indented(safely(x.Error))
	case fmt.Stringer:
		return indented(safely(x.String))
	case string:
		return indented(x)
	}
	r := reflect.ValueOf(v)
	text := ""
	switch r.Kind() {
	case reflect.String:
		return r.Type().String() + `("` + indented(r.String()) + `")`
	case reflect.Float32, reflect.Float64:
		text = float(r.Float())
	case reflect.Complex64, reflect.Complex128:
		text = "(" + float(real(r.Complex())) + float(imag(r.Complex())) + "i)"
		if r.Type().PkgPath() != "" {
			return r.Type().String() + text
		}
		return text
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		text = fmt.Sprint(v)
	default:
		return indented(fmt.Sprintf("(%T) %+v", v, v))
	}
	if r.Type().PkgPath() != "" {
		return r.Type().String() + "(" + text + ")"
	}
	return text
}

// safely calls a method of a learner's error, which can panic itself.
func safely(method func() string) (text string) {
	defer func() {
		if recover() != nil {
			text = "(its own method panicked)"
		}
	}()
	return method()
}

func indented(text string) string { return strings.ReplaceAll(text, "\n", "\n\t") }

// float prints as the run time does: +1.500000e+000.
func float(x float64) string {
	text := fmt.Sprintf("%+e", x)
	mantissa, exponent, ok := strings.Cut(text, "e")
	if !ok {
		return text // NaN, +Inf, -Inf
	}
	return mantissa + "e" + exponent[:1] + strings.Repeat("0", max(0, 4-len(exponent))) + exponent[1:]
}

// traces receives what the interpreter writes while a panic passes through it: a line for each
// interpreted function, innermost first. It writes on the panicking goroutine.
type traces struct {
	mu    sync.Mutex
	lines map[int64]*passage // by goroutine
	calls [4096]uintptr      // room to measure a stack's depth
}

// A passage is one panic on its way up.
type passage struct {
	depth  int // of the Go stack at the last line; it grows as long as nobody recovers
	frames []pipe.Frame
}

const (
	maxPassages = 256 // a goroutine that recovers leaves one behind
	maxFrames   = 64  // of a runaway recursion the innermost will do
)

func newTraces() *traces { return &traces{lines: map[int64]*passage{}} }

func (t *traces) Write(line []byte) (int, error) {
	g := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	depth := runtime.Callers(1, t.calls[:])
	p := t.lines[g]
	if p == nil || depth <= p.depth {
		if len(t.lines) >= maxPassages {
			clear(t.lines)
		}
		p = &passage{}
		t.lines[g] = p
	}
	p.depth = depth
	if f, ok := parseFrame(string(line)); ok && len(p.frames) < maxFrames {
		p.frames = append(p.frames, f)
	}
	return len(line), nil
}

// take returns the functions that the calling goroutine's panic has passed through.
func (t *traces) take() []pipe.Frame {
	g := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.lines[g]
	if p == nil {
		return nil
	}
	delete(t.lines, g)
	return p.frames
}

// parseFrame reads "cell[3]:2:5: panic: main.f(...)". The position is that of the function's first
// statement.
func parseFrame(line string) (pipe.Frame, bool) {
	where, call, ok := strings.Cut(strings.TrimSpace(line), ": panic: ")
	if !ok {
		return pipe.Frame{}, false
	}
	f := pipe.Frame{Func: strings.TrimSuffix(call, "(...)")}
	file, position, ok := strings.Cut(where, "]:")
	if number, found := strings.CutPrefix(file, "cell["); ok && found {
		f.Cell, _ = strconv.Atoi(number)
		l, c, _ := strings.Cut(position, ":")
		f.Line, _ = strconv.Atoi(l)
		f.Col, _ = strconv.Atoi(c)
	}
	return f, true
}

// goroutine returns the calling goroutine's number, which only a trace tells.
func goroutine() int64 {
	var buf [64]byte
	text, _ := strings.CutPrefix(string(buf[:runtime.Stack(buf[:], false)]), "goroutine ")
	number, _, _ := strings.Cut(text, " ")
	n, _ := strconv.ParseInt(number, 10, 64)
	return n
}
