package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// targetKind is what a break or continue can leave.
type targetKind int

const (
	loop targetKind = iota
	switches
	selects
	block
	yields // a range-over-func loop, whose body is a closure
)

// jumpTarget is an enclosing statement that break or continue may mean.
type jumpTarget struct {
	label string
	kind  targetKind
	depth int    // range-over-func bodies around it; its own counts
	end   string // label after the statement
	used  bool   // something jumps to end
	next  string // label at the end of a loop's body
	again bool   // something jumps to next
	carry string // statements before a continue of a loop that copies its variables
}

func (f *fn) push(label string, kind targetKind) *jumpTarget {
	t := &jumpTarget{label: label, kind: kind, depth: len(f.closures), end: f.l.temp("end"), next: f.l.temp("next")}
	f.targets = append(f.targets, t)
	return t
}

func (f *fn) pop() { f.targets = f.targets[:len(f.targets)-1] }

// wrap puts the statement's end after it, if something jumps there. The interpreter knows the labels of
// blocks, but not those of case clauses.
func (t *jumpTarget) wrap(s string) string {
	if t.used {
		s = "{\n" + s + "\n" + t.end + ":\n" + nothing + "\n}"
	}
	return s
}

// clause lowers the body of a case clause.
func (f *fn) clause(list []ast.Stmt) string {
	s := f.block(list)
	if f.jumps && strings.Contains(s, "_goto_") {
		s, falls := strings.CutSuffix(s, "fallthrough\n")
		s = "{\n" + s + "}\n"
		if falls {
			s += "fallthrough\n"
		}
		return s
	}
	return s
}

// nothing is a statement to put a label on.
const nothing = "_ = 0"

// loopBody lowers the body of the loop t.
func (f *fn) loopBody(t *jumpTarget, list []ast.Stmt) string {
	s := f.block(list)
	if t.again {
		s += t.next + ":\n" + nothing + "\n"
	}
	return s
}

func (f *fn) labelStmt(x *ast.LabeledStmt) string {
	switch x.Stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.SelectStmt, *ast.TypeSwitchStmt, *ast.BlockStmt, *ast.IfStmt:
		s := f.labeled(x.Stmt, x.Label.Name)
		if f.jumps {
			s = "_goto_" + x.Label.Name + ":\n" + nothing + "\n" + s
		}
		return strings.TrimSuffix(s, "\n")
	}
	if f.jumps {
		return strings.TrimSuffix("_goto_"+x.Label.Name+":\n"+nothing+"\n"+f.stmt(x.Stmt), "\n")
	}
	return strings.TrimSuffix(f.stmt(x.Stmt), "\n")
}

func (f *fn) branchStmt(x *ast.BranchStmt) string {
	label := ""
	if x.Label != nil {
		label = x.Label.Name
	}
	switch x.Tok {
	case token.GOTO:
		return f.gotoLabel(label, len(f.closures))
	case token.FALLTHROUGH:
		return "fallthrough"
	}
	return f.jump(x.Tok, label, len(f.closures))
}

// gotoLabel jumps to a label from inside depth range-over-func bodies.
func (f *fn) gotoLabel(label string, depth int) string {
	if depth > 0 && !labels(f.closures[depth-1].body, label) {
		return f.leave(exit{tok: token.GOTO, label: label}, depth)
	}
	return "goto _goto_" + label
}

// labels reports whether the label is in body.
func labels(body *ast.BlockStmt, label string) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.LabeledStmt:
			found = found || x.Label.Name == label
		}
		return !found
	})
	return found
}

// jump leaves or continues the target that label names ("" the innermost), from inside depth
// range-over-func bodies.
//
// In the interpreter, break with a label inside a select or switch never leaves the loop, a label in a
// case clause is undefined, and one with the name of a variable too; so a label is left by a goto.
func (f *fn) jump(tok token.Token, label string, depth int) string {
	t, innermost := f.findTarget(tok, label)
	if t == nil {
		return tok.String()
	}
	if t.depth != depth {
		return f.leave(exit{tok: tok, target: t}, depth)
	}
	if t.kind == yields {
		if tok == token.CONTINUE {
			return f.closures[depth-1].goOn()
		}
		return f.closures[depth-1].stop()
	}
	switch {
	case label == "" && tok == token.BREAK:
		return "break"
	case label != "" && tok == token.BREAK:
		t.used = true
		return "goto " + t.end
	case innermost:
		return t.carry + "continue"
	}
	t.again = true
	return "goto " + t.next
}

// What the variable of a yielded that forbids to yield again holds, if not 0.
const (
	stopped     = "1" // the body returned false
	interrupted = "2" // it runs, or has panicked
	exited      = "3" // the loop has ended
)

// stop leaves the range function.
func (y *yielded) stop() string { return y.done + " = " + stopped + "\nreturn false" }

// goOn asks it for more.
func (y *yielded) goOn() string { return y.done + " = 0\nreturn true" }

// findTarget also says whether no other loop is between.
func (f *fn) findTarget(tok token.Token, label string) (t *jumpTarget, innermost bool) {
	innermost = true
	for i := len(f.targets) - 1; i >= 0; i-- {
		t := f.targets[i]
		if label == "" && t.kind == block || label != "" && t.label != label ||
			label == "" && tok == token.CONTINUE && t.kind != loop && t.kind != yields {
			innermost = innermost && t.kind != loop
			continue
		}
		return t, innermost
	}
	return nil, false
}

// A yielded is the closure that a range-over-func body became. It leaves by setting control.
type yielded struct {
	control string
	done    string // the variable that forbids to yield again
	exits   []exit // what to do after the call, from code firstExit on
	body    *ast.BlockStmt
}

type exit struct {
	tok    token.Token
	target *jumpTarget // of break and continue
	label  string      // of goto
}

const (
	returning = "1" // control: the function returns
	firstExit = 2
)

// leave ends the innermost range-over-func body in order to reach a target outside of it.
func (f *fn) leave(want exit, depth int) string {
	y := f.closures[depth-1]
	for i, e := range y.exits {
		if e == want {
			return fmt.Sprintf("%s = %d\n%s", y.control, i+firstExit, y.stop())
		}
	}
	y.exits = append(y.exits, want)
	return fmt.Sprintf("%s = %d\n%s", y.control, len(y.exits)-1+firstExit, y.stop())
}

// goOn continues, after the call of a range function, what a body asked for.
func (f *fn) goOn(e exit, depth int) string {
	if e.tok == token.GOTO {
		return f.gotoLabel(e.label, depth)
	}
	if e.target.depth != depth {
		return f.leave(e, depth)
	}
	switch {
	case e.target.kind == yields && e.tok == token.CONTINUE:
		return f.closures[depth-1].goOn()
	case e.target.kind == yields:
		return f.closures[depth-1].stop()
	case e.tok == token.BREAK:
		e.target.used = true
		return "goto " + e.target.end
	}
	e.target.again = true
	return "goto " + e.target.next
}
