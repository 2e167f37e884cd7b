package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"weft/kernel/golang/check"
)

// source is checked code that declarations are lowered from: the cell, or a generic package.
type source struct {
	fset    *token.FileSet
	pkg     *types.Package
	info    *types.Info
	funcs   map[string]*ast.FuncDecl            // by name
	methods map[string]map[string]*ast.FuncDecl // by the receiver's type, then name
}

// newSource indexes the declarations of a cell, with those of earlier cells that it can reach.
func newSource(u *check.Unit) *source {
	s := &source{fset: u.Fset, pkg: u.Pkg, info: u.Info}
	for _, d := range u.Generics {
		s.add(d)
	}
	for _, d := range u.Redo {
		s.add(d)
	}
	for _, d := range u.Funcs {
		s.add(d)
	}
	return s
}

func (s *source) add(d ast.Decl) {
	f, ok := d.(*ast.FuncDecl)
	if !ok {
		return
	}
	if f.Recv == nil {
		if s.funcs == nil {
			s.funcs = map[string]*ast.FuncDecl{}
		}
		s.funcs[f.Name.Name] = f
		return
	}
	recv := check.ReceiverBase(f.Recv.List[0].Type)
	if s.methods == nil {
		s.methods = map[string]map[string]*ast.FuncDecl{}
	}
	if s.methods[recv] == nil {
		s.methods[recv] = map[string]*ast.FuncDecl{}
	}
	s.methods[recv][f.Name.Name] = f
}

// generic reports whether f has type parameters of its own or of its receiver.
func (s *source) generic(f *ast.FuncDecl) bool {
	fn, ok := s.info.Defs[f.Name].(*types.Func)
	return ok && (fn.Signature().TypeParams().Len() > 0 || fn.Signature().RecvTypeParams().Len() > 0)
}

// isSession reports whether o is declared in a cell.
func isSession(o types.Object) bool { return o.Pkg() != nil && o.Pkg().Path() == "main" }

// isLocal reports whether o is declared inside a function.
func isLocal(o types.Object) bool {
	return o.Pkg() != nil && o.Parent() != o.Pkg().Scope() && o.Parent() != nil
}
