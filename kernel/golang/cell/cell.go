// Package cell reads the text of one cell: magics, shell lines, help requests, and the Go code
// between them as syntax trees whose every position is exact. It also prints diagnostics. It
// knows no types and no session.
package cell

import (
	"go/ast"
	"go/token"
	"sort"
)

// MaxSource is the size in bytes of the largest cell that Parse reads.
const MaxSource = 4 << 20

// MaxErrors is how many errors of a cell are reported before TooMany, as the compiler does.
const MaxErrors = 10

// A Cell is a parsed cell. Its trees belong to whoever parsed it; checking one cell in two
// goroutines at a time is not safe.
type Cell struct {
	Number int    // execution count, as in Pos.Cell
	Source string // as it was given to Parse

	Magics []Magic // line magics, shell lines and help requests, in order
	Block  *Magic  // a %%magic that takes the whole cell; then there is no Go code
	Timed  []Timed // statements behind %time, in order

	HasPackage bool // the cell has a package clause
	Silent     bool // ends with a semicolon: its last value is not to be displayed
	Incomplete bool // the text ends inside a bracket, comment, string or operation

	Diagnostics []Diagnostic // syntax errors, in order, at most MaxErrors and TooMany

	// The Go code. Both trees come from texts that have the cell's layout, so that Fset gives
	// positions in files named FileName(Number), with lines and columns of the cell.
	Fset  *token.FileSet
	File  *ast.File  // imports, functions and methods, in order; comments of the whole cell
	Stmts []ast.Stmt // everything else, in order: statements, and var, const and type declarations
	// Free are the identifiers in File and Stmts that mean something from outside: where they
	// stand, Go's rules for a function body give no declaration of this cell. Keys of composite
	// literals, fields and labels are not among them.
	Free []*ast.Ident

	slot   int
	frame  Frame
	starts []int // see lineStarts
}

// A Magic is a part of a cell that is not Go.
type Magic struct {
	Kind MagicKind
	Name string // "time" for %time, "" for shell lines; the expression for help
	Args string // rest of the line, trimmed; the command of a shell line
	Body string // Block only: the text after the first line
	Pos  Pos    // where it begins
	End  Pos    // just past its line
}

// A MagicKind says what a Magic asks for.
type MagicKind int

const (
	Line       MagicKind = iota // %name args
	Block                       // %%name args, with the rest of the cell as its body
	Shell                       // !command
	ShellLines                  // !!command
	Help                        // x? or ?x
	HelpSource                  // x?? or ??x
)

// Rest is the cell without its %%magic line: the body of the block as a cell of its own, with the
// positions that the text has in c. Without a block it is c itself.
func (c *Cell) Rest() *Cell {
	if c.Block == nil {
		return c
	}
	text := []byte(c.Source)
	blank(text, 0, len(text)-len(c.Block.Body))
	return ParseAt(c.slot, c.Number, string(text))
}

// Pos is the place of a token of this cell.
func (c *Cell) Pos(p token.Pos) Pos { return Locate(c.Fset, p) }

// PosAt is the place of a byte offset of Source.
func (c *Cell) PosAt(off int) Pos {
	off = min(max(off, 0), len(c.Source))
	line := sort.SearchInts(c.lineStarts(), off+1)
	return Pos{Cell: c.Number, Line: line, Col: off - c.starts[line-1] + 1}
}

// lineStarts are the offsets of the lines.
func (c *Cell) lineStarts() []int {
	if c.starts == nil {
		c.starts = []int{0}
		for i := range len(c.Source) {
			if c.Source[i] == '\n' {
				c.starts = append(c.starts, i+1)
			}
		}
	}
	return c.starts
}

// Offset is where a place of this cell is in Source, at most its length.
func (c *Cell) Offset(p Pos) int {
	starts := c.lineStarts()
	if p.Line > len(starts) {
		return len(c.Source)
	}
	return min(starts[max(p.Line, 1)-1]+max(p.Col, 1)-1, len(c.Source))
}
