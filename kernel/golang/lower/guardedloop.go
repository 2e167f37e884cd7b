package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// Rule "guarded loop". A check of an index in each iteration costs as much as the rest of a short loop.
// An innermost loop whose variable only counts, up to a limit that stays, is written twice: if a look at
// the lengths before it tells that all its indexes are in range, without checks, else as usual. So the
// slow form raises the panic where Go does, after what the iterations before have done.

// A watch is what is asked before a loop runs without checks.
type watch struct {
	counter types.Object
	up      bool
	start   int      // what the counter is at least, if it is known and not negative; else -1
	limit   string   // counting up: the counter is less
	least   int      // counting down: the counter is at least that
	effect  *effect  // of the loop
	asks    []string // conditions, each safe to evaluate if those before it hold
	used    bool     // some index needs no check under them
}

// twice lowers a loop's body without the checks that g makes needless, and once more with them; slow
// is "" if there are none.
func (f *fn) twice(g *watch, body *ast.BlockStmt) (fast, slow string) {
	if ok, _ := guardable(body); g == nil || !ok {
		return f.block(body.List), ""
	}
	outer := f.watched
	f.watched = g
	fast = f.block(body.List)
	f.watched = outer
	if !g.used {
		return fast, ""
	}
	return fast, f.block(body.List)
}

// choose is the two forms of the loop over body.
func (g *watch) choose(body *ast.BlockStmt, fast, slow string) string {
	if _, literal := guardable(body); literal { // a function of its own takes no room in this one's frame
		slow = "func() {\n" + slow + "\n}()"
	}
	return "if " + strings.Join(g.asks, " && ") + " {\n" + fast + "\n} else {\n" + slow + "\n}"
}

// guardable reports whether a loop's body is innermost and can be written twice, and whether that can be
// in a function literal.
func guardable(body *ast.BlockStmt) (ok, literal bool) {
	ok, literal = true, true
	ast.Inspect(body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.SelectStmt, *ast.FuncLit, *ast.LabeledStmt, *ast.DeferStmt, *ast.GoStmt:
			ok = false
		case *ast.DeclStmt:
			ok = ok && x.Decl.(*ast.GenDecl).Tok != token.TYPE
		case *ast.ReturnStmt:
			literal = false
		case *ast.BranchStmt:
			literal = literal && x.Label == nil
		}
		return ok
	})
	return ok, literal
}

// guardFor is the guard of a three-clause loop, nil if its variable does not just count.
func (f *fn) guardFor(x *ast.ForStmt) *watch {
	init, ok1 := x.Init.(*ast.AssignStmt)
	cond, ok2 := x.Cond.(*ast.BinaryExpr)
	if !ok1 || !ok2 || f.jumps || init.Tok != token.DEFINE || len(init.Lhs) != 1 || len(init.Rhs) != 1 {
		return nil
	}
	v := f.src.info.ObjectOf(init.Lhs[0].(*ast.Ident))
	if v == nil || !types.Identical(v.Type(), types.Typ[types.Int]) || !f.constantIn(x.Body, v) {
		return nil
	}
	g := &watch{counter: v, effect: f.effectOf(x.Body, x.Post, x.Cond), start: -1}
	if f.isPositive(init.Rhs[0]) {
		g.start = max(0, intValue(f.src.info.Types[init.Rhs[0]].Value))
	}
	if !f.counts(g, x.Post) || !f.limits(g, cond) {
		return nil
	}
	return g
}

// intValue is a constant as an int; 0 if it is none.
func intValue(v constant.Value) int {
	if v == nil {
		return 0
	}
	n, _ := constant.Int64Val(constant.ToInt(v))
	return int(n)
}

// counts looks at the post statement: which way does the variable go?
func (f *fn) counts(g *watch, post ast.Stmt) bool {
	switch p := post.(type) {
	case *ast.IncDecStmt:
		g.up = p.Tok == token.INC
		return f.isVar(p.X, g.counter)
	case *ast.AssignStmt:
		if len(p.Lhs) != 1 || !f.isVar(p.Lhs[0], g.counter) || p.Tok != token.ADD_ASSIGN && p.Tok != token.SUB_ASSIGN {
			return false
		}
		g.up = p.Tok == token.ADD_ASSIGN
		if f.isPositive(p.Rhs[0]) {
			return true
		}
		step, ok := f.constantText(g, p.Rhs[0])
		if ok {
			g.ask(step + " >= 0")
		}
		return ok
	}
	return false
}

func (f *fn) isVar(e ast.Expr, o types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && o != nil && f.src.info.ObjectOf(id) == o
}

// limits looks at the condition.
func (f *fn) limits(g *watch, cond *ast.BinaryExpr) bool {
	if !f.isVar(cond.X, g.counter) {
		return false
	}
	if !g.up {
		v := f.src.info.Types[cond.Y].Value
		if v == nil || v.Kind() != constant.Int || constant.Sign(v) < 0 || cond.Op != token.GEQ && cond.Op != token.GTR {
			return false
		}
		g.least = intValue(v)
		if cond.Op == token.GTR {
			g.least++
		}
		return true
	}
	text, ok := f.constantText(g, cond.Y)
	if !ok {
		return false
	}
	switch cond.Op {
	case token.LSS:
		g.limit = text
	case token.LEQ:
		g.limit = "(" + text + " + 1)"
	default:
		return false
	}
	return true
}

