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
	carry string // statements before a continue of a loop that copies its variables
}

func (f *fn) push(label string, kind targetKind) *jumpTarget {
	t := &jumpTarget{label: label, kind: kind, depth: len(f.closures), end: f.l.temp("end")}
	f.targets = append(f.targets, t)
	return t
}

func (f *fn) pop() { f.targets = f.targets[:len(f.targets)-1] }

// wrap puts the statement's label before it and, if something jumps there, its end after it.
func (t *jumpTarget) wrap(s string) string {
	if t.label != "" && t.kind == loop {
		s = localName(t.label) + ":\n" + s
	}
	if t.used {
		s += "\n" + t.end + ":\nfunc() {}()"
	}
	return s
}

func (f *fn) labelStmt(x *ast.LabeledStmt) string {
	switch x.Stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.SelectStmt, *ast.TypeSwitchStmt, *ast.BlockStmt, *ast.IfStmt:
		s := f.labeled(x.Stmt, x.Label.Name)
		if f.jumps && !strings.HasPrefix(s, localName(x.Label.Name)+":") {
			s = "_goto_" + x.Label.Name + ":\nfunc() {}()\n" + s
		}
		return strings.TrimSuffix(s, "\n")
	}
	if f.jumps {
		return strings.TrimSuffix("_goto_"+x.Label.Name+":\nfunc() {}()\n"+f.stmt(x.Stmt), "\n")
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
		if len(f.closures) > 0 {
			f.refuse(x, "goto inside a range over a function", "use a flag")
		}
		return "goto _goto_" + label
	case token.FALLTHROUGH:
		return "fallthrough"
	}
	return f.jump(x.Tok, label, len(f.closures))
}

// jump leaves or continues the target that label names ("" the innermost), from inside depth
// range-over-func bodies.
//
// In the interpreter, break with a label inside a select or switch never leaves the loop; a goto does.
func (f *fn) jump(tok token.Token, label string, depth int) string {
	t, crosses := f.findTarget(tok, label)
	if t == nil {
		return tok.String()
	}
	if t.depth != depth {
		return f.leave(t, tok, depth)
	}
	if t.kind == yields {
		if tok == token.CONTINUE {
			return "return true"
		}
		return f.closures[depth-1].stop()
	}
	carry := ""
	if tok == token.CONTINUE {
		carry = t.carry
	}
	if label == "" {
		return carry + tok.String()
	}
	if tok == token.BREAK && (crosses || t.kind != loop) {
		t.used = true
		return "goto " + t.end
	}
	return carry + tok.String() + " " + localName(label)
}

// stop leaves the range function.
func (y *yielded) stop() string { return y.done + " = true\nreturn false" }

// findTarget also says whether the way out leads through a switch or select.
func (f *fn) findTarget(tok token.Token, label string) (t *jumpTarget, crosses bool) {
	for i := len(f.targets) - 1; i >= 0; i-- {
		t := f.targets[i]
		if label == "" && t.kind == block || label != "" && t.label != label ||
			label == "" && tok == token.CONTINUE && t.kind != loop && t.kind != yields {
			continue
		}
		for _, between := range f.targets[i+1:] {
			crosses = crosses || between.kind == selects || between.kind == switches
		}
		return t, crosses
	}
	return nil, false
}

// A yielded is the closure that a range-over-func body became. It leaves by setting control.
type yielded struct {
	control string
	done    string // the variable that forbids to yield again
	exits   []exit // what to do after the call, from code firstExit on
}

type exit struct {
	tok    token.Token
	target *jumpTarget
}

const (
	returning = "1" // control: the function returns
	firstExit = 2
)

// leave ends the innermost range-over-func body in order to reach a target outside of it.
func (f *fn) leave(t *jumpTarget, tok token.Token, depth int) string {
	y := f.closures[depth-1]
	for i, e := range y.exits {
		if e == (exit{tok, t}) {
			return fmt.Sprintf("%s = %d\n%s", y.control, i+firstExit, y.stop())
		}
	}
	y.exits = append(y.exits, exit{tok, t})
	return fmt.Sprintf("%s = %d\n%s", y.control, len(y.exits)-1+firstExit, y.stop())
}

// goOn continues, after the call of a range function, what a body asked for.
func (f *fn) goOn(e exit, depth int) string {
	if e.target.depth != depth {
		return f.leave(e.target, e.tok, depth)
	}
	switch {
	case e.target.kind == yields && e.tok == token.CONTINUE:
		return "return true"
	case e.target.kind == yields:
		return f.closures[depth-1].stop()
	case e.tok == token.BREAK:
		e.target.used = true
		return "goto " + e.target.end
	case e.target.label != "":
		return e.target.carry + "continue " + localName(e.target.label)
	}
	return e.target.carry + "continue"
}
