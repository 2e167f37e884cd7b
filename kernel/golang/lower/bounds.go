package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// Index checks. The interpreter's panics for indexes have neither Go's text nor its numbers, so a
// statement is preceded by checks of the indexes that it evaluates, as long as nothing has happened
// in the statement that could change them, and where the check would be evaluated in any case. In
// other places the interpreter's panic is given Go's text without numbers (rt.Fault).

// checkIndex checks x[i], lowered to the texts base and index, for an operand of length n ("" is
// len(base)).
func (f *fn) checkIndex(x *ast.IndexExpr, base, index, n string) {
	if !f.checking() || !f.pure(x.X) || !f.pure(x.Index) || f.inRange(x) {
		return
	}
	defer f.learn(x)
	if n == "" {
		n = "len(" + base + ")"
	}
	if k, ok := f.constant(x.Index, true); ok {
		f.check("if "+k+" >= "+n, f.mark(MarkCall, x.Pos())+"_rt.BadIndex("+k+", "+n+")")
		return
	}
	raw := index
	if types.Default(f.typeOf(x.Index)).Underlying() != types.Typ[types.Int] {
		index = "int(" + index + ")"
	}
	f.check("if "+f.below(index, x.Index)+index+" >= "+n, f.badIndex(raw, x.Index, n, x))
}

// badIndex is the call that raises the panic of the index e, lowered to the text i.
func (f *fn) badIndex(i string, e ast.Expr, n string, x ast.Node) string {
	switch t := types.Default(f.typeOf(e)).Underlying(); {
	case t == types.Typ[types.Int]:
	case isUnsigned(t):
		return f.mark(MarkCall, x.Pos()) + "_rt.BadUnsigned(uint64(" + i + "), " + n + ")"
	default:
		i = "int(" + i + ")"
	}
	return f.mark(MarkCall, x.Pos()) + "_rt.BadIndex(" + i + ", " + n + ")"
}

// outside is a statement that raises the panic of an index e, now in the variable i, that is outside
// of length n.
func (f *fn) outside(i string, e ast.Expr, n string, x ast.Node) string {
	fail := f.badIndex(i, e, n, x)
	if types.Default(f.typeOf(e)).Underlying() != types.Typ[types.Int] {
		i = "int(" + i + ")"
	}
	return "if " + f.below(i, e) + i + " >= " + n + " { " + fail + " }\n"
}

// takeLate is the check of the index of the place that is about to be written.
func (f *fn) takeLate() string {
	s := f.late
	f.late = ""
	return s
}

// below is the first half of a check of the index e, lowered to the text index, unless it is not negative.
func (f *fn) below(index string, e ast.Expr) string {
	if f.isPositive(e) {
		return ""
	}
	return index + " < 0 || "
}

// checkedCall is x[i] where the operands call something, and so cannot be evaluated twice.
func (f *fn) checkedCall(x *ast.IndexExpr, base, index string) (string, bool) {
	if f.pure(x.X) && f.pure(x.Index) {
		return "", false
	}
	t := f.l.core(f.typeOf(x.X))
	mark := f.mark(MarkCall, x.Pos())
	if types.Default(f.typeOf(x.Index)).Underlying() != types.Typ[types.Int] {
		index = "int(" + index + ")"
	}
	check := "if i < 0 || i >= len(s) { _rt.BadIndex(i, len(s)) }\n"
	switch u := coreType(t).(type) {
	case *types.Basic:
		h := f.l.helper("byte", types.Typ[types.String], func(name, _ string) string {
			return "func " + name + "(s string, i int) byte {\n" + check + "return s[i]\n}\n"
		})
		return mark + h + "(string(" + base + "), " + index + ")", true
	case *types.Slice:
		if f.pure(x.X) {
			return base + "[" + mark + f.inHelper() + "(" + index + ", len(" + base + "))]", true
		}
		h := f.l.helper("slice", t, func(name, text string) string {
			return "func " + name + "(s " + text + ", i int) *" + f.l.text(u.Elem()) + " {\n" + check + "return &s[i]\n}\n"
		})
		return "(*" + mark + h + "(" + base + ", " + index + "))", true
	}
	return "", false
}

// inHelper is a function that returns an index if it is below a length, and panics otherwise.
func (f *fn) inHelper() string {
	return f.l.helper("in", types.Typ[types.Int], func(name, _ string) string {
		return "func " + name + "(i, n int) int {\nif i < 0 || i >= n { _rt.BadIndex(i, n) }\nreturn i\n}\n"
	})
}

// checkedIn is the index of x, lowered to the text index, into an array of length n, where the operands are a literal or
// call something and so cannot be evaluated twice.
func (f *fn) checkedIn(x *ast.IndexExpr, index, n string) (string, bool) {
	if _, isConst := f.constant(x.Index, true); isConst || f.pure(x.X) && f.pure(x.Index) || f.inRange(x) {
		return "", false
	}
	if types.Default(f.typeOf(x.Index)).Underlying() != types.Typ[types.Int] {
		index = "int(" + index + ")"
	}
	return f.mark(MarkCall, x.Pos()) + f.inHelper() + "(" + index + ", " + n + ")", true
}

