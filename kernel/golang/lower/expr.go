package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"weft/kernel/golang/check"
)

// expr is the lowered text of e, of e's own type.
func (f *fn) expr(e ast.Expr) string {
	if s, ok := f.constant(e, false); ok {
		return s
	}
	if tv, ok := f.src.info.Types[e]; ok && tv.IsType() {
		return f.text(tv.Type)
	}
	switch x := e.(type) {
	case *ast.Ident:
		return f.ident(x)
	case *ast.ParenExpr:
		if s := f.expr(x.X); !token.IsIdentifier(s) {
			return "(" + s + ")"
		} else {
			return s
		}
	case *ast.StarExpr:
		return f.mark(MarkDeref, x.Pos()) + "*" + f.opened(x.X)
	case *ast.UnaryExpr:
		return f.unary(x)
	case *ast.BinaryExpr:
		return f.binary(x)
	case *ast.IndexExpr:
		return f.index(x)
	case *ast.IndexListExpr:
		return f.expr(x.X)
	case *ast.SliceExpr:
		return f.slice(x)
	case *ast.TypeAssertExpr:
		return f.mark(MarkCall, x.Pos()) + f.l.mustBe(f.typeOf(x.Type), f.typeOf(x.X)) + "(" + f.expr(x.X) + ")"
	case *ast.CompositeLit:
		return f.composite(x)
	case *ast.FuncLit:
		return f.literal(x)
	case *ast.SelectorExpr:
		return f.selector(x)
	case *ast.CallExpr:
		return f.call(x)
	}
	f.refuse(e, "this expression", "")
	return ""
}

// ident is the lowered name of what x stands for.
func (f *fn) ident(x *ast.Ident) string {
	if x.Name == "_" {
		return "_"
	}
	o := f.src.info.ObjectOf(x)
	switch o := o.(type) {
	case *types.Nil:
		return "nil"
	case *types.Func:
		return f.asValue(o, x)
	case *types.Var:
		return f.variable(o)
	case *types.Builtin:
		return x.Name
	case nil:
		f.refuse(x, "the name "+x.Name, "")
	}
	return localName(x.Name)
}

// variable is the lowered name of a variable.
func (f *fn) variable(o *types.Var) string {
	if n, ok := f.renamed[o]; ok {
		return n
	}
	switch {
	case o.Kind() == types.PackageVar && isSession(o) && o.Pkg() != nil && !isLocalVar(o):
		return f.l.globalName(o)
	case o.Kind() == types.PackageVar && o.Pkg() != nil && !isSession(o):
		return f.l.pkg(o.Pkg()) + "." + o.Name()
	}
	return f.l.localVar(o)
}

// isLocalVar reports whether a variable of the session lives in a function.
func isLocalVar(o *types.Var) bool { return o.Kind() != types.PackageVar }

// pkgOf is the package that e names, nil if it does not name one.
func (f *fn) pkgOf(e ast.Expr) *types.Package {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if p, ok := f.src.info.Uses[id].(*types.PkgName); ok {
			return p.Imported()
		}
	}
	return nil
}

// operand is e in front of a selector or after an operator.
func (f *fn) operand(e ast.Expr) string {
	s := f.expr(e)
	switch ast.Unparen(e).(type) {
	case *ast.UnaryExpr, *ast.StarExpr, *ast.BinaryExpr, *ast.FuncLit, *ast.CompositeLit:
		if !strings.HasPrefix(s, "(") {
			return "(" + s + ")"
		}
	}
	return s
}

func (f *fn) unary(x *ast.UnaryExpr) string {
	if x.Op == token.AND {
		if c, ok := ast.Unparen(x.X).(*ast.CompositeLit); ok {
			return f.pointerTo(c)
		}
		if sel, ok := ast.Unparen(x.X).(*ast.SelectorExpr); ok && isOpened(f.expr(sel)) {
			f.l.refuseAddress(x.Pos(), sel.Sel.Name)
		}
		return addressOf(f.operand(x.X))
	}
	if x.Op == token.ARROW && f.l.race {
		s := f.tracedReceive(x, x.X, false)
		f.affected = true
		return s
	}
	s := x.Op.String() + f.opened(x.X)
	if x.Op == token.ARROW {
		f.affected = true
		s = f.mark(MarkRecv, x.Pos()) + s
	}
	return s
}

// addressOf is the address of x. The interpreter cannot take that of what a call's result points to.
func addressOf(x string) string {
	rest, _ := strings.CutPrefix(x, "(*")
	mark := leadingMarks(rest)
	if p, ok := strings.CutPrefix(rest[len(mark):], "_slice_"); ok && len(rest) < len(x) && strings.IndexByte(p, '(') > 0 {
		depth := 1
		for i := range len(p) {
			switch p[i] {
			case '(':
				depth++
			case ')':
				depth--
			}
			switch {
			case depth == 0 && i == len(p)-1:
				return mark + "_slice_" + p[:i]
			case depth == 0:
				return "&" + x
			}
		}
	}
	return "&" + x
}

