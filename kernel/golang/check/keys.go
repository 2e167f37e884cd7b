package check

import (
	"go/ast"
	"go/types"
	"strings"
)

// mainPath is the path of every package that holds a session's declarations.
const mainPath = "main"

// A key names a live declaration of a session: "x", "f", "T", and "T.m" for a method.

// keyOf is the key of a package-level object or method of the session, "" for any other object.
func keyOf(obj types.Object) string {
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != mainPath {
		return ""
	}
	switch obj := obj.(type) {
	case *types.Func:
		if recv := obj.Origin().Signature().Recv(); recv != nil {
			if base := receiverName(recv.Type()); base != "" {
				return base + "." + obj.Name()
			}
			return ""
		}
	case *types.PkgName, *types.Label:
		return ""
	}
	parent := obj.Parent()
	if parent == nil || parent.Parent() != nil && parent.Parent() != types.Universe {
		return "" // a field or a local
	}
	return obj.Name()
}

// receiverName is the name of the type that a method belongs to, "" for methods of literals.
func receiverName(t types.Type) string {
	if n := NamedOf(t); n != nil {
		return n.Obj().Name()
	}
	return ""
}

// NamedOf is the named type of t or of what t points to; nil if there is none.
func NamedOf(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, _ := types.Unalias(t).(*types.Named)
	return n
}

// funcKey is the key of a function or method declaration.
func funcKey(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return f.Name.Name
	}
	return ReceiverBase(f.Recv.List[0].Type) + "." + f.Name.Name
}

// ReceiverBase is the type name in a receiver's type expression, "" if there is none.
func ReceiverBase(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// typeOfKey is the T of "T.m", "" for keys of other things.
func typeOfKey(key string) string {
	base, _, ok := strings.Cut(key, ".")
	if !ok {
		return ""
	}
	return base
}

// KeyOf names what obj declares in its session: "x", "f", "T", and "T.m" for a method; "" for every object that
// is not declared at the top level of a cell.
func KeyOf(obj types.Object) string { return keyOf(obj) }
