package slice

import (
	"fmt"
	"go/ast"
	"go/token"

	"weft/kernel/golang/cell"
)

// A Block is a statement whose executions are counted.
type Block struct{ Pos, End cell.Pos }

// countName is the function that counts.
const countName = mark + "count"

// counters are the edits that count the statements of a function, or of the cell itself. Of statements with
// blocks the extent ends where the first block begins.
func (s *slicer) counters(c *cell.Cell, n ast.Node) []edit {
	if !s.options.Cover {
		return nil
	}
	if f, ok := n.(*ast.FuncDecl); ok && f.Recv == nil {
		for _, kind := range []string{"Test", "Benchmark", "Fuzz", "Example"} {
			if isTest(f.Name.Name, kind) {
				return nil
			}
		}
	}
	var list []edit
	count := func(stmts []ast.Stmt) {
		for _, stmt := range stmts {
			if _, empty := stmt.(*ast.EmptyStmt); !empty {
				list = append(list, s.counter(c, stmt))
			}
		}
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			if !ofClauses(n) {
				count(n.List)
			}
		case *ast.CaseClause:
			count(n.Body)
		case *ast.CommClause:
			count(n.Body)
		}
		return true
	})
	return list
}

// ofClauses reports whether a block is the body of a switch or select.
func ofClauses(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch b.List[0].(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// counter counts a statement.
func (s *slicer) counter(c *cell.Cell, stmt ast.Stmt) edit {
	at := c.Offset(c.Pos(stmt.Pos()))
	return edit{at, at, s.count(c, stmt)}
}

// count is the call that counts a statement.
func (s *slicer) count(c *cell.Cell, stmt ast.Stmt) string {
	s.blocks = append(s.blocks, Block{c.Pos(stmt.Pos()), c.Pos(headEnd(stmt))})
	return fmt.Sprintf("%s(%d); ", countName, len(s.blocks)-1)
}

// counting is what counts, in main.go.
func (s *slicer) counting(w *writer) string {
	return fmt.Sprintf(`var %[1]ss [%[2]d]uint32

func %[1]s(i int) { %[3]s.AddUint32(&%[1]ss[i], 1) }

func %[1]sed() (b []byte) {
	for i := range %[1]ss {
		n := %[3]s.LoadUint32(&%[1]ss[i])
		b = append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
	return b
}

`, countName, len(s.blocks), w.pkg("sync/atomic", "atomic"))
}

// headEnd is where a statement ends as far as it is executed whenever it is reached: before its blocks.
func headEnd(stmt ast.Stmt) token.Pos {
	switch x := stmt.(type) {
	case *ast.LabeledStmt:
		return headEnd(x.Stmt)
	case *ast.BlockStmt:
		return x.Lbrace + 1
	case *ast.IfStmt:
		return x.Body.Lbrace
	case *ast.ForStmt:
		return x.Body.Lbrace
	case *ast.RangeStmt:
		return x.Body.Lbrace
	case *ast.SwitchStmt:
		return x.Body.Lbrace
	case *ast.TypeSwitchStmt:
		return x.Body.Lbrace
	case *ast.SelectStmt:
		return x.Body.Lbrace
	}
	end := stmt.End()
	ast.Inspect(stmt, func(n ast.Node) bool { // up to the first function literal
		if f, ok := n.(*ast.FuncLit); ok && f.Body.Lbrace < end {
			end = f.Body.Lbrace
		}
		return true
	})
	return end
}
