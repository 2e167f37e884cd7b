package kernel

import (
	"cmp"
	"fmt"
	"go/ast"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/tracing"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/waits"
)

// op is what a wait is for, in the words of the cell.
func (p *picture) op(s tracing.Span) waits.Op {
	key := [2]string{s.Place, s.Reason}
	if op, known := p.ops[key]; known {
		return op
	}
	at, exact := placeOf(s.Place)
	state := s.Reason
	if strings.HasPrefix(state, "sync") {
		state = p.locking(at)
	}
	_, op := p.session.doing(pipe.Frame{Cell: at.Cell, Line: at.Line, Col: at.Col, Exact: exact && at.Line > 0}, state, "")
	p.ops[key] = op
	return op
}

// locking is which wait of package sync stands at a place: the tracer has one word for all.
func (p *picture) locking(at cell.Pos) string {
	lines := strings.Split(p.session.sources[at.Cell], "\n")
	if at.Line < 1 || at.Line > len(lines) || at.Col < 1 || at.Col > len(lines[at.Line-1]) {
		return "sync"
	}
	line := lines[at.Line-1]
	for name, state := range map[string]string{"Lock": "sync.Mutex.Lock", "RLock": "sync.RWMutex.RLock", "Wait": "sync.WaitGroup.Wait"} {
		if strings.HasPrefix(line[at.Col-1:], name+"(") {
			return state
		}
	}
	return "sync"
}

// label is a wait in few words.
func label(op waits.Op) string {
	switch op.Kind {
	case waits.Receiving, waits.Ranging:
		return "receive from " + cmp.Or(op.On, "a channel")
	case waits.Sending:
		return "send to " + cmp.Or(op.On, "a channel")
	case waits.Selecting, waits.Never:
		return "select"
	case waits.Locking, waits.Reading, waits.Group, waits.Cond, waits.Calling:
		return strings.TrimSuffix(op.On, "()")
	}
	return ""
}

// where names a place for those who do not see the cell.
func (p *picture) where(at cell.Pos) string {
	return fmt.Sprintf("cell [%d] line %d", at.Cell, at.Line)
}

// line names a place, seen from the cell.
func (p *picture) line(at cell.Pos) string {
	if at.Cell == p.number {
		return fmt.Sprintf("line %d", at.Line)
	}
	return fmt.Sprintf("cell [%d] line %d", at.Cell, at.Line)
}

// anonymous is what a goroutine is called that runs a function without a name.
const anonymous = "goroutine"

// called is what goroutines started at a place are called: by the function that they run, if it has a name.
func (p *picture) called(place string) string {
	name, known := p.calls[place]
	if !known {
		name = p.find(place)
		p.calls[place] = name
	}
	return name
}

// find looks for the function in the text at a place.
func (p *picture) find(place string) string {
	at, ok := placeOf(place)
	if !ok || at.Line == 0 {
		return anonymous
	}
	c := cell.Parse(at.Cell, p.session.sources[at.Cell]).Rest()
	name := ""
	look := func(root ast.Node) {
		ast.Inspect(root, func(n ast.Node) bool {
			if n == nil || name != "" {
				return false
			}
			if here := c.Pos(n.Pos()); here.Line == at.Line && here.Col == at.Col {
				switch n := n.(type) {
				case *ast.GoStmt:
					name = functionName(n.Call.Fun)
				case *ast.CallExpr:
					if k := len(n.Args); k > 0 { // such as wg.Go(f)
						name = functionName(n.Args[k-1])
					}
				}
			}
			return true
		})
	}
	for _, st := range c.Stmts {
		look(st)
	}
	if c.File != nil {
		look(c.File)
	}
	return cmp.Or(name, anonymous)
}

// functionName is the name of a function, or of the one that a literal does nothing but call; "" if there is none.
func functionName(f ast.Expr) string {
	switch f := ast.Unparen(f).(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.IndexExpr:
		return functionName(f.X)
	case *ast.FuncLit:
		if len(f.Body.List) != 1 {
			return ""
		}
		if st, ok := f.Body.List[0].(*ast.ExprStmt); ok {
			if call, ok := st.X.(*ast.CallExpr); ok {
				return functionName(call.Fun)
			}
		}
	}
	return ""
}

// placeOf reads a place such as "cell[3]:7:2". One without a line is in no text.
func placeOf(text string) (cell.Pos, bool) {
	var p cell.Pos
	n, err := fmt.Sscanf(text, "cell[%d]:%d:%d", &p.Cell, &p.Line, &p.Col)
	return p, err == nil && n == 3
}
