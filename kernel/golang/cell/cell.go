// Package cell reads the text of one cell: magics, shell lines, help requests, and the Go code
// between them as syntax trees whose every position is exact. It knows no types and no session.
package cell

import (
	"go/ast"
	"go/token"
)

// A Cell is a parsed cell. Its trees belong to whoever parsed it; checking one cell in two
// goroutines at a time is not safe.
type Cell struct {
	Number int    // execution count, as in Pos.Cell
	Source string // as it was given to Parse

	Magics []Magic // line magics, shell lines and help requests, in order
	Block  *Magic  // a %%magic that takes the whole cell; then there is no Go code

	HasPackage bool // the cell has a package clause
	Silent     bool // ends with a semicolon: its last value is not to be displayed

	Diagnostics []Diagnostic // syntax errors, in order, at most ten

	// The Go code. Both trees come from texts that have the cell's layout, so that Fset gives
	// positions in files named FileName(Number), with lines and columns of the cell.
	Fset  *token.FileSet
	File  *ast.File  // imports, functions and methods, in order
	Stmts []ast.Stmt // everything else, in order: statements, and var, const and type declarations
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
