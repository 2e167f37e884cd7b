package complete

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// Detail says how much an Info is to tell.
type Detail int

const (
	Brief Detail = iota // declaration and documentation
	Full                // source too
)

// At describes the name at offset (bytes) in src: what it means there. Where no name stands, but inside
// a call's brackets, it describes the function.
func At(s *check.Session, src string, offset int, d Detail) (Info, bool) {
	q := ask(s, src, offset)
	if q.magic {
		return Info{}, false
	}
	if q.where != inCode {
		if q.literal.off >= q.literal.end || q.where == inImport {
			return q.importAt(d)
		}
		q.where, q.start, q.end = inCode, q.literal.off, q.literal.end
		return q.callAt(d)
	}
	name := q.src[q.start:q.end]
	switch {
	case name == "":
		return q.callAt(d)
	case token.IsKeyword(name):
		return keyword(name)
	}
	if at := q.locate(name); at != nil {
		if info, ok := at.describe(d); ok {
			info.Call = at.calledWith()
			return info, true
		}
	}
	return q.packageInfo(name, d)
}

// importAt describes the package whose path the cursor is in.
func (q *query) importAt(d Detail) (Info, bool) {
	if q.where != inImport {
		return Info{}, false
	}
	path, _, _ := strings.Cut(q.src[q.start:], "\"")
	pkg, err := q.session.Import(path)
	if err != nil {
		return Info{}, false
	}
	return packageInfo(pkg, d), true
}

// callAt describes the function in whose brackets the cursor is, or behind whose call.
func (q *query) callAt(d Detail) (Info, bool) {
	if last := q.before(1); last.end == q.start && (last.kind == token.RPAREN || last.kind == token.RBRACK) {
		if operand := trailingOperand(q.src[:q.start]); strings.Contains(operand, "(") {
			open := strings.LastIndexByte(operand, '(')
			return At(q.session, operand[:open], open, d)
		}
	}
	at := q.locate(placeholder)
	if at == nil {
		return Info{}, false
	}
	call := at.call()
	if call == nil {
		return Info{}, false
	}
	return at.callee(call).describe(d)
}

// call is the innermost call that the identifier is an argument of, or nil. Bodies of function
// literals are no arguments.
func (at *spot) call() *ast.CallExpr {
	for i := len(at.path) - 2; i >= 0; i-- {
		switch n := at.path[i].(type) {
		case *ast.CallExpr:
			if ast.Node(n.Fun) != at.path[i+1] {
				return n
			}
		case *ast.BlockStmt:
			return nil
		}
	}
	return nil
}

// callee is the spot of the name that a call calls.
func (at *spot) callee(call *ast.CallExpr) *spot {
	to := *at
	for i, n := range at.path {
		if n == call {
			to.path = append(at.path[:i+1:i+1], nameOf(call.Fun)...)
		}
	}
	return &to
}

// nameOf is the path from an expression to the name that it ends with.
func nameOf(e ast.Expr) []ast.Node {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return append([]ast.Node{e}, nameOf(e.X)...)
	case *ast.SelectorExpr:
		return []ast.Node{e, e.Sel}
	case *ast.IndexExpr:
		return append([]ast.Node{e}, nameOf(e.X)...)
	case *ast.IndexListExpr:
		return append([]ast.Node{e}, nameOf(e.X)...)
	}
	return []ast.Node{e}
}

// calledWith is the declaration of the function that the identifier is an argument of, or "".
func (at *spot) calledWith() string {
	call := at.call()
	if call == nil {
		return ""
	}
	info, ok := at.callee(call).describe(Brief)
	if !ok || strings.Contains(info.Declaration, "\n") {
		return ""
	}
	return info.Declaration
}

// describe says what the identifier at the end of the path means.
func (at *spot) describe(d Detail) (Info, bool) {
	id, ok := at.parent(0).(*ast.Ident)
	if !ok {
		return Info{}, false
	}
	o := at.unit.Info.ObjectOf(id)
	if o == nil {
		for p := range at.unit.Info.Implicits { // switch x := v.(type)
			if sw, ok := p.(*ast.CaseClause); ok && at.within(sw) {
				if v := at.unit.Info.Implicits[sw]; v.Name() == id.Name {
					o = v
				}
			}
		}
	}
	switch o := o.(type) {
	case nil:
		return at.elsewhere(id, d)
	case *types.PkgName:
		return packageInfo(o.Imported(), d), true
	case *types.Label:
		return Info{}, false
	}
	info := at.object(o, d)
	info.Variable = at.valueOf()
	return info, true
}

func (at *spot) within(n ast.Node) bool {
	for _, p := range at.path {
		if p == n {
			return true
		}
	}
	return false
}

// elsewhere describes a name that the text does not import: a package, or what several packages of
// one name may export.
func (at *spot) elsewhere(id *ast.Ident, d Detail) (Info, bool) {
	sel := at.selector()
	if sel == nil {
		return Info{}, false
	}
	x, ok := sel.X.(*ast.Ident)
	if !ok || at.unit.Info.Uses[x] != nil {
		return Info{}, false
	}
	for _, path := range std.PathsByName(x.Name) {
		pkg, err := at.session.Import(path)
		if err != nil {
			continue
		}
		if o := pkg.Scope().Lookup(id.Name); o != nil && o.Exported() {
			return at.object(o, d), true
		}
	}
	return Info{}, false
}

// valueOf is the expression whose current value the identifier stands for: a variable of the
// session, or a field of one.
func (at *spot) valueOf() string {
	e := ast.Expr(at.ident())
	if sel := at.selector(); sel != nil {
		e = sel
	}
	text := types.ExprString(e)
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			if v, ok := at.unit.Info.Uses[x.Sel].(*types.Var); !ok || !v.IsField() {
				return ""
			}
			e = x.X
		case *ast.Ident:
			v, ok := at.unit.Info.Uses[x].(*types.Var)
			if !ok || at.unit.Gen(v) == 0 || at.place(v).Cell == probe {
				return ""
			}
			return text
		default:
			return ""
		}
	}
}

// packageInfo describes a package by its name.
func (q *query) packageInfo(name string, d Detail) (Info, bool) {
	paths := std.PathsByName(name)
	if len(paths) == 0 || q.before(1).kind == token.PERIOD {
		return Info{}, false
	}
	pkg, err := q.session.Import(paths[0])
	if err != nil {
		return Info{}, false
	}
	info := packageInfo(pkg, d)
	if len(paths) > 1 {
		info.Where += ", or " + strings.Join(paths[1:], ", ")
	}
	return info, true
}
