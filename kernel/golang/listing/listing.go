// Package listing writes the cells of a session down as one Go program, which does what the cells do one after
// the other. What cells can do and a program cannot, or not in the same way, is refused with its place. It is
// pure: it builds and starts nothing.
package listing

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// A Program is the text of a Go program, package main, in one file.
type Program struct {
	Text    string
	Imports []string // paths of its packages, sorted
	Notes   []string // where it differs from the cells in what its reader sees: names
}

// Of makes a program of cells, in their order. The importer knows the packages that they import. The diagnostics
// say what cannot be written; the error is a mistake of ours.
func Of(importer types.Importer, cells []*cell.Cell) (*Program, []cell.Diagnostic, error) {
	b := &builder{
		importer: importer, session: check.NewSession(importer),
		cells: map[int]*cell.Cell{}, current: map[string]*version{}, words: map[string]bool{},
	}
	for _, c := range cells {
		if b.add(c); len(b.refused) > 0 {
			return nil, b.refused, nil
		}
	}
	b.findDynamic()
	for _, p := range b.parts {
		b.reach(p)
	}
	b.keepLive()
	if b.refuseAll(); len(b.refused) > 0 {
		return nil, b.refused, nil
	}
	b.place()
	return b.settle()
}

// builder is the work on one program.
type builder struct {
	importer types.Importer
	session  *check.Session
	cells    map[int]*cell.Cell // by number
	parts    []*part
	versions []*version          // in order of declaration
	current  map[string]*version // by key, after the cells so far
	words    map[string]bool     // every identifier of the cells
	dynamic  map[string]bool     // names of methods that may be called through an interface
	packages map[string]string   // path -> its name in the program, see imports

	notes   []string
	refused []cell.Diagnostic
}

// A part is one cell.
type part struct {
	cell    *cell.Cell
	unit    *check.Unit
	uses    []use               // of the statements
	state   map[string]*version // what was declared once the cell's own declarations were
	funcs   []*version          // that the cell declares, to be called by it: func init, func main
	wrapped bool                // the statements stand in a function of their own
	labels  bool                // they have labels, so that they may run more than once
	sorted  bool                // the statements are not in the order of the text
}

func (b *builder) refuse(at cell.Pos, what, instead string) {
	d := cell.Diagnostic{Pos: at, Message: what, Hint: instead}
	if !slices.ContainsFunc(b.refused, func(o cell.Diagnostic) bool { return o.Pos == d.Pos && o.Message == d.Message }) {
		b.refused = append(b.refused, d)
	}
}

// add checks a cell after those before it, and notes what it declares.
func (b *builder) add(c *cell.Cell) {
	u := b.session.Check(c)
	if !u.OK() {
		for _, d := range u.Diagnostics {
			if d.Severity == cell.Error {
				d.Hint = "the program is made of cells that have succeeded, each in its latest text, and this one does not compile after those above it"
				b.refused = append(b.refused, d)
			}
		}
		return
	}
	b.session.Commit(u)
	b.cells[c.Number] = c
	p := &part{cell: c, unit: u}
	b.declare(p)
	p.state = make(map[string]*version, len(b.current))
	for k, v := range b.current {
		p.state[k] = v
	}
	for _, s := range u.Body {
		p.uses = append(p.uses, b.usesOf(u, s)...)
	}
	p.wrapped, p.labels = needsFunc(u)
	p.sorted = sorted(u)
	b.parts = append(b.parts, p)
}

// needsFunc reports whether the statements of a cell mean something else among those of other cells: deferred
// calls run at the end of the cell, and labels are its own.
func needsFunc(u *check.Unit) (found, labels bool) {
	for _, s := range u.Body {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.DeferStmt:
				found = true
			case *ast.LabeledStmt:
				found, labels = true, true
			case *ast.CallExpr:
				if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && u.Info.Uses[id] == types.Universe.Lookup("recover") {
					found = true
				}
			}
			return true
		})
	}
	return found, labels
}

// sorted reports whether the statements run in another order than that of the text: Go sorts the values of
// variables in a cell that has declarations only.
func sorted(u *check.Unit) bool {
	last := 0
	for _, s := range u.Body {
		at := int(s.Pos())
		if spec := onlySpec(s); spec != nil {
			if len(spec.Values) == 0 {
				continue
			}
			at = int(spec.Values[0].Pos())
		}
		if at < last {
			return true
		}
		last = at
	}
	return false
}

// onlySpec is the one variable declaration that a statement is.
func onlySpec(s ast.Stmt) *ast.ValueSpec {
	if d, ok := s.(*ast.DeclStmt); ok {
		if g := d.Decl.(*ast.GenDecl); len(g.Specs) == 1 {
			spec, _ := g.Specs[0].(*ast.ValueSpec)
			return spec
		}
	}
	return nil
}

// cellName is how messages name a cell.
func cellName(number int) string { return fmt.Sprintf("cell [%d]", number) }
