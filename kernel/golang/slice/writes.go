package slice

import (
	"go/ast"
	"go/token"
	"go/types"
)

// findWrites finds the session's variables that the program may change: those that code assigns to, takes
// the address of, or hands on with references to what they hold. Rather too many than too few.
func (s *slicer) findWrites() {
	s.written = map[*types.Var]bool{}
	for _, decl := range s.unit.Cell.File.Decls {
		s.writesIn(decl)
	}
	for _, stmt := range s.unit.Cell.Stmts {
		s.writesIn(stmt)
	}
	for _, d := range s.order {
		if d.Node != nil {
			s.writesIn(d.Node)
		}
	}
}

func (s *slicer) writesIn(root ast.Node) {
	var above []ast.Node
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := s.unit.Info.Uses[id].(*types.Var); ok && s.needed[v] && !s.written[v] {
				s.written[v] = s.writes(id, v.Type(), above)
			}
		}
		above = append(above, n)
		return true
	})
}

// writes reports whether the place n, of type t, may be written where it stands. above are the nodes
// around it, the innermost last.
func (s *slicer) writes(n ast.Node, t types.Type, above []ast.Node) bool {
	for i := len(above) - 1; i >= 0; i-- {
		switch p := above[i].(type) {
		case *ast.ParenExpr:
		case *ast.StarExpr:
			t = s.unit.Info.TypeOf(p)
		case *ast.IndexExpr:
			if p.X != n {
				return false
			}
			t = s.unit.Info.TypeOf(p)
		case *ast.SliceExpr:
			if p.X != n {
				return false
			}
			t = s.unit.Info.TypeOf(p)
		case *ast.TypeAssertExpr:
			return refers(t)
		case *ast.SelectorExpr:
			sel := s.unit.Info.Selections[p]
			if sel == nil {
				return false
			}
			if sel.Kind() != types.FieldVal {
				recv := sel.Obj().(*types.Func).Signature().Recv().Type()
				_, pointer := recv.Underlying().(*types.Pointer)
				return pointer || refers(t)
			}
			t = s.unit.Info.TypeOf(p)
		case *ast.AssignStmt:
			for _, l := range p.Lhs {
				if l == n {
					return true
				}
			}
			return refers(t)
		case *ast.IncDecStmt:
			return true
		case *ast.RangeStmt:
			if p.Key == n || p.Value == n {
				return true
			}
			return p.Value != nil && refersTo(s.unit.Info.TypeOf(p.Value), p.Value) || isFunc(t)
		case *ast.UnaryExpr:
			return p.Op == token.AND
		case *ast.BinaryExpr:
			return false
		case *ast.CallExpr:
			return s.writesArgument(p, n, t)
		default:
			return refers(t)
		}
		n = above[i]
	}
	return refers(t)
}

// refersTo is refers for the value of a range clause, which has no type if it is _.
func refersTo(t types.Type, value ast.Expr) bool {
	if id, ok := value.(*ast.Ident); ok && id.Name == "_" {
		return false
	}
	return t == nil || refers(t)
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// writesArgument reports whether a call may write what its argument n refers to.
func (s *slicer) writesArgument(call *ast.CallExpr, n ast.Node, t types.Type) bool {
	fun := ast.Unparen(call.Fun)
	if tv, ok := s.unit.Info.Types[fun]; ok {
		switch {
		case tv.IsBuiltin():
			switch fun.(*ast.Ident).Name {
			case "len", "cap", "min", "max", "print", "println", "real", "imag":
				return false
			case "append", "copy": // what is added or copied is read
				if sl, ok := t.Underlying().(*types.Slice); ok && n != call.Args[0] && !refers(sl.Elem()) {
					return false
				}
			}
		case tv.IsType():
			if b, ok := tv.Type.Underlying().(*types.Basic); ok && b.Kind() == types.String {
				return false
			}
		}
	}
	if sel, ok := fun.(*ast.SelectorExpr); ok {
		f, _ := s.unit.Info.Uses[sel.Sel].(*types.Func)
		if f != nil && f.Pkg() != nil && (f.Pkg().Path() == "fmt" || f.Pkg().Path() == "strings") && f.Signature().Recv() == nil {
			return contains(t, s.ownMethods) // String may do anything
		}
	}
	return refers(t)
}

// ownMethods reports whether t has methods of the session, or may have.
func (s *slicer) ownMethods(t types.Type) bool {
	if types.IsInterface(t) {
		return true
	}
	n, ok := t.(*types.Named)
	return ok && n.Obj().Pkg() == s.unit.Pkg && types.NewMethodSet(types.NewPointer(n)).Len() > 0
}
