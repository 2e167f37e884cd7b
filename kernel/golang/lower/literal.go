package lower

import (
	"go/ast"
	"strings"
)

// literal lowers a function literal that is a value.
//
// The interpreter keeps a literal's value in a slot of the enclosing frame, and puts the old value
// back whenever a call of the function ends, also on another goroutine: in a loop, an iteration can
// get the closure of an earlier one. So in loops each closure is made in a frame of its own.
func (f *fn) literal(x *ast.FuncLit) string {
	if recovers(f.src.info, x.Body) {
		return f.recoveringLiteral(x)
	}
	text := f.literalText(x, "")
	if f.loops == 0 && !f.jumps {
		return text
	}
	return "func() " + f.l.text(f.typeOf(x)) + " { return " + text + " }()"
}

// literalText is the literal itself. recovery is the variable that its recover uses.
func (f *fn) literalText(x *ast.FuncLit, recovery string) string {
	g := &fn{l: f.l, src: f.src, env: f.env, recovery: recovery, renamed: f.renamed}
	sig, body := g.body(x.Type, x.Body)
	return f.literalMark(x) + "func(" + strings.Join(sig.params, ", ") + ")" + sig.results + " {\n" + body + "}"
}

// literalBody is the body of a literal without parameters and results, for a closure that is called
// in its place.
func (f *fn) literalBody(x *ast.FuncLit, recovery string) string {
	g := &fn{l: f.l, src: f.src, env: f.env, recovery: recovery, renamed: f.renamed}
	_, body := g.body(x.Type, x.Body)
	return body
}

// literalMark is the mark of a function literal. That around the code of a generated cell runs the statements of the cell
// whose places they have.
func (f *fn) literalMark(x *ast.FuncLit) string {
	mark := f.mark(MarkFunc, x.Pos())
	if c := f.l.unit.Cell; mark == "" && c.Generated() {
		return bodyMark(c.Places())
	}
	return mark
}
