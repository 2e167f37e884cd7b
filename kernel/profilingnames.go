package kernel

import (
	"cmp"
	"path"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/profiling"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/slice"
	"weft/kernel/golang/waits"
)

// theCell is what the statements of a cell that are in no function are called.
const theCell = "the cell"

// functionName is a function of a compiled program as the reader knows it; a wait is called as the text has it. The
// caller holds mu.
func (s *Session) functionName(f profiling.Frame) string {
	switch f.Kind {
	case profiling.Own:
		return ownName(f.Func)
	case profiling.Library:
		state := f.Func
		if lock := profiling.LockState(f.Func); lock != "" {
			state = lock
		}
		switch state {
		case profiling.Receive, profiling.Send, profiling.Select, "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock":
			_, op := s.doing(pipe.Frame{Cell: f.Pos.Cell, Line: f.Pos.Line, Exact: true}, state, "")
			return cmp.Or(label(op), state)
		}
		return path.Base(withoutTypes(f.Func))
	}
	return f.Func
}

// ownName is the compiler's name of a function of a cell, without what our program adds: "burn", "(*T).M", "burn.func1",
// "func literal 1" for one among the statements of the cell.
func ownName(name string) string {
	name = strings.TrimPrefix(name, "main.")
	for _, wrapper := range []string{".gowrap", ".deferwrap"} { // which the compiler makes of go and defer
		if i := strings.LastIndex(name, wrapper); i >= 0 {
			name = name[:i]
		}
	}
	if rest, ok := strings.CutPrefix(name, slice.BodyName); ok {
		if literal, ok := strings.CutPrefix(rest, ".func"); ok {
			return "func literal " + literal
		}
		return theCell
	}
	return withoutTypes(name)
}

// withoutTypes is a name without type arguments: "slices.Max" for "slices.Max[go.shape.[]int,go.shape.int]".
func withoutTypes(name string) string {
	depth := 0
	return strings.Map(func(r rune) rune {
		if r == '[' {
			depth++
		}
		inside := depth > 0
		if r == ']' {
			depth--
		}
		if inside {
			return -1
		}
		return r
	}, name)
}

// waitFrames are the calls of an interpreted goroutine that waits, as far as they are known: the wait and its function.
func (s *Session) waitFrames(place string, op waits.Op) []profiling.Frame {
	at, ok := placeOf(place)
	if !ok || at.Line == 0 {
		return []profiling.Frame{{Func: "at a place that is not known", Kind: profiling.System}}
	}
	at.Line, at.Col = cmp.Or(op.Pos.Line, at.Line), cmp.Or(op.Pos.Col, at.Col)
	c := cell.Parse(at.Cell, s.sources[at.Cell]).Rest()
	in := function(c, pipe.Frame{Cell: at.Cell, Line: at.Line, Col: at.Col, Exact: true}, at)
	return []profiling.Frame{
		{Func: cmp.Or(label(op), op.Phrase(false)), Kind: profiling.Library, Pos: at},
		{Func: cmp.Or(in, theCell), Kind: profiling.Own, Pos: at},
	}
}
