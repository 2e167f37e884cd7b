// Package collect takes a student's answers out of a notebook that was handed in, and puts them into the one that was
// released: everything else comes from the teacher. What is handed in may be anything: of it only the text of known
// cells is used, and nothing in it makes the package fail otherwise than by saying why. It works on bytes; package
// handin finds them.
package collect

import (
	"fmt"
	"slices"
	"strings"

	"weft/grader/release"
	"weft/grader/submission"
	"weft/kernel/jupyter/nbformat"
)

// Limits of what is read.
const (
	MaxNotebook = 16 << 20           // bytes of a notebook that is handed in, with its outputs
	MaxCells    = 2000               // of one
	MaxAnswer   = submission.MaxFile // bytes of an answer
)

// A Collector knows a release.
type Collector struct {
	notebook *nbformat.Notebook
	manifest release.Manifest
	byID     map[string]int // places in the manifest
	byGrade  map[string]int
}

// New reads a released notebook.
func New(released []byte) (*Collector, error) {
	nb, m, err := release.Open(released)
	if err != nil {
		return nil, err
	}
	c := &Collector{nb, m, map[string]int{}, map[string]int{}}
	for i, cell := range m.Cells {
		c.byID[cell.ID] = i
		c.byGrade[cell.GradeID] = i
	}
	return c, nil
}

// A Taken notebook is the released one with a student's answers.
type Taken struct {
	Notebook []byte // nbformat 4.5, without outputs
	Answers  []Answer
	Changes  []Change // to what is the teacher's; they have no effect
	Own      int      // the student's own cells, which are left out
	Notes    []string // what else the teacher should know
}

// An Answer is what became of a cell for answers.
type Answer struct {
	Cell  int    `json:"cell"` // in the released notebook, from 1
	ID    string `json:"id"`   // nbgrader's grade_id
	State State  `json:"state"`
	Note  string `json:"note,omitempty"`
}

// A State of an answer.
type State string

const (
	Answered   State = "answered"   // its text is taken
	Unanswered State = "unanswered" // as it was released
	Missing    State = "missing"    // the cell is gone; it is as it was released
	Refused    State = "refused"    // see the note; it is as it was released
)

// A Change is a locked cell that is not as it was released.
type Change struct {
	Cell int    `json:"cell"` // in the released notebook, from 1
	ID   string `json:"id"`
	What string `json:"what"` // "changed", "missing"
}

// A RefusedError says why nothing of a notebook is taken.
type RefusedError struct{ Reason string }

func (e *RefusedError) Error() string { return e.Reason }

// Take takes the answers. A *RefusedError is about what was handed in.
func (c *Collector) Take(submitted []byte) (Taken, error) {
	in, err := read(submitted)
	if err != nil {
		return Taken{}, err
	}
	match := c.match(in.cells)
	if match.known() == 0 {
		return Taken{}, &RefusedError{"it is not made from this notebook: no cell of it is known"}
	}
	var t Taken
	if in.release != "" && in.release != c.manifest.ID {
		t.Notes = append(t.Notes, "it was made from another release of this notebook")
	}
	if !slices.IsSorted(match.order) {
		t.Notes = append(t.Notes, "its cells are in another order than they were released in")
	}
	c.own(&t, match.others)
	out := &nbformat.Notebook{Minor: nbformat.Minor, Metadata: c.notebook.Metadata}
	for i, cell := range c.notebook.Cells {
		cell.Outputs, cell.ExecutionCount = nil, nil
		if c.manifest.Cells[i].Answer {
			a := c.answer(i, match.found[i])
			cell.Source = a.text
			t.Answers = append(t.Answers, a.Answer)
		} else if what := c.changed(i, match.found[i]); what != "" {
			t.Changes = append(t.Changes, Change{i + 1, c.manifest.Cells[i].GradeID, what})
		}
		out.Cells = append(out.Cells, cell)
	}
	if t.Notebook, err = out.Bytes(); err != nil {
		return Taken{}, fmt.Errorf("write the collected notebook: %w", err)
	}
	return t, nil
}

// own tells about the student's own cells.
func (c *Collector) own(t *Taken, cells []cell) {
	for _, own := range cells {
		if !own.empty() {
			t.Own++
		}
		if name := submission.ExerciseOf(own.source); name != "" {
			t.Notes = append(t.Notes, fmt.Sprintf("cell %d is the student's own, and marked as part of the exercise %s: it is not taken", own.number, short(name)))
		}
	}
	const most = 10
	if len(t.Notes) > most {
		t.Notes = append(t.Notes[:most], fmt.Sprintf("and %d more", len(t.Notes)-most))
	}
}

// changed says how a locked cell differs from the released one.
func (c *Collector) changed(i int, found []cell) string {
	if len(found) == 0 {
		return "missing"
	}
	for _, f := range found {
		if f.broken == "" && f.kind == c.manifest.Cells[i].Type && release.Hash(f.source) == c.manifest.Cells[i].Hash {
			return ""
		}
	}
	return "changed"
}

// short is a student's word as it may stand in a report.
func short(s string) string {
	s = strings.ToValidUTF8(s, "?")
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return strings.Trim(fmt.Sprintf("%q", s), `"`)
}
