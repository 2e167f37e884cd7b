package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// switchStmt lowers a switch to one without a tag: cases compare with the tag's type, and with rt's
// equality where an interface takes part.
func (f *fn) switchStmt(x *ast.SwitchStmt, label string) string {
	init := ""
	if x.Init != nil {
		init = f.stmt(x.Init)
	}
	t := f.push(label, switches)
	defer f.pop()
	tag := ""
	var typ types.Type
	if x.Tag != nil {
		tag, typ = f.l.temp("tag"), types.Default(f.typeOf(x.Tag))
		init += "var " + tag + " " + f.l.text(typ) + " = " + f.assigned(x.Tag, typ) + "\n"
		i := strings.LastIndex(init, "var "+tag)
		init = init[:i] + f.takeChecks() + init[i:]
	}
	f.conditional++
	defer func() { f.conditional-- }()
	var b strings.Builder
	b.WriteString("switch {\n")
	for _, s := range x.Body.List {
		c := s.(*ast.CaseClause)
		b.WriteString(f.caseHead(c, tag, typ) + f.block(c.Body))
	}
	return "{\n" + init + t.wrap(b.String()+"}") + "\n}"
}

func (f *fn) caseHead(c *ast.CaseClause, tag string, typ types.Type) string {
	if c.List == nil {
		return "default:\n"
	}
	var conds []string
	for _, e := range c.List {
		conds = append(conds, f.caseCond(e, tag, typ))
	}
	return "case " + strings.Join(conds, " || ") + ":\n"
}

func (f *fn) caseCond(e ast.Expr, tag string, typ types.Type) string {
	switch {
	case tag == "":
		return f.grouped(e)
	case isNilType(f.typeOf(e)):
		return tag + " == nil"
	case isInterface(typ) || isInterface(f.typeOf(e)):
		return "_rt.Eq(" + f.l.convert(tag, typ, anyType) + ", " + f.assigned(e, anyType) + ")"
	}
	if k, ok := f.constant(e, true); ok {
		return tag + " == " + k
	}
	return tag + " == " + f.grouped(e)
}

// typeSwitch lowers a type switch to a switch on assertions, whose identity is the descriptors'.
func (f *fn) typeSwitch(x *ast.TypeSwitchStmt, label string) string {
	init := ""
	if x.Init != nil {
		init = f.stmt(x.Init)
	}
	t := f.push(label, switches)
	defer f.pop()
	var subject ast.Expr
	switch a := x.Assign.(type) {
	case *ast.AssignStmt:
		subject = a.Rhs[0].(*ast.TypeAssertExpr).X
	case *ast.ExprStmt:
		subject = ast.Unparen(a.X).(*ast.TypeAssertExpr).X
	}
	v := f.l.temp("x")
	init += "var " + v + " interface{} = " + f.expr(subject) + "\n"
	var b strings.Builder
	b.WriteString("switch {\n")
	for _, s := range x.Body.List {
		c := s.(*ast.CaseClause)
		b.WriteString(f.typeCase(c, v) + f.typeCaseVar(c, v, f.typeOf(subject)) + f.block(c.Body))
	}
	return "{\n" + init + t.wrap(b.String()+"}") + "\n}"
}

func (f *fn) typeCase(c *ast.CaseClause, v string) string {
	if c.List == nil {
		return "default:\n"
	}
	var conds []string
	for _, e := range c.List {
		t := f.typeOf(e)
		if isNilType(t) {
			conds = append(conds, v+" == nil")
			continue
		}
		if !isInterface(t) && f.l.boxed(t) {
			conds = append(conds, "_rt.Is("+v+", "+f.l.descriptor(t)+")")
			continue
		}
		is := f.l.is(t)
		conds = append(conds, f.l.helper("is", t, func(name, _ string) string {
			return "func " + name + "(x interface{}) bool { _, ok := " + is + "(x); return ok }\n"
		})+"("+v+")")
	}
	return "case " + strings.Join(conds, " || ") + ":\n"
}

// typeCaseVar declares the variable of a clause, if the clause uses it.
func (f *fn) typeCaseVar(c *ast.CaseClause, v string, subject types.Type) string {
	o, ok := f.src.info.Implicits[c].(*types.Var)
	if !ok || !f.uses(c, o) {
		return ""
	}
	name := f.variable(o)
	if len(c.List) == 1 && !isNilType(f.typeOf(c.List[0])) {
		return name + ", _ := " + f.l.is(f.typeOf(c.List[0])) + "(" + v + ")\n"
	}
	if isInterface(subject) && !f.l.erased(subject) {
		return name + ", _ := " + f.l.is(subject) + "(" + v + ")\n"
	}
	return "var " + name + " interface{} = " + v + "\n"
}

func (f *fn) uses(n ast.Node, o types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && f.src.info.Uses[id] == o {
			found = true
		}
		return !found
	})
	return found
}
