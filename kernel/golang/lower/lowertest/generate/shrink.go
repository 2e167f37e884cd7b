package generate

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
)

// Shrink removes statements and declarations from a program as long as it still differs, and returns
// what remains. differs is not called for text that does not parse.
func Shrink(src string, differs func(string) bool) string {
	for {
		smaller, ok := shrinkOnce(src, differs)
		if !ok {
			return src
		}
		src = smaller
	}
}

// shrinkOnce tries to remove every part once, the large ones first.
func shrinkOnce(src string, differs func(string) bool) (string, bool) {
	removed := false
	for i := 0; ; {
		text, ok := without(src, i)
		switch {
		case !ok:
			return src, removed
		case text != "" && text != src && differs(text):
			src, removed = text, true
		default:
			i++
		}
	}
}

// without is the program without its part number n, or with only that part's own block; false if there
// are fewer parts.
func without(src string, n int) (string, bool) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
	if err != nil {
		return "", false
	}
	for i := range file.Decls {
		if n == 0 {
			file.Decls = append(file.Decls[:i:i], file.Decls[i+1:]...)
			return render(fset, file)
		}
		n--
	}
	found := false
	cut := func(list []ast.Stmt) []ast.Stmt {
		for i, s := range list {
			if found {
				break
			}
			if n == 0 {
				found = true
				return append(list[:i:i], list[i+1:]...)
			}
			n--
			if b := bodyOf(s); b != nil {
				if n == 0 {
					found = true
					return append(append(list[:i:i], b.List...), list[i+1:]...)
				}
				n--
			}
		}
		return list
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch x := node.(type) {
		case *ast.BlockStmt:
			x.List = cut(x.List)
		case *ast.CaseClause:
			x.Body = cut(x.Body)
		case *ast.CommClause:
			x.Body = cut(x.Body)
		}
		return !found
	})
	if !found {
		return "", false
	}
	return render(fset, file)
}

// bodyOf is the block that may take the place of s.
func bodyOf(s ast.Stmt) *ast.BlockStmt {
	switch x := s.(type) {
	case *ast.BlockStmt:
		return x
	case *ast.IfStmt:
		return x.Body
	case *ast.ForStmt:
		return x.Body
	case *ast.RangeStmt:
		return x.Body
	}
	return nil
}

func render(fset *token.FileSet, file *ast.File) (string, bool) {
	file.Comments = nil
	var b bytes.Buffer
	if err := format.Node(&b, fset, file); err != nil {
		return "", true
	}
	return b.String(), true
}
