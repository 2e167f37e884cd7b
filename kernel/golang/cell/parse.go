package cell

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
)

// Parse reads a cell. It never fails: what is wrong with the text is in Diagnostics, and the
// trees hold what could be read.
func Parse(number int, src string) *Cell { return ParseAt(number, number, src) }

// slotSize is the room for token positions of one cell: two texts of MaxSource bytes and more.
const slotSize = 1 << 24

// ParseAt is Parse with token positions from a range of their own for each slot (from 0 on), so that
// the files of several cells fit into one token.FileSet. The same slot and source give the same positions.
func ParseAt(slot, number int, src string) *Cell { return parse(slot, number, src, Frame{}) }

func parse(slot, number int, src string, frame Frame) *Cell {
	c := &Cell{Number: number, Source: src, slot: min(max(slot, 0), 1<<36), frame: frame}
	if len(src) > MaxSource {
		c.addError(Pos{Cell: number, Line: 1, Col: 1}, fmt.Sprintf("the cell is larger than %d MB", MaxSource>>20))
		src = ""
	}
	t := scan(c, src)
	c.Incomplete = t.incomplete()
	c.Silent = t.silent()
	c.parseText(split(c, t), t)
	c.findTimed()
	return c
}

// Slot is the slot that c was parsed at.
func (c *Cell) Slot() int { return c.slot }

// Files are the token files of c, for token.FileSet.AddExistingFiles.
func (c *Cell) Files() []*token.File {
	var files []*token.File
	c.Fset.Iterate(func(f *token.File) bool {
		files = append(files, f)
		return true
	})
	return files
}

// parseText parses both halves. The //line comment gives every position the cell's coordinates.
func (c *Cell) parseText(h halves, t *text) {
	c.Fset = token.NewFileSet()
	origin := c.Fset.AddFile("", 1+c.slot*slotSize, 0)
	name := FileName(c.Places())
	line := "\n//line " + name + ":1:1\n"

	file, fileErrs := parseFile(c.Fset, "package main"+c.frame.imports()+line, h.decls, "")
	body, bodyErrs := parseFile(c.Fset, "package main;func _(){"+c.frame.Head+line, c.frame.divide(h.stmts), c.frame.tail()+"}")
	c.Fset.RemoveFile(origin)

	c.File = file
	if len(body.Decls) > 0 {
		if f, ok := body.Decls[0].(*ast.FuncDecl); ok && f.Body != nil {
			c.Stmts = f.Body.List
		}
	}
	c.Free = append(file.Unresolved, body.Unresolved...)
	forgetObjects(file)
	forgetObjects(body)
	c.File.Comments = append(c.File.Comments, body.Comments...)

	c.frame.discard(c.Stmts)
	c.syntaxErrors(t, fileErrs, bodyErrs)
	c.clauses(t)
}

func parseFile(fset *token.FileSet, before string, text []byte, after string) (*ast.File, scanner.ErrorList) {
	src := make([]byte, 0, len(before)+len(text)+len(after))
	src = append(append(append(src, before...), text...), after...)
	f, err := parser.ParseFile(fset, "", src, parser.ParseComments|parser.AllErrors)
	errs, _ := err.(scanner.ErrorList)
	if f == nil {
		f = &ast.File{Name: ast.NewIdent("main")}
	}
	return f, errs
}

// forgetObjects drops the parser's links from identifiers to declarations: they would keep
// whole bodies in memory as long as one name of them is referred to.
func forgetObjects(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			id.Obj = nil
		}
		return true
	})
	f.Scope, f.Unresolved = nil, nil
}

// addError appends an error at a place, up to MaxErrors.
func (c *Cell) addError(p Pos, msg string) {
	if len(c.Diagnostics) < MaxErrors {
		c.Diagnostics = append(c.Diagnostics, Diagnostic{Pos: p, Message: msg})
	}
}
