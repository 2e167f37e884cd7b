package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strconv"
	"strings"
)

// constant is the text of e if it is a constant: folded by the type checker, since the interpreter's
// untyped constants have its own precision and default types. A bare one has no conversion; use it
// where the other operand gives the type.
func (f *fn) constant(e ast.Expr, bare bool) (string, bool) {
	tv, ok := f.src.info.Types[e]
	if !ok || tv.Value == nil {
		return "", false
	}
	t := types.Default(f.sub(tv.Type))
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return "", false
	}
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		if n, ok := types.Unalias(t).(*types.Named); ok && !f.l.fromSource(n) {
			if p := f.pkgOf(sel.X); p != nil {
				return f.l.pkg(p) + "." + sel.Sel.Name, true // time.Second reads better
			}
		}
	}
	text := literal(tv.Value, b)
	switch {
	case bare, b.Kind() == types.Int && !negative(text) && f.l.isErased(t), b.Kind() == types.String && isBasic(t):
		return text, true
	case b.Kind() == types.Bool && f.l.isErased(t): // the interpreter takes bool(false) || x for false
		return text, true
	}
	return f.l.text(t) + "(" + text + ")", true
}

func negative(text string) bool { return strings.HasPrefix(text, "-") }

// isErased reports whether the interpreter sees t as a predeclared type.
func (l *lowering) isErased(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return !ok || l.fromSource(n)
}

func isBasic(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Basic)
	return ok
}

// literal is the text of a constant of type b.
func literal(v constant.Value, b *types.Basic) string {
	switch {
	case b.Info()&types.IsString != 0:
		return strconv.Quote(constant.StringVal(v))
	case b.Info()&types.IsBoolean != 0:
		return strconv.FormatBool(constant.BoolVal(v))
	case b.Info()&types.IsInteger != 0:
		return constant.ToInt(v).ExactString()
	case b.Info()&types.IsFloat != 0:
		return floatText(constant.ToFloat(v), b.Kind())
	case b.Info()&types.IsComplex != 0:
		part := types.Float64
		if b.Kind() == types.Complex64 {
			part = types.Float32
		}
		name := map[types.BasicKind]string{types.Float64: "float64", types.Float32: "float32"}[part]
		re, im := floatText(constant.Real(v), part), floatText(constant.Imag(v), part)
		return "complex(" + name + "(" + re + "), " + name + "(" + im + "))"
	}
	return v.ExactString()
}

func floatText(v constant.Value, k types.BasicKind) string {
	x, _ := constant.Float64Val(v)
	bits := 64
	if k == types.Float32 {
		y, _ := constant.Float32Val(v)
		x, bits = float64(y), 32
	}
	s := strconv.FormatFloat(x, 'g', -1, bits)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}
