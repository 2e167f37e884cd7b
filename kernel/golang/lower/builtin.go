package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// builtin lowers a call of a predeclared function.
func (f *fn) builtin(x *ast.CallExpr, name string) string {
	if f.spreads(x) {
		return f.spreadBuiltin(x, name)
	}
	switch name {
	case "append":
		return f.appendCall(x)
	case "panic":
		return "_rt.Panic(" + f.assigned(x.Args[0], anyType) + ")"
	case "recover":
		if f.recovery == "" {
			return "interface{}(nil)"
		}
		return f.recovery + ".Recover()"
	case "print":
		return "_rt.Print(" + strings.Join(f.printed(x), ", ") + ")"
	case "println":
		return "_rt.Println(" + strings.Join(f.printed(x), ", ") + ")"
	case "delete":
		m := coreType(f.typeOf(x.Args[0])).(*types.Map)
		return "delete(" + f.openedExpr(x.Args[0]) + ", " + f.mapKey(x.Args[1], m.Key()) + ")"
	case "new":
		return f.newCall(x)
	case "min", "max":
		return f.minMax(x, name)
	case "clear":
		return f.clearCall(x)
	case "make":
		if c, ok := coreType(f.typeOf(x.Args[0])).(*types.Chan); ok && c.Dir() != types.SendRecv {
			args := []string{f.text(types.NewChan(types.SendRecv, c.Elem()))}
			for _, a := range x.Args[1:] {
				args = append(args, f.expr(a))
			}
			return f.l.kept("("+f.l.text(c)+")(make("+strings.Join(args, ", ")+"))", f.typeOf(x.Args[0]))
		}
		t := f.typeOf(x.Args[0])
		args := []string{f.text(f.l.core(t))}
		for _, a := range x.Args[1:] {
			args = append(args, f.expr(a))
		}
		if s, ok := coreType(t).(*types.Slice); ok && len(x.Args) == 3 {
			f.checkCapacity(x, s.Elem())
		}
		return f.l.kept("make("+strings.Join(args, ", ")+")", t)
	case "len", "cap":
		if p, ok := coreType(f.typeOf(x.Args[0])).(*types.Pointer); ok && !f.calls(x.Args[0]) {
			return strconv.FormatInt(p.Elem().Underlying().(*types.Array).Len(), 10) // also of a nil pointer
		}
		if p, ok := coreType(f.typeOf(x.Args[0])).(*types.Pointer); ok {
			n := strconv.FormatInt(p.Elem().Underlying().(*types.Array).Len(), 10)
			return "func() int { _ = " + f.expr(x.Args[0]) + "; return " + n + " }()"
		}
		return name + "(" + f.openedExpr(x.Args[0]) + ")"
	case "complex", "real", "imag", "close", "copy":
		var args []string
		if name == "close" && f.l.race {
			name = f.tracedClose(f.typeOf(x.Args[0]))
		}
		for _, a := range x.Args {
			args = append(args, f.openedExpr(a))
		}
		return name + "(" + strings.Join(args, ", ") + ")"
	}
	f.refuse(x, "the builtin "+name, "work without package unsafe")
	return ""
}

// calls reports whether evaluating e calls or receives something.
func (f *fn) calls(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CallExpr:
			found = found || !f.src.info.Types[x.Fun].IsType()
		case *ast.UnaryExpr:
			found = found || x.Op == token.ARROW
		}
		return !found
	})
	return found
}

func coreType(t types.Type) types.Type { return t.Underlying() }

// printed are the arguments of print and println. What is of an interface type is marked, since the
// helper sees only what it holds.
func (f *fn) printed(x *ast.CallExpr) []string {
	var args []string
	for _, a := range x.Args {
		arg := f.assigned(a, anyType)
		if isInterface(f.typeOf(a)) {
			arg = "_rt.Words(" + arg + ")"
		}
		args = append(args, arg)
	}
	return args
}

