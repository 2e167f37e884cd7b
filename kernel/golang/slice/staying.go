package slice

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

// What stays in a compiled cell: new variables that cannot cross, what mentions packages that only compiled code
// has, and what mentions either.

// staying reports whether a declaration of the cell stays in it.
func (s *slicer) staying(decl ast.Node) bool {
	if s.options.Kind == Func {
		return false // those stay interpreted
	}
	for _, obj := range s.declares(decl) {
		if slices.ContainsFunc(s.stays, func(x Stays) bool { return x.Name == nameOf(obj) }) {
			return true
		}
	}
	return false
}

// findStaying adds the declarations that mention what stays to what stays, until there are no more.
func (s *slicer) findStaying() {
	stays := map[types.Object]string{}
	for _, x := range s.stays {
		stays[s.unit.Pkg.Scope().Lookup(x.Name)] = x.Name
	}
	for again := true; again; {
		again = false
		for _, decl := range s.stayable() {
			objs := s.declares(decl)
			if len(objs) == 0 || stays[objs[0]] != "" {
				continue
			}
			by := s.mentioned(decl, stays)
			if by == "" {
				continue
			}
			for _, obj := range objs {
				stays[obj] = nameOf(obj)
				s.stays = append(s.stays, Stays{Name: nameOf(obj), Pos: cell.Locate(s.unit.Fset, obj.Pos()), Reason: "it uses " + by, By: by})
			}
			again = true
		}
	}
}

// stayable are the cell's functions, and its declarations of types and constants.
func (s *slicer) stayable() []ast.Node {
	var list []ast.Node
	for _, f := range s.unit.Funcs {
		if f.Recv != nil || f.Name.Name != "main" {
			list = append(list, f)
		}
	}
	for _, stmt := range s.unit.Cell.Stmts {
		if g := declOf(stmt); g != nil && g.Tok != token.VAR {
			list = append(list, g)
		}
	}
	return list
}

// declares are the objects that a declaration declares.
func (s *slicer) declares(decl ast.Node) []types.Object {
	var names []*ast.Ident
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		names = append(names, decl.Name)
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name)
			case *ast.ValueSpec:
				names = append(names, spec.Names...)
			}
		}
	}
	var list []types.Object
	for _, id := range names {
		if obj := s.unit.Info.Defs[id]; obj != nil {
			list = append(list, obj)
		}
	}
	return list
}

// mentioned is the name of something of a set that a declaration mentions, or the path of a package that only
// compiled code has.
func (s *slicer) mentioned(decl ast.Node, set map[types.Object]string) (name string) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			if obj := s.unit.Info.Uses[id]; obj != nil {
				name = set[obj]
				if p := obj.Pkg(); name == "" && p != nil && p != s.unit.Pkg && std.ThirdParty(p.Path()) {
					name = "package " + p.Path()
				}
				if p, ok := obj.(*types.PkgName); ok && std.ThirdParty(p.Imported().Path()) {
					name = "package " + p.Imported().Path()
				}
			}
		}
		return true
	})
	return name
}

// nameOf is the name of a declaration: "x", "f", "T.m".
func nameOf(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok {
		return key(fn)
	}
	return obj.Name()
}
