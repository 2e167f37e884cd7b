package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// The interpreter parses the lowered text with go/parser, which gives up at 1000 scopes inside each
// other. A lowered statement opens at most scopesOfStmt of them.
const (
	maxScopes    = 960
	scopesOfStmt = 4
)

// stmt lowers a statement to lines that end with a newline.
func (f *fn) stmt(s ast.Stmt) string { return f.labeled(s, "") }

// labeled lowers a statement under a label.
func (f *fn) labeled(s ast.Stmt, label string) string {
	outer, affected, conditional, embedded := f.checks, f.affected, f.conditional, f.embedded
	f.checks, f.affected, f.conditional, f.embedded = nil, false, 0, false
	f.l.scopes += scopesOfStmt
	defer func() { f.l.scopes -= scopesOfStmt }()
	if f.l.scopes > maxScopes {
		f.refuse(s, "statements as deep inside each other as here", "put a part into a function, or an if-else chain into a switch")
	}
	end := f.begin(s)
	text := f.stmtText(s, label)
	end()
	checks := f.takeChecks()
	f.checks, f.affected, f.conditional, f.embedded = outer, affected, conditional, embedded
	if text == "" {
		return checks
	}
	return f.line(s.Pos()) + checks + text + "\n"
}

// takeChecks is the text of the checks that are due before what was lowered last.
func (f *fn) takeChecks() string {
	text := strings.Join(f.checks, "")
	f.checks = nil
	return text
}

// sometimes lowers what is not evaluated whenever its statement is.
func (f *fn) sometimes(lower func() string) string {
	f.conditional++
	defer func() { f.conditional-- }()
	return lower()
}

func (f *fn) stmtText(s ast.Stmt, label string) string {
	before, behind := f.traced(s)
	text := f.plainText(s, label)
	if before+behind == "" {
		return text
	}
	return strings.TrimSuffix(before+text+"\n"+behind, "\n")
}

// plainText is stmtText without what is told of its accesses.
func (f *fn) plainText(s ast.Stmt, label string) string {
	switch x := s.(type) {
	case nil, *ast.EmptyStmt:
		return ""
	case *ast.ExprStmt:
		return f.exprStmt(x)
	case *ast.AssignStmt:
		return f.assign(x)
	case *ast.IncDecStmt:
		return f.incDec(x)
	case *ast.SendStmt:
		return f.send(x)
	case *ast.BlockStmt:
		if label != "" {
			t := f.push(label, block)
			defer f.pop()
			return t.wrap("{\n" + f.block(x.List) + "}")
		}
		return "{\n" + f.block(x.List) + "}"
	case *ast.IfStmt:
		if label != "" {
			t := f.push(label, block)
			defer f.pop()
			return t.wrap(f.ifStmt(x))
		}
		return f.ifStmt(x)
	case *ast.ForStmt:
		return f.forStmt(x, label)
	case *ast.RangeStmt:
		return f.rangeStmt(x, label)
	case *ast.SwitchStmt:
		return f.switchStmt(x, label)
	case *ast.TypeSwitchStmt:
		return f.typeSwitch(x, label)
	case *ast.SelectStmt:
		return f.selectStmt(x, label)
	case *ast.LabeledStmt:
		return f.labelStmt(x)
	case *ast.BranchStmt:
		return f.branchStmt(x)
	case *ast.ReturnStmt:
		return f.returnStmt(x)
	case *ast.DeferStmt:
		return f.deferStmt(x)
	case *ast.GoStmt:
		return f.goStmt(x)
	case *ast.DeclStmt:
		return f.declStmt(x)
	}
	f.refuse(s, "this statement", "")
	return ""
}

