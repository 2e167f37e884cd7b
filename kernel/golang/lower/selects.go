package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// selectStmt evaluates the channels and sent values of a select into typed variables first, in source
// order, and assigns a received value in the body: the interpreter cannot send an untyped constant
// or nil there, nor receive into an element.
func (f *fn) selectStmt(x *ast.SelectStmt, label string) string {
	t := f.push(label, selects)
	defer f.pop()
	var pre, b strings.Builder
	b.WriteString("select {\n")
	for _, s := range x.Body.List {
		c := s.(*ast.CommClause)
		b.WriteString(f.commHead(c, &pre) + f.block(c.Body))
	}
	return "{\n" + pre.String() + t.wrap(b.String()+"}") + "\n}"
}

func (f *fn) commHead(c *ast.CommClause, pre *strings.Builder) string {
	hold := func(kind string, t types.Type, v string) string {
		n := f.l.temp(kind)
		pre.WriteString("var " + n + " " + f.text(t) + " = " + v + "\n")
		return n
	}
	channel := func(e ast.Expr) (string, *types.Chan) {
		t := f.typeOf(e)
		return hold("c", t, f.expr(e)), coreType(t).(*types.Chan)
	}
	switch y := c.Comm.(type) {
	case *ast.SendStmt:
		n, t := channel(y.Chan)
		return "case " + n + " <- " + hold("v", t.Elem(), f.assigned(y.Value, t.Elem())) + ":\n"
	case *ast.ExprStmt:
		n, _ := channel(ast.Unparen(y.X).(*ast.UnaryExpr).X)
		return "case <-" + n + ":\n"
	case *ast.AssignStmt:
		n, t := channel(ast.Unparen(y.Rhs[0]).(*ast.UnaryExpr).X)
		from := []types.Type{t.Elem(), types.Typ[types.Bool]}
		var names []string
		var set strings.Builder
		for i, e := range y.Lhs {
			v := f.l.temp("v")
			names = append(names, v)
			if isBlank(e) {
				continue
			}
			if o, ok := f.defines(e); ok {
				set.WriteString(f.define(o, f.l.convert(v, from[i], f.sub(o.Type()))) + "\n")
				continue
			}
			p, place := f.target(e)
			if _, ok := ast.Unparen(e).(*ast.Ident); ok {
				p, place = "", f.expr(e)
			}
			set.WriteString(p + place + " = " + f.l.convert(v, from[i], f.leftType(e)) + "\n")
		}
		return "case " + strings.Join(names, ", ") + " := <-" + n + ":\n" + set.String()
	}
	return "default:\n"
}
