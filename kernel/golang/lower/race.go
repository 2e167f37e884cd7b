package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// Rule "traced". If the session is asked to find data races, lowered code tells the engine what it accesses, in
// calls of rt's Trace: before a statement what it reads and writes, in front of a condition what that reads, around
// what synchronises. Without being asked nothing of it is in the text.
//
// An access is told of between the same two synchronisations as it happens. What a statement accesses behind a call
// is therefore told of behind the statement, or not at all: what is left out can hide a race and never makes one. Only
// the learner's code is traced; what code of the library synchronises is.

// SetRace says whether the cells that follow are traced. It returns whether that is a change.
func (s *Session) SetRace(on bool) (changed bool) {
	changed = s.race != on
	s.race = on
	return changed
}

// racing reports whether accesses of the code that is being lowered are told of.
func (f *fn) racing() bool { return f.l.race && f.src == f.l.own && f.template == nil }

// variant is the name of an instance: those that are traced are others than those that are not.
func (l *lowering) variant(name string) string {
	if l.race {
		return "traced_" + name
	}
	return name
}

// trace is a call that tells of something: what happens, along a path from an operand.
func trace(what, site string, operands ...string) string {
	return "_rt.Trace(" + strings.Join(append([]string{quote(what), quote(site)}, operands...), ", ") + ")"
}

// site is the place of an access and what is accessed there, as it is written.
func (f *fn) site(e ast.Expr) string {
	const longest = 40
	name := types.ExprString(e)
	if len(name) > longest {
		name = strings.ToValidUTF8(name[:longest], "") + "..."
	}
	return f.placeText(e.Pos()) + " " + name
}

// traced are the statements that tell what a simple statement accesses, before and behind it.
func (f *fn) traced(s ast.Stmt) (before, behind string) {
	if !f.racing() {
		return "", ""
	}
	defer func(checks []string) { f.checks = checks }(f.checks) // operands have been checked
	t := &tracing{fn: f}
	switch x := s.(type) {
	case *ast.ExprStmt:
		t.reads(x.X)
	case *ast.AssignStmt:
		t.assignment(x)
	case *ast.IncDecStmt:
		t.place(x.X, "update")
		t.stays = true
	case *ast.SendStmt:
		t.reads(x.Chan)
		t.reads(x.Value)
	case *ast.ReturnStmt:
		for _, e := range x.Results {
			t.reads(e)
		}
		t.stays = false
	case *ast.GoStmt:
		t.call(x.Call)
	case *ast.DeferStmt:
		t.call(x.Call)
	case *ast.DeclStmt:
		t.declaration(x)
	case *ast.RangeStmt:
		t.reads(x.X)
	case *ast.TypeSwitchStmt:
		t.subject(x)
	case *ast.SelectStmt:
		t.choice(x)
	}
	if t.stays {
		behind = lines(t.late)
	}
	return lines(t.early), behind
}

func lines(calls []string) string {
	if len(calls) == 0 {
		return ""
	}
	return strings.Join(calls, "\n") + "\n"
}

// condition is the lowered condition e behind calls that tell what it reads.
func (f *fn) condition(e ast.Expr, text string) string {
	if !f.racing() || e == nil || text == "" {
		return text
	}
	defer func(checks []string) { f.checks = checks }(f.checks)
	t := &tracing{fn: f}
	t.reads(e)
	if len(t.early) == 0 {
		return text
	}
	return "(" + strings.Join(t.early, " && ") + " && (" + text + "))"
}

// tracedTag tells what the tag of a switch statement reads.
func (f *fn) tracedTag(e ast.Expr) string {
	if !f.racing() {
		return ""
	}
	defer func(checks []string) { f.checks = checks }(f.checks)
	t := &tracing{fn: f}
	t.reads(e)
	return lines(t.early)
}

// A tracing collects what is accessed, in the order of its evaluation.
type tracing struct {
	*fn
	early, late []string
	called      bool // something that may synchronise
	stays       bool // the statement goes on behind what it calls, and nothing but accesses follows
}

// synchronised notes that something synchronises, of which the accesses from number first on are operands. In
// which order with it the others of its expression come, Go leaves open, so nothing is told of those.
func (t *tracing) synchronised(first int) {
	if t.called {
		t.late = nil
		return
	}
	t.early, t.called = t.early[min(first, len(t.early)):], true
}

// tell notes an access.
func (t *tracing) tell(call string) {
	if t.called {
		t.late = append(t.late, call)
		return
	}
	t.early = append(t.early, call)
}

// assignment is x = y, x := y and x op= y.
func (t *tracing) assignment(x *ast.AssignStmt) {
	t.stays = true
	for _, e := range x.Rhs {
		t.reads(e)
	}
	verb := "write"
	if x.Tok != token.ASSIGN && x.Tok != token.DEFINE {
		verb = "update"
	}
	t.called = true // what panics on the right leaves the left as it is
	for _, e := range x.Lhs {
		id, isIdent := ast.Unparen(e).(*ast.Ident)
		if isIdent && (id.Name == "_" || t.src.info.Defs[id] != nil) {
			continue
		}
		if isIdent || len(x.Lhs) == 1 { // behind several, another one may have changed the way to it
			t.place(e, verb)
		}
	}
}

func (t *tracing) declaration(x *ast.DeclStmt) {
	g, ok := x.Decl.(*ast.GenDecl)
	if !ok || g.Tok != token.VAR {
		return
	}
	t.stays = true
	for _, s := range g.Specs {
		for _, e := range s.(*ast.ValueSpec).Values {
			t.reads(e)
		}
	}
}

// subject is what a type switch looks at.
func (t *tracing) subject(x *ast.TypeSwitchStmt) {
	if x.Init != nil {
		return
	}
	switch a := x.Assign.(type) {
	case *ast.AssignStmt:
		t.reads(a.Rhs[0])
	case *ast.ExprStmt:
		t.reads(a.X)
	}
}

// choice is the channels and values of a select statement.
func (t *tracing) choice(x *ast.SelectStmt) {
	for _, c := range x.Body.List {
		switch y := c.(*ast.CommClause).Comm.(type) {
		case *ast.SendStmt:
			t.reads(y.Chan)
			t.reads(y.Value)
		case *ast.ExprStmt:
			t.reads(ast.Unparen(y.X).(*ast.UnaryExpr).X)
		case *ast.AssignStmt:
			t.reads(ast.Unparen(y.Rhs[0]).(*ast.UnaryExpr).X)
		}
	}
}

// tracedTargets tells what a clause of a select statement, or a round of a range loop, assigns to.
func (f *fn) tracedTargets(left ...ast.Expr) string {
	if !f.racing() {
		return ""
	}
	defer func(checks []string) { f.checks = checks }(f.checks)
	t := &tracing{fn: f}
	for _, e := range left {
		id, isIdent := e.(*ast.Ident)
		if e == nil || isIdent && (id.Name == "_" || t.src.info.Defs[id] != nil) {
			continue
		}
		t.place(e, "write")
	}
	return lines(t.early)
}

// tracedItem tells that a range loop reads the element i of s.
func (f *fn) tracedItem(x *ast.RangeStmt, s, i string) string {
	if !f.racing() {
		return ""
	}
	return trace("read [", f.site(x.X)+"["+"]", s, i) + "\n"
}

// tracedMap tells that a range loop reads the map m.
func (f *fn) tracedMap(x *ast.RangeStmt, m string) string {
	if !f.racing() {
		return ""
	}
	return trace("readmap", f.site(x.X), m) + "\n"
}

// field is a link of a path.
func field(i int) string { return "." + strconv.Itoa(i) }
