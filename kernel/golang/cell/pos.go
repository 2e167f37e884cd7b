package cell

import (
	"fmt"
	"go/token"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Pos is a place in a cell. The zero Pos means that there is none.
type Pos struct {
	Cell int // execution count
	Line int // from 1
	Col  int // from 1, in bytes, as the compiler counts; see RuneCol
}

// IsValid reports whether p is a place.
func (p Pos) IsValid() bool { return p.Line > 0 }

// String is "cell [3] 2:5", as diagnostics print it.
func (p Pos) String() string {
	if !p.IsValid() {
		return fmt.Sprintf("cell [%d]", p.Cell)
	}
	return fmt.Sprintf("cell [%d] %d:%d", p.Cell, p.Line, p.Col)
}

// Before orders positions by cell, line and column.
func (p Pos) Before(q Pos) bool {
	if p.Cell != q.Cell {
		return p.Cell < q.Cell
	}
	if p.Line != q.Line {
		return p.Line < q.Line
	}
	return p.Col < q.Col
}

// RuneCol is the column counted in code points, which is what frontends count. src is the
// source of the cell; a column past the end of its line counts as the one behind the last rune.
func (p Pos) RuneCol(src string) int {
	line := lineText(src, p.Line)
	n := min(max(p.Col-1, 0), len(line))
	return utf8.RuneCountInString(line[:n]) + 1
}

// lineText is the text of a line, counted from 1, without its line end.
func lineText(src string, line int) string {
	for ; line > 1; line-- {
		_, rest, ok := strings.Cut(src, "\n")
		if !ok {
			return ""
		}
		src = rest
	}
	text, _, _ := strings.Cut(src, "\n")
	return strings.TrimSuffix(text, "\r")
}

// FileName is the name that a cell has in a token.FileSet and in //line comments: "cell[3]".
func FileName(number int) string { return "cell[" + strconv.Itoa(number) + "]" }

// FromToken turns a position of the Go packages into a place in a cell. It is false for
// positions in files that are not cells, such as the standard library's.
func FromToken(p token.Position) (Pos, bool) {
	number, ok := strings.CutPrefix(p.Filename, "cell[")
	if !ok {
		return Pos{}, false
	}
	number, ok = strings.CutSuffix(number, "]")
	n, err := strconv.Atoi(number)
	if !ok || err != nil {
		return Pos{}, false
	}
	return Pos{Cell: n, Line: p.Line, Col: p.Column}, true
}

// Locate is FromToken for a position of fset; the zero Pos if it is in no cell.
func Locate(fset *token.FileSet, p token.Pos) Pos {
	pos, _ := FromToken(fset.Position(p))
	return pos
}
