package kernel

import (
	"go/ast"
	"go/types"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/lower"
)

// function is the function of a frame as Go's own traces name it, without the package: "at",
// "(*Station).Ask", "at.func" for a literal in at. It is "" for the cell's own statements.
//
// The text of the cell knows more than the lowered name, such as the receiver's star. Where the
// position is not in its functions, the lowered name has the last word.
func (s *Session) function(f pipe.Frame, pos cell.Pos) string {
	c := cell.Parse(pos.Cell, s.sources[pos.Cell])
	contains := func(n ast.Node) bool { return !pos.Before(c.Pos(n.Pos())) && pos.Before(c.Pos(n.End())) }
	name, within := "", ast.Node(nil)
	for _, d := range c.File.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && contains(d) {
			name, within = declaredName(d), d
		}
	}
	for _, st := range c.Stmts {
		if contains(st) {
			within = st
		}
	}
	if within == nil {
		return lower.GoName(f.Func)
	}
	literal := false
	ast.Inspect(within, func(n ast.Node) bool {
		if l, ok := n.(*ast.FuncLit); ok && contains(l.Body) {
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
