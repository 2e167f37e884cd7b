package lower

import (
	"go/ast"
	"go/types"
	"runtime"
	"strconv"
)

// sizeCall is unsafe.Sizeof, Alignof or Offsetof of what depends on type parameters, which is not a
// constant for the checker, but is one in each instance. All else of package unsafe is refused.
func (f *fn) sizeCall(x *ast.CallExpr) (string, bool) {
	sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	if p := f.pkgOf(sel.X); p == nil || p.Path() != "unsafe" {
		return "", false
	}
	sizes := types.SizesFor("gc", runtime.GOARCH)
	if sizes == nil {
		return "", false
	}
	var n int64
	switch sel.Sel.Name {
	case "Sizeof":
		n = sizes.Sizeof(types.Default(f.typeOf(x.Args[0])))
	case "Alignof":
		n = sizes.Alignof(types.Default(f.typeOf(x.Args[0])))
	case "Offsetof":
		field, ok := ast.Unparen(x.Args[0]).(*ast.SelectorExpr)
		if !ok || f.src.info.Selections[field] == nil {
			return "", false
		}
		t := f.typeOf(field.X)
		for _, i := range f.fieldIndex(t, f.src.info.Selections[field]) {
			if p, ok := t.Underlying().(*types.Pointer); ok {
				t = p.Elem()
				n = 0
			}
			s := t.Underlying().(*types.Struct)
			var fields []*types.Var
			for v := range s.Fields() {
				fields = append(fields, v)
			}
			n += sizes.Offsetsof(fields)[i]
			t = fields[i].Type()
		}
	default:
		return "", false
	}
	return "uintptr(" + strconv.FormatInt(n, 10) + ")", true
}
