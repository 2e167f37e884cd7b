package submission

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// Names are those that an exercise's starter declares, and a submission with it.
func Names(starter string) []string {
	tree, err := parser.ParseFile(token.NewFileSet(), "starter.go", starter, parser.SkipObjectResolution)
	if err != nil {
		return nil // the exercise's own fault, which its lint tells
	}
	var names []string
	for _, d := range tree.Decls {
		names = append(names, declared(d)...)
	}
	return names
}

// declared are the names that a declaration declares at the top level, of methods "T.m".
func declared(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil && len(d.Recv.List) > 0 {
			t := d.Recv.List[0].Type
			if p, ok := t.(*ast.StarExpr); ok {
				t = p.X
			}
			if x, ok := t.(*ast.IndexExpr); ok {
				t = x.X
			}
			if id, ok := t.(*ast.Ident); ok {
				name = id.Name + "." + name
			}
		}
		return []string{name}
	case *ast.GenDecl:
		var names []string
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					names = append(names, id.Name)
				}
			}
		}
		return names
	}
	return nil
}

// Latest drops cells that later ones take the place of: those that declare a name which a later one declares.
func Latest(cells []Cell) []Cell {
	var latest []Cell
	seen := map[string]bool{}
	for _, c := range slices.Backward(cells) {
		names := c.declares()
		if slices.ContainsFunc(names, func(name string) bool { return seen[name] }) {
			continue
		}
		for _, name := range names {
			seen[name] = true
		}
		latest = append(latest, c)
	}
	slices.Reverse(latest)
	return latest
}

func (c Cell) declares() []string {
	parsed := cell.Parse(c.Number, c.Source).Rest()
	var names []string
	for _, d := range parsed.File.Decls {
		names = append(names, declared(d)...)
	}
	for _, s := range parsed.Stmts {
		if d, ok := s.(*ast.DeclStmt); ok {
			names = append(names, declared(d.Decl)...)
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "_" || name == "init" })
}

// FromParts makes files of what a session's cells declare. What cannot be part of a package is refused by a
// *RefusedError.
func FromParts(parts []check.Part) ([]File, error) {
	var files []File
	for _, p := range parts {
		name := nameOfCell(p.Cell)
		for _, d := range p.Refused {
			return nil, &RefusedError{name, fmt.Sprintf("line %d: %s: %s", d.Pos.Line, d.Message, d.Hint)}
		}
		f := File{Name: name, Text: p.Text, Cell: true}
		for _, im := range p.Imports {
			f.Imports = append(f.Imports, Import(im))
		}
		files = append(files, f)
	}
	return files, nil
}
