package check

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// displayPath is the learners' package for rich output.
const displayPath = "weft/display"

// displayPass warns of what only makes something to be shown, and then drops it: display.HTML("x") as a
// statement. The value of a cell's last expression is shown, so it is not dropped (see report).
func displayPass() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "display", Doc: "finds bundles that are made and not shown",
		Run: func(pass *analysis.Pass) (any, error) {
			for _, f := range pass.Files {
				ast.Inspect(f, func(n ast.Node) bool {
					if s, ok := n.(*ast.ExprStmt); ok {
						reportDropped(pass, s.X)
					}
					return true
				})
			}
			return nil, nil
		},
	}
}

func reportDropped(pass *analysis.Pass, e ast.Expr) {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return
	}
	named, ok := types.Unalias(pass.TypesInfo.TypeOf(call)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != displayPath || named.Obj().Name() != "Bundle" {
		return
	}
	pass.Report(analysis.Diagnostic{
		Pos: e.Pos(), End: e.End(),
		Message: types.ExprString(call.Fun) + " makes something to show, and this statement drops it: use display.Show(" + types.ExprString(call.Fun) + "(...))",
	})
}
