package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

func quote(s string) string { return strconv.Quote(s) }

// simple reports whether evaluating e has no effect and cannot be affected by another expression of
// its statement.
func simple(e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return simple(x.X)
	}
	return false
}

// assign lowers assignments and definitions.
func (f *fn) assign(x *ast.AssignStmt) string {
	switch {
	case x.Tok != token.ASSIGN && x.Tok != token.DEFINE:
		return f.opAssign(x)
	case len(x.Lhs) == 1:
		return f.assignOne(x.Lhs[0], x.Rhs[0])
	case len(x.Rhs) == 1:
		return f.assignSplit(x)
	}
	return f.assignMany(x)
}

// assigned variables: the type of a left side, nil for the blank identifier.
func (f *fn) leftType(e ast.Expr) types.Type {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && id.Name == "_" {
		return nil
	}
	return f.typeOf(e)
}

// defines reports whether e is a new local variable, which needs a declaration.
func (f *fn) defines(e ast.Expr) (*types.Var, bool) {
	id, ok := e.(*ast.Ident)
	if !ok {
		return nil, false
	}
	o, ok := f.src.info.Defs[id].(*types.Var)
	if !ok || f.top && !isLocalVar(o) {
		return nil, false
	}
	return o, true
}

// place is the text of a left side that is not an element of anything. The interpreter takes a
// compiled package's variables for constants, unless they are written through their address.
func (f *fn) place(e ast.Expr) string {
	f.storing, _ = ast.Unparen(e).(*ast.IndexExpr)
	s := f.expr(e)
	f.storing = nil
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok && f.pkgOf(sel.X) != nil {
		return "*(&" + s + ")"
	}
	return s
}

// set is the statement that gives the left side e the text v; a new local variable is declared with
// its type, since the interpreter's own idea of untyped values differs.
func (f *fn) set(e ast.Expr, v string) string {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && id.Name == "_" {
		return "_ = " + v
	}
	if o, ok := f.defines(e); ok {
		return f.define(o, v)
	}
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		if s := f.src.info.Selections[sel]; s != nil {
			t := f.typeOf(sel.X)
			place, cut := f.l.place(f.operand(sel.X), t, f.fieldIndex(t, s), f.mark(MarkField, sel.Sel.Pos()))
			if cut != nil {
				v = f.l.hold(v, cut)
			}
			return place + " = " + v
		}
	}
	return f.writeMark(e) + f.place(e) + " = " + v
}

// writeMark is the mark of an assignment to e where only that can panic, and no operand of it.
func (f *fn) writeMark(e ast.Expr) string {
	switch x := ast.Unparen(e).(type) {
	case *ast.StarExpr:
		return f.mark(MarkAssign, e.Pos())
	case *ast.IndexExpr:
		if _, ok := coreType(f.typeOf(x.X)).(*types.Map); ok {
			return f.mark(MarkAssign, e.Pos())
		}
	}
	return ""
}

func (f *fn) define(o *types.Var, v string) string {
	t := f.sub(o.Type())
	c, isChan := t.Underlying().(*types.Chan)
	if isInterface(t) || f.l.recursive(t) || isChan && c.Dir() != types.SendRecv || v == "nil" {
		return "var " + f.variable(o) + " " + f.l.text(t) + " = " + v
	}
	return f.variable(o) + " := " + v
}

func (f *fn) assignOne(left, right ast.Expr) string {
	t := f.leftType(left)
	if t == nil {
		if isNilType(f.typeOf(right)) {
			return ""
		}
		t = types.Default(f.typeOf(right))
	}
	v := f.copied(right, t)
	f.learnAddress(left, right)
	if f.leftType(left) == nil && !isReceive(right) { // the interpreter may leave out what is assigned to _
		return "var " + f.l.temp("v") + " " + f.l.text(t) + " = " + v
	}
	if isReceive(right) {
		return f.receiveInto(left, v, t)
	}
	if o, ok := f.defines(left); ok && isUntyped(f.typeOf(right)) && !isNilType(f.typeOf(right)) {
		if _, isConst := f.constant(right, false); !isConst { // an untyped comparison
			return "var " + f.variable(o) + " " + f.text(o.Type()) + " = " + v
		}
	}
	if ix, ok := ast.Unparen(left).(*ast.IndexExpr); ok && !simple(right) && (!simple(ix.X) || !simple(ix.Index)) {
		pre, target := f.target(left)
		if pre != "" {
			n := f.l.temp("v")
			return "{\n" + pre + "var " + n + " " + f.l.text(t) + " = " + v + "\n" + f.takeLate() + target + " = " + n + "\n}"
		}
	}
	if f.affected && (f.checkable(left) || f.indirect(left)) || f.replaces(left, right) {
		return f.setAfter(left, v, t)
	}
	if o, ok := f.defines(left); ok && f.isLiteral(right) {
		n := f.l.temp("v")
		return "var " + n + " " + f.l.text(t) + " = " + v + "\n" + f.define(o, n)
	}
	return f.set(left, v)
}

