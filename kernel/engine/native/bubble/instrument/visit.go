package instrument

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// visit notes what n synchronizes.
func (w *writer) visit(n ast.Node) bool {
	if n == nil || w.skip[n] {
		return true
	}
	switch n := n.(type) {
	case *ast.SelectStmt:
		w.selectStmt(n)
	case *ast.GoStmt:
		w.skip[n.Call] = true // its function is evaluated here and called there
		w.add(n, func(next int) string {
			return "{weftfork := " + alias + ".Fork(); " + w.moved(n, next) + "; " + alias + ".Forked(weftfork)}" + w.line(n.End())
		})
	case *ast.DeferStmt:
		w.skip[n.Call] = true
	case *ast.SendStmt:
		w.send(n)
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			w.wrap(n.X, "Receiving")
		}
	case *ast.RangeStmt:
		if w.isChan(n.X) {
			w.wrap(n.X, "Range")
		}
	case *ast.CallExpr:
		w.call(n)
	}
	return true
}

// isChan says whether e is a channel, of a type that is known.
func (w *writer) isChan(e ast.Expr) bool {
	t := w.info.TypeOf(e)
	if t == nil {
		return false
	}
	_, ok := types.Unalias(t).Underlying().(*types.Chan)
	return ok
}

func (w *writer) send(n *ast.SendStmt) {
	if !w.isChan(n.Chan) {
		w.wrap(n.Chan, "Receiving") // a type parameter's: a point, before the value instead of after it
		return
	}
	w.add(n, func(next int) string {
		return alias + ".To(" + w.moved(n.Chan, next) + ").Send(" + w.moved(n.Value, next) + ")" + w.line(n.End())
	})
}

// call notes calls that synchronize: builtins on channels, and what ends, asks or follows a context.
func (w *writer) call(n *ast.CallExpr) {
	if w.info.Types[n.Fun].IsType() {
		return // a conversion, to context.CancelFunc perhaps
	}
	if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && len(n.Args) == 1 {
		if _, builtin := w.info.Uses[id].(*types.Builtin); builtin {
			if (id.Name == "close" || id.Name == "len" || id.Name == "cap") && w.isChan(n.Args[0]) {
				w.wrap(n.Args[0], map[bool]string{true: "Closing", false: "Looking"}[id.Name == "close"])
			}
			return
		}
	}
	if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok {
		switch f := w.info.Uses[sel.Sel].(type) {
		case *types.Func:
			switch f.FullName() {
			case "(context.Context).Err":
				w.wrap(sel.X, "Looking")
			case "time.AfterFunc", "context.AfterFunc":
				if len(n.Args) == 2 {
					w.wrap(n.Args[1], "Func")
				}
			}
		}
	}
	if t, ok := w.info.TypeOf(n.Fun).(*types.Named); ok && t.Obj().Pkg() != nil && t.Obj().Pkg().Path() == "context" &&
		strings.HasPrefix(t.Obj().Name(), "Cancel") {
		w.wrap(n.Fun, "Closing")
	}
}
