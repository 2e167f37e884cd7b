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
	if strings.HasPrefix(message, "pattern ") && strings.Contains(message, " conflicts with pattern ") {
		return "a pattern is handled once: a cell that is to run again begins with a new mux := http.NewServeMux()"
	}
	for _, h := range []struct{ begins, hint string }{
		{"assignment to entry in nil map", "a map has to be made before it is written to: make(map[K]V), or map[K]V{}"},
		{"runtime error: invalid memory address or nil pointer", "something here is nil, such as a pointer that was never set: compare it with nil first"},
		{"interface conversion:", "v, ok := x.(T) asks for the type without a panic"},
		{"close of closed channel", "a channel is closed once, by the one who sends"},
		{"send on closed channel", "only the one who sends closes the channel, and after the last send"},
		{"close of nil channel", "a channel has to be made first: make(chan T)"},
		{"weft flag redefined:", "a flag is registered once: a cell that is to run again begins with flags := flag.NewFlagSet(\"demo\", flag.ContinueOnError)"},
		{"sync: negative WaitGroup counter", "Done was called more often than Add counted"},
		{"fatal error: no goroutines (main called runtime.Goexit)", "runtime.Goexit ends the goroutine that calls it, here the cell's own; return ends a function alone"},
		{"fatal error: concurrent map", "only one goroutine at a time may use a map that is written to: guard it with a sync.Mutex"},
		{"fatal error: sync: unlock of unlocked mutex", "Unlock belongs to a Lock before it: mu.Lock(); defer mu.Unlock()"},
		{"fatal error: sync: RUnlock of unlocked RWMutex", "RUnlock belongs to an RLock before it: mu.RLock(); defer mu.RUnlock()"},
		{"fatal error: sync: Unlock of unlocked RWMutex", "Unlock belongs to a Lock before it: mu.Lock(); defer mu.Unlock()"},
		{"fatal error: stack overflow", "a function calls itself without end: it needs a case in which it does not"},
	} {
		if strings.HasPrefix(message, h.begins) {
			return h.hint
		}
	}
	return ""
}

// stuckHint says how what an interrupt could not end is ended.
func stuckHint(stuck []string) string {
	for _, what := range stuck {
		if strings.Contains(what, ").Accept") || strings.Contains(what, ").ListenAndServe") || strings.Contains(what, ").Serve") {
			return "it keeps its port until Close is called on the server or listener; %restart ends it too"
		}
	}
	return ""
}

// unlookedHint is for a field or method of a variable that is nil because the error beside it was not looked at. It is ""
// for anything else.
func (s *Session) unlookedHint(p *pipe.Panic) string {
	if len(p.Frames) == 0 || !p.Frames[0].Exact || !strings.HasPrefix(p.Message, "panic: runtime error: invalid memory address or nil pointer") {
		return ""
	}
	at := framePos(p.Frames[0])
	c := cell.Parse(at.Cell, s.sources[at.Cell]).Rest()
	name, failed := "", ""
	eachNode(c, func(n ast.Node) {
		if sel, ok := n.(*ast.SelectorExpr); ok && c.Pos(sel.Sel.Pos()) == at {
			if id, ok := sel.X.(*ast.Ident); ok {
				name = id.Name
			}
		}
	})
	eachNode(c, func(n ast.Node) {
		a, ok := n.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != 2 || len(a.Rhs) != 1 || !c.Pos(a.Pos()).Before(at) {
			return
		}
		x, ok1 := a.Lhs[0].(*ast.Ident)
		err, ok2 := a.Lhs[1].(*ast.Ident)
		if ok1 && ok2 && x.Name == name && (err.Name == "err" || err.Name == "_") {
			failed = err.Name
		}
	})
	switch failed {
	case "":
		return ""
	case "_":
		return "is " + name + " nil because of an error? Keep the error in place of the _, and look at it first"
	}
	return "is " + name + " nil because of an error? Look at " + failed + " before " + name + " is used"
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