// pointerTo is &c. Arrays, slices and maps go through a helper: the interpreter takes addresses of
// struct literals only.
func (f *fn) pointerTo(c *ast.CompositeLit) string {
	t := f.typeOf(c)
	if _, ok := t.Underlying().(*types.Struct); ok {
		return "&" + f.composite(c)
	}
	return f.newOf(t) + "(" + f.composite(c) + ")"
}

// newOf is a helper that returns the address of a copy of its argument.
func (f *fn) newOf(t types.Type) string {
	return f.l.helper("new", t, func(name, text string) string {
		return "func " + name + "(v " + text + ") *" + text + " { return &v }\n"
	})
}

// copyOf is a helper that returns a copy of an array: the interpreter shares arrays on assignment.
func (f *fn) copyOf(t types.Type) string {
	return f.l.helper("copy", t, func(name, text string) string {
		return "func " + name + "(a " + text + ") " + text + " {\nvar b " + text + "\nfor i := 0; i < len(a); i++ { b[i] = a[i] }\nreturn b\n}\n"
	})
}

func (f *fn) binary(x *ast.BinaryExpr) string {
	if x.Op == token.EQL || x.Op == token.NEQ {
		if s, ok := f.equal(x.X, x.Y); ok {
			if x.Op == token.NEQ {
				return "!" + s
			}
			return s
		}
	}
	if isNilType(f.typeOf(x.X)) { // the interpreter takes nil != x for nil == x
		x = &ast.BinaryExpr{X: x.Y, OpPos: x.OpPos, Op: x.Op, Y: x.X}
	}
	a, constA := f.bareOperand(x.X)
	b, constB := f.bareOperand(x.Y)
	if tv := f.src.info.Types[x.Y]; tv.Value != nil && (x.Op == token.SHL || x.Op == token.SHR) {
		constB = true
	}
	shift := x.Op == token.SHL || x.Op == token.SHR
	if !constA || constB || shift {
		a = f.grouped(x.X)
	}
	if shift && constB {
		b = literal(constant.ToInt(f.src.info.Types[x.Y].Value), types.Typ[types.Uint])
	} else if shift && !isUnsigned(f.typeOf(x.Y)) {
		b = f.shiftCount(x.Y)
	} else if !constB || constA {
		if x.Op == token.LAND || x.Op == token.LOR {
			b = f.sometimes(func() string { return f.condition(x.Y, f.grouped(x.Y)) })
		} else {
			b = f.grouped(x.Y)
		}
	}
	mark := ""
	if (x.Op == token.QUO || x.Op == token.REM) && !constB && isInteger(f.typeOf(x)) {
		mark = f.mark(MarkDivide, x.OpPos)
	}
	if x.Op == token.ADD && !constA && !constB && isString(f.typeOf(x)) { // there may be no room
		mark = f.mark(MarkDivide, x.OpPos)
	}
	if x.Op == token.LAND || x.Op == token.LOR {
		a = secured(a)
	}
	return mark + a + " " + x.Op.String() + " " + b
}

// bareOperand is a constant operand without its conversion, where the other operand gives the type.
func (f *fn) bareOperand(e ast.Expr) (string, bool) {
	b, ok := f.typeOf(e).Underlying().(*types.Basic)
	if !ok || b.Info()&(types.IsInteger|types.IsString) == 0 {
		return "", false
	}
	return f.constant(e, true)
}

// grouped is e as an operand: the tree's own grouping is kept, since lowered parts may differ.
func (f *fn) grouped(e ast.Expr) string {
	s := f.expr(e)
	if _, ok := e.(*ast.BinaryExpr); ok {
		if _, isConst := f.constant(e, false); !isConst {
			return "(" + s + ")"
		}
	}
	return s
}

// equal is a == b where an interface takes part. The interpreter compares its wrappers.
func (f *fn) equal(a, b ast.Expr) (string, bool) {
	ta, tb := f.typeOf(a), f.typeOf(b)
	switch ta.Underlying().(type) {
	case *types.Struct, *types.Array:
		if !isInterface(tb) { // the interpreter's result is no bool everywhere
			return f.mark(MarkCall, a.Pos()) + "_rt.Eq(" + f.expr(a) + ", " + f.expr(b) + ")", true
		}
	}
	if f.holdsTyped(a) && isNilType(tb) || f.holdsTyped(b) && isNilType(ta) {
		return f.mark(MarkCall, a.Pos()) + "_rt.Eq(" + f.assigned(a, anyType) + ", " + f.assigned(b, anyType) + ")", true
	}
	if isNilType(ta) || isNilType(tb) {
		if f.effectOf(a).calls || f.effectOf(b).calls { // to be lowered once
			return "", false
		}
		if other := f.expr(a); other == f.expr(b) || isNilConversion(other) || isNilConversion(f.expr(b)) {
			return "true", true
		}
		return "", false
	}
	if same := f.l.sameChan(ta, tb); same != nil {
		return "(" + same(f.expr(a), f.expr(b)) + ")", true
	}
	if f.l.recursive(ta) && f.l.recursive(tb) {
		return f.mark(MarkCall, a.Pos()) + "_rt.Eq(" + f.expr(a) + ", " + f.expr(b) + ")", true
	}
	if !isInterface(ta) && !isInterface(tb) {
		return "", false
	}
	return f.mark(MarkCall, a.Pos()) + "_rt.Eq(" + f.assigned(a, anyType) + ", " + f.assigned(b, anyType) + ")", true
}

