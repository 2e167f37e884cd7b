package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// When an evaluator ends, the values of the session's variables end with it. The variables stay declared, so
// that functions that mention them do too, but nothing may come to one that is empty: that would be a zero
// that nobody has set. A variable is empty until it is declared again, or a statement of the top level
// assigns to it.

// LoseAll makes all variables empty.
func (s *Session) LoseAll() { s.lose(func(string) bool { return true }) }

// LoseValues makes these variables empty.
func (s *Session) LoseValues(names ...string) {
	if len(names) > 0 {
		s.lose(func(name string) bool { return slices.Contains(names, name) })
	}
}

func (s *Session) lose(which func(name string) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := *s.state
	next.empty = maps.Clone(next.empty)
	for _, l := range next.lives {
		if l.kind == varKind && which(l.key) {
			next.empty[l.key] = true
		}
	}
	s.state = &next
}

// Stay says that declarations of a cell did not come into the session, and why, so that who misses one of them
// learns it. It returns those whose name means something else in the session.
func (s *Session) Stay(stays []Lost) (other []Lost) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := *s.state
	next.lost = maps.Clone(next.lost)
	for _, l := range stays {
		if next.byKey[l.Name] != nil || next.imports[l.Name] != "" {
			other = append(other, l)
			continue
		}
		next.lost[l.Name] = l
	}
	s.state = &next
	return other
}

// Empty are the session's variables that have lost their values, in the order of their declaration. What they
// were lost By is not said.
func (s *Session) Empty() []Lost {
	st := s.now()
	var list []Lost
	for _, l := range st.lives {
		if st.empty[l.key] {
			list = append(list, Lost{Name: l.key, Pos: st.place(l)})
		}
	}
	return list
}

// Counts says how many declarations of each kind a session has.
type Counts struct{ Imports, Types, Funcs, Methods, Consts, Vars int }

// Count counts the live declarations.
func (s *Session) Count() Counts {
	st := s.now()
	c := Counts{Imports: len(st.imports) + len(st.dots) + len(st.blanks)}
	for _, l := range st.lives {
		switch {
		case l.kind == typeKind:
			c.Types++
		case l.kind == varKind:
			c.Vars++
		case l.kind == constKind:
			c.Consts++
		case typeOfKey(l.key) != "":
			c.Methods++
		default:
			c.Funcs++
		}
	}
	return c
}

// Refills are the empty variables of the session that a statement of Body gives values to: those that it
// declares again, and those that it assigns to.
func (u *Unit) Refills(s ast.Stmt) []string {
	var names []string
	for _, v := range u.Declares(s) {
		if u.draft.st.empty[v.Name()] {
			names = append(names, v.Name())
		}
	}
	for _, id := range u.draft.refilled {
		if s.Pos() <= id.Pos() && id.Pos() < s.End() {
			names = append(names, id.Name)
		}
	}
	return names
}

// Refill says that u has given values to the variables that it assigns to, though it is not committed: a
// compiled cell is not.
func (s *Session) Refill(u *Unit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := *s.state
	next.empty = maps.Clone(next.empty)
	for _, id := range u.draft.refilled {
		delete(next.empty, id.Name)
	}
	s.state = &next
}

// keepEmpty finds out which variables are still empty in the state after u.
func (next *state) keepEmpty(st *state, u *Unit) {
	next.empty = map[string]bool{}
	for key := range st.empty {
		l := next.byKey[key]
		refilled := slices.ContainsFunc(u.draft.refilled, func(id *ast.Ident) bool { return id.Name == key })
		if l != nil && l.kind == varKind && u.draft.names[key] == nil && !refilled {
			next.empty[key] = true
		}
	}
}

// usesOfEmpty refuses statements that come to an empty variable: by its name, or through functions and the
// methods of types.
func (d *draft) usesOfEmpty() {
	if len(d.st.empty) == 0 || d.generated {
		return
	}
	e := &emptyUses{draft: d, full: map[string]bool{}, own: d.ownMentions()}
	e.declares() // what uses them too early is told by others; what means the one before, by e.mention
	inits := d.initFuncs()
	for _, s := range d.c.Stmts {
		if _, ok := s.(*ast.DeclStmt); !ok && !d.bare {
			e.visit(inits...)
			inits = nil
		}
		e.statement(s)
	}
	e.visit(inits...)
	if d.isProgram() {
		e.visit(d.names["main"].fn.Body)
	}
}

