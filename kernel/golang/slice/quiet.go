package slice

import (
	"fmt"
	"go/ast"
	gc "go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// Variables of a cell's top level live in the package, where later code and the session find them whatever
// happens. In a loop that costs: each change goes through memory. So a loop of the top level that cannot panic,
// call or wait works on copies, which are written back behind it: nobody can see the difference if nothing
// else in the program mentions these variables outside of the top level's own statements.

// fast is a statement of the top level, with copies if it is such a loop.
func (s *slicer) fast(stmt ast.Stmt, text string) string {
	if s.options.Race || s.options.Cover || s.options.Kind == Func || !isLoop(stmt) || s.jumps() {
		return text
	}
	q := &quiet{slicer: s, assigned: map[types.Object]int{}, safe: map[[2]types.Object]bool{}, functions: map[*types.Func]bool{}}
	q.collect(stmt)
	if !q.check(stmt) {
		return text
	}
	private := s.private()
	var before, after strings.Builder
	for _, v := range slices.SortedFunc(maps.Keys(q.mentioned(stmt)), func(a, b *types.Var) int { return strings.Compare(a.Name(), b.Name()) }) {
		if !private[v] {
			continue
		}
		name := s.programName(v)
		if q.assigned[v] > 0 {
			fmt.Fprintf(&before, "%[1]s%[2]s := &%[2]s; ", mark, name)
			fmt.Fprintf(&after, "*%[1]s%[2]s = %[2]s; ", mark, name)
		}
		fmt.Fprintf(&before, "%[1]s := %[1]s; ", name)
	}
	if after.Len() == 0 {
		return text
	}
	return "{ " + before.String() + "\n" + text + after.String() + "}\n"
}

func isLoop(stmt ast.Stmt) bool {
	switch x := stmt.(type) {
	case *ast.LabeledStmt:
		return isLoop(x.Stmt)
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	}
	return false
}

// private are the program's variables that only statements of the top level mention, and none as a place.
func (s *slicer) private() map[*types.Var]bool {
	if s.privates != nil {
		return s.privates
	}
	s.privates = map[*types.Var]bool{}
	for obj := range s.needed {
		if v, ok := obj.(*types.Var); ok && copied(v.Type()) {
			s.privates[v] = true
		}
	}
	drop := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if v, ok := s.unit.Info.Uses[id].(*types.Var); ok {
					delete(s.privates, v)
				}
			}
			return true
		})
	}
	for _, d := range s.unit.Cell.File.Decls {
		drop(d)
	}
	for _, d := range s.order {
		if d.Node != nil {
			drop(d.Node)
		}
	}
	for _, stmt := range s.unit.Body {
		ast.Inspect(stmt, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.FuncLit:
				drop(x)
			case *ast.UnaryExpr:
				if x.Op == token.AND {
					drop(x)
				}
			case *ast.SelectorExpr:
				if sel := s.unit.Info.Selections[x]; sel != nil && sel.Kind() != types.FieldVal {
					drop(x.X)
				}
			}
			return true
		})
	}
	return s.privates
}

// copied reports whether variables of type t are copied for a loop: what fits into a few registers.
func copied(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Basic, *types.Slice, *types.Map:
		return true
	}
	return false
}

// quiet looks whether a loop can panic, call or wait.
type quiet struct {
	*slicer
	assigned map[types.Object]int     // how often the loop assigns to variables
	safe     map[[2]types.Object]bool // slices and indexes that are always within them

	functions map[*types.Func]bool // those that have been looked at
}

// mentioned are the package-level variables that the loop mentions.
func (q *quiet) mentioned(stmt ast.Stmt) map[*types.Var]bool {
	found := map[*types.Var]bool{}
	ast.Inspect(stmt, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := q.unit.Info.Uses[id].(*types.Var); ok && v.Parent() == q.unit.Pkg.Scope() {
				found[v] = true
			}
		}
		return true
	})
	return found
}

