package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// forStmt lowers a three-clause loop. Its variables are new in each iteration, which the interpreter
// does not know: a variable that a closure or pointer of the body may keep is copied into the body,
// and copied back before the post statement if the body changes it.
func (f *fn) forStmt(x *ast.ForStmt, label string) string {
	t := f.push(label, loop)
	defer f.pop()
	kept := f.keptVars(x)
	init := ""
	if x.Init != nil {
		init = f.stmtText(x.Init, "")
	}
	f.loops++
	defer func() { f.loops-- }()
	copies := f.copies(kept)
	cond, post := "", ""
	if x.Cond != nil {
		cond = f.sometimes(func() string { return f.condition(x.Cond, f.expr(x.Cond)) })
	}
	if x.Post != nil {
		post = f.sometimes(func() string { return f.stmtText(x.Post, "") })
	}
	defer f.boundFor(x)()
	defer f.countsUp(x)()
	if len(kept) > 0 {
		return f.copyingLoop(x, t, copies, init, cond, post)
	}
	plain := !strings.Contains(init, "\n") && !strings.HasPrefix(init, "var ") && !strings.HasPrefix(init, "{") && !strings.Contains(init, "/*line")
	if plain && !strings.Contains(post, "\n") && !strings.HasPrefix(post, "{") {
		if g := f.guardFor(x); g != nil && label == "" {
			return f.guardedFor(x, t, g, init, cond, post)
		}
		body := f.loopBody(t, x.Body.List)
		switch {
		case init == "" && post == "":
			return t.wrap("for " + cond + " {\n" + body + "}")
		case cond == "" && post == "": // the interpreter would run init in each iteration
			return "{\n" + init + "\n" + t.wrap("for {\n"+body+"}") + "\n}"
		}
		return t.wrap("for " + init + "; " + cond + "; " + post + " {\n" + body + "}")
	}
	body := f.loopBody(t, x.Body.List)
	if !strings.Contains(post, "\n") && !strings.HasPrefix(post, "{") {
		return "{\n" + init + "\n" + t.wrap("for ; "+cond+"; "+post+" {\n"+body+"}") + "\n}"
	}
	first := f.l.temp("first")
	head := "if " + first + " {\n" + first + " = false\n} else {\n" + post + "\n}\n" + stopUnless(cond)
	return "{\n" + init + "\n" + first + " := true\n" + t.wrap("for {\n"+head+body+"}") + "\n}"
}

// guardedFor is the loop under a guard.
func (f *fn) guardedFor(x *ast.ForStmt, t *jumpTarget, g *watch, init, cond, post string) string {
	fast, slow := f.twice(g, x.Body)
	if slow == "" {
		return t.wrap("for " + init + "; " + cond + "; " + post + " {\n" + fast + "}")
	}
	head := "for ; " + cond + "; " + post + " {\n"
	return "{\n" + init + "\n" + t.wrap(g.choose(x.Body, head+fast+"}", head+slow+"}")) + "\n}"
}

func stopUnless(cond string) string {
	if cond == "" {
		return ""
	}
	return "if !(" + cond + ") { break }\n"
}

// loopCopy is a loop variable: its name before the loop, between iterations, and in one.
type loopCopy struct{ name, carried, inner string }

// copies renames the kept variables for the loop: the copies have names that nothing can hide.
func (f *fn) copies(kept []*types.Var) []loopCopy {
	var list []loopCopy
	for _, v := range kept {
		c := loopCopy{f.variable(v), f.l.temp("i"), f.l.temp(v.Name())}
		if f.renamed == nil {
			f.renamed = map[types.Object]string{}
		}
		f.renamed[v] = c.inner
		list = append(list, c)
	}
	return list
}

// copyingLoop gives each iteration its own variables. The post statement works on the copy of the
// next iteration, as in Go.
func (f *fn) copyingLoop(x *ast.ForStmt, t *jumpTarget, copies []loopCopy, init, cond, post string) string {
	var carry, in, out strings.Builder
	for _, c := range copies {
		carry.WriteString(c.carried + " := " + c.name + "\n")
		in.WriteString(c.inner + " := " + c.carried + "\n")
		out.WriteString(c.carried + " = " + c.inner + "\n")
	}
	t.carry = out.String()
	first := f.l.temp("first")
	head := in.String()
	if post != "" {
		carry.WriteString(first + " := true\n")
		head += "if " + first + " {\n" + first + " = false\n} else {\n" + post + "\n}\n"
	}
	body := f.loopBody(t, x.Body.List)
	return "{\n" + init + "\n" + carry.String() + t.wrap("for {\n"+head+stopUnless(cond)+"{\n"+body+"}\n"+t.carry+"}") + "\n}"
}

// keptVars are the loop's variables that outlive an iteration.
func (f *fn) keptVars(x *ast.ForStmt) []*types.Var {
	a, ok := x.Init.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE {
		return nil
	}
	var kept []*types.Var
	for _, e := range a.Lhs {
		id := e.(*ast.Ident)
		if v, ok := f.src.info.Defs[id].(*types.Var); ok && id.Name != "_" && f.keeps(x, v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// keeps reports whether something in the loop may hold on to v: a closure, its address, a method
// value, a slice of an array.
func (f *fn) keeps(x ast.Node, v *types.Var) bool {
	found := false
	root := func(e ast.Expr) bool {
		for {
			switch y := ast.Unparen(e).(type) {
			case *ast.Ident:
				return f.src.info.Uses[y] == v
			case *ast.SelectorExpr:
				e = y.X
			case *ast.IndexExpr:
				e = y.X
			default:
				return false
			}
		}
	}
	mentions := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && f.src.info.Uses[id] == v {
				found = true
			}
			return !found
		})
	}
	ast.Inspect(x, func(n ast.Node) bool {
		switch y := n.(type) {
		case *ast.FuncLit, *ast.DeferStmt:
			mentions(y)
		case *ast.UnaryExpr:
			found = found || y.Op == token.AND && root(y.X)
		case *ast.SelectorExpr:
			if s := f.src.info.Selections[y]; s != nil && s.Kind() == types.MethodVal && root(y.X) {
				if sig := s.Obj().(*types.Func).Signature(); sig.Recv() != nil && isPointer(sig.Recv().Type()) {
					found = true
				}
			}
		case *ast.SliceExpr:
			found = found || root(y.X)
		case *ast.RangeStmt:
			if t := f.src.info.TypeOf(y.X); t != nil {
				if _, ok := f.sub(t).Underlying().(*types.Signature); ok {
					mentions(y.Body)
				}
			}
		}
		return !found
	})
	return found
}
