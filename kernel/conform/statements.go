package conform

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// main is what func main does: its statements, or the function, which runs as it is declared. In Lines
// each statement is a cell.
func (p *program) main(mode Mode) []string {
	if !p.flat() {
		return []string{p.text(p.run.Doc, p.run) + "\n"}
	}
	body := p.run.Body
	starts := []token.Pos{body.Lbrace + 1}
	if mode == Lines {
		starts = p.lines(body.List)
	}
	var cells []string
	for i, start := range starts {
		end := body.Rbrace
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		// The empty block keeps the cell from showing the value of a last expression.
		cells = append(cells, strings.TrimSpace(p.between(start, end))+"\n{}\n")
	}
	return cells
}

// lines are the places where a new cell can begin: at each statement, but not between a variable's
// declaration and a := that sets it together with new ones, which would declare it again.
func (p *program) lines(list []ast.Stmt) []token.Pos {
	var starts []token.Pos
	for _, s := range list {
		starts = append(starts, s.Pos())
		a, ok := s.(*ast.AssignStmt)
		if !ok || a.Tok != token.DEFINE {
			continue
		}
		for _, lhs := range a.Lhs {
			if obj := p.info.Uses[lhs.(*ast.Ident)]; obj != nil {
				for len(starts) > 1 && starts[len(starts)-1] > obj.Pos() {
					starts = starts[:len(starts)-1]
				}
			}
		}
	}
	return starts
}

// flat reports whether main's statements mean the same at the top level of a cell: nothing in them
// belongs to the function, and no name that they declare is declared elsewhere.
func (p *program) flat() bool {
	flat := len(p.run.Body.List) > 0
	ast.Inspect(p.run.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt, *ast.DeferStmt, *ast.LabeledStmt:
			flat = false
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "recover" {
				flat = false
			}
		}
		return flat
	})
	self := p.info.Defs[p.run.Name]
	for _, obj := range p.info.Uses {
		if obj == self {
			return false // it is called or kept as a value
		}
	}
	for _, name := range p.info.Scopes[p.run.Type].Names() {
		if p.pkg.Scope().Lookup(name) != nil || types.Universe.Lookup(name) != nil || p.info.Scopes[p.file].Lookup(name) != nil {
			return false
		}
	}
	return flat
}
