package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"runtime"
	"slices"

	"weft/kernel/golang/cell"
)

// goVersion is the language that cells are written in.
const goVersion = "go1.26"

// typecheck checks the cell together with the live declarations that it can reach, as one fresh package.
func (d *draft) typecheck() {
	d.errs = nil
	d.u.Pkg = types.NewPackage(mainPath, mainPath)
	n := len(d.st.lives) // room for about what these give: growing the maps would take a third of the time
	if d.base != nil {
		n = len(d.stale)
	} else if d.needed != nil {
		n = 30 + len(d.needed)
	}
	d.u.Info = &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue, 3*n), Defs: make(map[*ast.Ident]types.Object, 2*n),
		Uses: make(map[*ast.Ident]types.Object, 2*n), Selections: map[*ast.SelectorExpr]*types.Selection{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	d.old = d.earlierFiles()
	files := append(slices.Clip(d.old), d.functions, d.statements)
	conf := &types.Config{
		Importer: d.session.importer, GoVersion: goVersion, Sizes: types.SizesFor("gc", runtime.GOARCH),
		DisableUnusedImportCheck: true,
		Error:                    func(err error) { d.errs = append(d.errs, err.(types.Error)) },
	}
	// The errors have all been reported by the handler.
	_ = types.NewChecker(conf, d.u.Fset, d.u.Pkg, d.u.Info).Files(files)
	d.checkTemps()
}

// A group is a file of earlier declarations that agree on their imports, and on what is none.
type group struct {
	imports map[string]string
	keys    map[string]bool // that the declarations mention
	decls   []ast.Decl
}

// earlierFiles are the needed live declarations as files, functions that have to be checked again or
// instantiated with their bodies, and puts frozen objects into the package.
func (d *draft) earlierFiles() []*ast.File {
	var groups []*group
	add := func(decl ast.Decl, imports []Import, keys []string) {
		for _, g := range groups {
			if g.add(decl, imports, keys) {
				return
			}
		}
		g := &group{imports: map[string]string{}, keys: map[string]bool{}}
		g.add(decl, imports, keys)
		groups = append(groups, g)
	}
	scope := d.u.Pkg.Scope()
	for _, l := range d.st.lives {
		if !d.needs(l) {
			continue
		}
		if obj, ok := d.shared(l); ok {
			if obj != nil {
				scope.Insert(obj)
			}
			continue
		}
		for _, h := range l.helpers {
			scope.Insert(h)
		}
		if fn := d.bodies[l.key]; fn != nil {
			add(fn, l.imports, l.deps)
		} else if l.obj != nil {
			scope.Insert(copied(l.obj, d.u.Pkg, l.key))
		} else {
			add(l.decl, l.imports, l.deps)
		}
	}
	for _, decl := range d.before.decls {
		add(decl, nil, nil)
	}
	for _, obj := range d.before.objs {
		scope.Insert(copied(obj, d.u.Pkg, obj.Name()))
	}
	return d.asFiles(groups)
}

func (d *draft) asFiles(groups []*group) []*ast.File {
	var files []*ast.File
	for _, g := range groups {
		var specs []ast.Spec
		for name, path := range g.imports {
			specs = append(specs, importSpec(name, path))
		}
		for _, path := range d.st.dots {
			specs = append(specs, importSpec(".", path))
		}
		f := &ast.File{Name: ast.NewIdent(mainPath), FileStart: d.c.File.FileStart, FileEnd: d.c.File.FileEnd, Decls: g.decls}
		if len(specs) > 0 {
			f.Decls = slices.Concat([]ast.Decl{&ast.GenDecl{Tok: token.IMPORT, Specs: specs}}, g.decls)
		}
		files = append(files, f)
	}
	return files
}

// add puts a declaration into the group unless an import name means something else there.
func (g *group) add(decl ast.Decl, imports []Import, keys []string) bool {
	for _, im := range imports {
		if path, ok := g.imports[im.Name]; ok && path != im.Path || g.keys[im.Name] {
			return false
		}
	}
	for _, k := range keys {
		if g.imports[k] != "" {
			return false
		}
	}
	for _, k := range keys {
		g.keys[k] = true
	}
	for _, im := range imports {
		g.imports[im.Name] = im.Path
	}
	g.decls = append(g.decls, decl)
	return true
}

// loadBodies parses the cells again that functions with bodies are needed from.
func (d *draft) loadBodies() {
	wanted := map[int]map[string]bool{}
	want := func(l *live) {
		if l.kind == funcKind && d.bodies[l.key] == nil {
			if wanted[l.slot] == nil {
				wanted[l.slot] = map[string]bool{}
			}
			wanted[l.slot][l.key] = true
		}
	}
	for _, l := range d.redo {
		want(l)
	}
	for _, l := range d.generics {
		want(l)
	}
	d.wantDeep(want)
	for slot, keys := range wanted {
		src := d.st.cells[slot]
		c := cell.ParseAt(slot, src.number, src.text)
		for _, decl := range c.File.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && keys[funcKey(f)] {
				d.bodies[funcKey(f)] = f
			}
		}
	}
}

// checkTemps finishes the assignments of hoistDefine that the type checker has not seen as such.
func (d *draft) checkTemps() {
	for _, t := range d.temps {
		old := d.u.Pkg.Scope().Lookup(t.name.Name)
		from := d.u.Info.Defs[t.ident]
		if old == nil || from == nil || from.Type() == nil || old.Type() == nil {
			continue
		}
		delete(d.u.Info.Defs, t.ident)
		d.checked[t.ident] = from
		d.u.Info.Uses[t.name] = old
		v, ok := old.(*types.Var)
		if !ok {
			d.errs = append(d.errs, types.Error{Fset: d.u.Fset, Pos: t.name.Pos(), Msg: "cannot assign to " + t.name.Name + " (neither addressable nor a map index expression)"})
			continue
		}
		if from.Type() == types.Typ[types.Invalid] || v.Type() == types.Typ[types.Invalid] || types.AssignableTo(from.Type(), v.Type()) {
			continue
		}
		if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 && from.Type() == types.Typ[types.Bool] {
			if _, call := ast.Unparen(t.value).(*ast.CallExpr); !call {
				continue // the untyped bool of v, ok := m[k]
			}
		}
		qualifier := types.RelativeTo(d.u.Pkg)
		d.errs = append(d.errs, types.Error{Fset: d.u.Fset, Pos: t.value.Pos(), Msg: "cannot use " + types.ExprString(t.value) +
			" (value of type " + types.TypeString(from.Type(), qualifier) + ") as " + types.TypeString(v.Type(), qualifier) + " value in assignment"})
	}
}

// details are what go/types knows about an error and does not export: its code, and the extent.
func details(err types.Error) (code int, from, to token.Pos) {
	v := reflect.ValueOf(err)
	get := func(name string) int {
		if f := v.FieldByName(name); f.IsValid() && f.CanInt() {
			return int(f.Int())
		}
		return 0
	}
	return get("go116code"), token.Pos(get("go116start")), token.Pos(get("go116end"))
}
