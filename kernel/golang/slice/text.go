package slice

import (
	"cmp"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// An edit replaces a part of a cell's text. Offsets are those of the cell's source.
type edit struct {
	from, to int
	text     string
}

// piece is the text of n, word for word but for the edits, on lines of its own behind a comment that gives it
// its positions. What follows an edit is where it was: it has such a comment as well.
func (s *slicer) piece(c *cell.Cell, n ast.Node, edits ...edit) string {
	return s.pieceFrom(c, n, n, "", edits...)
}

// pieceFrom is the text from the beginning of one node to the end of another, behind some code that belongs
// to the first line.
func (s *slicer) pieceFrom(c *cell.Cell, first, last ast.Node, before string, edits ...edit) string {
	at := c.Pos(first.Pos())
	if !at.IsValid() || !c.Pos(last.End()).IsValid() {
		s.refuse(cell.Pos{Cell: c.Number, Line: 1, Col: 1}, "a //line comment moves the cell's positions, which compiled cells do not support", "remove the comment")
		return ""
	}
	if before != "" {
		before += inline(at)
	}
	return line(at) + before + rewrite(c, c.Offset(at), c.Offset(c.Pos(last.End())), edits) + "\n"
}

// rewrite is a part of a cell's text with edits.
func rewrite(c *cell.Cell, from, to int, edits []edit) string {
	var b strings.Builder
	slices.SortStableFunc(edits, func(x, y edit) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	done := from
	for _, e := range edits {
		if e.from < done || e.to > to {
			continue
		}
		b.WriteString(c.Source[done:e.from])
		b.WriteString(e.text)
		done = e.to
		if len(e.text) != e.to-e.from && done < to && c.Source[done] != '\n' && c.Source[done] != '\r' {
			b.WriteString(inline(c.PosAt(done)))
		}
	}
	b.WriteString(c.Source[done:to])
	return b.String()
}

// line gives the next line a position.
func line(p cell.Pos) string {
	return fmt.Sprintf("//line %s:%d:%d\n", cell.FileName(p.Cell), p.Line, p.Col)
}

// inline gives what follows it on its line a position.
func inline(p cell.Pos) string {
	return fmt.Sprintf("/*line %s:%d:%d*/", cell.FileName(p.Cell), p.Line, p.Col)
}
