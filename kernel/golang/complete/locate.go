package complete

import (
	"go/ast"
	"go/types"
	"slices"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// probe is the number of the cells that only ask about types.
const probe = 1 << 30

// A spot is an identifier in a checked version of the text.
type spot struct {
	session *check.Session
	unit    *check.Unit
	cell    *cell.Cell
	path    []ast.Node // from a declaration or statement of the top level down to the identifier
}

// locate parses and checks the version of the text that has the fewest syntax errors, with here in
// place of the name at the cursor. It is nil if the name is in no syntax tree.
func (q *query) locate(here string) *spot {
	var best *cell.Cell
	var path []ast.Node
	for _, text := range q.texts(here) {
		c := cell.Parse(probe, text)
		if best != nil && len(c.Diagnostics) >= len(best.Diagnostics) {
			continue
		}
		if p := pathTo(c, here, q.start); p != nil {
			best, path = c, p
		}
		if best == c && len(c.Diagnostics) == 0 {
			break
		}
	}
	if best == nil {
		return nil
	}
	prune(best, path)
	path = mend(path)
	unit := q.session.Probe(best)
	if unit == nil {
		return nil
	}
	return &spot{session: q.session, unit: unit, cell: best, path: path}
}

// pathTo finds the identifier of that name at an offset.
func pathTo(c *cell.Cell, name string, offset int) []ast.Node {
	var path, found []ast.Node
	visit := func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		path = append(path, n)
		if id, ok := n.(*ast.Ident); ok && found == nil && id.Name == name && c.Offset(c.Pos(id.Pos())) == offset {
			found = slices.Clone(path)
		}
		return true
	}
	for _, d := range c.File.Decls {
		ast.Inspect(d, visit)
	}
	for _, s := range c.Stmts {
		ast.Inspect(s, visit)
	}
	return found
}

// prune empties the functions that the path does not go through: their types do not depend on it.
func prune(c *cell.Cell, path []ast.Node) {
	empty := func(n ast.Node) bool {
		var body *ast.BlockStmt
		switch n := n.(type) {
		case *ast.FuncDecl:
			body = n.Body
		case *ast.FuncLit:
			body = n.Body
		}
		if body == nil || slices.Contains(path, n) {
			return true
		}
		body.List = nil
		return true
	}
	for _, d := range c.File.Decls {
		ast.Inspect(d, empty)
	}
	for _, s := range c.Stmts {
		ast.Inspect(s, empty)
	}
}

// mend gives a key that stands alone in a map literal a value: without one it is not checked.
func mend(path []ast.Node) []ast.Node {
	for i := len(path) - 1; i > 0; i-- {
		lit, ok := path[i-1].(*ast.CompositeLit)
		if !ok {
			continue
		}
		e, _ := path[i].(ast.Expr)
		at := slices.Index(lit.Elts, e)
		if _, isMap := lit.Type.(*ast.MapType); !isMap || at < 0 {
			continue
		}
		if _, pair := e.(*ast.KeyValueExpr); !pair {
			kv := &ast.KeyValueExpr{Key: e, Colon: e.End(), Value: &ast.Ident{NamePos: e.End(), Name: "nil"}}
			lit.Elts[at] = kv
			path = slices.Insert(path, i, ast.Node(kv))
		}
	}
	return path
}

// parent is the nth node above the identifier, or nil.
func (at *spot) parent(n int) ast.Node {
	if n >= len(at.path) {
		return nil
	}
	return at.path[len(at.path)-1-n]
}

// selector is the x.name whose name the identifier is, or nil.
func (at *spot) selector() *ast.SelectorExpr {
	if sel, ok := at.parent(1).(*ast.SelectorExpr); ok && sel.Sel == at.ident() {
		return sel
	}
	return nil
}

// ident is the identifier itself.
func (at *spot) ident() *ast.Ident { return at.parent(0).(*ast.Ident) }

// typeOf is the type of an expression, or nil.
func (at *spot) typeOf(e ast.Expr) types.Type {
	if e == nil {
		return nil
	}
	t := at.unit.Info.TypeOf(e)
	if t == nil || t == types.Typ[types.Invalid] {
		return nil
	}
	return t
}

// scope is the innermost one that the identifier is in, nil at the top level.
func (at *spot) scope() *types.Scope {
	for _, n := range slices.Backward(at.path) {
		switch f := n.(type) {
		case *ast.FuncDecl:
			n = f.Type
		case *ast.FuncLit:
			n = f.Type
		}
		if s := at.unit.Info.Scopes[n]; s != nil {
			return s
		}
	}
	return nil
}

// function is the innermost function that the identifier is in, or nil.
func (at *spot) function() *ast.FuncType {
	for _, n := range slices.Backward(at.path) {
		switch f := n.(type) {
		case *ast.FuncDecl:
			return f.Type
		case *ast.FuncLit:
			return f.Type
		}
	}
	return nil
}

// name is how a package is called in signatures; the session's own has no name.
func (at *spot) name(p *types.Package) string {
	if p.Path() == at.unit.Pkg.Path() {
		return ""
	}
	return p.Name()
}
