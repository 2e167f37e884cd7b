package lower

import (
	"go/ast"
	"go/types"
	"strconv"
	"strings"
)

// selectStmt evaluates the channels and sent values of a select, in source order, for rt's Select, and
// switches on the case that it chose.
//
// The interpreter keeps the cases of a select in the statement: two goroutines in the same statement
// use each other's channels. It also cannot send an untyped constant or nil there, nor receive into an
// element, nor compile some loops around a select.
//
// Rule "short select": operands that are all named without calls are passed as they are, what nobody looks
// at is not kept, and rt's Select has forms without a variable number of arguments, which reflect makes cost
// more than the select itself.
func (f *fn) selectStmt(x *ast.SelectStmt, label string) string {
	t := f.push(label, selects)
	defer f.pop()
	s := selection{fn: f, chosen: f.l.temp("case"), value: f.l.temp("v"), ok: f.l.temp("ok"), plain: f.plainSelect(x)}
	var b strings.Builder
	for i, c := range x.Body.List {
		c := c.(*ast.CommClause)
		b.WriteString("case " + s.chosen + " == " + strconv.Itoa(i) + ":\n" + s.clause(c) + f.clause(c.Body))
	}
	form := "_rt.Select"
	if n := len(s.args); 0 < n && n <= fixedSelects {
		form += strconv.Itoa(n)
	}
	if !s.usesValue {
		s.value = "_"
	}
	if !s.usesOK {
		s.ok = "_"
	}
	args := strings.Join(append([]string{quote(s.ops)}, s.args...), ", ")
	head := s.chosen + ", " + s.value + ", " + s.ok + " := " + f.mark(MarkCall, x.Pos()) + form + "(" + args + ")\n"
	before, behind := s.tracedSelect()
	return "{\n" + f.takeChecks() + s.pre.String() + before + head + behind + t.wrap("switch {\n"+b.String()+"}") + "\n}"
}

// fixedSelects is up to how many operands rt's Select has a form.
const fixedSelects = 6

// selection collects the operands of a select.
type selection struct {
	*fn
	pre               strings.Builder
	channels          []string
	ops               string
	args              []string
	chosen, value, ok string
	usesValue, usesOK bool
	plain             bool // no operand needs a variable
}

// plainSelect reports whether the operands of a select can be passed as they are: evaluating one cannot
// change another, and they have the types of their places.
func (f *fn) plainSelect(x *ast.SelectStmt) bool {
	channel := func(e ast.Expr) bool { return f.pure(e) && !f.l.recursive(f.typeOf(e)) }
	for _, c := range x.Body.List {
		switch y := c.(*ast.CommClause).Comm.(type) {
		case *ast.SendStmt:
			elem := coreType(f.typeOf(y.Chan)).(*types.Chan).Elem()
			_, basic := elem.Underlying().(*types.Basic)
			_, isConst := f.constant(y.Value, true)
			if !channel(y.Chan) || !basic || isConst || !f.pure(y.Value) || !types.Identical(elem, f.typeOf(y.Value)) {
				return false
			}
		case *ast.ExprStmt:
			if !channel(ast.Unparen(y.X).(*ast.UnaryExpr).X) {
				return false
			}
		case *ast.AssignStmt:
			if !channel(ast.Unparen(y.Rhs[0]).(*ast.UnaryExpr).X) {
				return false
			}
		}
	}
	return true
}

func (s *selection) hold(kind string, t types.Type, v string) string {
	if s.plain {
		return v
	}
	n := s.l.temp(kind)
	s.pre.WriteString("var " + n + " " + s.fn.text(t) + " = " + v + "\n")
	return n
}

func (s *selection) channel(e ast.Expr) *types.Chan {
	t := s.typeOf(e)
	c := s.hold("c", s.l.core(t), s.openedExpr(e))
	s.args, s.channels = append(s.args, c), append(s.channels, c)
	return coreType(t).(*types.Chan)
}

// clause adds the operands of a case and returns how its body begins.
func (s *selection) clause(c *ast.CommClause) string {
	switch y := c.Comm.(type) {
	case *ast.SendStmt:
		s.ops += "s"
		t := s.channel(y.Chan)
		s.args = append(s.args, s.hold("v", t.Elem(), s.copied(y.Value, t.Elem())))
	case *ast.ExprStmt:
		s.ops += "r"
		s.channel(ast.Unparen(y.X).(*ast.UnaryExpr).X)
	case *ast.AssignStmt:
		s.ops += "r"
		t := s.channel(ast.Unparen(y.Rhs[0]).(*ast.UnaryExpr).X)
		return s.tracedTargets(y.Lhs...) + s.received(y, t.Elem())
	default:
		s.ops += "d"
	}
	return ""
}

// received assigns what a case received.
func (s *selection) received(y *ast.AssignStmt, elem types.Type) string {
	f := s.fn
	elem = f.sub(elem)
	v, ok := f.l.temp("v"), s.ok
	pre := ""
	s.usesValue = s.usesValue || !isBlank(y.Lhs[0])
	s.usesOK = s.usesOK || len(y.Lhs) > 1 && !isBlank(y.Lhs[1])
	if o, isNew := f.defines(y.Lhs[0]); isNew && !isBlank(y.Lhs[0]) && !isInterface(elem) && types.Identical(f.sub(o.Type()), elem) {
		pre = f.define(o, f.l.received(s.value, elem)) + "\n"
		y = &ast.AssignStmt{Lhs: append([]ast.Expr{ast.NewIdent("_")}, y.Lhs[1:]...)}
	}
	if !isBlank(y.Lhs[0]) {
		pre = "var " + v + " " + f.l.text(elem) + " = " + f.l.received(s.value, elem) + "\n"
	}
	from := []types.Type{elem, types.Typ[types.Bool]}
	for i, e := range y.Lhs {
		if isBlank(e) {
			continue
		}
		text := []string{v, ok}[i]
		if o, isNew := f.defines(e); isNew {
			pre += f.define(o, f.l.convert(text, from[i], f.sub(o.Type()))) + "\n"
			continue
		}
		p, place := f.target(e)
		if _, isIdent := ast.Unparen(e).(*ast.Ident); isIdent {
			p, place = "", f.expr(e)
		}
		pre += p + f.store(place, f.l.convert(text, from[i], f.leftType(e)), f.leftType(e))
	}
	return pre
}

// received is the value of type t in x, an interface{} that rt returned.
func (l *lowering) received(x string, t types.Type) string {
	switch {
	case isInterface(t) && l.erased(t), emptyStruct(t), l.recursive(t):
		if !emptyStruct(t) {
			return x
		}
		return l.text(t) + "{}"
	case isInterface(t):
		return l.helper("or_nil", t, func(name, text string) string {
			return "func " + name + "(x interface{}) " + text + " {\nif x == nil { return nil }\nreturn x.(" + text + ")\n}\n"
		}) + "(" + x + ")"
	}
	return x + ".(" + l.text(t) + ")"
}
