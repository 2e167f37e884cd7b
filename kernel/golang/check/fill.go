package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"
)

// fill lists in the unit what it emits.
func (d *draft) fill() {
	u := d.u
	for _, l := range d.dropped {
		u.Lost = append(u.Lost, l)
	}
	slices.SortFunc(u.Lost, func(a, b Lost) int { return strings.Compare(a.Name, b.Name) })
	if !u.OK() {
		return
	}
	d.declarations()
	d.bodyOf()
	d.earlier()
	d.usedImports()
	d.valueOf()
}

// generation is the Seq of the unit that emitted the live declaration of a key last, 0 if there is none.
func (d *draft) generation(key string) int {
	if d.base != nil {
		return d.base.draft.generation(key)
	}
	if l := d.same[key]; l != nil {
		return l.gen
	}
	if d.names[key] != nil || d.redo[key] != nil {
		return d.u.Seq
	}
	if l := d.st.byKey[key]; l != nil && !d.gone(l) {
		return l.gen
	}
	return 0
}

func (d *draft) declarations() {
	u := d.u
	for _, decl := range d.order {
		obj := u.Info.Defs[decl.ident]
		if obj == nil {
			continue
		}
		switch decl.kind {
		case typeKind:
			if d.same[decl.key] == nil {
				u.Types = append(u.Types, decl.spec.(*ast.TypeSpec))
			}
		case funcKind:
			u.Funcs = append(u.Funcs, decl.fn)
		case varKind:
			if v, ok := obj.(*types.Var); ok {
				u.Vars = append(u.Vars, v)
			}
		case constKind:
			if c, ok := obj.(*types.Const); ok {
				u.Consts = append(u.Consts, c)
			}
		}
	}
	for _, decl := range d.c.File.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" && f.Body != nil {
			u.Inits = append(u.Inits, f)
		}
	}
	u.HasMain = d.isProgram()
}

// bodyOf puts the statements into the order of their execution.
func (d *draft) bodyOf() {
	u := d.u
	if d.bare {
		u.Body = d.inInitOrder()
		u.InitAt = len(u.Body)
		return
	}
	for _, s := range d.c.Stmts {
		if ds, ok := s.(*ast.DeclStmt); ok && ds.Decl.(*ast.GenDecl).Tok != token.VAR {
			continue
		}
		u.Body = append(u.Body, s)
	}
	for u.InitAt < len(u.Body) {
		if _, ok := u.Body[u.InitAt].(*ast.DeclStmt); !ok {
			break
		}
		u.InitAt++
	}
}

// inInitOrder makes one declaration of each initializer, in Go's order; variables without come first.
func (d *draft) inInitOrder() []ast.Stmt {
	var body []ast.Stmt
	idents := map[*types.Var]*ast.Ident{}
	specs := map[ast.Expr]*ast.ValueSpec{}
	for _, s := range d.c.Stmts {
		g := s.(*ast.DeclStmt).Decl.(*ast.GenDecl)
		for _, spec := range g.Specs {
			spec, ok := spec.(*ast.ValueSpec)
			if !ok || g.Tok != token.VAR {
				continue
			}
			if len(spec.Values) == 0 {
				body = append(body, varDecl(spec.Pos(), spec))
			}
			for _, v := range spec.Values {
				specs[v] = spec
			}
			for _, id := range spec.Names {
				if v, ok := d.u.Info.Defs[id].(*types.Var); ok {
					idents[v] = id
				}
			}
		}
	}
	for _, init := range d.u.Info.InitOrder {
		spec := specs[init.Rhs]
		if spec == nil {
			continue
		}
		one := &ast.ValueSpec{Type: spec.Type, Values: []ast.Expr{init.Rhs}}
		for _, v := range init.Lhs {
			if id := idents[v]; id != nil {
				one.Names = append(one.Names, id)
			}
		}
		body = append(body, varDecl(one.Pos(), one))
	}
	return body
}

// earlier lists declarations of earlier cells that the unit needs again, types first, then by position.
func (d *draft) earlier() {
	list := func(lives []*live) []ast.Decl {
		sort.Slice(lives, func(i, j int) bool {
			a, b := lives[i], lives[j]
			if (a.kind == typeKind) != (b.kind == typeKind) {
				return a.kind == typeKind
			}
			return a.pos < b.pos
		})
		var decls []ast.Decl
		for _, l := range lives {
			switch {
			case d.bodies[l.key] != nil:
				decls = append(decls, d.bodies[l.key])
			case l.kind == typeKind:
				decls = append(decls, l.decl)
			}
		}
		return decls
	}
	var redo []*live
	for _, l := range d.redo {
		redo = append(redo, l)
	}
	d.u.Redo = list(redo)
	d.u.Generics = list(slices.DeleteFunc(slices.Clone(d.generics), func(l *live) bool { return d.redo[l.key] != nil || d.gone(l) }))
}

// usedImports lists what the unit's code imports.
func (d *draft) usedImports() {
	m := newMentions()
	for _, decl := range slices.Concat(d.functions.Decls, d.statements.Decls, d.u.Redo, d.u.Generics) {
		m.add(d.u.Info, decl)
	}
	for _, path := range slices.Concat(d.st.dots, d.dots) {
		m.imports[Import{".", path}] = true
	}
	for path, spec := range d.importSpecs() {
		if spec.Name != nil && spec.Name.Name == "_" {
			m.imports[Import{"_", path}] = true
		}
	}
	d.u.Imports = m.packages()
}

// valueOf finds the value that the cell displays, and gives it a typed type.
func (d *draft) valueOf() {
	e := lastValue(d.c.Stmts)
	if e == nil || d.c.Silent || !shown(d.u.Info, e) {
		return
	}
	d.u.Value = e
	tv := d.u.Info.Types[e]
	if t := types.Default(tv.Type); t != tv.Type {
		tv.Type = t
		d.u.Info.Types[e] = tv
	}
}
