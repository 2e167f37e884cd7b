package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// Rule "plain assignment". Assignments of several values, and those with an operator to an element,
// are written in parts, since the interpreter's own order differs from Go's where calls, checks and
// conversions take part. Where none do, its own forms are exact and need a fraction of the steps: new
// variables get their values one by one; an exchange of variables and elements of basic types, all known
// to be in range, is one statement; so is an operator on an element that is named without calls.

// plainMany is a, b = x, y in a plain form.
func (f *fn) plainMany(x *ast.AssignStmt) (string, bool) {
	if x.Tok == token.DEFINE {
		return f.plainDefine(x)
	}
	var right, left []string
	for i, e := range x.Rhs {
		t := f.leftType(x.Lhs[i])
		if t == nil || !f.exchangeable(t, e) {
			return "", false
		}
	}
	for i, e := range x.Rhs {
		right = append(right, f.copied(e, f.leftType(x.Lhs[i])))
	}
	for _, e := range x.Lhs {
		switch y := ast.Unparen(e).(type) {
		case *ast.Ident:
			left = append(left, f.place(y))
		case *ast.IndexExpr:
			if _, isSlice := coreType(f.typeOf(y.X)).(*types.Slice); !isSlice || !f.inRange(y) {
				return "", false
			}
			left = append(left, f.expr(y))
		default:
			return "", false
		}
	}
	return strings.Join(left, ", ") + " = " + strings.Join(right, ", "), true
}

// exchangeable reports whether the value e can be given to a place of type t together with others. The
// interpreter loses the results of operators beside a call of len or cap.
func (f *fn) exchangeable(t types.Type, e ast.Expr) bool {
	b, basic := t.Underlying().(*types.Basic)
	if !basic || b.Kind() == types.UnsafePointer || !types.Identical(t, f.typeOf(e)) || !f.pure(e) || hasCall(e) {
		return false
	}
	_, isConst := f.constant(e, true)
	return !isConst
}

// hasCall reports whether there is a call or a conversion in e.
func hasCall(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		_, call := n.(*ast.CallExpr)
		found = found || call
		return !found
	})
	return found
}

// plainDefine is a, b := x, y with new variables only: no value can see another's variable.
func (f *fn) plainDefine(x *ast.AssignStmt) (string, bool) {
	for _, e := range x.Lhs {
		if _, isNew := f.defines(e); !isNew && f.leftType(e) != nil {
			return "", false
		}
	}
	return strings.TrimSuffix(f.inTurn(x.Rhs, func(i int) string {
		s := f.assignOne(x.Lhs[i], x.Rhs[i])
		if s == "" {
			return ""
		}
		return s + "\n"
	}), "\n"), true
}

// plainUpdate is left op= right for an element that is named without calls.
func (f *fn) plainUpdate(left *ast.IndexExpr, op token.Token, right string) (string, bool) {
	if _, basic := f.typeOf(left).Underlying().(*types.Basic); !basic || f.affected || !f.pure(left.X) || !f.pure(left.Index) {
		return "", false
	}
	switch u := coreType(f.typeOf(left.X)).(type) {
	case *types.Map:
		if _, basic := u.Key().Underlying().(*types.Basic); !basic {
			return "", false
		}
	case *types.Slice, *types.Array:
		if !f.checking() && !f.inRange(left) {
			return "", false
		}
	default:
		return "", false
	}
	return f.expr(left) + " " + op.String() + " " + right, true
}