func (f *fn) exprStmt(x *ast.ExprStmt) string {
	if c, ok := ast.Unparen(x.X).(*ast.CallExpr); ok && !f.src.info.Types[c.Fun].IsType() && f.builtinOf(c.Fun) == "" && f.spreads(c) {
		sig := f.typeOf(c.Fun).Underlying().(*types.Signature)
		pre, call := f.spreadParts(c, sig)
		if f.l.race {
			call = f.around(c, call)
		}
		return "{\n" + pre + call + "\n}"
	}
	if u, ok := ast.Unparen(x.X).(*ast.UnaryExpr); ok && u.Op == token.ARROW && !f.l.race {
		return f.mark(MarkRecv, u.Pos()) + "<-" + f.opened(u.X)
	}
	if c, ok := ast.Unparen(x.X).(*ast.CallExpr); ok {
		if _, ok := f.inline(c); ok {
			return ""
		}
	}
	return f.expr(x.X)
}

// show hands the cell's value to rt.
func (f *fn) show(x *ast.ExprStmt) string {
	t := f.typeOf(x.X)
	typ := types.TypeString(t, func(p *types.Package) string {
		if p.Path() == "main" {
			return ""
		}
		return p.Name()
	})
	defer f.begin(x)()
	at := f.line(x.Pos())
	reads, _ := f.traced(x)
	tuple, ok := t.(*types.Tuple)
	if !ok {
		v := f.assigned(x.X, anyType)
		return at + f.takeChecks() + reads + "_rt.Show(" + v + ", " + quote(typ) + ")\n"
	}
	var names, values []string
	for v := range tuple.Variables() {
		n := f.l.temp("v")
		names = append(names, n)
		values = append(values, f.l.convert(n, v.Type(), anyType))
	}
	call := f.expr(x.X)
	return at + f.takeChecks() + reads + strings.Join(names, ", ") + " := " + call + "\n_rt.Show(_rt.Tuple{" + strings.Join(values, ", ") + "}, " + quote(typ) + ")\n"
}

// incDec lowers x++ and x--. The interpreter ends the program silently at those of a uintptr.
func (f *fn) incDec(x *ast.IncDecStmt) string {
	id, isIndex := ast.Unparen(x.X).(*ast.IndexExpr)
	sel, isSelector := ast.Unparen(x.X).(*ast.SelectorExpr)
	isPtr := f.typeOf(x.X).Underlying() == types.Typ[types.Uintptr]
	if isPtr || isIndex && (!simple(id.X) || !simple(id.Index)) || isSelector && f.pkgOf(sel.X) != nil {
		op := token.ADD_ASSIGN
		if x.Tok == token.DEC {
			op = token.SUB_ASSIGN
		}
		return f.update(x.X, op, "1", "")
	}
	return f.writeMark(x.X) + f.place(x.X) + x.Tok.String()
}

// send gives the value its element type before it is sent: an untyped nil or constant, or a
// conversion to an interface, is more than the interpreter can do there.
func (f *fn) send(x *ast.SendStmt) string {
	elem := coreType(f.typeOf(x.Chan)).(*types.Chan).Elem()
	v := f.assigned(x.Value, elem)
	if f.l.race {
		return f.tracedSend(x, v)
	}
	mark := f.mark(MarkSend, x.Pos())
	if isInterface(elem) || f.l.recursive(elem) || isNilType(f.typeOf(x.Value)) {
		c, n := f.l.temp("c"), f.l.temp("v")
		return "{\n" + c + " := " + f.openedExpr(x.Chan) + "\nvar " + n + " " + f.text(elem) + " = " + v + "\n" + mark + c + " <- " + n + "\n}"
	}
	return mark + f.opened(x.Chan) + " <- " + v
}

