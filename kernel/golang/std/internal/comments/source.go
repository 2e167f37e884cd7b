package comments

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// Source returns the text of the declaration of a name ("Println", "WaitGroup", "WaitGroup.Add") of the
// package in dir, "" if the files that ctx selects have none.
func Source(ctx build.Context, dir, name string) (string, error) {
	listed, err := ctx.ImportDir(dir, 0)
	if err != nil {
		return "", fmt.Errorf("list files of %s: %w", dir, err)
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	for _, base := range append(listed.GoFiles, listed.CgoFiles...) {
		text, err := os.ReadFile(filepath.Join(dir, base))
		if err != nil {
			return "", fmt.Errorf("read source: %w", err)
		}
		if !strings.Contains(string(text), last) {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, base, text, parser.SkipObjectResolution)
		if err != nil {
			return "", fmt.Errorf("parse %s: %w", base, err)
		}
		for _, d := range file.Decls {
			if n := declares(d, name); n != nil {
				from, to := fset.Position(n.Pos()).Offset, fset.Position(n.End()).Offset
				decl := string(text[from:to])
				if _, spec := n.(*ast.TypeSpec); spec {
					decl = "type " + decl
				}
				return decl, nil
			}
		}
	}
	return "", nil
}

// declares is the part of a declaration that declares name, or nil.
func declares(d ast.Decl, name string) ast.Node {
	switch d := d.(type) {
	case *ast.FuncDecl:
		full := d.Name.Name
		if d.Recv != nil && len(d.Recv.List) > 0 {
			full = receiver(d.Recv.List[0].Type) + "." + full
		}
		if full == name {
			return d
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if s.Name.Name == name {
					return s
				}
			case *ast.ValueSpec:
				for _, id := range s.Names {
					if id.Name == name {
						return d
					}
				}
			}
		}
	}
	return nil
}

// receiver is the type name in the type of a receiver.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
