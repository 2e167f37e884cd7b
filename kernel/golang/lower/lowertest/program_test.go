// Package lowertest compares lowered programs in the interpreter with what the compiler's programs do.
package lowertest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// programUnit checks a whole program as one cell.
func programUnit(src string) (*check.Unit, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, cell.FileName(1), src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{},
		Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
	}
	pkg, err := (&types.Config{Importer: std.NewImporter(fset)}).Check("main", fset, []*ast.File{file}, info)
	if err != nil {
		return nil, err
	}
	u := &check.Unit{Cell: &cell.Cell{Number: 1, Source: src}, Seq: 1, Fset: fset, Pkg: pkg, Info: info, HasMain: true}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			switch {
			case d.Recv == nil && d.Name.Name == "init":
				u.Inits = append(u.Inits, d)
			case d.Name.Name != "_":
				u.Funcs = append(u.Funcs, d)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					u.Types = append(u.Types, s)
				case *ast.ValueSpec:
					addVars(u, d, s)
				}
			}
		}
	}
	for _, in := range info.InitOrder {
		spec := &ast.ValueSpec{Values: []ast.Expr{in.Rhs}}
		for _, v := range in.Lhs {
			id := &ast.Ident{NamePos: v.Pos(), Name: v.Name()}
			info.Defs[id] = v
			spec.Names = append(spec.Names, id)
		}
		u.Body = append(u.Body, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: in.Rhs.Pos(), Specs: []ast.Spec{spec}}})
	}
	u.InitAt = len(u.Body)
	return u, nil
}

func addVars(u *check.Unit, d *ast.GenDecl, s *ast.ValueSpec) {
	if d.Tok != token.VAR {
		return
	}
	for _, n := range s.Names {
		if v, ok := u.Info.Defs[n].(*types.Var); ok && n.Name != "_" {
			u.Vars = append(u.Vars, v)
		}
	}
}
