package interp

import (
	"bytes"
	"runtime"
	"slices"

	"weft/kernel/engine/pipe"
	gstack "weft/kernel/engine/stack"
)

// elided is how the run time says that a trace leaves the middle of a stack out.
const elided = "frames elided...\n"

// deep is here for a stack of many calls: those at its ends, and how many are between them. The innermost function, which
// has found the stack too deep, is left out.
func (t *traces) deep() ([]pipe.Frame, *pipe.Gap) {
	text := make([]byte, 64<<10)
	text = text[:runtime.Stack(text, false)]
	inner, outer, isDeep := bytes.Cut(text, []byte(elided))
	t.mu.Lock()
	defer t.mu.Unlock()
	var frames []pipe.Frame
	trail, _ := t.locatedIn(inner)
	calls := len(trail)
	if calls > 0 && !trail[0].Exact {
		trail = trail[1:]
	}
	for _, f := range trail {
		frames = append(frames, f.Frame)
	}
	if !isDeep {
		return frames, nil
	}
	g := &pipe.Gap{At: len(frames)}
	trail, _ = t.locatedIn(outer)
	calls += len(trail)
	for _, f := range trail {
		frames = append(frames, f.Frame)
	}
	seen := bytes.Count(text, []byte("\n"+runCall))
	g.Calls = max(t.depth()-seen, 0)
	if calls != seen && seen > 0 { // what lowering made up is in the middle as often as at the ends
		g.Calls, g.About = g.Calls*calls/seen, true
	}
	return frames, g
}

// depth counts the interpreted functions on the calling goroutine's stack.
func (t *traces) depth() int {
	var inner [window]uintptr
	n := runtime.Callers(1, inner[:])
	i := slices.IndexFunc(inner[:n], func(pc uintptr) bool { return t.call(pc) == bodyCall })
	if i < 0 {
		return 0
	}
	return gstack.Count(inner[i]) // they all return to one place
}
