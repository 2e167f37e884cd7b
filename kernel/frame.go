package kernel

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/slice"
)

// callsMain reports whether a frame is that of a compiled cell's own statements, above which stands what they call. In
// a pasted program they only call its main function, and have no text.
func (s *Session) callsMain(f pipe.Frame) bool {
	if !strings.HasSuffix(f.Func, slice.BodyName) {
		return false
	}
	c := cell.Parse(f.Cell, s.sources[f.Cell]).Rest()
	d := enclosing(c, cell.Pos{Cell: f.Cell, Line: f.Line, Col: indentation(c, f.Line) + 1})
	return d != nil && d.Name.Name == "main"
}

// place is a frame as its reader sees it: what and where, and the line of the cell, with a caret if the
// position is exact. Of others only the function is known, so no line is shown that could be taken for
// that of the call. It is "" for code that is not in a cell.
func (s *Session) place(f pipe.Frame) string {
	pos := cell.Pos{Cell: f.Cell, Line: f.Line, Col: f.Col}
	c := cell.Parse(pos.Cell, s.sources[pos.Cell]).Rest()
	number := "cell [" + strconv.Itoa(f.Cell) + "]"
	switch {
	case f.Cell == 0, f.Line > 0 && strings.TrimSpace(s.excerpt(pos, false)) == "":
		return ""
	case f.Exact:
		label := bold + pos.String() + plain
		if pos.Col == 0 { // compiled code knows the line only
			pos.Col = indentation(c, pos.Line) + 1
			label = bold + number + " line " + strconv.Itoa(pos.Line) + plain
		}
		if name := function(c, f, pos); name != "" {
			label += faint + " in " + name + plain
		}
		return label + "\n" + s.excerpt(pos, f.Col > 0)
	case f.Line > 0:
		label := faint + "in " + plain + bold + function(c, f, pos) + plain + faint + " (" + number + ")" + plain
		return label + "\n" + s.excerpt(pos, false)
	}
	if st := onlyStatement(c); st != nil {
		pos := c.Pos(st.Pos())
		return bold + pos.String() + plain + "\n" + s.excerpt(pos, false)
	}
	return faint + "in " + plain + bold + number + plain
}

// indentation is the white space in bytes that a line of a cell begins with.
func indentation(c *cell.Cell, line int) int {
	rest := c.Source[c.Offset(cell.Pos{Line: line, Col: 1}):]
	return len(rest) - len(strings.TrimLeft(rest, " \t"))
}

// enclosing is the declared function that pos is in, or nil.
func enclosing(c *cell.Cell, pos cell.Pos) *ast.FuncDecl {
	if c.File == nil {
		return nil
	}
	for _, d := range c.File.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && contains(c, d, pos) {
			return d
		}
	}
	return nil
}

func contains(c *cell.Cell, n ast.Node, pos cell.Pos) bool {
	return !pos.Before(c.Pos(n.Pos())) && pos.Before(c.Pos(n.End()))
}

// onlyStatement is the statement of a cell that runs nothing else, if it is on one line.
func onlyStatement(c *cell.Cell) ast.Stmt {
	if len(c.Stmts) != 1 || c.Pos(c.Stmts[0].Pos()).Line != c.Pos(c.Stmts[0].End()).Line {
		return nil
	}
	for _, d := range c.File.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.VAR {
			return nil
		}
	}
	return c.Stmts[0]
}

// function is the function at pos as Go's own traces name it, without the package: "at",
// "(*Station).Ask", "at.func" for a literal in at. It is "" for the cell's own statements.
//
// The text of the cell knows more than the lowered name, such as the receiver's star. Where the
// position is not in its functions, the lowered name has the last word.
func function(c *cell.Cell, f pipe.Frame, pos cell.Pos) string {
	name, within := "", ast.Node(nil)
	if d := enclosing(c, pos); d != nil {
		name, within = declaredName(d), d
	}
	for _, st := range c.Stmts {
		if contains(c, st, pos) {
			within = st
		}
	}
	if within == nil {
		return lower.GoName(f.Func)
	}
	literal := false
	ast.Inspect(within, func(n ast.Node) bool {
		if l, ok := n.(*ast.FuncLit); ok && (contains(c, l.Body, pos) || !f.Exact && c.Pos(l.Pos()) == pos) {
			literal = true
		}
		return !literal
	})
	switch {
	case literal && name == "":
		return "a func literal"
	case literal:
		return name + ".func"
	}
	return name
}

// declaredName is the name of a function or method, with [...] for type arguments.
func declaredName(d *ast.FuncDecl) string {
	name := d.Name.Name
	if d.Recv == nil || len(d.Recv.List) == 0 {
		if d.Type.TypeParams != nil {
			name += "[...]"
		}
		return name
	}
	recv := types.ExprString(d.Recv.List[0].Type)
	if i := strings.IndexByte(recv, '['); i >= 0 {
		recv = recv[:i] + "[...]"
	}
	if strings.HasPrefix(recv, "*") {
		recv = "(" + recv + ")"
	}
	return recv + "." + name
}
