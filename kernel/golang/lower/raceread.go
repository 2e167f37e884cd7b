package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// What expressions read (rule "traced", race.go).

// place tells that e is written, or updated.
func (t *tracing) place(e ast.Expr, verb string) {
	t.inside(e)
	if x, ok := ast.Unparen(e).(*ast.IndexExpr); ok {
		if _, isMap := coreType(t.typeOf(x.X)).(*types.Map); isMap {
			if p, ok := t.path(x.X); ok {
				t.record("writemap", p, x.X)
			}
			return
		}
	}
	if p, ok := t.path(e); ok && (p.shared || p.behind) {
		t.record(verb, p, e)
	}
}

// inside tells what is read to find the place e, other than pointers and slices on its path.
func (t *tracing) inside(e ast.Expr) {
	switch x := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		t.base(x.X)
	case *ast.StarExpr:
		t.base(x.X)
	case *ast.IndexExpr:
		t.base(x.X)
		t.reads(x.Index)
	}
}

// base is inside of what a place is in, which is read itself if it is not on a path.
func (t *tracing) base(e ast.Expr) {
	if _, ok := t.path(e); ok {
		t.inside(e)
		return
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
	case *ast.SelectorExpr, *ast.StarExpr:
		t.inside(x)
	default:
		t.reads(e)
	}
}

// reads tells what is read to evaluate e.
func (t *tracing) reads(e ast.Expr) {
	if e == nil {
		return
	}
	if tv, ok := t.src.info.Types[e]; ok && (tv.IsType() || tv.Value != nil) {
		return
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.StarExpr:
		t.readsPlace(x)
	case *ast.IndexExpr:
		t.readsElement(x)
	case *ast.UnaryExpr:
		switch {
		case x.Op == token.AND && isLiteralExpr(x.X):
			t.reads(x.X)
		case x.Op == token.AND:
			t.inside(x.X)
			t.pointersTo(x.X)
		default:
			first := len(t.early)
			t.reads(x.X)
			if x.Op == token.ARROW {
				t.synchronised(first)
			}
		}
	case *ast.BinaryExpr:
		t.reads(x.X)
		if x.Op != token.LAND && x.Op != token.LOR { // otherwise see binary
			t.reads(x.Y)
		} else if t.synchronises(x.Y) { // behind the left side, always
			t.called, t.late = true, nil
		}
	case *ast.CallExpr:
		t.call(x)
	case *ast.CompositeLit:
		for _, elt := range x.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				if _, isStruct := t.typeOf(x).Underlying().(*types.Struct); !isStruct {
					t.reads(kv.Key)
				}
				elt = kv.Value
			}
			t.reads(elt)
		}
	case *ast.SliceExpr:
		if _, isArray := coreType(t.typeOf(x.X)).(*types.Array); isArray {
			t.inside(x.X)
		} else {
			t.reads(x.X)
		}
		t.reads(x.Low)
		t.reads(x.High)
		t.reads(x.Max)
	case *ast.TypeAssertExpr:
		t.reads(x.X)
	}
}

func isLiteralExpr(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.CompositeLit)
	return ok
}

// readsPlace tells that a variable, a field or what a pointer points to is read.
func (t *tracing) readsPlace(e ast.Expr) {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		s := t.src.info.Selections[sel]
		if s == nil || s.Kind() != types.FieldVal {
			if s != nil && s.Kind() == types.MethodVal {
				t.receiver(sel, s)
			}
			return
		}
	}
	t.inside(e)
	if p, ok := t.path(e); ok && (p.shared || p.behind) {
		t.record("read", p, e)
	}
}

// pointersTo tells that the pointers and slices on the path to e are read, where its address is taken.
func (t *tracing) pointersTo(e ast.Expr) {
	switch x := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		if _, ok := t.typeOf(x.X).Underlying().(*types.Pointer); ok {
			t.readsPath(x.X)
			return
		}
		t.pointersTo(x.X)
	case *ast.IndexExpr:
		if _, isArray := coreType(t.typeOf(x.X)).(*types.Array); isArray {
			t.pointersTo(x.X)
			return
		}
		t.readsPath(x.X)
	case *ast.StarExpr:
		t.readsPath(x.X)
	}
}

// readsPath tells that e is read, if it is a place.
func (t *tracing) readsPath(e ast.Expr) {
	if p, ok := t.path(e); ok && (p.shared || p.behind) {
		t.record("read", p, ast.Unparen(e))
	}
}

