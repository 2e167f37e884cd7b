package magic

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func rerunMagic() Magic {
	return Magic{
		Name: "rerun", Group: Session, Line: true, Once: true, Usage: "%rerun [-v] [CELLS]",
		Doc: "Runs cells again that have succeeded, in their order, each in its latest text. CELLS are numbers and ranges of them, such as 3-5 7; " +
			"without any, all cells since the last %reset are run. It stops at the first that fails. " +
			"What the cells print and show is not repeated, unless -v is given. " +
			"Commands such as !ls run again where they stand in a cell of Go; cells without Go are left out, and so are %rerun, %restart, %reset, %save and %load themselves.",
		Options: []Option{{"v", "", "shows what the cells print and show, each under its number"}},
		Example: "n := 20\n---\nn *= 2\n---\n%restart\n---\n%rerun\n---\nn",
		Run:     rerun,
	}
}

func rerun(ctx context.Context, h Host, c Call) error {
	cells, err := chosen(h, c.Args)
	if err != nil {
		return fmt.Errorf("%%rerun: %w", err)
	}
	if len(cells) == 0 {
		return errors.New("%rerun: no cell has succeeded yet")
	}
	var ran []int
	var out []string
	for i, cell := range cells {
		if cell.LeftOut != "" {
			if works(cell) {
				out = append(out, fmt.Sprintf("[%d] (%s)", cell.Number, cell.LeftOut))
			}
			continue
		}
		if c.Options.Has("v") {
			h.Print(fmt.Sprintf("cell [%d]\n", cell.Number))
		}
		if err := h.RunAgain(ctx, cell, c.Options.Has("v")); err != nil {
			return &AgainError{Number: cell.Number, Rest: numbers(cells[i+1:]), Err: err}
		}
		ran = append(ran, cell.Number)
	}
	text := "no cell ran again"
	if len(ran) > 0 {
		text = CellNames(ran) + " ran again"
	}
	if len(out) > 0 {
		text += "; left out: " + strings.Join(out, ", ")
	}
	h.Print(text + "\n")
	return nil
}

// An AgainError is a cell that failed when it was run again.
type AgainError struct {
	Number int
	Rest   []int // those that were to run after it
	Err    error
}

func (e *AgainError) Error() string { return e.Err.Error() }

func (e *AgainError) Unwrap() error { return e.Err }

// Note says what has not run.
func (e *AgainError) Note() string {
	text := fmt.Sprintf("%%rerun has stopped at cell [%d]", e.Number)
	if len(e.Rest) > 0 {
		text += "; not run again: " + CellNames(e.Rest)
	}
	return text
}

// A Good cell is one that has succeeded, in the latest text of it that has run.
type Good struct {
	Cell
	LeftOut string // why it is not run again and is no part of a program: "%%bash", "%who", "!", "empty"; "" if it holds Go
}

// works reports whether a cell that is left out may have had an effect that others rely on.
func works(c Good) bool { return strings.HasPrefix(c.LeftOut, "%%") || c.LeftOut == "!" }

func numbers(cells []Good) []int {
	var list []int
	for _, c := range cells {
		if c.LeftOut == "" {
			list = append(list, c.Number)
		}
	}
	return list
}

// chosen are the good cells that numbers and ranges of them name; all if there are none.
func chosen(h Host, args string) ([]Good, error) {
	all := h.GoodCells()
	if args == "" {
		return all, nil
	}
	want := map[int]bool{}
	for word := range strings.FieldsFuncSeq(args, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' }) {
		from, to, err := span(word)
		if err != nil {
			return nil, err
		}
		found := false
		for _, c := range all {
			if from <= c.Number && c.Number <= to {
				want[c.Number], found = true, true
			}
		}
		if !found {
			return nil, fmt.Errorf("%s: no such cell has succeeded, or it has a newer text; there are %s", word, CellNames(numbers(all)))
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(c Good) bool { return !want[c.Number] }), nil
}

// span reads 3, [3], 3-5 and [3]-[5].
func span(word string) (from, to int, err error) {
	first, last, ok := strings.Cut(strings.NewReplacer("[", "", "]", "").Replace(word), "-")
	if !ok {
		last = first
	}
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || from > to || from < 1 {
		return 0, 0, fmt.Errorf("%s is no number of a cell, nor a range such as 3-5", word)
	}
	return from, to, nil
}

// CellNames names cells as messages do: "cell [3]", "cells [1]-[4], [7]"; "none" if there are none.
func CellNames(numbers []int) string {
	numbers = slices.Sorted(slices.Values(numbers))
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] <= numbers[j]+1 {
			j++
		}
		part := fmt.Sprintf("[%d]", numbers[i])
		if numbers[j] > numbers[i] {
			part += fmt.Sprintf("-[%d]", numbers[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	switch len(numbers) {
	case 0:
		return "none"
	case 1:
		return "cell " + parts[0]
	}
	return "cells " + strings.Join(parts, ", ")
}
