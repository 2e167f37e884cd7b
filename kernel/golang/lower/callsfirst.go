package lower

import (
	"go/ast"
	"go/types"
)

// Rule "calls first". In a list of values, of an assignment or a return, the compiler carries out the calls, receives
// and what copies first, and reads variables, elements and fields behind them; the specification leaves that open. The interpreter goes
// from left to right, so that in b, a = a, next() it would read a before next changes it.

// callsFirst are the indexes of values in the order in which they are evaluated; nil if that is their own.
func (f *fn) callsFirst(values []ast.Expr) []int {
	var calling, reading []int
	late := false
	for i, e := range values {
		if f.calls(e) || f.makesCopy(e) {
			late = late || len(reading) > 0
			calling = append(calling, i)
		} else {
			reading = append(reading, i)
		}
	}
	if !late {
		return nil
	}
	return append(calling, reading...)
}

// inTurn calls evaluate for the index of each value, in the order of callsFirst, and joins what it gives.
func (f *fn) inTurn(values []ast.Expr, evaluate func(i int) string) string {
	text := ""
	order := f.callsFirst(values)
	for n := range values {
		i := n
		if order != nil {
			i = order[n]
		}
		text += evaluate(i)
	}
	return text
}

// makesCopy reports whether e is or contains a type assertion, a literal of a map, or a conversion of text to bytes or characters.
func (f *fn) makesCopy(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.TypeAssertExpr:
			found = true
		case *ast.CompositeLit:
			_, isMap := coreType(f.typeOf(x)).(*types.Map)
			found = found || isMap
		case *ast.CallExpr:
			if f.src.info.Types[x.Fun].IsType() && len(x.Args) == 1 {
				_, isSlice := coreType(f.typeOf(x)).(*types.Slice)
				from, isText := coreType(f.typeOf(x.Args[0])).(*types.Basic)
				found = found || isSlice && isText && from.Info()&types.IsString != 0
			}
		}
		return !found
	})
	return found
}
