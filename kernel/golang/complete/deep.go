package complete

import (
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/std"
)

// manyConstants is from how many on a package's values of a type are not offered beside variables.
const manyConstants = 24

// ofPackage finds what the package of the wanted type offers for it: time.Second where a time.Duration
// is due, context.Background() where a context is.
func (f *finder) ofPackage(at *spot) {
	n, ok := types.Unalias(orNothing(f.want.typ)).(*types.Named)
	if !ok || f.want.isType || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() == at.unit.Pkg.Path() {
		return
	}
	path := n.Obj().Pkg().Path()
	name := at.qualifier(path)
	pkg, err := f.session.Import(path)
	if err != nil || name == "" {
		return
	}
	var list []Candidate
	for _, member := range pkg.Scope().Names() {
		if o := pkg.Scope().Lookup(member); o.Exported() && (f.matches(name+"."+member) || f.matches(member)) {
			if text := name + "." + member + gives(o, n); text != name+"."+member || types.Identical(o.Type(), n) && isValue(o) {
				c := at.candidate(o)
				c.Text = text
				list = append(list, c)
			}
		}
	}
	if len(list) > manyConstants {
		return
	}
	for _, c := range list {
		f.add(c, fits, nearImport)
	}
}

// orNothing is t, or a type that nothing is of.
func orNothing(t types.Type) types.Type {
	if t == nil {
		return types.Typ[types.Invalid]
	}
	return t
}

func isValue(o types.Object) bool {
	switch o.(type) {
	case *types.Const, *types.Var:
		return true
	}
	return false
}

// gives is "()" if o is a function without parameters that returns a t, and nothing else.
func gives(o types.Object, t types.Type) string {
	f, ok := o.(*types.Func)
	if !ok {
		return ""
	}
	sig := f.Signature()
	if sig.Params().Len() > 0 || sig.Results().Len() != 1 || !types.Identical(sig.Results().At(0).Type(), t) {
		return ""
	}
	return "()"
}

// qualifier is how the text calls the package at a path: by the name that it imports it under, or by its own
// if that is enough for it to be imported by itself; else "".
func (at *spot) qualifier(path string) string {
	for _, im := range at.unit.Imports {
		if im.Path == path && token.IsIdentifier(im.Name) && im.Name != "_" {
			return im.Name
		}
	}
	name := std.Name(path)
	if paths := std.PathsByName(name); len(paths) != 1 || strings.Contains(path, "internal") {
		return ""
	}
	return name
}
