package interp

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"unsafe"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
	golang "weft/kernel/golang/cell"
	"weft/kernel/golang/lower"
)

// traces learn of panics while they pass: the interpreter writes a line for each of its functions that
// a panic leaves, on the panicking goroutine, and at the first one the stack still stands. The lines
// themselves say nothing exact and are not used.
type traces struct {
	frames *frames
	nodes  *nodes

	mu       sync.Mutex
	bodies   map[uintptr]body // by their first nodes
	passages map[int64][]passage
	raised   map[int64][]pipe.Frame // by goroutines that are about to panic as compiled code did elsewhere
	calls    map[uintptr]call       // by return address
}

// A passage is one panic on its way up, from where it was raised.
type passage struct {
	below []uintptr // the stack at its last line, from the panic on
	deep  bool      // below is not all of it
	trail []pipe.Frame
}

const (
	window      = 256 // innermost calls of a stack that are looked at
	maxPassages = 256 // a goroutine that recovers leaves one behind
)

func newTraces() *traces {
	return &traces{
		frames: &frames{}, nodes: &nodes{},
		bodies: map[uintptr]body{}, passages: map[int64][]passage{}, raised: map[int64][]pipe.Frame{}, calls: map[uintptr]call{},
	}
}

// add makes functions known.
func (t *traces) add(bodies map[uintptr]body) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for first, b := range bodies {
		t.bodies[first] = b
	}
}

// Write is called with each line. At the first one of a panic it keeps where that was raised.
func (t *traces) Write(line []byte) (int, error) {
	g := rt.Goroutine()
	var buf [window]uintptr
	stack := buf[:runtime.Callers(1, buf[:])]
	t.mu.Lock()
	defer t.mu.Unlock()
	p, known := t.passing(g, stack)
	if !known {
		p.trail = joined(t.raised[g], t.trail())
		delete(t.raised, g)
	}
	from := max(slices.IndexFunc(stack, func(pc uintptr) bool { return t.call(pc) == panicCall }), 0)
	p.below, p.deep = append(p.below[:0], stack[from:]...), len(stack) == window
	if t.passages[g] == nil && len(t.passages) >= maxPassages {
		clear(t.passages)
	}
	t.passages[g] = append(t.passages[g], p)
	return len(line), nil
}

// elsewhere is told where in compiled code, of another process, the panic began that the calling goroutine
// raises next.
func (t *traces) elsewhere(frames []pipe.Frame) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.raised[rt.Goroutine()] = frames
}

// joined are the frames of a panic that began in compiled code: those there, then those here without the
// stub that called it, which is the same function.
func joined(there, here []pipe.Frame) []pipe.Frame {
	if len(there) > 0 && len(here) > 0 {
		stub := lower.GoName(here[0].Func)
		if stub == "" || stub == there[len(there)-1].Func {
			here = here[1:]
		}
	}
	return append(there, here...)
}

// take returns the interpreted functions that were on the calling goroutine's stack when the panic was
// raised that has reached its end.
func (t *traces) take() []pipe.Frame {
	g := rt.Goroutine()
	var buf [window]uintptr
	stack := buf[:runtime.Callers(1, buf[:])]
	t.mu.Lock()
	defer t.mu.Unlock()
	p, _ := t.passing(g, stack)
	delete(t.passages, g)
	return p.trail
}

// here is where the calling goroutine is.
func (t *traces) here() []pipe.Frame {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.trail()
}

// passing takes the passage out of the list that the calling goroutine's panic has begun already. It is
// the one whose stack is still there below the calls of unwinding, without other interpreted calls in
// between: those have raised a panic of their own, in a deferred function. Passages above are over.
func (t *traces) passing(g int64, stack []uintptr) (p passage, known bool) {
	all := t.passages[g]
	for len(all) > 0 && !known {
		last := all[len(all)-1]
		at := under(stack, last)
		if at >= 0 && slices.ContainsFunc(stack[:at], func(pc uintptr) bool { return t.call(pc) == bodyCall }) {
			break
		}
		p, known = last, at >= 0
		all = all[:len(all)-1]
	}
	if t.passages[g] = all; len(all) == 0 {
		delete(t.passages, g)
	}
	if !known {
		p = passage{}
	}
	return p, known
}

// under is the index from which on a stack is that of p, -1 if there is none. Of deep stacks the outermost
// calls are not compared.
func under(stack []uintptr, p passage) int {
	if !p.deep && len(stack) < window {
		at := len(stack) - len(p.below)
		if at >= 0 && slices.Equal(stack[at:], p.below) {
			return at
		}
		return -1
	}
	for at := range len(stack) / 2 {
		n := min(len(stack)-at, len(p.below))
		if slices.Equal(stack[at:at+n], p.below[:n]) {
			return at
		}
	}
	return -1
}

