package complete

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/std"
)

// selected finds what can stand behind the dot of sel. It is false if the operand before it has no meaning.
func (f *finder) selected(at *spot, sel *ast.SelectorExpr) bool {
	if id, ok := sel.X.(*ast.Ident); ok {
		switch o := at.unit.Info.Uses[id].(type) {
		case *types.PkgName:
			f.exports(at, o.Imported(), "")
			return true
		case nil:
			if at.typeOf(id) == nil {
				f.unimported(at, id.Name)
				return len(f.found) > 0
			}
		}
	}
	tv := at.unit.Info.Types[sel.X]
	t := at.typeOf(sel.X)
	switch {
	case t == nil:
	case tv.IsType():
		f.methodExpressions(at, t)
	default:
		f.members(at, t, tv.Addressable())
	}
	return t != nil
}

// exports are the names that a package exports; path is set if it is not imported yet and others have
// its name.
func (f *finder) exports(at *spot, pkg *types.Package, path string) {
	for _, name := range pkg.Scope().Names() {
		if !token.IsExported(name) || !f.matches(name) {
			continue
		}
		o := pkg.Scope().Lookup(name)
		if _, isType := o.(*types.TypeName); f.want.isType && !isType {
			continue
		}
		c := at.candidate(o)
		if path != "" {
			c.Detail = strings.TrimSpace(c.Detail + " (" + path + ")")
		}
		f.add(c, f.want.fits(o), 0)
	}
}

// unimported finds what the packages called name export. A cell that uses one which has no
// namesakes imports it by itself.
func (f *finder) unimported(at *spot, name string) {
	paths := std.PathsByName(name)
	for i, path := range paths {
		pkg, err := f.session.Import(path)
		if err != nil {
			continue
		}
		if len(paths) == 1 {
			path = ""
		}
		before := len(f.found)
		f.exports(at, pkg, path)
		for j := range f.found[before:] {
			f.found[before+j].near = i
		}
	}
}

// members are the fields and methods of a value.
func (f *finder) members(at *spot, t types.Type, addressable bool) {
	for _, o := range fieldsAndMethods(t, addressable, at.unit.Pkg) {
		if f.matches(o.Name()) {
			f.add(at.candidate(o), f.want.fits(o), 0)
		}
	}
}

// methodExpressions are the methods of a type, as functions with a receiver.
func (f *finder) methodExpressions(at *spot, t types.Type) {
	set := types.NewMethodSet(t)
	for m := range set.Methods() {
		if o := m.Obj(); visible(o, at.unit.Pkg) && f.matches(o.Name()) {
			f.add(at.candidate(o), f.want.fits(o), 0)
		}
	}
}

// fieldsAndMethods are what can be selected from a value of type t, promoted ones included. An
// addressable value has the methods of its pointer too.
func fieldsAndMethods(t types.Type, addressable bool, from *types.Package) []types.Object {
	var list []types.Object
	seen := map[string]bool{}
	add := func(o types.Object) {
		if seen[o.Name()] || o.Name() == "_" || !visible(o, from) {
			return
		}
		seen[o.Name()] = true
		// The nearest one counts, if it is the only one at its depth.
		if got, _, _ := types.LookupFieldOrMethod(t, true, from, o.Name()); got != nil {
			list = append(list, got)
		}
	}
	eachField(t, add)
	receiver := t
	if _, pointer := types.Unalias(t).(*types.Pointer); addressable && !pointer && !types.IsInterface(t) {
		receiver = types.NewPointer(t)
	}
	set := types.NewMethodSet(receiver)
	for m := range set.Methods() {
		add(m.Obj())
	}
	return list
}

// eachField calls f for the fields of t and of what is embedded in it, the nearest first.
func eachField(t types.Type, f func(types.Object)) {
	seen := map[*types.Struct]bool{}
	for level := []types.Type{t}; len(level) > 0; {
		var next []types.Type
		for _, t := range level {
			st := structOf(t)
			if st == nil || seen[st] {
				continue
			}
			seen[st] = true
			for field := range st.Fields() {
				f(field)
				if field.Embedded() {
					next = append(next, field.Type())
				}
			}
		}
		level = next
	}
}

// structOf is the struct that t or what it points to is, or nil.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, _ := t.Underlying().(*types.Struct)
	return st
}

// visible reports whether code of a package may name o.
func visible(o types.Object, from *types.Package) bool {
	return o.Exported() || o.Pkg() != nil && o.Pkg().Path() == from.Path()
}

// candidate is an object as a candidate.
func (at *spot) candidate(o types.Object) Candidate {
	c := Candidate{Text: o.Name(), Kind: kindOf(o)}
	switch o := o.(type) {
	case *types.PkgName:
		c.Detail = o.Imported().Path()
	case *types.TypeName:
		c.Detail = types.TypeString(o.Type().Underlying(), at.name)
		if _, basic := o.Type().(*types.Basic); basic {
			c.Detail = ""
		}
		if len(c.Detail) > 60 {
			c.Detail, _, _ = strings.Cut(c.Detail, "{")
		}
	case *types.Builtin:
		c.Detail = builtins(o.Name())
	case *types.Nil:
	case *types.Func:
		c.Detail = shape(o, at.name)
	default:
		c.Detail = types.TypeString(o.Type(), at.name)
	}
	return c
}

func kindOf(o types.Object) Kind {
	switch o := o.(type) {
	case *types.Var:
		if o.IsField() {
			return Field
		}
		return Variable
	case *types.Const, *types.Nil:
		return Constant
	case *types.TypeName:
		switch o.Type().Underlying().(type) {
		case *types.Struct:
			return Struct
		case *types.Interface:
			return Interface
		}
		return Type
	case *types.Func:
		if o.Signature().Recv() != nil {
			return Method
		}
	case *types.PkgName:
		return Package
	case *types.Label:
		return Label
	}
	return Function
}

// builtins are the signatures of the predeclared functions, as package builtin documents them.
func builtins(name string) string {
	switch name {
	case "append":
		return "func(slice []Type, elems ...Type) []Type"
	case "cap", "len":
		return "func(v Type) int"
	case "clear":
		return "func(t T)"
	case "close":
		return "func(c chan<- Type)"
	case "complex":
		return "func(r, i FloatType) ComplexType"
	case "copy":
		return "func(dst, src []Type) int"
	case "delete":
		return "func(m map[Type]Type1, key Type)"
	case "imag", "real":
		return "func(c ComplexType) FloatType"
	case "make":
		return "func(t Type, size ...IntegerType) Type"
	case "max", "min":
		return "func(x T, y ...T) T"
	case "new":
		return "func(Type) *Type"
	case "panic":
		return "func(v any)"
	case "print", "println":
		return "func(args ...Type)"
	case "recover":
		return "func() any"
	}
	return ""
}
