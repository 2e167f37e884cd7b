package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"weft/kernel/golang/cell"
)

// bodyName is the function that has the statements while a cell is checked.
const bodyName = "ᐧcell"

// hoist makes two Go files of the cell. One has its imports and functions; the other the declarations
// of the top level (also those that := makes) and a function with the other statements. The nodes
// are those of the cell, so that Info says everything about the cell's own trees.
func (d *draft) hoist() {
	halves := d.c.Files()
	first, last := halves[0], halves[len(halves)-1]
	d.before = d.earlyDecls()

	imports, functions := d.splitDecls()
	d.functions = newFile(first, slices.Concat(imports, d.sessionImports(nil), functions))
	d.functions.Comments = d.c.File.Comments

	pos, end := token.Pos(last.Base()), token.Pos(last.Base()+last.Size())
	body := &ast.FuncDecl{
		Name: &ast.Ident{NamePos: pos, Name: bodyName},
		Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{Lbrace: pos, Rbrace: end},
	}
	decls := d.sessionImports(d.imports)
	for i, s := range d.c.Stmts {
		for _, r := range d.hoistStmt(s, i == len(d.c.Stmts)-1) {
			switch r := r.(type) {
			case *ast.DeclStmt:
				decls = append(decls, r.Decl)
			default:
				body.Body.List = append(body.Body.List, r)
			}
		}
	}
	d.statements = newFile(last, append(decls, body))
}

// newFile is a file that lies where a text of the cell was parsed.
func newFile(at *token.File, decls []ast.Decl) *ast.File {
	pos := token.Pos(at.Base())
	f := &ast.File{
		Package: pos, Name: &ast.Ident{NamePos: pos, Name: mainPath}, Decls: decls,
		FileStart: pos, FileEnd: token.Pos(at.Base() + at.Size()),
	}
	for _, decl := range decls {
		if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			for _, spec := range g.Specs {
				f.Imports = append(f.Imports, spec.(*ast.ImportSpec))
			}
		}
	}
	return f
}

// splitDecls tells imports from functions.
func (d *draft) splitDecls() (imports, rest []ast.Decl) {
	for _, decl := range d.c.File.Decls {
		if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			imports = append(imports, g)
		} else if _, bad := decl.(*ast.BadDecl); !bad {
			rest = append(rest, decl)
		}
	}
	return imports, rest
}

// sessionImports are the imports that a file of the cell has without writing them; own are
// those that the cell writes in its other file.
func (d *draft) sessionImports(own map[string]string) []ast.Decl {
	specs := slices.Clone(d.before.specs)
	for name, path := range d.st.imports {
		if !d.replaced(name) {
			specs = append(specs, importSpec(name, path))
		}
	}
	dots := d.st.dots
	if own != nil {
		for name, path := range own {
			specs = append(specs, importSpec(name, path))
		}
		dots = slices.Concat(dots, d.dots)
	} else {
		for _, im := range d.u.AutoImports {
			specs = append(specs, importSpec(im.Name, im.Path))
		}
	}
	for _, path := range dots {
		specs = append(specs, importSpec(".", path))
	}
	if len(specs) == 0 {
		return nil
	}
	return []ast.Decl{&ast.GenDecl{Tok: token.IMPORT, Specs: specs}}
}

// hoistStmt is what becomes of a statement of the top level: declarations, and what is left.
func (d *draft) hoistStmt(s ast.Stmt, last bool) []ast.Stmt {
	switch s := s.(type) {
	case *ast.LabeledStmt:
		inner := d.hoistStmt(s.Stmt, last)
		if len(inner) == 1 && inner[0] == s.Stmt {
			return []ast.Stmt{s}
		}
		l := *s
		l.Stmt = &ast.EmptyStmt{Semicolon: s.Stmt.Pos(), Implicit: true}
		return append([]ast.Stmt{&l}, inner...)
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			return d.hoistDefine(s)
		}
	case *ast.ExprStmt:
		if _, call := ast.Unparen(s.X).(*ast.CallExpr); last && !call {
			blank := &ast.Ident{NamePos: s.Pos(), Name: "_"}
			return []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{blank}, TokPos: s.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{s.X}}}
		}
	}
	return []ast.Stmt{s}
}

