package inspect

import (
	"go/ast"
	"go/token"
	"path"

	"weft/grader/observe"
)

// A Block is a function or a for statement of a submission. Lines are from 1.
type Block struct {
	File string `json:"file"`
	From int    `json:"from"`
	To   int    `json:"to"`
	Loop bool   `json:"loop,omitempty"`
}

// blocks are those of a file, the outer ones first.
func blocks(fset *token.FileSet, file *ast.File) (all []Block) {
	ast.Inspect(file, func(n ast.Node) bool {
		loop := false
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
		case *ast.ForStmt, *ast.RangeStmt:
			loop = true
		default:
			return true
		}
		from := fset.Position(n.Pos())
		all = append(all, Block{File: path.Base(from.Filename), From: from.Line, To: fset.Position(n.End()).Line, Loop: loop})
		return true
	})
	return all
}

// Spinning is a run that stood still with other places for those who compute: the heads of the loops that they are in. Where in its loop
// a goroutine was seen differs from run to run.
func (a Answer) Spinning(r observe.Run) observe.Run {
	for i, g := range r.Goroutines {
		if g.Spins[0] == 0 {
			continue
		}
		for depth, p := range g.Stack {
			lines := [2]int{p.Line, p.Line}
			if depth == 0 {
				lines = g.Spins
			}
			if b, ok := a.around(p.File, lines); ok && b.Loop {
				p.Line = b.From
				r.Goroutines[i].Stack = append([]observe.Pos{p}, g.Stack[depth+1:]...)
				break
			}
		}
	}
	return r
}

// around is the innermost block with these lines.
func (a Answer) around(file string, lines [2]int) (found Block, ok bool) {
	for _, b := range a.Blocks {
		if b.File == path.Base(file) && b.From <= lines[0] && lines[1] <= b.To && (!ok || b.From >= found.From) {
			found, ok = b, true
		}
	}
	return found, ok
}
