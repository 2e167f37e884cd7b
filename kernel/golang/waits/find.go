package waits

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// At is what a goroutine in this state does at a place of c. call is the compiled function that the learner's
// code is in, such as "net/http.(*Client).Do", or "".
//
// What is not certain from the place alone is left out: of two receives in a line whose column is not known, the
// channel is told only if it is the same.
func At(c *cell.Cell, at Place, state, call string) Op {
	op := Op{Kind: KindOf(state), Nil: strings.HasSuffix(state, "(nil chan)")}
	if state == "select (no cases)" {
		op.Kind = Never
	}
	if op.Kind == IO && (strings.HasPrefix(call, "net.") || strings.HasPrefix(call, "net/")) {
		op.On = "the network"
	}
	method := ""
	if op.Kind == Other && strings.HasPrefix(state, "sync.") { // such as sync.Once.Do
		method = state[strings.LastIndexByte(state, '.')+1:]
		op.Kind, op.On = Calling, state
	}
	if own := compiled(call); own != "" {
		method = own[strings.LastIndexByte(own, '.')+1:]
		if op.Kind == Receiving || op.Kind == Sending || op.Kind == Selecting || op.Kind == Other {
			op.Kind, op.On = Calling, own
		}
	}
	var wanted func(candidate) bool
	switch {
	case method != "":
		wanted = func(f candidate) bool { return f.method == method }
	case op.Kind == Receiving:
		wanted = func(f candidate) bool {
			return f.Kind == Receiving || f.Kind == Ranging || f.Kind == Selecting && f.Cases == 1
		}
	case op.Kind == Sending:
		wanted = func(f candidate) bool { return f.Kind == Sending || f.Kind == Selecting && f.Cases == 1 }
	case op.Kind == Selecting: // also how an interpreter receives and sends
		wanted = func(f candidate) bool { return f.method == "" && f.Kind != Never }
	case op.Kind == Never:
		wanted = func(f candidate) bool { return f.Kind == Never }
	case op.Kind == Locking:
		wanted = func(f candidate) bool { return f.method == "Lock" }
	case op.Kind == Reading:
		wanted = func(f candidate) bool { return f.method == "RLock" }
	case op.Kind == Group, op.Kind == Cond:
		wanted = func(f candidate) bool { return f.method == "Wait" }
	default:
		return op
	}
	all := candidates(c, at)
	all = slices.DeleteFunc(all, func(f candidate) bool { return !wanted(f) })
	found, ok := choose(c, all, at)
	if !ok {
		return op
	}
	if found.method == "" {
		op.Kind, op.Cases = found.Kind, found.Cases
	}
	op.On, op.Recv, op.Pos = found.On, found.Recv, found.Pos
	return op
}

// compiled is a function that learners call, as they write it, with its package: "http.Client.Do". It is "" for the
// methods of package sync that states already tell, and for what the engine calls in place of Go's statements.
func compiled(call string) string {
	switch call {
	case "sync.(*Mutex).Lock", "sync.(*RWMutex).Lock", "sync.(*RWMutex).RLock", "sync.(*WaitGroup).Wait", "sync.(*Cond).Wait", "time.Sleep":
		return ""
	}
	if strings.HasPrefix(call, "weft/kernel/engine/") || strings.HasPrefix(call, "reflect.") || strings.HasPrefix(call, "runtime.") ||
		strings.HasPrefix(call, "github.com/traefik/yaegi/") {
		return ""
	}
	call = call[strings.LastIndexByte(call, '/')+1:]
	return strings.NewReplacer("(*", "", ")", "", "[...]", "").Replace(call)
}

// A candidate is an operation in the text that can wait.
type candidate struct {
	Op
	method string // of a call
	spans  []span // where a position that means it can be
}

type span struct{ from, to token.Pos }

// candidates are the operations of c, or of the function that an inexact place is in, without those of
// literals in it.
func candidates(c *cell.Cell, at Place) []candidate {
	var all []candidate
	collect := func(root ast.Node, nested bool) {
		ast.Inspect(root, func(n ast.Node) bool {
			if l, ok := n.(*ast.FuncLit); ok && !nested && l != root {
				return false
			}
			if f, ok := operation(c, n); ok {
				all = append(all, f)
			}
			return true
		})
	}
	switch {
	case at.Exact:
		for _, root := range roots(c) {
			collect(root, true)
		}
	case at.Pos.Line == 0:
		for _, st := range c.Stmts {
			collect(st, false)
		}
	default:
		if f := functionAt(c, at.Pos); f != nil {
			collect(f, false)
		}
	}
	return all
}