// A call is what kind of function a return address is in.
type call int

const (
	otherCall call = iota + 1
	panicCall      // a panic
	bodyCall       // an interpreted function
)

func (t *traces) call(pc uintptr) call {
	if c := t.calls[pc]; c != 0 {
		return c
	}
	c := otherCall
	if f := runtime.FuncForPC(pc - 1); f != nil {
		switch f.Name() {
		case "runtime.gopanic":
			c = panicCall
		case runName:
			c = bodyCall
		}
	}
	t.calls[pc] = c
	return c
}

// trail reads the calling goroutine's stack: the functions that it is in, innermost first, each with its
// place as far as that is known.
func (t *traces) trail() []pipe.Frame {
	var trail []pipe.Frame
	for _, f := range t.located() {
		trail = append(trail, f.Frame)
	}
	return trail
}

// callers is what package runtime tells of the calling goroutine's stack.
func (t *traces) callers() []rt.Call {
	t.mu.Lock()
	defer t.mu.Unlock()
	var calls []rt.Call
	for _, f := range t.located() {
		if f.Line == 0 { // what called main
			continue
		}
		name := lower.GoName(f.Func)
		if name == "" {
			name = "main"
		}
		of := fmt.Sprintf("%s:%d:%d", golang.FileName(f.of.Cell), f.of.Line, f.of.Col)
		calls = append(calls, rt.Call{Func: "main." + name, Of: of, File: golang.FileName(f.Cell), Line: f.Line})
	}
	return calls
}

// A located is a call on the stack, with the place of the function that it is in: none if it was inlined.
type located struct {
	pipe.Frame
	of golang.Pos
}

func (t *traces) located() []located {
	text := make([]byte, 64<<10)
	trail, _ := t.locatedIn(text[:runtime.Stack(text, false)])
	return trail
}

// locatedIn reads the stack of one goroutine as the run time prints it, whose frames must be in memory still.
// innermost is the note in the innermost of its frames, nil if there is none.
func (t *traces) locatedIn(text []byte) (trail []located, innermost *note) {
	if !t.nodes.ok || !t.frames.ok {
		return nil, nil
	}
	seen := false
	inner := pipe.Frame{} // in a function that lowering made up, of the next learner's function
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte("...")) && bytes.HasSuffix(line, []byte(" frames elided...\n")) {
			trail = append(trail, located{Frame: pipe.Frame{Func: pipe.Elided}})
		}
		arguments, ok := bytes.CutPrefix(line, []byte(runCall))
		if !ok {
			continue
		}
		first, frame, ok := callArguments(string(arguments))
		if !ok {
			continue
		}
		b, ok := t.bodies[first]
		if !ok {
			continue
		}
		f := pipe.Frame{}
		if fr, ok := t.frames.at(frame); ok {
			n := t.nodes.noteIn(fr)
			if !seen {
				seen, innermost = true, n
			}
			if n != nil {
				f = exact(n.Pos.Cell, n.Pos.Line, n.Pos.Col)
				for _, call := range n.Calls {
					trail = append(trail, located{Frame: f})
					f = exact(call.Cell, call.Line, call.Col)
				}
			}
		}
		if !f.Exact {
			f = inner
		}
		if inner = f; b.mark.Kind == 0 {
			continue
		}
		inner = pipe.Frame{}
		if !f.Exact {
			f.Cell, f.Line, f.Col = b.mark.Pos.Cell, b.mark.Pos.Line, b.mark.Pos.Col
		}
		f.Func = b.name
		trail = append(trail, located{f, b.mark.Pos})
	}
	if inner.Exact && len(trail) == 0 { // otherwise what a go statement calls
		trail = append(trail, located{Frame: inner})
	}
	return trail, innermost
}

// noteIn is the note in a frame. Another goroutine's may change meanwhile, if that goroutine is not one that waits:
// then either note is as good as the other, and the detector that weft's own tests run under need not hear of it.
//
//go:norace
func (n *nodes) noteIn(f frame) *note { return *(**note)(unsafe.Add(f.p, n.debug)) }

// exact is the frame of a known place.
func exact(number, line, col int) pipe.Frame {
	return pipe.Frame{Cell: number, Line: line, Col: col, Exact: true}
}

// callArguments are the first node and the frame of a call of the function that runs interpreted code.
func callArguments(arguments string) (node, frame uintptr, ok bool) {
	node, ok = hexArgument(arguments, 0)
	if !ok {
		return 0, 0, false
	}
	frame, ok = hexArgument(arguments, 1)
	return node, frame, ok
}
