package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// How lowered code names places in memory (rule "traced", race.go): not by addresses, which the interpreter takes
// of few things, but by a variable and the way from it. The engine goes that way without a panic.

// A tracedPath leads to a place in memory: from a variable over fields, elements and pointers.
type tracedPath struct {
	operands []string // the variable and the indexes
	links    string
	shared   bool // the variable itself can be reached by several goroutines
	behind   bool // the place is behind a pointer or in a slice
}

// path is the path to the place e; false if it begins with something else than a variable, or has an index that is
// not simple.
func (t *tracing) path(e ast.Expr) (p tracedPath, ok bool) {
	f := t.fn
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, isVar := f.src.info.ObjectOf(x).(*types.Var)
		if !isVar || x.Name == "_" || !isSession(v) {
			return p, false
		}
		return tracedPath{operands: []string{f.variable(v)}, shared: f.l.isShared(v)}, true
	case *ast.SelectorExpr:
		s := f.src.info.Selections[x]
		if s == nil || s.Kind() != types.FieldVal {
			return p, false
		}
		if p, ok = t.path(x.X); !ok {
			return p, false
		}
		return t.fields(p, f.typeOf(x.X), f.fieldIndex(f.typeOf(x.X), s)), true
	case *ast.StarExpr:
		if p, ok = t.path(x.X); !ok {
			return p, false
		}
		p.links += "*"
		p.behind = true
		return p, true
	case *ast.IndexExpr:
		switch coreType(f.typeOf(x.X)).(type) {
		case *types.Slice, *types.Pointer:
			p.behind = true
		case *types.Array:
		default:
			return p, false
		}
		base, found := t.path(x.X)
		index, simple := t.index(x.Index)
		if !found || !simple {
			return p, false
		}
		base.behind = base.behind || p.behind
		base.links += "["
		base.operands = append(base.operands, index)
		return base, true
	}
	return p, false
}

// fields goes on along fields of a value of type typ.
func (t *tracing) fields(p tracedPath, typ types.Type, index []int) tracedPath {
	for _, i := range index {
		if ptr, ok := typ.Underlying().(*types.Pointer); ok {
			p.behind, typ = true, ptr.Elem()
		}
		p.links += field(i)
		typ = typ.Underlying().(*types.Struct).Field(i).Type()
	}
	return p
}

// index is the lowered text of an index that can be evaluated once more.
func (t *tracing) index(e ast.Expr) (string, bool) {
	simple := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case nil, *ast.Ident, *ast.BasicLit, *ast.ParenExpr:
		case *ast.BinaryExpr:
			switch x.Op {
			case token.ADD, token.SUB, token.MUL:
			case token.REM, token.QUO:
				simple = simple && t.src.info.Types[x.Y].Value != nil
			default:
				simple = false
			}
		default:
			simple = false
		}
		return simple
	})
	if s, ok := t.constant(e, true); ok {
		return s, true
	}
	if !simple {
		return "", false
	}
	return t.expr(e), true
}

// record tells of an access of the place that p leads to; more are operands of the verb.
func (t *tracing) record(verb string, p tracedPath, e ast.Expr, more ...string) {
	if len(p.operands)+len(more) > 6 {
		return
	}
	if p.shared {
		verb += "!"
	}
	if p.links != "" {
		verb += " " + p.links
	}
	t.tell(trace(verb, t.site(e), append(p.operands, more...)...))
}