func roots(c *cell.Cell) []ast.Node {
	var all []ast.Node
	for _, st := range c.Stmts {
		all = append(all, st)
	}
	if c.File != nil {
		for _, d := range c.File.Decls {
			all = append(all, d)
		}
	}
	return all
}

// functionAt is the literal that begins at pos, or the declared function that it is in.
func functionAt(c *cell.Cell, pos cell.Pos) (found ast.Node) {
	for _, root := range roots(c) {
		ast.Inspect(root, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if found == nil && !pos.Before(c.Pos(n.Pos())) && pos.Before(c.Pos(n.End())) {
					found = n
				}
			case *ast.FuncLit:
				if c.Pos(n.Pos()) == pos {
					found = n
				}
			}
			return true
		})
	}
	return found
}

// operation is what a node can wait for.
func operation(c *cell.Cell, n ast.Node) (candidate, bool) {
	at := func(kind Kind, on string, pos token.Pos, spans ...span) (candidate, bool) {
		return candidate{Op: Op{Kind: kind, On: on, Pos: c.Pos(pos)}, spans: spans}, true
	}
	switch n := n.(type) {
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return at(Receiving, text(c, n.X), n.OpPos, span{n.Pos(), n.End()})
		}
	case *ast.SendStmt:
		return at(Sending, text(c, n.Chan), n.Arrow, span{n.Pos(), n.End()})
	case *ast.RangeStmt:
		if _, number := n.X.(*ast.BasicLit); number {
			break
		}
		return at(Ranging, text(c, n.X), n.For, span{n.For, n.Body.Lbrace})
	case *ast.SelectStmt:
		kind := Selecting
		spans := []span{{n.Select, n.Body.Lbrace}}
		for _, clause := range n.Body.List {
			if clause, ok := clause.(*ast.CommClause); ok {
				spans = append(spans, span{clause.Case, clause.Colon})
			}
		}
		if len(n.Body.List) == 0 {
			kind = Never
		}
		f, ok := at(kind, "", n.Select, spans...)
		f.Cases = len(n.Body.List)
		return f, ok
	case *ast.CallExpr:
		f, ok := at(Calling, callText(c, n), n.Pos(), span{n.Pos(), n.End()})
		switch fun := ast.Unparen(n.Fun).(type) {
		case *ast.SelectorExpr:
			f.method, f.Recv, f.Pos = fun.Sel.Name, text(c, fun.X), c.Pos(fun.Sel.Pos())
		case *ast.Ident:
			f.method = fun.Name
		default:
			f.method = "()"
		}
		return f, ok
	}
	return candidate{}, false
}

// choose is the candidate that a place means: the one that stands exactly there, else the innermost one around
// it, else the only one in the line.
func choose(c *cell.Cell, all []candidate, at Place) (candidate, bool) {
	if !at.Exact {
		return agreed(all)
	}
	if at.Pos.Col > 0 {
		for _, f := range all {
			if f.Pos == at.Pos {
				return f, true
			}
		}
		var around []candidate
		for _, f := range all {
			for _, s := range f.spans {
				if from := c.Pos(s.from); !at.Pos.Before(from) && at.Pos.Before(c.Pos(s.to)) {
					around = append(around, f)
				}
			}
		}
		if len(around) > 0 {
			return around[len(around)-1], true // inner nodes are visited later
		}
	}
	return agreed(slices.DeleteFunc(all, func(f candidate) bool { return f.Pos.Line != at.Pos.Line }))
}

// agreed is the only candidate; of several that do the same it is one without a position.
func agreed(all []candidate) (candidate, bool) {
	if len(all) == 0 {
		return candidate{}, false
	}
	first := all[0]
	for _, f := range all[1:] {
		if f.Kind != first.Kind || f.On != first.On || f.Cases != first.Cases {
			return candidate{}, false
		}
		first.Pos = cell.Pos{}
	}
	return first, true
}

// maxText is how many bytes of an expression are told.
const maxText = 40

// text is an expression as it is written, without line ends and not too long.
func text(c *cell.Cell, n ast.Node) string {
	s := strings.Join(strings.Fields(source(c, n)), " ")
	if len(s) > maxText {
		cut := maxText
		for cut > 0 && s[cut]&0xC0 == 0x80 {
			cut--
		}
		s = s[:cut] + "…"
	}
	return s
}

func source(c *cell.Cell, n ast.Node) string {
	from, to := c.Offset(c.Pos(n.Pos())), c.Offset(c.Pos(n.End()))
	return c.Source[from:max(from, to)]
}

// callText is a call; long arguments are left out.
func callText(c *cell.Cell, n *ast.CallExpr) string {
	whole := strings.Join(strings.Fields(source(c, n)), " ")
	if len(whole) <= maxText {
		return whole
	}
	return text(c, n.Fun) + "(…)"
}