func (t *tracing) readsElement(x *ast.IndexExpr) {
	switch coreType(t.typeOf(x.X)).(type) {
	case *types.Signature:
	case *types.Map:
		t.inside(x.X)
		if p, ok := t.path(x.X); ok {
			t.record("readmap", p, x.X)
		} else {
			t.reads(x.X)
		}
		t.reads(x.Index)
	case *types.Basic:
		t.reads(x.X)
		t.reads(x.Index)
	default:
		t.readsPlace(x)
	}
}

// receiver tells what a method call reads of its receiver: all of it if the method gets a copy.
func (t *tracing) receiver(sel *ast.SelectorExpr, s *types.Selection) {
	typ := t.typeOf(sel.X)
	m := t.reselect(typ, s)
	o := m.Obj().(*types.Func)
	t.inside(sel.X)
	p, ok := t.path(sel.X)
	if !ok {
		t.base(sel.X)
		return
	}
	index := m.Index()
	p = t.fields(p, typ, index[:len(index)-1])
	at := typ
	for _, i := range index[:len(index)-1] {
		if ptr, ok := at.Underlying().(*types.Pointer); ok {
			at = ptr.Elem()
		}
		at = at.Underlying().(*types.Struct).Field(i).Type()
	}
	wants := o.Origin().Signature().Recv() != nil && isPointer(o.Origin().Signature().Recv().Type())
	switch {
	case wants && !isPointer(at): // only its address
		if len(index) == 1 {
			t.pointersTo(sel.X)
			return
		}
		if p.behind {
			t.readsPath(sel.X)
		}
		return
	case !wants && isPointer(at) && !isInterface(at):
		p.links += "*"
		p.behind = true
	}
	if p.shared || p.behind {
		t.record("read", p, sel.X)
	}
}

// call tells what a call reads, and notes that it may synchronise.
func (t *tracing) call(x *ast.CallExpr) {
	if t.src.info.Types[x.Fun].IsType() {
		t.reads(x.Args[0])
		return
	}
	if b := t.builtinOf(x.Fun); b != "" {
		t.builtinCall(x, b)
		return
	}
	first := len(t.early)
	t.reads(x.Fun)
	for _, a := range x.Args {
		t.reads(a)
	}
	if !t.isQuiet(x) {
		t.synchronised(first)
	}
}

// builtinCall tells what a builtin accesses.
func (t *tracing) builtinCall(x *ast.CallExpr, name string) {
	if len(x.Args) == 0 || t.spreads(x) {
		return
	}
	first := x.Args[0]
	switch name {
	case "len", "cap":
		switch coreType(t.typeOf(first)).(type) {
		case *types.Map:
			if p, ok := t.path(first); ok {
				t.inside(first)
				t.record("readmap", p, first)
				return
			}
		case *types.Array, *types.Pointer:
			return
		}
		t.reads(first)
	case "append":
		for _, a := range x.Args {
			t.reads(a)
		}
		p, ok := t.path(first)
		if !ok {
			return
		}
		p.shared = false // its reading has been told of
		n := strconv.Itoa(len(x.Args) - 1)
		if x.Ellipsis.IsValid() {
			from, ok := t.path(x.Args[1])
			if !ok || from.links != "" {
				return
			}
			n = from.operands[0]
		}
		if p.links == "" {
			t.record("append", p, first, n)
		}
	case "copy":
		t.reads(first)
		t.reads(x.Args[1])
		to, ok1 := t.path(first)
		from, ok2 := t.path(x.Args[1])
		if !ok1 || !ok2 || to.links != "" || from.links != "" {
			return
		}
		to.shared, from.shared = false, false
		if _, ok := coreType(t.typeOf(x.Args[1])).(*types.Slice); ok {
			t.record("readall", from, x.Args[1], to.operands[0])
		}
		t.record("writeall", to, first, from.operands[0])
	case "clear", "delete":
		for _, a := range x.Args[1:] {
			t.reads(a)
		}
		t.inside(first)
		p, ok := t.path(first)
		switch _, isMap := coreType(t.typeOf(first)).(*types.Map); {
		case ok && isMap:
			t.record("writemap", p, first)
		case ok && p.links == "":
			t.record("writeall", p, first, p.operands[0])
		}
	case "new", "make":
		for _, a := range x.Args {
			t.reads(a)
		}
	default:
		first := len(t.early)
		for _, a := range x.Args {
			t.reads(a)
		}
		if name == "close" {
			t.synchronised(first)
		}
	}
}

// synchronises reports whether evaluating e may synchronise with another goroutine.
func (t *tracing) synchronises(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			found = found || x.Op == token.ARROW
		case *ast.CallExpr:
			switch b := t.builtinOf(x.Fun); {
			case t.src.info.Types[x.Fun].IsType():
			case b != "":
				found = found || b == "close"
			default:
				found = found || !t.isQuiet(x)
			}
		}
		return !found
	})
	return found
}
