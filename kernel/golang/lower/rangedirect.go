package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// Rule "direct range". The interpreter's loop variables are one for all iterations, it takes a slice's
// length anew in each, and it mistakes some elements. Where none of that can be seen, its own range is
// used with the learner's variables, which costs a third of the loop that range.go writes: the operand
// is held in a variable that nothing else changes, and the loop variables are only read, and not by
// anything that outlives an iteration.

// direct is the loop in the interpreter's own form, if that is exact.
func (r ranged) direct(t *jumpTarget, over, label string) (string, bool) {
	if r.l.race || label != "" || r.jumps || len(r.closures) > 0 || r.x.Tok != token.DEFINE || !r.onlyRead(r.x.Key) || !r.onlyRead(r.x.Value) {
		return "", false
	}
	switch u := coreType(r.over).(type) {
	case *types.Slice:
		if r.variableOf(r.x.Value) != nil && !r.plain(u.Elem()) {
			return "", false
		}
		s := r.l.temp("s")
		return "{\n" + s + " := " + over + "\n" + r.counting(t, "len("+s+")", "for "+r.names()+" := range "+s+" {\n") + "\n}", true
	case *types.Map:
		if r.variableOf(r.x.Key) != nil && !r.plain(u.Key()) || r.variableOf(r.x.Value) != nil && !r.plain(u.Elem()) {
			return "", false
		}
		return t.wrap("for " + r.names() + " := range " + over + " {\n" + r.block(r.x.Body.List) + "}"), true
	case *types.Chan:
		if r.variableOf(r.x.Key) == nil || !r.plain(u.Elem()) {
			return "", false
		}
		c := r.l.temp("c")
		return "{\n" + c + " := " + over + "\n" + t.wrap(r.mark(MarkRange, r.x.Range)+"for "+r.names()+" := range "+c+" {\n"+r.block(r.x.Body.List)+"}") + "\n}", true
	case *types.Basic:
		if u.Info()&types.IsInteger == 0 || r.variableOf(r.x.Key) == nil {
			return "", false
		}
		i, n := r.variable(r.variableOf(r.x.Key)), r.l.temp("n")
		text := r.fn.text(r.variableOf(r.x.Key).Type())
		if s, ok := r.constant(r.x.X, true); ok {
			over = s
		}
		head := fmt.Sprintf("for %s := (%s)(0); %s < %s; %s++ {\n", i, text, i, n, i)
		return "{\nvar " + n + " " + text + " = " + over + "\n" + r.counting(t, n, head) + "\n}", true
	}
	return "", false
}

// counting is the loop that head begins; its key counts from 0 up to limit.
func (r ranged) counting(t *jumpTarget, limit, head string) string {
	var g *watch
	if key := r.variableOf(r.x.Key); key != nil && types.Identical(key.Type(), types.Typ[types.Int]) {
		g = &watch{counter: key, up: true, limit: limit, effect: r.effectOf(r.x.Body)}
	}
	fast, slow := r.twice(g, r.x.Body)
	if slow == "" {
		return t.wrap(head + fast + "}")
	}
	return t.wrap(g.choose(r.x.Body, head+fast+"}", head+slow+"}"))
}

// names are the loop variables.
func (r ranged) names() string {
	key, value := "_", r.variableOf(r.x.Value)
	if k := r.variableOf(r.x.Key); k != nil {
		key = r.variable(k)
	}
	if value == nil {
		return key
	}
	return key + ", " + r.variable(value)
}

// variableOf is the loop variable e, nil if there is none.
func (r ranged) variableOf(e ast.Expr) *types.Var {
	id, ok := e.(*ast.Ident)
	if !ok || id.Name == "_" {
		return nil
	}
	v, _ := r.src.info.Defs[id].(*types.Var)
	return v
}

// onlyRead reports whether the body only reads the loop variable e, and keeps nothing of it.
func (r ranged) onlyRead(e ast.Expr) bool {
	v := r.variableOf(e)
	if v == nil {
		return e == nil || isBlank(e)
	}
	return isLocalVar(v) && r.constantIn(r.x.Body, v) && !r.keeps(r.x.Body, v)
}

// plain reports whether the interpreter's range gives values of type t as they are.
func (r ranged) plain(t types.Type) bool {
	switch u := r.sub(t).Underlying().(type) {
	case *types.Basic, *types.Pointer, *types.Slice, *types.Map:
		return true
	case *types.Struct:
		return u.NumFields() > 0
	case *types.Interface:
		return r.l.erased(r.sub(t))
	}
	return false
}
