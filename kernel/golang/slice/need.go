package slice

import (
	"go/ast"
	"go/types"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// index finds the earlier declarations by their objects.
func (s *slicer) index() {
	s.earlier = map[types.Object]*check.Decl{}
	s.methods = map[string][]*check.Decl{}
	for i := range s.unit.Earlier {
		d := &s.unit.Earlier[i]
		if d.Obj != nil {
			s.earlier[d.Obj] = d
		}
		if f, ok := d.Node.(*ast.FuncDecl); ok && f.Recv != nil {
			if t := s.receiver(f); t != nil {
				s.methods[t.Name()] = append(s.methods[t.Name()], d)
			}
		}
	}
}

// receiver is the type that a method belongs to, also when its declaration names an alias.
func (s *slicer) receiver(f *ast.FuncDecl) *types.TypeName {
	fn, ok := s.unit.Info.Defs[f.Name].(*types.Func)
	if !ok {
		return nil
	}
	t := types.Unalias(fn.Signature().Recv().Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj()
	}
	return nil
}

// close finds what the program needs: what the cell mentions, what that mentions, and so on; a type needs its
// methods, because they may be called through any interface.
func (s *slicer) close() {
	s.index()
	s.needed = map[types.Object]bool{}
	s.before = map[types.Object]bool{}
	s.imports = map[*types.PkgName]string{}
	s.dots = map[*types.Package]string{}
	s.uses = map[types.Object]use{}
	for _, decl := range s.unit.Cell.File.Decls {
		if _, ok := decl.(*ast.FuncDecl); ok {
			s.walk(decl)
		}
	}
	for _, stmt := range s.unit.Cell.Stmts {
		s.walk(stmt)
	}
	for _, v := range s.unit.Vars {
		s.needed[v] = true
		s.walkType(v.Type())
	}
	s.needRoots()
	for _, name := range s.options.Names {
		if obj := s.unit.Pkg.Scope().Lookup(name); obj != nil {
			s.site = cell.Pos{Cell: s.unit.Cell.Number, Line: 1, Col: 1}
			s.need(obj)
		}
	}
}

// arrange puts what is needed of earlier cells into the order of their declaration.
func (s *slicer) arrange() {
	for i := range s.unit.Earlier {
		if d := &s.unit.Earlier[i]; d.Obj != nil && (s.needed[d.Obj] || s.ownMethod(d)) {
			s.order = append(s.order, d)
		}
	}
}

// ownMethod reports whether d is a method of a type that the program has.
func (s *slicer) ownMethod(d *check.Decl) bool {
	f, ok := d.Node.(*ast.FuncDecl)
	if !ok || f.Recv == nil {
		return false
	}
	t := s.receiver(f)
	return t != nil && s.needed[t]
}

// walk needs what a piece of code mentions.
func (s *slicer) walk(n ast.Node) {
	selected := map[*ast.Ident]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			selected[n.Sel] = true
		case *ast.Ident:
			s.mention(n, selected[n])
		}
		return true
	})
}

// mention needs what an identifier stands for. selected says that it stands behind a dot.
func (s *slicer) mention(id *ast.Ident, selected bool) {
	obj := s.unit.Info.Uses[id]
	if obj == nil {
		obj = s.unit.Info.Defs[id]
	}
	if s.depth == 0 {
		s.site = cell.Locate(s.unit.Fset, id.Pos())
	}
	switch {
	case obj == nil || obj.Pkg() == nil:
	case isPackage(obj):
		s.imports[obj.(*types.PkgName)] = ""
	case obj.Pkg() != s.unit.Pkg && !s.isBefore(obj):
		if !selected && obj.Parent() == obj.Pkg().Scope() {
			s.dots[obj.Pkg()] = ""
		}
	case s.isBefore(obj):
		s.needBefore(id, obj)
	case obj.Parent() == s.unit.Pkg.Scope():
		if !s.uses[obj].pos.IsValid() {
			s.uses[obj] = use{pos: s.site, through: s.through, at: cell.Locate(s.unit.Fset, id.Pos())}
		}
		s.need(obj)
	}
}

func isPackage(obj types.Object) bool {
	_, ok := obj.(*types.PkgName)
	return ok
}

// isBefore reports whether obj is what a name meant before the cell: a variable in the value that it gets, say.
func (s *slicer) isBefore(obj types.Object) bool {
	if s.unit.Older(obj) == 0 {
		return false
	}
	return s.unit.Pkg.Scope().Lookup(obj.Name()) != obj
}

// needBefore needs what a name meant before.
func (s *slicer) needBefore(id *ast.Ident, obj types.Object) {
	switch obj.(type) {
	case *types.Var, *types.Const:
		s.before[obj] = true
		s.uses[obj] = use{pos: cell.Locate(s.unit.Fset, id.Pos())}
		s.walkType(obj.Type())
	default:
		s.refuse(cell.Locate(s.unit.Fset, id.Pos()), obj.Name()+" is a function here and something else after it, which compiled cells do not support", "give the variable another name")
	}
}

// need needs a package-level object of the session.
func (s *slicer) need(obj types.Object) {
	if f, ok := obj.(*types.Func); ok {
		obj = f.Origin()
	}
	if s.needed[obj] {
		return
	}
	s.needed[obj] = true
	if !s.uses[obj].pos.IsValid() {
		s.uses[obj] = use{pos: s.site, through: s.through, at: s.site}
	}
	d := s.earlier[obj]
	switch {
	case d == nil: // of the cell
	case d.Node != nil:
		s.follow(d)
	default:
		s.walkType(obj.Type())
	}
	if _, ok := obj.(*types.TypeName); ok {
		for _, m := range s.methods[obj.Name()] {
			s.follow(m)
		}
	}
}

// follow walks through a declaration of an earlier cell.
func (s *slicer) follow(d *check.Decl) {
	s.depth++
	defer func() { s.depth-- }()
	if _, ok := d.Node.(*ast.FuncDecl); ok && s.through == "" {
		s.through = d.Key
		defer func() { s.through = "" }()
	}
	s.walk(d.Node)
}

// walkType needs the session's types in a type that we write.
func (s *slicer) walkType(t types.Type) {
	check.EachNamed(t, func(o *types.TypeName) {
		if o.Pkg() == s.unit.Pkg && o.Parent() == s.unit.Pkg.Scope() {
			s.need(o)
		}
	})
}

// hidden is the name of a type in t that nothing outside of its package, or function, can write; "" if
// there is none.
func (s *slicer) hidden(t types.Type) string {
	name := ""
	check.EachNamed(t, func(o *types.TypeName) {
		switch {
		case o.Pkg() == nil:
		case o.Pkg() == s.unit.Pkg && o.Parent() != s.unit.Pkg.Scope(),
			o.Pkg() != s.unit.Pkg && (!o.Exported() || strings.Contains(o.Pkg().Path(), "internal/")):
			name = o.Pkg().Name() + "." + o.Name()
		}
	})
	return name
}
