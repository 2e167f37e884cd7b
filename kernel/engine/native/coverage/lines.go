package coverage

import "weft/kernel/golang/cell"

// A Shade says what was executed of a line.
type Shade int

// The shades.
const (
	Neither Shade = iota // nothing of the line is a statement
	Covered
	Missed
	Partly
)

// Shades returns the shade of each line of a cell; that of line n is at index n-1. Of a statement with several
// lines each has its shade; blanks and brackets have none.
func Shades(blocks []Block, number int, lines []string) []Shade {
	byLine := make(map[int][]Block)
	for _, b := range blocks {
		if b.Pos.Cell != number {
			continue
		}
		for line := max(b.Pos.Line, 1); line <= min(b.End.Line, len(lines)); line++ {
			byLine[line] = append(byLine[line], b)
		}
	}
	shades := make([]Shade, len(lines))
	for i, text := range lines {
		shades[i] = shade(byLine[i+1], number, i+1, text)
	}
	return shades
}

func shade(blocks []Block, number, line int, text string) Shade {
	hit, missed := false, false
	for _, b := range blocks {
		for col := range len(text) {
			switch text[col] {
			case ' ', '\t', '\r', '{', '}', '(', ')', ',', ';':
				continue
			}
			if at := (cell.Pos{Cell: number, Line: line, Col: col + 1}); !at.Before(b.Pos) && at.Before(b.End) {
				hit, missed = hit || b.Count > 0, missed || b.Count == 0
				break
			}
		}
	}
	switch {
	case hit && missed:
		return Partly
	case hit:
		return Covered
	case missed:
		return Missed
	}
	return Neither
}
