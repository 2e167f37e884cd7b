// Package instrument puts the synchronization points of a schedule into Go source: before every channel
// operation, select, range over a channel and go statement, and before what ends or asks a context. (Those
// of packages sync and sync/atomic come with the import map.) The text changes, the program does not:
// it means the same, and every position in it stays, by line comments where text moves. It runs in
// weft, not in learners' programs, which import package schedule for it.
package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// Import is the package that instrumented source imports, under the name alias.
const (
	Import = "weft/kernel/engine/native/bubble/schedule"
	alias  = "weftschedule"
)

// Source returns the text src of file with points. info must have the types of its expressions (Types,
// Uses, Defs). A file without synchronization is returned as it is. The result needs package Import in
// the importcfg.
func Source(fset *token.FileSet, file *ast.File, src []byte, info *types.Info) ([]byte, error) {
	tf := fset.File(file.Pos())
	if tf == nil || tf.Size() != len(src) {
		return nil, fmt.Errorf("instrument %s: the text is not the one that was parsed", fset.Position(file.Pos()).Filename)
	}
	w := &writer{fset: fset, base: tf.Base(), src: src, info: info, skip: map[ast.Node]bool{}}
	ast.Inspect(file, w.visit)
	if len(w.ops) == 0 {
		return src, nil
	}
	name := w.offset(file.Name.End())
	imports := fmt.Sprintf("; import %s %q", alias, Import) + w.line(file.Name.End())
	return []byte(w.text(0, name, 0) + imports + w.text(name, len(src), 0)), nil
}

// A writer collects the operations of a file and writes it anew.
type writer struct {
	fset *token.FileSet
	base int
	src  []byte
	info *types.Info
	ops  []op // as they are visited: outer ones first, then in the order of the text
	skip map[ast.Node]bool
}

// An op is a piece of text, from one offset to another, to be written in another way. write is told the index
// of the next op, where those within begin.
type op struct {
	from, to int
	write    func(next int) string
}

func (w *writer) offset(p token.Pos) int { return int(p) - w.base }

// text is the source between two offsets with the ops from index next on written.
func (w *writer) text(from, to, next int) string {
	var b strings.Builder
	at := from
	for i := next; i < len(w.ops); i++ {
		o := w.ops[i]
		if o.from < at || o.to > to {
			continue // before, after, or within one that was written
		}
		b.Write(w.src[at:o.from])
		b.WriteString(o.write(i + 1))
		at = o.to
	}
	b.Write(w.src[at:to])
	return b.String()
}

// node is the text of n.
func (w *writer) node(n ast.Node, next int) string {
	return w.text(w.offset(n.Pos()), w.offset(n.End()), next)
}

// moved is the text of n for another place: it keeps its positions.
func (w *writer) moved(n ast.Node, next int) string { return w.line(n.Pos()) + w.node(n, next) }

// line is a comment after which the text counts as standing at p.
func (w *writer) line(p token.Pos) string {
	at := w.fset.Position(p)
	if at.Column == 0 {
		return fmt.Sprintf("/*line %s:%d*/", at.Filename, at.Line)
	}
	return fmt.Sprintf("/*line %s:%d:%d*/", at.Filename, at.Line, at.Column)
}

func (w *writer) add(n ast.Node, write func(next int) string) {
	w.ops = append(w.ops, op{w.offset(n.Pos()), w.offset(n.End()), write})
}

// wrap makes e the argument of one of package schedule's functions.
func (w *writer) wrap(e ast.Expr, function string) {
	w.add(e, func(next int) string { return alias + "." + function + "(" + w.moved(e, next) + ")" + w.line(e.End()) })
}
