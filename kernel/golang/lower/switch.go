package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
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
		init = init[:i] + f.takeChecks() + f.tracedTag(x.Tag) + init[i:]
	}
	f.conditional++
	defer func() { f.conditional-- }()
	var cs cases
	for _, s := range x.Body.List {
		c := s.(*ast.CaseClause)
		var conds []string
		for _, e := range c.List {
			conds = append(conds, f.condition(e, f.caseCond(e, tag, typ)))
		}
		cs = append(cs, oneCase{c.List == nil, conds, f.clause(c.Body)})
	}
	return "{\n" + init + f.switchText(cs, t) + "\n}"
}

// cases are the lowered clauses of a switch.
type cases []oneCase

type oneCase struct {
	isDefault bool
	conds     []string
	body      string
}

func (cs cases) fallThrough() bool {
	for _, c := range cs {
		if strings.HasSuffix(c.body, "fallthrough\n") {
			return true
		}
	}
	return false
}

// defaultLast moves the default clause behind the others, which the interpreter else does not all try,
// unless one falls through into the next.
func (cs cases) defaultLast() cases {
	if cs.fallThrough() {
		return cs
	}
	slices.SortStableFunc(cs, func(a, b oneCase) int {
		switch {
		case a.isDefault == b.isDefault:
			return 0
		case a.isDefault:
			return 1
		}
		return -1
	})
	return cs
}

// switchText writes clauses as a switch without a tag. The interpreter takes the wrong way in a case
// that combines calls of compiled functions, and falls through past a default clause that is not the
// last; then the clause is chosen first, by a chain of ifs.
func (f *fn) switchText(cs cases, t *jumpTarget) string {
	cs = cs.defaultLast()
	direct := true
	for i, c := range cs {
		direct = direct && (len(c.conds) <= 1 || !strings.Contains(strings.Join(c.conds, ""), "("))
		direct = direct && (!c.isDefault || i == len(cs)-1 || !cs.fallThrough())
	}
	var choose, b strings.Builder
	chosen, otherwise := f.l.temp("case"), "0"
	for i, c := range cs {
		k := strconv.Itoa(i + 1)
		cond := strings.Join(c.conds, " || ")
		if len(c.conds) > 1 {
			cond = secured(c.conds[0]) + " || " + strings.Join(c.conds[1:], " || ")
		}
		switch {
		case c.isDefault && direct:
			b.WriteString("default:\n")
		case c.isDefault:
			otherwise = k
			b.WriteString("case " + chosen + " == " + k + ":\n")
		case direct:
			b.WriteString("case " + cond + ":\n")
		default:
			if choose.Len() > 0 {
				choose.WriteString(" else ")
			}
			choose.WriteString("if " + cond + " { " + chosen + " = " + k + " }")
			b.WriteString("case " + chosen + " == " + k + ":\n")
		}
		b.WriteString(c.body)
	}
	text := t.wrap("switch {\n" + b.String() + "}")
	if direct {
		return text
	}
	return chosen + " := " + otherwise + "\n" + choose.String() + "\n" + text
}

func (f *fn) caseCond(e ast.Expr, tag string, typ types.Type) string {
	switch {
	case tag == "" && isInterface(f.typeOf(e)):
		return f.mark(MarkCall, e.Pos()) + "_rt.Eq(true, " + f.assigned(e, anyType) + ")"
	case tag == "":
		return f.grouped(e)
	case isNilType(f.typeOf(e)):
		return tag + " == nil"
	case f.l.recursive(typ) && f.l.recursive(f.typeOf(e)):
		return f.mark(MarkCall, e.Pos()) + "_rt.Eq(" + tag + ", " + f.expr(e) + ")"
	case isInterface(typ) || isInterface(f.typeOf(e)):
		return f.mark(MarkCall, e.Pos()) + "_rt.Eq(" + f.l.convert(tag, typ, anyType) + ", " + f.assigned(e, anyType) + ")"
	}
	if same := f.l.sameChan(typ, f.typeOf(e)); same != nil {
		return same(tag, f.expr(e))
	}
	switch typ.Underlying().(type) {
	case *types.Struct, *types.Array:
		return f.mark(MarkCall, e.Pos()) + "_rt.Eq(" + tag + ", " + f.expr(e) + ")"
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
	value := f.expr(subject)
	init += f.takeChecks() + "var " + v + " interface{} = " + value + "\n"
	var cs cases
	for _, s := range x.Body.List {
		c := s.(*ast.CaseClause)
		body := f.typeCaseVar(c, v, f.typeOf(subject)) + f.clause(c.Body)
		cs = append(cs, oneCase{c.List == nil, f.typeConds(c, v), body})
	}
	return "{\n" + init + f.switchText(cs, t) + "\n}"
}

// typeConds are the conditions of a type switch's clause.
func (f *fn) typeConds(c *ast.CaseClause, v string) []string {
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
	return conds
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
