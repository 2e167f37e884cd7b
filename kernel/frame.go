package kernel

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/lower"
)

// A place is one call of a panic's traceback as its reader sees it.
type place struct {
	label  string // what and where
	source string // a line of the cell, indented, with a caret if the position is exact; may be ""
	of     string // the declaration that it is in, for comparison
}

// place says where a frame is. The exact position is known of the innermost frame at most; of the
// others only the function, so no line is shown that the reader could take for the call. The label is
// "" for code that lowering made up.
func (s *Session) place(f pipe.Frame) place {
	body := lower.BodyCell(f.Func)
	if f.Cell == 0 {
		f.Cell = body
	}
	pos := cell.Pos{Cell: f.Cell, Line: f.Line, Col: f.Col}
	c := cell.Parse(pos.Cell, s.sources[pos.Cell])
	d := enclosing(c, pos)
	number := "cell [" + itoa(f.Cell) + "]"
	switch {
	case body == 0 && strings.TrimSpace(s.excerpt(pos, false)) == "":
		return place{} // not of a cell, or behind its end
	case f.Exact:
		p := place{label: bold + pos.String() + plain, source: s.excerpt(pos, true), of: number + ownName(d)}
		if name := function(c, f, pos); name != "" {
			p.label += faint + " in " + name + plain
		}
		return p
	case d != nil:
		return place{
			label:  faint + "in " + plain + bold + declaredName(d) + plain + faint + " (" + number + ")" + plain,
			source: s.excerpt(c.Pos(d.Pos()), false),
			of:     number + ownName(d),
		}
	case body == 0:
		return place{}
	}
	if st := onlyStatement(c); st != nil {
		pos := c.Pos(st.Pos())
		return place{label: bold + pos.String() + plain, source: s.excerpt(pos, false), of: number}
	}
	return place{label: faint + "in " + plain + bold + number + plain, of: number}
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
		if l, ok := n.(*ast.FuncLit); ok && contains(c, l.Body, pos) {
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

// ownName tells declarations apart; nil is the cell's own statements.
func ownName(d *ast.FuncDecl) string {
	if d == nil {
		return ""
	}
	return " " + declaredName(d)
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