// collect counts assignments, and then notes the indexes that are safe.
func (q *quiet) collect(stmt ast.Node) {
	assign := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if obj := q.unit.Info.ObjectOf(id); obj != nil {
				q.assigned[obj]++
			}
		}
	}
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.AssignStmt:
			for _, l := range x.Lhs {
				assign(l)
			}
		case *ast.IncDecStmt:
			assign(x.X)
		case *ast.RangeStmt:
			if x.Key != nil {
				assign(x.Key)
			}
			if x.Value != nil {
				assign(x.Value)
			}
		}
		return true
	})
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.RangeStmt:
			q.within(x.X, x.Key, 1, x.Tok == token.DEFINE)
		case *ast.ForStmt:
			q.counting(x)
		}
		return true
	})
}

// counting notes the index of "for i := 0; i < len(xs); i++".
func (q *quiet) counting(x *ast.ForStmt) {
	init, ok := x.Init.(*ast.AssignStmt)
	cond, ok2 := x.Cond.(*ast.BinaryExpr)
	post, ok3 := x.Post.(*ast.IncDecStmt)
	if !ok || !ok2 || !ok3 || init.Tok != token.DEFINE || len(init.Lhs) != 1 || cond.Op != token.LSS || post.Tok != token.INC {
		return
	}
	i := q.variable(init.Lhs[0])
	value := q.unit.Info.Types[init.Rhs[0]].Value
	if i == nil || q.variable(cond.X) != i || q.variable(post.X) != i || value == nil || value.Kind() != gc.Int || gc.Sign(value) < 0 {
		return
	}
	if call, ok := cond.Y.(*ast.CallExpr); ok && q.builtin(call) == "len" {
		q.within(call.Args[0], init.Lhs[0], 2, true) // assigned at the beginning and in the post statement
	}
}

// within notes that an index is always within a slice, if the loop assigns to it n times only, and never to the slice.
func (q *quiet) within(list, index ast.Expr, n int, defined bool) {
	if list == nil || index == nil || !defined {
		return
	}
	l, i := q.variable(list), q.variable(index)
	if l == nil || i == nil || q.assigned[l] > 0 || q.assigned[i] != n || l.Parent() == q.unit.Pkg.Scope() && !q.private()[l.(*types.Var)] {
		return
	}
	if _, ok := l.Type().Underlying().(*types.Slice); ok {
		q.safe[[2]types.Object{l, i}] = true
	}
}

func (q *quiet) variable(e ast.Expr) types.Object {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	if v, ok := q.unit.Info.ObjectOf(id).(*types.Var); ok {
		return v
	}
	return nil
}

func (q *quiet) builtin(call *ast.CallExpr) string {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return ""
	}
	if _, ok := q.unit.Info.Uses[id].(*types.Builtin); !ok {
		return ""
	}
	return id.Name
}

// check reports whether nothing in a piece of code can panic or wait, and calls only what cannot either.
func (q *quiet) check(root ast.Node) bool {
	ok := true
	ast.Inspect(root, func(n ast.Node) bool {
		if call, is := n.(*ast.CallExpr); is && ok {
			ok = q.call(call)
			for _, a := range call.Args {
				ok = ok && q.check(a)
			}
			return false
		}
		ok = ok && q.node(n)
		return ok
	})
	return ok
}