// A temp stands for a name on the left of := that the cell has declared already, when the values
// come from one expression: the name is assigned then, which temps checks.
type temp struct {
	name  *ast.Ident // as the cell has it
	ident *ast.Ident // in the declaration
	value ast.Expr
	count int // names on the left
}

// hoistDefine turns a := into a declaration of its new names and an assignment to the others.
func (d *draft) hoistDefine(s *ast.AssignStmt) []ast.Stmt {
	if bad := d.badDefine(s); bad != nil {
		d.u.Diagnostics = append(d.u.Diagnostics, *bad)
		assign := *s
		assign.Tok = token.ASSIGN
		if !d.declaresAny(s) {
			return []ast.Stmt{&assign}
		}
	}
	if len(s.Lhs) == len(s.Rhs) {
		return d.hoistPairs(s)
	}
	spec := &ast.ValueSpec{Values: s.Rhs}
	for _, lhs := range s.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok {
			id = &ast.Ident{NamePos: lhs.Pos(), Name: "_"}
		}
		if id.Name != "_" && !d.isNew(id) {
			t := &ast.Ident{NamePos: id.NamePos, Name: "ᐧ" + strconv.Itoa(len(d.temps))}
			d.temps = append(d.temps, temp{id, t, s.Rhs[0], len(s.Lhs)})
			id = t
		}
		spec.Names = append(spec.Names, id)
	}
	return []ast.Stmt{varDecl(s.Pos(), spec)}
}

// badDefine says what is wrong with the left side of a :=, in the compiler's words.
func (d *draft) badDefine(s *ast.AssignStmt) *cell.Diagnostic {
	at := func(p token.Pos) cell.Pos { return d.c.Pos(p) }
	for _, lhs := range s.Lhs {
		if _, ok := lhs.(*ast.Ident); !ok {
			return &cell.Diagnostic{Pos: at(lhs.Pos()), End: at(lhs.End()), Message: "non-name " + types.ExprString(lhs) + " on left side of :="}
		}
	}
	if !d.declaresAny(s) {
		return &cell.Diagnostic{Pos: at(s.TokPos), Message: "no new variables on left side of :=", Hint: d.declaredTwice(s)}
	}
	return nil
}

// declaredTwice is what to do about a := of names that the cell has declared already.
func (d *draft) declaredTwice(s *ast.AssignStmt) string {
	if id, ok := s.Lhs[0].(*ast.Ident); ok && d.names[id.Name] != nil {
		return fmt.Sprintf("%s is declared in line %d: to set it, write = instead of :=", id.Name, d.c.Pos(d.names[id.Name].ident.Pos()).Line)
	}
	return ""
}

func (d *draft) declaresAny(s *ast.AssignStmt) bool {
	return slices.ContainsFunc(s.Lhs, func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return ok && d.isNew(id)
	})
}

// hoistPairs treats each name with its own value.
func (d *draft) hoistPairs(s *ast.AssignStmt) []ast.Stmt {
	var out []ast.Stmt
	for i, lhs := range s.Lhs {
		id, ok := lhs.(*ast.Ident)
		if ok && d.isNew(id) {
			out = append(out, varDecl(id.Pos(), &ast.ValueSpec{Names: []*ast.Ident{id}, Values: s.Rhs[i : i+1]}))
			continue
		}
		out = append(out, &ast.AssignStmt{Lhs: []ast.Expr{lhs}, TokPos: s.TokPos, Tok: token.ASSIGN, Rhs: s.Rhs[i : i+1]})
	}
	return out
}

func varDecl(pos token.Pos, spec *ast.ValueSpec) *ast.DeclStmt {
	return &ast.DeclStmt{Decl: &ast.GenDecl{TokPos: pos, Tok: token.VAR, Specs: []ast.Spec{spec}}}
}