func isReceive(e ast.Expr) bool {
	u, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return ok && u.Op == token.ARROW
}

// receiveInto assigns the receive v to left through a variable: the interpreter replaces the variable
// on the left of a receive by the value, which then has no address and is not seen by closures.
func (f *fn) receiveInto(left ast.Expr, v string, t types.Type) string {
	n := f.l.temp("v")
	if _, ok := f.defines(left); ok {
		return n + " := " + v + "\n" + f.set(left, n)
	}
	pre, place := f.target(left)
	if id, ok := ast.Unparen(left).(*ast.Ident); ok {
		if id.Name == "_" {
			return v
		}
		place = f.expr(left)
	}
	return "{\n" + pre + n + " := " + v + "\n" + f.store(place, n, t) + "}"
}

// copied is e converted to t, and a copy of it if it is an array that lives somewhere.
func (f *fn) copied(e ast.Expr, t types.Type) string {
	v := f.assigned(e, t)
	if from := f.typeOf(e); from != nil && t != nil && !isInterface(t) {
		if _, ok := from.Underlying().(*types.Array); ok {
			switch ast.Unparen(e).(type) {
			case *ast.CompositeLit, *ast.CallExpr:
			default:
				return f.copyOf(from) + "(" + v + ")"
			}
		}
	}
	return v
}

// opAssign lowers x op= y.
func (f *fn) opAssign(x *ast.AssignStmt) string {
	right, isConst := f.constant(x.Rhs[0], true)
	b, ok := f.typeOf(x.Lhs[0]).Underlying().(*types.Basic)
	if !isConst || !ok || b.Info()&(types.IsInteger|types.IsString) == 0 {
		right = f.constantAs(x.Rhs[0], f.typeOf(x.Lhs[0]))
	}
	if x.Tok == token.SHL_ASSIGN || x.Tok == token.SHR_ASSIGN {
		if right = f.expr(x.Rhs[0]); !isUnsigned(f.typeOf(x.Rhs[0])) {
			right = f.shiftCount(x.Rhs[0])
		}
		if v := f.src.info.Types[x.Rhs[0]].Value; v != nil {
			right = literal(constant.ToInt(v), types.Typ[types.Uint])
		}
	}
	mark := ""
	if (x.Tok == token.QUO_ASSIGN || x.Tok == token.REM_ASSIGN) && !isConst && isInteger(f.typeOf(x.Lhs[0])) {
		mark = f.mark(MarkAssign, x.TokPos)
	}
	if x.Tok == token.ADD_ASSIGN && !isConst && isString(f.typeOf(x.Lhs[0])) { // there may be no room
		mark = f.mark(MarkAssign, x.TokPos)
	}
	return f.update(x.Lhs[0], x.Tok, right, mark)
}