func (q *quiet) node(n ast.Node) bool {
	switch x := n.(type) {
	case *ast.IndexExpr:
		return q.safe[[2]types.Object{q.variable(x.X), q.variable(x.Index)}]
	case *ast.SelectorExpr:
		sel := q.unit.Info.Selections[x]
		return sel == nil || sel.Kind() == types.FieldVal && !sel.Indirect()
	case *ast.UnaryExpr:
		return x.Op != token.AND && x.Op != token.ARROW
	case *ast.BinaryExpr:
		return q.operation(x.Op, x.X, x.Y)
	case *ast.AssignStmt:
		op, assigns := strings.CutSuffix(x.Tok.String(), "=")
		if !assigns || op == "" || op == ":" {
			return true
		}
		return q.operation(operators()[op], x.Lhs[0], x.Rhs[0])
	case *ast.RangeStmt:
		switch q.unit.Info.TypeOf(x.X).Underlying().(type) {
		case *types.Basic, *types.Slice, *types.Map, *types.Array:
			return true
		default:
			return false
		}
	case *ast.FuncLit, *ast.SliceExpr, *ast.StarExpr, *ast.TypeAssertExpr, *ast.SendStmt, *ast.GoStmt, *ast.DeferStmt,
		*ast.SelectStmt, *ast.IndexListExpr, *ast.TypeSwitchStmt:
		return false
	}
	return true
}

func operators() map[string]token.Token {
	return map[string]token.Token{"/": token.QUO, "%": token.REM, "<<": token.SHL, ">>": token.SHR}
}

// operation reports whether an operation cannot panic.
func (q *quiet) operation(op token.Token, x, y ast.Expr) bool {
	right := q.unit.Info.Types[y]
	switch op {
	case token.QUO, token.REM:
		if b, ok := q.unit.Info.TypeOf(x).Underlying().(*types.Basic); ok && b.Info()&types.IsInteger == 0 {
			return true
		}
		return right.Value != nil // not zero, or the checker would have said so
	case token.SHL, token.SHR:
		b, ok := right.Type.Underlying().(*types.Basic)
		return right.Value != nil || ok && b.Info()&types.IsUnsigned != 0
	case token.EQL, token.NEQ:
		return copied(q.unit.Info.TypeOf(x))
	}
	return true
}

// call reports whether a call is none, or of a function that is as quiet: a conversion of numbers, a builtin, a
// function of package math, or one of the session. (One that calls itself for ever ends the process, and the
// variables with it.)
func (q *quiet) call(x *ast.CallExpr) bool {
	fun := ast.Unparen(x.Fun)
	if tv := q.unit.Info.Types[fun]; tv.IsType() {
		_, from := q.unit.Info.TypeOf(x.Args[0]).Underlying().(*types.Basic)
		_, to := tv.Type.Underlying().(*types.Basic)
		return from && to
	}
	switch q.builtin(x) {
	case "len", "cap", "min", "max", "real", "imag", "complex":
		return true
	}
	var f *types.Func
	switch fun := fun.(type) {
	case *ast.Ident:
		f, _ = q.unit.Info.Uses[fun].(*types.Func)
	case *ast.SelectorExpr:
		f, _ = q.unit.Info.Uses[fun.Sel].(*types.Func)
		if sel := q.unit.Info.Selections[fun]; sel != nil && (types.IsInterface(sel.Recv()) || sel.Indirect() || !q.check(fun.X)) {
			return false
		}
	}
	return f != nil && f.Pkg() != nil && (f.Pkg().Path() == "math" || q.function(f))
}

// function reports whether a function of the session is quiet.
func (q *quiet) function(f *types.Func) bool {
	if quiet, known := q.functions[f]; known {
		return quiet
	}
	q.functions[f] = true
	decl := q.declOf(f)
	if decl != nil && f.Signature().TypeParams().Len() == 0 && f.Signature().RecvTypeParams().Len() == 0 {
		q.collect(decl.Body)
		q.functions[f] = q.check(decl.Body)
	} else {
		q.functions[f] = false
	}
	return q.functions[f]
}

// declOf is the declaration of a function of the program.
func (s *slicer) declOf(f *types.Func) *ast.FuncDecl {
	if d := s.earlier[f]; d != nil {
		decl, _ := d.Node.(*ast.FuncDecl)
		return decl
	}
	for _, decl := range s.unit.Funcs {
		if s.unit.Info.Defs[decl.Name] == types.Object(f) {
			return decl
		}
	}
	return nil
}
