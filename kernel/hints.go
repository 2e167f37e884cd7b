package kernel

import (
	"go/ast"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
)

// panicHint says what to do about a panic or a fatal error whose message alone does not tell a learner;
// "" if nothing is known.
func panicHint(message string) string {
	message = strings.TrimPrefix(message, "panic: ")
	if strings.Contains(message, "(types from different scopes)") {
		return "two types have this name: if it was declared again, values from before have the old type, so make them anew"
	}
	for _, h := range []struct{ begins, hint string }{
		{"assignment to entry in nil map", "a map has to be made before it is written to: make(map[K]V), or map[K]V{}"},
		{"runtime error: invalid memory address or nil pointer", "something here is nil, such as a pointer that was never set: compare it with nil first"},
		{"interface conversion:", "v, ok := x.(T) asks for the type without a panic"},
		{"close of closed channel", "a channel is closed once, by the one who sends"},
		{"send on closed channel", "only the one who sends closes the channel, and after the last send"},
		{"close of nil channel", "a channel has to be made first: make(chan T)"},
		{"sync: negative WaitGroup counter", "Done was called more often than Add counted"},
		{"fatal error: no goroutines (main called runtime.Goexit)", "runtime.Goexit ends the goroutine that calls it, here the cell's own; return ends a function alone"},
		{"fatal error: concurrent map", "only one goroutine at a time may use a map that is written to: guard it with a sync.Mutex"},
		{"fatal error: sync: unlock of unlocked mutex", "Unlock belongs to a Lock before it: mu.Lock(); defer mu.Unlock()"},
		{"fatal error: stack overflow", "a function calls itself without end: it needs a case in which it does not"},
	} {
		if strings.HasPrefix(message, h.begins) {
			return h.hint
		}
	}
	return ""
}

// nilFuncHint is for a call of what is no declared function and may be nil: f(), or ops["add"](1). It is "" for
// anything else.
func (s *Session) nilFuncHint(p *pipe.Panic) string {
	if len(p.Frames) == 0 || !p.Frames[0].Exact || !strings.HasPrefix(p.Message, "panic: runtime error: invalid memory address or nil pointer") {
		return ""
	}
	at := framePos(p.Frames[0])
	c := cell.Parse(at.Cell, s.sources[at.Cell]).Rest()
	name := ""
	eachNode(c, func(n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || c.Pos(call.Pos()) != at {
			return
		}
		switch fun := ast.Unparen(call.Fun).(type) {
		case *ast.Ident, *ast.IndexExpr:
			from, to := c.Offset(c.Pos(fun.Pos())), c.Offset(c.Pos(fun.End()))
			name = c.Source[from:to]
		}
	})
	if name == "" {
		return ""
	}
	return "is " + name + " nil? A variable of a func type has to be set before it is called"
}