// update is left op= right, with a mark if the operation can panic. The parts of left are evaluated once,
// so they get names if that matters.
func (f *fn) update(left ast.Expr, op token.Token, right, mark string) string {
	if mark == "" {
		mark = f.writeMark(left)
	}
	ix, ok := ast.Unparen(left).(*ast.IndexExpr)
	if !ok {
		if sel, ok := ast.Unparen(left).(*ast.SelectorExpr); ok && f.pkgOf(sel.X) != nil {
			return mark + f.place(left) + " = " + f.expr(left) + " " + strings.TrimSuffix(op.String(), "=") + " (" + right + ")"
		}
		if f.affected && f.indirect(left) && op != token.SHL_ASSIGN && op != token.SHR_ASSIGN {
			n := f.l.temp("v")
			before := f.takeChecks() + "{\nvar " + n + " " + f.text(f.typeOf(left)) + " = " + right + "\n"
			return before + mark + f.expr(left) + " " + op.String() + " " + n + "\n}"
		}
		return mark + f.expr(left) + " " + op.String() + " " + right
	}
	_, isMap := coreType(f.typeOf(ix.X)).(*types.Map)
	if simple(ix.X) && simple(ix.Index) && !isMap {
		if f.affected && f.checkable(left) && op != token.SHL_ASSIGN && op != token.SHR_ASSIGN {
			n := f.l.temp("v")
			before := f.takeChecks() + "{\nvar " + n + " " + f.text(f.typeOf(left)) + " = " + right + "\n"
			f.affected = false
			place := f.expr(left)
			late := f.takeChecks()
			f.affected = true
			return before + late + mark + place + " " + op.String() + " " + n + "\n}"
		}
		return mark + f.expr(left) + " " + op.String() + " " + right
	}
	if s, ok := f.plainUpdate(ix, op, right); ok {
		return mark + s
	}
	pre, target := f.target(left)
	if f.affected && op != token.SHL_ASSIGN && op != token.SHR_ASSIGN { // what the right calls comes before the check
		n := f.l.temp("v")
		pre += "var " + n + " " + f.text(f.typeOf(left)) + " = " + right + "\n"
		right = n
	}
	s := f.takeLate() + mark + target + " = " + target + " " + strings.TrimSuffix(op.String(), "=") + " (" + right + ")"
	if pre == "" {
		return s
	}
	return "{\n" + pre + s + "\n}"
}

// target evaluates the operands of a left side into temporaries and gives the place they denote. Its
// index is checked when the place is written.
func (f *fn) target(e ast.Expr) (pre, place string) {
	f.late = ""
	hold := func(kind string, t types.Type, v string) string {
		n := f.l.temp(kind)
		pre += "var " + n + " " + f.text(t) + " = " + v + "\n"
		return n
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		t := f.l.core(f.typeOf(x.X))
		var base string
		switch u := coreType(t).(type) {
		case *types.Array:
			var p string
			p, base = f.target(x.X)
			pre += p
			if isDeref(base) {
				base = "(" + base + ")"
			}
		case *types.Map:
			base = hold("m", t, f.openedExpr(x.X))
			return pre, f.writeMark(x) + base + "[" + f.keyMark(x, u) + hold("k", u.Key(), f.storedKey(x.Index, base, u.Key())) + "]"
		case *types.Pointer:
			base = "(*" + hold("p", t, f.openedExpr(x.X)) + ")"
		default:
			base = hold("s", t, f.openedExpr(x.X))
		}
		if k, ok := f.constant(x.Index, true); ok {
			return pre, base + "[" + k + "]"
		}
		i := hold("i", types.Default(f.typeOf(x.Index)), f.expr(x.Index))
		f.late = f.outside(i, x.Index, "len("+base+")", x)
		return pre, base + "[" + i + "]"
	case *ast.SelectorExpr:
		s := f.src.info.Selections[x]
		if s == nil {
			return "", f.place(x)
		}
		t := f.typeOf(x.X)
		if isPointer(t) || isPointer(t.Underlying()) {
			p := hold("p", t, f.expr(x.X))
			return pre, f.written(p, t, f.fieldIndex(t, s), f.mark(MarkField, x.Sel.Pos()))
		}
		p, base := f.target(x.X)
		if isDeref(base) {
			base = "(" + base + ")"
		}
		return p, f.written(base, t, f.fieldIndex(t, s), f.mark(MarkField, x.Sel.Pos()))
	case *ast.StarExpr:
		return pre, f.writeMark(x) + f.mark(MarkDeref, x.Pos()) + "*" + hold("p", f.l.core(f.typeOf(x.X)), f.openedExpr(x.X))
	}
	return pre, f.expr(e)
}

// isDeref reports whether the text of a place begins with a dereference.
func isDeref(place string) bool { return strings.HasPrefix(place[len(leadingMarks(place)):], "*") }

// written is the place of a field, marked if it is kept as interface{}.
func (f *fn) written(base string, t types.Type, index []int, mark string) string {
	place, cut := f.l.place(base, t, index, mark)
	if cut != nil {
		return keptMark + place
	}
	return place
}

// keptMark begins the places that hold an interface{} instead of their type.
const keptMark = "\x00"

// store is the assignment of the text v, of type t, to a place that target returned.
func (f *fn) store(place, v string, t types.Type) string {
	late := f.takeLate()
	if p, ok := strings.CutPrefix(place, keptMark); ok {
		return late + p + " = " + f.l.hold(v, t) + "\n"
	}
	return late + place + " = " + v + "\n"
}
