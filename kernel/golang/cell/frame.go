package cell

import (
	"cmp"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// A Frame is code of weft's own around the statements of a cell. It has no positions; the statements keep theirs.
type Frame struct {
	Places  int      // the number of the cell whose places the statements have
	Imports []string // paths; their names are the last elements with Mark in front
	Head    string   // before the statements
	Divide  int      // offset of a line end in the source
	Middle  string   // there
	Tail    string   // behind the statements
	Discard string   // the value of the last statement of the loop over this variable is thrown away
}

// Mark begins the names of a Frame, which no cell's code has.
const Mark = "ᐧ"

// ParseFramed is Parse for the statements of a cell with code around them. What the text declares outside of functions is
// declared as ever.
func ParseFramed(number int, src string, f Frame) *Cell { return parse(number, number, src, f) }

// At is the cell anew, at another slot.
func (c *Cell) At(slot int) *Cell { return parse(slot, c.Number, c.Source, c.frame) }

// Generated reports whether weft has put code around the cell's own.
func (c *Cell) Generated() bool { return c.frame.Head != "" }

// Places is the number of the cell whose places the statements have.
func (c *Cell) Places() int { return cmp.Or(c.frame.Places, c.Number) }

// tail ends the places of the cell.
func (f Frame) tail() string {
	if f.Tail == "" {
		return "\n"
	}
	return "\n//line weft:1:1\n" + f.Tail
}

func (f Frame) imports() string {
	var b strings.Builder
	for _, path := range f.Imports {
		b.WriteString(";import " + Mark + path[strings.LastIndexByte(path, '/')+1:] + " " + strconv.Quote(path))
	}
	return b.String()
}

// divide puts Middle into its place.
func (f Frame) divide(stmts []byte) []byte {
	if f.Middle == "" || f.Divide > len(stmts) {
		return stmts
	}
	return append(append(append([]byte(nil), stmts[:f.Divide]...), f.Middle...), stmts[f.Divide:]...)
}

// discard makes the last expression of the loop an assignment to nothing.
func (f Frame) discard(stmts []ast.Stmt) {
	for _, s := range stmts {
		ast.Inspect(s, func(n ast.Node) bool {
			r, ok := n.(*ast.RangeStmt)
			if !ok || f.Discard == "" {
				return true
			}
			if x, ok := r.X.(*ast.Ident); !ok || x.Name != f.Discard || len(r.Body.List) == 0 {
				return true
			}
			last := &r.Body.List[len(r.Body.List)-1]
			if x, ok := (*last).(*ast.ExprStmt); ok {
				*last = &ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{NamePos: x.Pos(), Name: "_"}}, TokPos: x.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{x.X}}
			}
			return false
		})
	}
}
