package complete

import (
	"go/token"
	"go/types"
)

// An expectation is what a value at the cursor is for. The zero expectation takes anything.
type expectation struct {
	typ    types.Type // nil: any
	called bool       // the value will be called, as after go
	isType bool       // only types can stand there
	made   bool       // a type is likely, for a literal, as behind &
}

// A fit says how well a candidate suits an expectation; the smaller the better.
type fit int

const (
	fits    fit = iota // it is a value of the type
	yields             // a function whose result fits
	neutral            // nothing can be said
	differs            // another type
)

// fits says how well an object suits.
func (e expectation) fits(o types.Object) fit {
	if e.called {
		if _, ok := o.(*types.Func); ok {
			return fits
		}
	}
	if t, ok := o.(*types.TypeName); ok && (e.isType || e.made && e.typ == nil && structOf(t.Type()) != nil) {
		return fits
	}
	if e.typ == nil {
		return neutral
	}
	switch o := o.(type) {
	case *types.PkgName, *types.Label:
		return neutral
	case *types.Builtin:
		if result := builtinResult(o.Name()); result != nil && assignable(result, e.typ) {
			return yields
		}
		return differs
	case *types.TypeName:
		if types.Identical(o.Type(), e.typ) {
			return yields // a conversion or a literal
		}
		if p, ok := e.typ.(*types.Pointer); ok && types.Identical(o.Type(), p.Elem()) {
			return yields
		}
		return differs
	}
	if o.Type() == nil {
		return differs
	}
	if assignable(o.Type(), e.typ) {
		return fits
	}
	if sig, ok := o.Type().Underlying().(*types.Signature); ok && sig.Results().Len() > 0 && assignable(sig.Results().At(0).Type(), e.typ) {
		return yields
	}
	return differs
}

// builtinResult is the type of what a predeclared function returns, nil if that depends on its arguments.
func builtinResult(name string) types.Type {
	switch name {
	case "len", "cap", "copy":
		return types.Typ[types.Int]
	}
	return nil
}

// takesKeyword reports whether a literal of the type begins with the keyword.
func (e expectation) takesKeyword(k token.Token) bool {
	if e.typ == nil {
		return true
	}
	switch e.typ.Underlying().(type) {
	case *types.Signature:
		return k == token.FUNC
	case *types.Map:
		return k == token.MAP
	}
	return false
}

// assignable is types.AssignableTo, and false for what fits anywhere.
func assignable(v, t types.Type) bool {
	if v == nil || v == types.Typ[types.Invalid] {
		return false
	}
	return types.AssignableTo(v, t)
}
