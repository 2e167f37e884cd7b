package magic

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

func historyMagic() Magic {
	return Magic{
		Name: "history", Group: Session, Line: true, Between: true, Usage: "%history [-n] [-g TEXT] [CELLS]",
		Options: []Option{{"n", "", "a line with its number above each cell"}, {"g", "TEXT", "only cells that contain the text"}},
		Doc: "Prints the cells that were run, each in its latest text. " +
			"CELLS are numbers and ranges of them, such as 3-5 7; without any, all are printed. Cells that failed are printed too.",
		Example: "x := 1\n---\nx += 2\n---\n%history -n",
		Run: func(_ context.Context, h Host, c Call) error {
			own := h.Cell().Number
			all := slices.DeleteFunc(slices.Clone(h.Cells()), func(c Cell) bool { return c.Number == own })
			list, err := chosenCells(all, c.Args)
			if err != nil {
				return fmt.Errorf("%%history: %w", err)
			}
			list = slices.DeleteFunc(list, func(cell Cell) bool { return !strings.Contains(cell.Source, c.Options["g"]) })
			if len(list) == 0 {
				h.Print("there is no such cell\n")
			}
			for i, cell := range list {
				if c.Options.Has("n") {
					h.Print(fmt.Sprintf("cell [%d]\n", cell.Number))
				} else if i > 0 {
					h.Print("\n")
				}
				h.Print(strings.TrimRight(cell.Source, "\n") + "\n")
			}
			return nil
		},
	}
}

// chosenCells are those that numbers and ranges of them name; all if there are none.
func chosenCells(all []Cell, args string) ([]Cell, error) {
	if args == "" {
		return all, nil
	}
	want := map[int]bool{}
	for _, word := range words(strings.ReplaceAll(args, ",", " ")) {
		from, to, err := span(word)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			if from <= c.Number && c.Number <= to {
				want[c.Number] = true
			}
		}
	}
	return slices.DeleteFunc(all, func(c Cell) bool { return !want[c.Number] }), nil
}
