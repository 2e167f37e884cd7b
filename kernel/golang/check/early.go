package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A cell is one block: before the statement that declares a variable, and in its own value, the
// name means what it meant before the cell, as x does in "x := x + 1" in an inner block of a
// function. Go's package level, which the cell is checked as, knows no such order. So these early
// identifiers get another name while types are checked.

// earlyMark is what such a name ends with. It is made of letters, since the type checker says nothing about
// undefined names that are not well formed.
const earlyMark = "ᐧbefore"

// findEarlyUses renames identifiers that stand before the declaration of their variable.
func (d *draft) findEarlyUses() {
	for _, id := range d.c.Free {
		decl := d.names[id.Name]
		if decl == nil || decl.kind != varKind || !d.inStatements(id) {
			continue
		}
		if d.bare {
			// Declarations only: order does not matter, but a value that mentions its own name can only mean the old one.
			own := decl.spec != nil && id.Pos() > decl.ident.Pos() && id.Pos() < decl.end
			if !own || d.st.byKey[id.Name] == nil {
				continue
			}
		}
		d.early[id] = id.Name
	}
	for id := range d.early {
		id.Name += earlyMark
	}
}

// inStatements reports whether an identifier is in the statements, not in a function declaration.
func (d *draft) inStatements(id *ast.Ident) bool {
	return id.Pos() < d.c.File.FileStart || id.Pos() > d.c.File.FileEnd
}

// earlyDecls are the declarations of what early identifiers mean.
type earlyDecls struct {
	decls []ast.Decl
	specs []ast.Spec // imports
	objs  []types.Object
}

// earlyDecls copies what is live under the names of early identifiers.
func (d *draft) earlyDecls() (e earlyDecls) {
	done := map[string]bool{}
	for _, name := range d.early {
		if done[name] {
			continue
		}
		done[name] = true
		if path, ok := d.st.imports[name]; ok {
			e.specs = append(e.specs, importSpec(name+earlyMark, path))
			continue
		}
		l := d.st.byKey[name]
		if l == nil || l.generic {
			continue
		}
		if l.obj != nil {
			e.objs = append(e.objs, copied(l.obj, l.obj.Pkg(), name+earlyMark))
			continue
		}
		switch decl := l.decl.(type) {
		case *ast.FuncDecl:
			f := *decl
			f.Name = &ast.Ident{NamePos: decl.Name.NamePos, Name: name + earlyMark}
			e.decls = append(e.decls, &f)
		case *ast.GenDecl:
			if spec, ok := decl.Specs[0].(*ast.ValueSpec); ok {
				c := *spec
				c.Names = []*ast.Ident{{NamePos: l.pos, Name: name + earlyMark}}
				e.decls = append(e.decls, &ast.GenDecl{Tok: decl.Tok, TokPos: decl.TokPos, Specs: []ast.Spec{&c}})
			}
		}
	}
	return e
}

// copied is a variable, constant or function as an object of pkg, under a name.
func copied(o types.Object, pkg *types.Package, name string) types.Object {
	switch o := o.(type) {
	case *types.Var:
		return types.NewVar(o.Pos(), pkg, name, o.Type())
	case *types.Const:
		return types.NewConst(o.Pos(), pkg, name, o.Type(), o.Val())
	case *types.Func:
		return types.NewFunc(o.Pos(), pkg, name, o.Signature())
	}
	return o
}

// restoreEarly gives the identifiers their names back, and Info objects of these names.
func (d *draft) restoreEarly() {
	d.u.older = map[types.Object]int{}
	objects := map[types.Object]types.Object{}
	for id, name := range d.early {
		id.Name = name
		obj := d.u.Info.Uses[id]
		if obj == nil || d.st.byKey[name] == nil {
			continue
		}
		if objects[obj] == nil {
			objects[obj] = detached(copied(obj, d.u.Pkg, name))
			d.u.older[objects[obj]] = d.st.byKey[name].gen
		}
		d.checked[id] = obj
		d.u.Info.Uses[id] = objects[obj]
	}
}

// withoutMark takes the mark out of a message.
func withoutMark(msg string) string { return strings.ReplaceAll(msg, earlyMark, "") }

// importSpec is a synthesized import; it has no position, which tells it from the cell's own.
func importSpec(name, path string) ast.Spec {
	spec := &ast.ImportSpec{Path: &ast.BasicLit{Kind: token.STRING, Value: `"` + path + `"`}}
	spec.Name = ast.NewIdent(name)
	return spec
}
