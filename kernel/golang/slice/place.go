package slice

import (
	"fmt"
	"strings"

	"weft/kernel/golang/cell"
)

// Place is where in the session's cells a place of a generated text is, by the text's line comments; false if it is in
// none of them.
func Place(text string, line, col int) (cell.Pos, bool) {
	lines := strings.Split(text, "\n")
	if line < 1 || line > len(lines) {
		return cell.Pos{}, false
	}
	var at cell.Pos // where the line begins
	for _, l := range lines[:line-1] {
		at.Line++
		at.Col = 1
		if comment, ok := strings.CutPrefix(l, "//line "); ok {
			at = read(comment)
		}
	}
	l := lines[line-1]
	at.Col += col - 1
	for from := 0; ; {
		i := strings.Index(l[from:], "/*line ")
		if i < 0 {
			break
		}
		begin := from + i + len("/*line ")
		end := strings.Index(l[begin:], "*/")
		if end < 0 || begin+end+len("*/") >= col {
			break
		}
		from = begin + end + len("*/")
		at = read(l[begin:])
		at.Col += col - 1 - from
	}
	return at, at.Cell > 0
}

// read reads a position as line comments have it.
func read(comment string) cell.Pos {
	var p cell.Pos
	fmt.Sscanf(comment, "cell[%d]:%d:%d", &p.Cell, &p.Line, &p.Col)
	return p
}
