package check

import "go/types"

// keyOf names a package-level object of the session: "x", "f", "T", or "T.m" for a method.
// It is "" for any other object.
func keyOf(obj types.Object) string {
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != mainPath {
		return ""
	}
	if f, ok := obj.(*types.Func); ok {
		if recv := f.Origin().Signature().Recv(); recv != nil {
			base := receiverName(recv.Type())
			if base == "" {
				return ""
			}
			return base + "." + f.Name()
		}
	}
	if v, ok := obj.(*types.Var); ok && v.Kind() != types.PackageVar {
		return ""
	}
	if _, ok := obj.(*types.PkgName); ok || obj.Parent() == nil {
		return ""
	}
	return obj.Name()
}

// mainPath is the path of every package that holds a session's declarations.
const mainPath = "main"

// receiverName is the name of the type that a method belongs to, "" for methods of literals.
func receiverName(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// state is everything a session knows; it is replaced, never changed.
type state struct{}