func (f *fn) appendCall(x *ast.CallExpr) string {
	t := f.typeOf(x)
	s := f.openedExpr(x.Args[0])
	if isNilType(f.typeOf(x.Args[0])) {
		s = "(" + f.l.text(f.l.core(t)) + ")(nil)"
	}
	args := []string{s}
	elem := coreType(t).(*types.Slice).Elem()
	for i, a := range x.Args[1:] {
		if x.Ellipsis.IsValid() {
			args = append(args, f.spreadSlice(a))
			continue
		}
		v := f.element(a, elem)
		switch ast.Unparen(a).(type) {
		case *ast.IndexExpr, *ast.StarExpr, *ast.SelectorExpr:
			if i > 0 { // the interpreter writes the first element before it reads the second
				v = f.l.identity(elem) + "(" + v + ")"
			}
		}
		args = append(args, v)
	}
	return f.l.kept("append("+strings.Join(args, ", ")+")", t)
}

// spreadSlice is the s of append(x, s...).
func (f *fn) spreadSlice(a ast.Expr) string {
	if b, ok := f.typeOf(a).Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
		return "[]byte(" + f.expr(a) + ")..."
	}
	if isNilType(f.typeOf(a)) {
		return "nil..."
	}
	return f.openedExpr(a) + "..."
}

// element is an appended value; nil needs its type.
func (f *fn) element(a ast.Expr, elem types.Type) string {
	if isNilType(f.typeOf(a)) {
		return f.l.zero(elem)
	}
	return f.assigned(a, elem)
}

// newCall is new(T), or Go 1.26's new(value).
func (f *fn) newCall(x *ast.CallExpr) string {
	if f.src.info.Types[x.Args[0]].IsType() {
		return "new(" + f.text(f.typeOf(x.Args[0])) + ")"
	}
	t := f.typeOf(x).Underlying().(*types.Pointer).Elem()
	return f.newOf(t) + "(" + f.assigned(x.Args[0], t) + ")"
}

// minMax: the interpreter has no min and max.
func (f *fn) minMax(x *ast.CallExpr, name string) string {
	t := types.Default(f.typeOf(x))
	h := f.leastOf(t, name)
	s := f.constantAs(x.Args[0], t)
	for _, a := range x.Args[1:] {
		s = h + "(" + s + ", " + f.constantAs(a, t) + ")"
	}
	return s
}

// leastOf is the function min or max of two values. Those of floating point numbers are compiled: the
// interpreter passes -0 to its functions as 0.
func (f *fn) leastOf(t types.Type, name string) string {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsFloat != 0 {
		kind := "64"
		if b.Kind() == types.Float32 {
			kind = "32"
		}
		return map[string]string{"min": "_rt.Min", "max": "_rt.Max"}[name] + kind
	}
	op := map[string]string{"min": "<", "max": ">"}[name]
	return f.l.helper(name, t, func(name, text string) string {
		return "func " + name + "(a, b " + text + ") " + text + " {\nif b " + op + " a { return b }\nreturn a\n}\n"
	})
}

// constantAs is e, converted to t if it is a constant.
func (f *fn) constantAs(e ast.Expr, t types.Type) string {
	if _, ok := f.constant(e, false); ok {
		b, isB := t.Underlying().(*types.Basic)
		tv := f.src.info.Types[e]
		if isB {
			return f.l.text(t) + "(" + literal(tv.Value, b) + ")"
		}
	}
	return f.expr(e)
}

// clearCall: the interpreter has no clear.
func (f *fn) clearCall(x *ast.CallExpr) string {
	return f.clearing(f.l.core(f.typeOf(x.Args[0]))) + "(" + f.openedExpr(x.Args[0]) + ")"
}

// clearing is the function that clears a t.
func (f *fn) clearing(t types.Type) string {
	return f.l.helper("clear", t, func(name, text string) string {
		if s, ok := coreType(t).(*types.Slice); ok {
			return "func " + name + "(a " + text + ") {\nvar z " + f.l.text(s.Elem()) + "\nfor i := range a { a[i] = z }\n}\n"
		}
		return "func " + name + "(a " + text + ") { _rt.Clear(a) }\n"
	})
}
