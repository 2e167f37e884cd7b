package collect

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"weft/grader/release"
	"weft/kernel/jupyter/nbformat"
)

// A match says which cells of a submission are which of the release's.
type match struct {
	found  map[int][]cell // by places in the manifest; several where cells were copied
	order  []int          // the places, as the submission has them first
	others []cell
}

func (m match) known() int { return len(m.found) }

// match knows cells by their ids. Programs that lose ids keep nbgrader's grade_id, and so does the copy of a cell.
func (c *Collector) match(cells []cell) match {
	m := match{found: map[int][]cell{}}
	for _, own := range cells {
		i, ok := c.byID[own.id]
		if !ok {
			i, ok = c.byGrade[own.gradeID]
		}
		if !ok {
			m.others = append(m.others, own)
			continue
		}
		if len(m.found[i]) == 0 {
			m.order = append(m.order, i)
		}
		m.found[i] = append(m.found[i], own)
	}
	return m
}

// An answered cell has its text.
type answered struct {
	Answer
	text string
}

// answer chooses what a cell for answers gets: of several cells the one that is not as it was released. If there are more, the
// first that has the cell's own id, else the first.
func (c *Collector) answer(i int, found []cell) answered {
	want := c.manifest.Cells[i]
	a := answered{Answer{Cell: i + 1, ID: want.GradeID, State: Unanswered}, c.notebook.Cells[i].Source}
	if len(found) == 0 {
		a.State = Missing
		return a
	}
	var chosen *cell
	texts := map[string]bool{}
	for k, f := range found {
		h := release.Hash(f.source)
		if f.empty() {
			a.Note = "it is empty"
		}
		if f.empty() || h == want.Hash {
			continue
		}
		texts[h+f.broken] = true
		if chosen == nil || f.id == want.ID && chosen.id != want.ID {
			chosen = &found[k]
		}
	}
	if chosen == nil {
		return a
	}
	text := strings.ReplaceAll(chosen.source, "\r\n", "\n")
	if why := cmp.Or(chosen.broken, unfit(text)); why != "" {
		a.State, a.Note = Refused, why
		return a
	}
	a.State, a.Note, a.text = Answered, "", text
	switch {
	case len(texts) > 1:
		a.Note = fmt.Sprintf("there are %d different ones; that of cell %d was taken", len(texts), chosen.number)
	case chosen.kind != want.Type:
		a.Note = fmt.Sprintf("it was made a %s cell", kindName(chosen.kind))
	}
	return a
}

// unfit says why a text is not taken.
func unfit(text string) string {
	if len(text) > MaxAnswer {
		return tooLarge()
	}
	for _, r := range text {
		if unicode.IsControl(r) && !strings.ContainsRune("\t\n\r\f\v", r) {
			return fmt.Sprintf("it is not text: it has the character %U", r)
		}
	}
	return ""
}

func kindName(k nbformat.CellType) string {
	switch k {
	case nbformat.Code, nbformat.Markdown, nbformat.Raw:
		return string(k)
	}
	return "strange"
}
