package interp

import (
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unsafe"

	"weft/kernel/engine/pipe"
)

// traces receives what the interpreter writes while a panic passes through it: a line for each
// interpreted function, innermost first. It writes on the panicking goroutine.
type traces struct {
	mu    sync.Mutex
	lines map[int64]*passage // by goroutine
	rises map[int64][]rise   // by goroutine, latest last
	calls [4096]uintptr      // room to measure a stack's depth
}

// A passage is one panic on its way up.
type passage struct {
	depth  int // of the Go stack at the last line; it grows as long as nobody recovers
	frames []pipe.Frame
}

// A rise is a panic that lowered code has raised, and where. It may have been recovered.
type rise struct {
	at    string
	value any
}

const (
	maxRises    = 8   // of a goroutine: while one passes, deferred functions raise and recover others
	maxPassages = 256 // a goroutine that recovers leaves one behind
	maxFrames   = 64  // of a runaway recursion the innermost will do
)

func newTraces() *traces { return &traces{lines: map[int64]*passage{}, rises: map[int64][]rise{}} }

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

// raise remembers where the calling goroutine raises a panic.
func (t *traces) raise(at string, value any) {
	g := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	rises := t.rises[g]
	switch {
	case len(rises) == maxRises:
		rises = append(rises[:0], rises[1:]...)
	case rises == nil && len(t.rises) >= maxPassages:
		clear(t.rises)
	}
	t.rises[g] = append(rises, rise{at, value})
}

// take returns the functions that the calling goroutine's panic, of that value, has passed through.
func (t *traces) take(value any) []pipe.Frame {
	g := goroutine()
	t.mu.Lock()
	defer t.mu.Unlock()
	p, rises := t.lines[g], t.rises[g]
	delete(t.lines, g)
	delete(t.rises, g)
	if p == nil {
		p = &passage{}
	}
	for i := len(rises) - 1; i >= 0; i-- {
		if !same(rises[i].value, value) {
			continue
		}
		if f, ok := parsePlace(rises[i].at); ok {
			if len(p.frames) == 0 {
				p.frames = []pipe.Frame{{}}
			}
			f.Func, f.Exact = p.frames[0].Func, true
			p.frames[0] = f
		}
		break
	}
	return p.frames
}

// same reports whether a and b are the same copy of a value. Panics that were raised at two places have
// different copies, or else constant ones, and then the later place is right.
func same(a, b any) bool {
	return *(*[2]uintptr)(unsafe.Pointer(&a)) == *(*[2]uintptr)(unsafe.Pointer(&b))
}

// parseFrame reads "cell[3]:2:5: panic: main.f(...)". The position is that of the function's first
// statement.
func parseFrame(line string) (pipe.Frame, bool) {
	where, call, ok := strings.Cut(strings.TrimSpace(line), ": panic: ")
	if !ok {
		return pipe.Frame{}, false
	}
	f, _ := parsePlace(where)
	f.Func = strings.TrimSuffix(call, "(...)")
	return f, true
}

// parsePlace reads "cell[3]:2:5".
func parsePlace(where string) (f pipe.Frame, ok bool) {
	file, position, ok := strings.Cut(where, "]:")
	number, found := strings.CutPrefix(file, "cell[")
	if !ok || !found {
		return f, false
	}
	f.Cell, _ = strconv.Atoi(number)
	l, c, _ := strings.Cut(position, ":")
	f.Line, _ = strconv.Atoi(l)
	f.Col, _ = strconv.Atoi(c)
	return f, true
}