// constantText is the text of an int that stays while the loop runs, and costs little.
func (f *fn) constantText(g *watch, e ast.Expr) (string, bool) {
	if k, ok := f.constant(e, true); ok {
		return k, true
	}
	if !types.Identical(f.typeOf(e), types.Typ[types.Int]) {
		return "", false
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		var k fact
		if _, ok := f.factOf(x, &k); !ok || g.effect.kills(k) || k.vars[g.counter] {
			return "", false
		}
		return f.expr(x), true
	case *ast.BinaryExpr:
		if x.Op != token.ADD && x.Op != token.SUB && x.Op != token.MUL {
			return "", false
		}
		a, ok1 := f.constantText(g, x.X)
		b, ok2 := f.constantText(g, x.Y)
		return "(" + a + " " + x.Op.String() + " " + b + ")", ok1 && ok2
	case *ast.CallExpr:
		if f.builtinOf(x.Fun) != "len" {
			return "", false
		}
		base, ok := f.baseText(g, x.Args[0])
		return "len(" + base + ")", ok
	}
	return "", false
}

// baseText is the text of a slice or string that stays while the loop runs, after the questions that
// make it safe to evaluate.
func (f *fn) baseText(g *watch, e ast.Expr) (string, bool) {
	switch coreType(f.typeOf(e)).(type) {
	case *types.Slice:
	case *types.Basic:
		if _, isConst := f.constant(e, true); isConst {
			return "", false
		}
	default:
		return "", false
	}
	var k fact
	if _, ok := f.factOf(e, &k); !ok || g.effect.kills(k) || k.vars[g.counter] {
		return "", false
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return f.expr(x), true
	case *ast.SelectorExpr:
		s := f.src.info.Selections[x]
		id, isIdent := ast.Unparen(x.X).(*ast.Ident)
		if s == nil || !isIdent || len(f.fieldIndex(f.typeOf(x.X), s)) != 1 {
			return "", false
		}
		if t := f.typeOf(id); isPointer(t) || isPointer(t.Underlying()) {
			g.ask(f.expr(id) + " != nil")
		}
		return f.expr(x), true
	case *ast.IndexExpr:
		if !f.covers(g, x) {
			return "", false
		}
		return f.operand(x.X) + "[" + f.expr(x.Index) + "]", true
	}
	return "", false
}

func (g *watch) ask(condition string) {
	if !slices.Contains(g.asks, condition) {
		g.asks = append(g.asks, condition)
	}
}

// covers reports whether x is in range in every iteration if the questions that it adds are answered
// with yes.
func (f *fn) covers(g *watch, x *ast.IndexExpr) bool {
	if g == nil || !types.Identical(types.Default(f.typeOf(x.Index)), types.Typ[types.Int]) {
		return false
	}
	asks := g.asks
	base, ok := f.baseText(g, x.X)
	if ok {
		ok = f.within(g, x.Index, "len("+base+")")
	}
	if !ok {
		g.asks = asks
	}
	g.used = g.used || ok && len(g.asks) > 0
	return ok
}

// within asks whether the index e is in range of a length in every iteration.
func (f *fn) within(g *watch, e ast.Expr, length string) bool {
	offset, ok := f.offset(g, e)
	if !ok {
		text, ok := f.constantText(g, e)
		if !f.isPositive(e) {
			g.ask(text + " >= 0")
		}
		g.ask(text + " < " + length)
		return ok
	}
	name := f.variable(g.counter.(*types.Var))
	if !g.up {
		g.ask(name + plus(offset) + " < " + length)
		return g.least+offset >= 0
	}
	if g.start+offset < 0 || g.start < 0 {
		g.ask(name + " >= " + strconv.Itoa(max(0, -offset)))
	}
	if g.limit != length || offset > 0 {
		g.ask(g.limit + plus(offset) + " <= " + length)
	}
	return true
}

// offset is how far the index e is from the counter.
func (f *fn) offset(g *watch, e ast.Expr) (int, bool) {
	if f.isVar(e, g.counter) {
		return 0, true
	}
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || !f.isVar(b.X, g.counter) || b.Op != token.ADD && b.Op != token.SUB {
		return 0, false
	}
	v := f.src.info.Types[b.Y].Value
	if v == nil || v.Kind() != constant.Int || constant.Sign(v) < 0 || !constant.Compare(v, token.LSS, constant.MakeInt64(1<<30)) {
		return 0, false
	}
	if b.Op == token.SUB {
		return -intValue(v), true
	}
	return intValue(v), true
}

func plus(n int) string {
	switch {
	case n > 0:
		return " + " + strconv.Itoa(n)
	case n < 0:
		return " - " + strconv.Itoa(-n)
	}
	return ""
}