// initFuncs are the bodies of the cell's init functions.
func (d *draft) initFuncs() []ast.Node {
	var list []ast.Node
	for _, decl := range d.c.File.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" && f.Body != nil {
			list = append(list, f.Body)
		}
	}
	return list
}

// ownMentions maps the cell's functions and types to what they mention, and types to their methods.
func (d *draft) ownMentions() map[string][]string {
	uses := d.functionUses()
	for _, decl := range d.order {
		if decl.kind == typeKind {
			m := newMentions()
			m.add(d.u.Info, decl.spec)
			uses[decl.key] = append(uses[decl.key], m.sorted()...)
		}
		if base := typeOfKey(decl.key); base != "" {
			uses[base] = append(uses[base], decl.key)
		}
	}
	return uses
}

// emptyUses is a walk through the statements of a cell.
type emptyUses struct {
	*draft
	full map[string]bool     // variables that have got values so far
	own  map[string][]string // see ownMentions
}

// declares notes the variables that the cell declares.
func (e *emptyUses) declares() {
	for _, decl := range e.order {
		if decl.kind == varKind {
			e.full[decl.key] = true
		}
	}
}

// statement visits a statement of the top level. A variable on the left of a = has a value after it.
func (e *emptyUses) statement(s ast.Stmt) {
	a, ok := s.(*ast.AssignStmt)
	if !ok || a.Tok != token.ASSIGN || len(e.labels) > 0 { // a goto could go around it
		e.visit(s)
		return
	}
	var set []*ast.Ident
	for _, lhs := range a.Lhs {
		if id, ok := ast.Unparen(lhs).(*ast.Ident); ok {
			set = append(set, id)
			continue
		}
		e.visit(lhs)
	}
	for _, rhs := range a.Rhs {
		e.visit(rhs)
	}
	for _, id := range set {
		if key := keyOf(e.u.Info.Uses[id]); e.st.empty[key] && !e.full[key] && e.names[key] == nil {
			e.refilled = append(e.refilled, id)
			e.full[key] = true
		}
	}
}

func (e *emptyUses) visit(nodes ...ast.Node) {
	for _, n := range nodes {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				e.mention(id)
			}
			return true
		})
	}
}

// mention refuses an identifier that leads to an empty variable.
func (e *emptyUses) mention(id *ast.Ident) {
	obj := e.u.Info.Uses[id]
	key := keyOf(obj)
	if key == "" {
		return
	}
	if _, early := e.early[id]; early && e.st.empty[key] {
		e.refuseEmpty(id, key, key)
		return
	}
	if through, v := e.leadsTo(key); v != "" {
		e.refuseEmpty(id, through, v)
	}
}

// leadsTo is the empty variable that a key leads to, "" if there is none, and the declaration that mentions it.
func (e *emptyUses) leadsTo(key string) (through, variable string) {
	seen := map[string]bool{key: true}
	list, from := []string{key}, map[string]string{key: key}
	for i := 0; i < len(list); i++ {
		k := list[i]
		if e.st.empty[k] && !e.full[k] {
			return from[k], k
		}
		next := e.own[k]
		if l := e.st.byKey[k]; l != nil && e.names[k] == nil && l.kind != varKind {
			next = slices.Concat(next, l.deps)
		}
		if e.names[k] == nil || e.same[k] != nil {
			next = slices.Concat(next, e.st.methods[k])
		}
		for _, n := range next {
			if !seen[n] {
				seen[n] = true
				list, from[n] = append(list, n), k
			}
		}
	}
	return "", ""
}

// refuseEmpty refuses id, which leads to an empty variable through a declaration that mentions it.
func (e *emptyUses) refuseEmpty(id *ast.Ident, through, variable string) {
	number := e.st.numberOf(e.st.byKey[variable])
	lost := fmt.Sprintf("%s (cell [%d]) was lost when the evaluator ended", variable, number)
	switch {
	case through == variable:
	case through == id.Name || strings.HasSuffix(through, "."+id.Name):
		lost = fmt.Sprintf("%s uses %s, which was lost when the evaluator ended", through, variable)
	default:
		lost = fmt.Sprintf("%s needs %s, which uses %s, which was lost when the evaluator ended", id.Name, through, variable)
	}
	e.u.Diagnostics = append(e.u.Diagnostics, cell.Diagnostic{
		Pos: e.at(id.Pos()), End: e.at(id.End()), Message: lost,
		Hint: fmt.Sprintf("run cell [%d] again, which declares %s, or all cells with %%rerun", number, variable),
	})
}