func (f *fn) declStmt(x *ast.DeclStmt) string {
	g := x.Decl.(*ast.GenDecl)
	if g.Tok != token.VAR {
		return "" // constants are folded, types declared where they are used
	}
	var b strings.Builder
	for _, s := range g.Specs {
		text := f.varSpec(s.(*ast.ValueSpec))
		b.WriteString(f.takeChecks() + text)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (f *fn) varSpec(s *ast.ValueSpec) string {
	if len(s.Values) > 0 {
		a := &ast.AssignStmt{Tok: token.DEFINE, TokPos: s.Pos(), Rhs: s.Values}
		for _, n := range s.Names {
			a.Lhs = append(a.Lhs, n)
		}
		return f.assign(a) + "\n"
	}
	var b strings.Builder
	for _, n := range s.Names {
		if o, ok := f.src.info.Defs[n].(*types.Var); ok && n.Name != "_" {
			b.WriteString(f.zeroVar(o) + "\n")
		}
	}
	return b.String()
}

// zeroVar declares a variable without a value. One of the package level exists already, and begins
// again with its zero value when its declaration is executed.
func (f *fn) zeroVar(o *types.Var) string {
	if f.top && !isLocalVar(o) {
		return f.variable(o) + " = " + f.l.zero(o.Type())
	}
	return "var " + f.variable(o) + " " + f.text(o.Type())
}

// returnStmt evaluates results one by one: the interpreter cannot return nil beside a receive.
func (f *fn) returnStmt(x *ast.ReturnStmt) string {
	if f.unlock != "" {
		return f.unlocked(x)
	}
	if f.named {
		s := f.setResults(x)
		if n := len(f.closures); n > 0 {
			return s + f.closures[n-1].control + " = " + returning + "\n" + f.closures[n-1].stop()
		}
		if f.frame != "" || len(f.results) == 0 {
			return s + "return"
		}
		return s + "return " + f.resultNames()
	}
	switch {
	case len(x.Results) == 0:
		return strings.TrimSpace("return " + f.resultNames())
	case len(x.Results) == 1 && len(f.results) == 1:
		v := f.copied(x.Results[0], f.results[0].typ)
		if isReceive(x.Results[0]) {
			n := f.l.temp("v")
			return "var " + n + " " + f.text(f.results[0].typ) + " = " + v + "\nreturn " + n
		}
		return "return " + v
	case len(x.Results) == 1:
		names, values := f.split(x.Results[0])
		return names + "\nreturn " + strings.Join(values, ", ")
	}
	values := make([]string, len(x.Results))
	pre := f.inTurn(x.Results, func(i int) string {
		v := f.copied(x.Results[i], f.results[i].typ)
		if _, isConst := f.constant(x.Results[i], true); isConst || v == "nil" || len(x.Results) == 1 {
			values[i] = v
			return ""
		}
		values[i] = f.l.temp("v")
		return "var " + values[i] + " " + f.text(f.results[i].typ) + " = " + v + "\n"
	})
	return pre + "return " + strings.Join(values, ", ")
}

// split evaluates a call with several results and converts each to the function's result.
func (f *fn) split(e ast.Expr) (pre string, values []string) {
	t := f.typeOf(e).(*types.Tuple)
	var names []string
	for i := range t.Len() {
		n := f.l.temp("v")
		names = append(names, n)
		values = append(values, f.l.convert(n, t.At(i).Type(), f.results[i].typ))
	}
	return strings.Join(names, ", ") + " := " + f.expr(e), values
}

// setResults assigns the results of a return to their variables.
func (f *fn) setResults(x *ast.ReturnStmt) string {
	var b strings.Builder
	switch {
	case len(x.Results) == 0:
	case len(x.Results) == 1 && len(f.results) > 1:
		names, values := f.split(x.Results[0])
		b.WriteString(names + "\n")
		for i, v := range values {
			b.WriteString(f.results[i].name + " = " + v + "\n")
		}
	case len(x.Results) == 1:
		v := f.copied(x.Results[0], f.results[0].typ)
		if _, ok := ast.Unparen(x.Results[0]).(*ast.CompositeLit); ok { // see replaces
			n := f.l.temp("v")
			b.WriteString("var " + n + " " + f.text(f.results[0].typ) + " = " + v + "\n")
			v = n
		}
		b.WriteString(f.results[0].name + " = " + v + "\n")
	default:
		names := make([]string, len(x.Results))
		b.WriteString(f.inTurn(x.Results, func(i int) string {
			names[i] = f.l.temp("v")
			return "var " + names[i] + " " + f.text(f.results[i].typ) + " = " + f.copied(x.Results[i], f.results[i].typ) + "\n"
		}))
		for i, n := range names {
			b.WriteString(f.results[i].name + " = " + n + "\n")
		}
	}
	return b.String()
}
