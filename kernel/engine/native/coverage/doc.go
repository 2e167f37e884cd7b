// Package coverage says which statements of cells a program has executed, for lines and as a share. It is
// pure: the statements are those of a slice.Program made with Options.Cover, and their counts what the program has
// told under slice.CoverReport.
package coverage

import (
	"encoding/binary"
	"fmt"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/slice"
)

// A Block is a statement, of one with a body the text before that.
type Block struct {
	Pos   cell.Pos
	End   cell.Pos // just past it
	Count uint32   // how often it was executed
}

// Of puts blocks and counts together. The error says that they do not belong together.
func Of(blocks []slice.Block, counts []byte) ([]Block, error) {
	if len(counts) != 4*len(blocks) {
		return nil, fmt.Errorf("read coverage: %d bytes of counts for %d statements", len(counts), len(blocks))
	}
	all := make([]Block, len(blocks))
	for i, b := range blocks {
		all[i] = Block{b.Pos, b.End, binary.LittleEndian.Uint32(counts[4*i:])}
	}
	return all, nil
}

// A Total is how many statements have been executed.
type Total struct{ Covered, Statements int }

// Percent is the share in percent; 100 of nothing.
func (t Total) Percent() float64 {
	if t.Statements == 0 {
		return 100
	}
	return 100 * float64(t.Covered) / float64(t.Statements)
}

// Sum adds up the blocks.
func Sum(blocks []Block) Total {
	t := Total{Statements: len(blocks)}
	for _, b := range blocks {
		if b.Count > 0 {
			t.Covered++
		}
	}
	return t
}

// Cells are the numbers of the cells that the blocks are in, in the order in which they first appear.
func Cells(blocks []Block) []int {
	var all []int
	seen := make(map[int]bool)
	for _, b := range blocks {
		if !seen[b.Pos.Cell] {
			seen[b.Pos.Cell] = true
			all = append(all, b.Pos.Cell)
		}
	}
	return all
}
