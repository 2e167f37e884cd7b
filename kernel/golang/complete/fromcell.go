package complete

import (
	"go/ast"
	"go/format"
	"go/types"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// fromSession adds what the text of a cell says about the object.
func (at *spot) fromSession(info *Info, o types.Object, d Detail) {
	p := at.place(o)
	if p.Cell == 0 {
		return
	}
	c := at.cell
	info.Where = "this cell"
	if p.Cell != probe {
		info.Where = cell.Pos{Cell: p.Cell}.String()
		c = cell.Parse(p.Cell, at.session.Source(p.Cell))
	}
	decl, ok := declarationAt(c, p)
	if !ok {
		return
	}
	if decl.short != "" {
		info.Declaration = decl.short
	}
	info.Doc = decl.doc
	if d == Full {
		info.Source = decl.source
	}
}

// place is where in a cell an object is declared.
func (at *spot) place(o types.Object) cell.Pos { return cell.Locate(at.unit.Fset, o.Pos()) }

// A declared is a declaration as a cell has it.
type declared struct {
	short  string // for functions and types: without bodies
	source string // all of it
	doc    string
}

// declarationAt reads the declaration whose name is at a place.
func declarationAt(c *cell.Cell, p cell.Pos) (declared, bool) {
	offset := c.Offset(p)
	name := leadingName(c.Source[offset:])
	path := pathTo(c, name, offset)
	text := func(n, end ast.Node) string {
		from, to := c.Offset(c.Pos(n.Pos())), c.Offset(c.Pos(end.End()))
		if b, ok := end.(*ast.BlockStmt); ok {
			to = c.Offset(c.Pos(b.Lbrace))
		}
		return strings.TrimSpace(c.Source[from:max(from, to)])
	}
	for i, n := range slices.Backward(path) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Name != path[i+1] {
				return declared{}, false
			}
			short := text(n, n)
			if n.Body != nil {
				short = text(n, n.Body)
			}
			return declared{short: short, source: text(n, n), doc: n.Doc.Text()}, true
		case *ast.TypeSpec:
			if n.Name != path[i+1] {
				return declared{}, false // a type parameter
			}
			source := tidy("type " + text(n, n))
			return declared{short: source, source: source, doc: docOf(n.Doc, n.Comment, path, i)}, true
		case *ast.ValueSpec:
			return declared{source: text(n, n), doc: docOf(n.Doc, n.Comment, path, i)}, true
		case *ast.Field:
			return declared{doc: strings.TrimSpace(n.Doc.Text() + n.Comment.Text())}, true
		case *ast.AssignStmt:
			return declared{source: text(n, n)}, true
		case *ast.BlockStmt:
			return declared{}, false
		}
	}
	return declared{}, false
}

// docOf is the comment of a spec, or of the declaration that it is alone in.
func docOf(doc, line *ast.CommentGroup, path []ast.Node, i int) string {
	if text := strings.TrimSpace(doc.Text() + line.Text()); text != "" {
		return text
	}
	if i > 0 {
		if g, ok := path[i-1].(*ast.GenDecl); ok {
			return g.Doc.Text()
		}
	}
	return ""
}

// tidy formats a declaration, if it can be read by itself.
func tidy(decl string) string {
	if b, err := format.Source([]byte(decl)); err == nil {
		return strings.TrimSpace(string(b))
	}
	return decl
}