// isNilConversion reports whether x is the text of a converted nil, which the interpreter cannot compare.
func isNilConversion(x string) bool {
	return strings.HasSuffix(x, "(nil)") && !strings.HasPrefix(x[len(leadingMarks(x)):], "_")
}

func (f *fn) index(x *ast.IndexExpr) string {
	t := f.typeOf(x.X)
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return f.expr(x.X) // an instance
	case *types.Map:
		return f.opened(x.X) + "[" + f.keyMark(x, u) + f.indexKey(x, u) + "]"
	case *types.Pointer:
		base, index := "(*"+f.opened(x.X)+")", f.expr(x.Index)
		n := strconv.FormatInt(u.Elem().Underlying().(*types.Array).Len(), 10)
		if s, ok := f.checkedIn(x, index, n); ok {
			return base + "[" + s + "]"
		}
		f.checkIndex(x, base, index, n)
		return base + "[" + f.indexMark(x) + index + "]"
	case *types.Array:
		base, index := f.operand(x.X), f.expr(x.Index)
		if _, isConst := f.constant(x.Index, true); !isConst {
			n := strconv.FormatInt(u.Len(), 10)
			if s, ok := f.checkedIn(x, index, n); ok {
				return base + "[" + s + "]"
			}
			f.checkIndex(x, base, index, n)
		}
		return base + "[" + f.indexMark(x) + index + "]"
	}
	base, index := f.opened(x.X), f.expr(x.Index)
	if s, ok := f.checkedCall(x, base, index); ok {
		return s
	}
	f.checkIndex(x, base, index, "")
	return base + "[" + f.indexMark(x) + index + "]"
}

// indexMark is the mark of the index of an element that is not checked before the statement.
func (f *fn) indexMark(x *ast.IndexExpr) string {
	if f.checking() || f.inRange(x) {
		return ""
	}
	return f.mark(MarkIndex, x.Pos())
}

func (f *fn) slice(x *ast.SliceExpr) string {
	s := f.opened(x.X)
	if _, ok := f.typeOf(x.X).Underlying().(*types.Pointer); ok {
		s = "(*" + s + ")"
	}
	f.checkSlice(x, s)
	part := func(e ast.Expr) string {
		if e == nil {
			return ""
		}
		return f.expr(e)
	}
	s += "[" + part(x.Low) + ":" + part(x.High)
	if x.Max != nil {
		s += ":" + f.expr(x.Max)
	}
	return f.l.kept(s+"]", f.typeOf(x))
}

func (f *fn) composite(x *ast.CompositeLit) string {
	t := f.typeOf(x)
	amp := ""
	if p, ok := t.Underlying().(*types.Pointer); ok { // an element whose &T is left out
		t, amp = p.Elem(), "&"
	}
	var parts []string
	switch u := t.Underlying().(type) {
	case *types.Struct:
		parts = f.structParts(x, t, u)
	case *types.Map:
		for _, e := range x.Elts {
			kv := e.(*ast.KeyValueExpr)
			parts = append(parts, f.literalKey(kv.Key, u.Key())+": "+f.assigned(kv.Value, u.Elem()))
		}
	case *types.Slice:
		parts = f.elements(x, u.Elem())
	case *types.Array:
		parts = f.elements(x, u.Elem())
	}
	lit := f.l.kept(f.l.text(f.l.core(t))+"{"+strings.Join(parts, ", ")+"}", t)
	if _, ok := t.Underlying().(*types.Struct); !ok && amp != "" {
		return f.newOf(t) + "(" + lit + ")"
	}
	return amp + lit
}

func (f *fn) structParts(x *ast.CompositeLit, t types.Type, u *types.Struct) []string {
	var parts []string
	var cuts map[int]bool
	if n := check.NamedOf(t); n != nil && f.l.fromSource(n) {
		cuts = f.l.cutFields(f.l.resolve(n))
	}
	for i, e := range x.Elts {
		field := func(i int, value ast.Expr) {
			v := u.Field(i)
			text := f.copied(value, v.Type())
			if cuts[i] {
				text = f.l.hold(text, v.Type())
			}
			parts = append(parts, fieldName(v)+": "+text)
		}
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			field(i, e)
			continue
		}
		name := kv.Key.(*ast.Ident).Name
		for i := range u.NumFields() {
			if u.Field(i).Name() == name {
				field(i, kv.Value)
			}
		}
	}
	return parts
}

func (f *fn) elements(x *ast.CompositeLit, elem types.Type) []string {
	var parts []string
	for _, e := range x.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			k, _ := f.constant(kv.Key, true)
			parts = append(parts, k+": "+f.assigned(kv.Value, elem))
			continue
		}
		parts = append(parts, f.assigned(e, elem))
	}
	return parts
}
