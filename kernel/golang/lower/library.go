package lower

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"weft/kernel/golang/std"

	"weft/kernel/golang/check"
)

// library is the generic part of the standard library, as source to instantiate. Packages are
// checked when they are first wanted, and then shared by all cells of a session.
type library struct {
	fset     *token.FileSet
	importer types.Importer
	sources  map[string]*source // nil: the package has no generic source
}

func newLibrary() *library {
	fset := token.NewFileSet()
	return &library{fset: fset, importer: std.NewImporter(fset), sources: map[string]*source{}}
}

// load returns the generic source of a package, nil if it has none.
func (b *library) load(path string) *source {
	if s, ok := b.sources[path]; ok {
		return s
	}
	s := b.check(path)
	b.sources[path] = s
	return s
}

func (b *library) check(path string) *source {
	texts, ok := std.GenericSource(path)
	if !ok {
		return nil
	}
	var files []*ast.File
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		f, err := parser.ParseFile(b.fset, name, texts[name], parser.SkipObjectResolution)
		if err != nil {
			panic(fmt.Sprintf("lower: source of %s: %v", path, err))
		}
		files = append(files, f)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{},
		Instances: map[*ast.Ident]types.Instance{},
	}
	pkg, err := (&types.Config{Importer: b.importer}).Check(path, b.fset, files, info)
	if err != nil {
		panic(fmt.Sprintf("lower: source of %s: %v", path, err))
	}
	s := &source{fset: b.fset, pkg: pkg, info: info}
	for _, f := range files {
		for _, d := range f.Decls {
			s.add(d)
		}
	}
	return s
}

// declaring returns the source that declares o, a function or type, nil if o is compiled only.
func (b *library) declaring(o types.Object) *source {
	if o.Pkg() == nil {
		return nil
	}
	s := b.load(o.Pkg().Path())
	if s == nil {
		return nil
	}
	if o.Pkg() == s.pkg { // also what is declared in its functions
		return s
	}
	if f, ok := o.(*types.Func); ok && f.Signature().Recv() != nil {
		if n := check.NamedOf(f.Signature().Recv().Type()); n == nil || s.pkg.Scope().Lookup(n.Obj().Name()) == nil {
			return nil
		}
		return s
	}
	if s.pkg.Scope().Lookup(o.Name()) == nil {
		return nil
	}
	return s
}

// resolve replaces an instance of a standard generic type by that of our source.
func (l *lowering) resolve(n *types.Named) *types.Named {
	o := n.Obj()
	if isSession(o) || n.TypeArgs().Len() == 0 {
		return n
	}
	s := l.library.declaring(o)
	if s == nil || s.pkg == o.Pkg() {
		return n
	}
	ours, ok := s.pkg.Scope().Lookup(o.Name()).Type().(*types.Named)
	if !ok {
		return n
	}
	var args []types.Type
	for i := range n.TypeArgs().Len() {
		args = append(args, n.TypeArgs().At(i))
	}
	t, err := types.Instantiate(l.instances, ours, args, false)
	if err != nil {
		return n
	}
	return t.(*types.Named)
}

// libraryFunc is the function that a plain function of a generic package's source is lowered to.
func (l *lowering) libraryFunc(src *source, o *types.Func) string {
	name := l.generated(l.variant(src.pkg.Name()+"_"+o.Name()), l.globalKey(o))
	l.lowerInstance(name, src, src.funcs[o.Name()], nil, l.site)
	return name
}
