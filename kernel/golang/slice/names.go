package slice

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// mark is in every name that the learner's text has not. It is a letter that nobody types.
const mark = "ᐧ"

// name gives everything in the program its name there. Nearly all keep their own; text that mentions another
// one is edited, see pieces.
func (s *slicer) name() {
	s.names = map[types.Object]string{}
	taken := map[string]string{} // package-level names -> path, "main" for declarations
	for _, obj := range s.objects() {
		name := s.nameOf(obj)
		if name != obj.Name() {
			s.names[obj] = name
		}
		taken[name] = "main"
	}
	for i, f := range s.unit.Inits {
		s.names[s.unit.Info.Defs[f.Name]] = fmt.Sprintf("%sinit%d", mark, i)
	}
	s.file = newWriter(s.unit.Pkg)
	s.nameImports(taken)
	for _, pkg := range slices.SortedFunc(maps.Keys(s.dots), func(a, b *types.Package) int { return cmp.Compare(a.Path(), b.Path()) }) {
		s.dots[pkg] = s.importAs(pkg.Name()+mark, pkg.Path(), taken)
	}
	for _, path := range s.unit.Blanks {
		s.file.packages[check.Import{Name: "_", Path: path}] = true
	}
	for _, im := range s.unit.Imports {
		if im.Name == "_" {
			s.file.packages[im] = true
		}
	}
}

// objects are the package-level objects of the program, in order of their names.
func (s *slicer) objects() []types.Object {
	list := slices.Collect(maps.Keys(s.needed))
	list = slices.AppendSeq(list, maps.Keys(s.before))
	list = slices.DeleteFunc(list, func(o types.Object) bool { return o.Name() == "_" || o.Name() == "init" })
	slices.SortFunc(list, func(a, b types.Object) int { return cmp.Compare(a.Name(), b.Name()) })
	return list
}

// nameOf is the name that an object has in the program. What we write there relies on the predeclared names, so
// the session's own of these names step aside.
func (s *slicer) nameOf(obj types.Object) string {
	name := obj.Name()
	switch {
	case s.before[obj]:
		return name + mark + "before"
	case name == "main":
		return name + mark
	case types.Universe.Lookup(name) == nil:
		return name
	}
	if _, ok := obj.(*types.TypeName); ok {
		if _, builtin := types.Universe.Lookup(name).(*types.Builtin); builtin && !usedBuiltin(name) {
			return name
		}
		s.refuse(s.uses[obj].pos, "unsupported here: the type "+name+" takes the name of a predeclared one", "give it another name")
	}
	return name + mark
}

// usedBuiltin reports whether what we write in programs may call a builtin function.
func usedBuiltin(name string) bool {
	switch name {
	case "append", "len", "make", "new", "panic":
		return true
	}
	return false
}

// nameImports names the packages that code mentions.
func (s *slicer) nameImports(taken map[string]string) {
	list := slices.SortedFunc(maps.Keys(s.imports), func(a, b *types.PkgName) int {
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(a.Imported().Path(), b.Imported().Path()))
	})
	for _, p := range list {
		s.imports[p] = s.importAs(p.Name(), p.Imported().Path(), taken)
	}
}

// importAs imports a package under a name, or one like it if that means something else.
func (s *slicer) importAs(name, path string, taken map[string]string) string {
	for i := 1; ; i++ {
		if taken[name] == "" || taken[name] == path {
			break
		}
		name = fmt.Sprintf("%s%s%d", name, mark, i)
	}
	taken[name] = path
	return name
}

// edits are the identifiers of n that mean something which has another name in the program.
func (s *slicer) edits(c *cell.Cell, n ast.Node) []edit {
	var list []edit
	selected := map[*ast.Ident]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			selected[n.Sel] = true
		case *ast.Ident:
			if text := s.nameAt(n, selected[n]); text != n.Name {
				from := c.Offset(c.Pos(n.Pos()))
				list = append(list, edit{from, from + len(n.Name), text})
			}
		}
		return true
	})
	return list
}

// nameAt is what stands for an identifier in the program.
func (s *slicer) nameAt(id *ast.Ident, selected bool) string {
	obj := s.unit.Info.Uses[id]
	if obj == nil {
		obj = s.unit.Info.Defs[id]
	}
	if p, ok := obj.(*types.PkgName); ok {
		s.file.packages[check.Import{Name: s.imports[p], Path: p.Imported().Path()}] = true
		return s.imports[p]
	}
	if obj == nil || obj.Pkg() == nil {
		return id.Name
	}
	if name := s.dots[obj.Pkg()]; name != "" && !selected && obj.Parent() == obj.Pkg().Scope() {
		s.file.packages[check.Import{Name: name, Path: obj.Pkg().Path()}] = true
		return name + "." + id.Name
	}
	if f, ok := obj.(*types.Func); ok {
		obj = f.Origin()
	}
	if name, ok := s.names[obj]; ok {
		return name
	}
	return id.Name
}