// shiftCount is a signed shift count: the interpreter shifts by a negative one.
func (f *fn) shiftCount(e ast.Expr) string {
	s := f.expr(e)
	if f.checking() && f.pure(e) {
		f.check("if "+s+" < 0", f.mark(MarkCall, e.Pos())+"_rt.BadShift()")
		return s
	}
	return f.mark(MarkCall, e.Pos()) + f.l.helper("shift", types.Default(f.typeOf(e)), func(name, text string) string {
		return "func " + name + "(n " + text + ") " + text + " {\nif n < 0 { _rt.BadShift() }\nreturn n\n}\n"
	}) + "(" + s + ")"
}

// checkSlice checks base[low:high:max].
func (f *fn) checkSlice(x *ast.SliceExpr, base string) {
	if !f.checking() || !f.pure(x.X) || x.Low != nil && !f.pure(x.Low) || x.High != nil && !f.pure(x.High) || x.Max != nil && !f.pure(x.Max) {
		return
	}
	length, limit, fixed := "len("+base+")", "cap("+base+")", false
	switch u := f.typeOf(x.X).Underlying().(type) {
	case *types.Basic:
		limit, fixed = length, true
	case *types.Array:
		length, fixed = strconv.FormatInt(u.Len(), 10), true
		limit = length
	case *types.Pointer:
		length, fixed = strconv.FormatInt(u.Elem().Underlying().(*types.Array).Len(), 10), true
		limit = length
	}
	low, high := "0", ""
	part := func(e ast.Expr) string {
		if k, ok := f.constant(e, true); ok {
			return k
		}
		s := f.expr(e)
		if types.Default(f.typeOf(e)).Underlying() != types.Typ[types.Int] {
			s = "int(" + s + ")"
		}
		return s
	}
	if x.Low != nil {
		low = part(x.Low)
	}
	if x.High != nil {
		high = part(x.High)
	}
	if low == "0" && high == "" {
		return
	}
	args := ", " + length + ", " + limit + ", " + strconv.FormatBool(fixed) + ")"
	switch {
	case x.Max != nil:
		max := part(x.Max)
		f.check("if "+low+" < 0 || "+high+" < "+low+" || "+max+" < "+high+" || "+max+" > "+limit, f.mark(MarkCall, x.Pos())+"_rt.BadSlice3("+low+", "+high+", "+max+", "+limit+", "+strconv.FormatBool(fixed)+")")
	case high == "":
		f.check("if "+low+" < 0 || "+low+" > "+length, f.mark(MarkCall, x.Pos())+"_rt.BadSlice("+low+", 0, false"+args)
	default:
		f.check("if "+low+" < 0 || "+high+" < "+low+" || "+high+" > "+limit, f.mark(MarkCall, x.Pos())+"_rt.BadSlice("+low+", "+high+", true"+args)
	}
}

// checkCapacity checks the capacity of make([]elem, n, c): the interpreter does not say which of the two
// is too large.
func (f *fn) checkCapacity(x *ast.CallExpr, elem types.Type) {
	n, c := x.Args[1], x.Args[2]
	if _, isConst := f.constant(c, true); isConst || !f.checking() || !f.pure(n) || !f.pure(c) {
		return
	}
	size := max(types.SizesFor("gc", "amd64").Sizeof(elem), 1)
	part := func(e ast.Expr) string {
		if k, ok := f.constant(e, true); ok {
			return k
		}
		return "int(" + f.expr(e) + ")"
	}
	f.check(fmt.Sprintf("if %s < 0 || %[1]s > %d", part(c), maxAlloc/size), f.mark(MarkCall, x.Pos())+fmt.Sprintf("_rt.BadMake(%s, %s, %d)", part(n), part(c), maxAlloc/size))
}

// maxAlloc is the largest size that Go allocates, in bytes (runtime/malloc.go, 64-bit).
const maxAlloc = 1 << 48

// checking reports whether a check in front of the statement is evaluated like the expression.
func (f *fn) checking() bool { return f.conditional == 0 && !f.affected }

func (f *fn) check(cond, fail string) {
	text := cond + " { " + fail + " }\n"
	for _, c := range f.checks {
		if c == text {
			return
		}
	}
	f.checks = append(f.checks, text)
}

// pure reports whether e can be evaluated again without effect and at little cost.
func (f *fn) pure(e ast.Expr) bool {
	if tv := f.src.info.Types[e]; tv.Value != nil {
		return true
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		s := f.src.info.Selections[x]
		return (s == nil || s.Kind() == types.FieldVal) && f.pure(x.X)
	case *ast.StarExpr:
		return f.pure(x.X)
	case *ast.IndexExpr:
		_, isMap := coreType(f.typeOf(x.X)).(*types.Map)
		return !isMap && f.pure(x.X) && f.pure(x.Index)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.ADD, token.SUB, token.MUL, token.AND, token.OR, token.XOR:
			return f.pure(x.X) && f.pure(x.Y)
		case token.QUO, token.REM:
			return f.pure(x.X) && f.src.info.Types[x.Y].Value != nil // and so not 0
		}
	case *ast.CallExpr:
		if b := f.builtinOf(x.Fun); b == "len" || b == "cap" {
			return f.pure(x.Args[0])
		}
		if !f.src.info.Types[x.Fun].IsType() {
			return false
		}
		from, to := f.typeOf(x.Args[0]), f.typeOf(x)
		return (isInteger(from) && isInteger(to) || isString(from) && isString(to)) && f.pure(x.Args[0])
	}
	return false
}
