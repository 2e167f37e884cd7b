// Package release makes the students' version of a teacher's notebook: solutions and hidden tests are taken out, and
// all cells but those for answers are locked. A manifest in the notebook says which cells those are. The metadata
// of cells is nbgrader's. The package works on bytes; it knows no files, no grading and no submissions.
package release

import (
	"fmt"
	"slices"
	"strings"

	"weft/kernel/jupyter/nbformat"
)

// MaxSize bounds a teacher's notebook, in bytes.
const MaxSize = 64 << 20

// A Release is a notebook for students.
type Release struct {
	Notebook []byte // nbformat 4.5
	Manifest Manifest
	Removed  []int  // the teacher's cells that are not in it, from 1
	Notes    []Note // what the teacher should look at
}

// A Note is about a place in the teacher's notebook.
type Note struct {
	Cell int    `json:"cell,omitempty"` // from 1, of all kinds; 0: the notebook as a whole
	Line int    `json:"line,omitempty"` // from 1; 0: the cell as a whole
	Text string `json:"text"`
}

func (n Note) String() string {
	switch {
	case n.Cell == 0:
		return n.Text
	case n.Line == 0:
		return fmt.Sprintf("cell %d: %s", n.Cell, n.Text)
	}
	return fmt.Sprintf("cell %d, line %d: %s", n.Cell, n.Line, n.Text)
}

// A ProblemsError says why a notebook is not released.
type ProblemsError struct{ Problems []Note }

func (e *ProblemsError) Error() string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// Make makes the students' version of a teacher's notebook. What was released before, and has not changed since, stays
// as it is. A *ProblemsError is about the notebook's content.
func Make(teachers []byte) (Release, error) {
	if len(teachers) > MaxSize {
		return Release{}, fmt.Errorf("the notebook is larger than %d MiB", MaxSize>>20)
	}
	nb, err := nbformat.Parse(teachers)
	if err != nil {
		return Release{}, err
	}
	if released(nb) {
		return again(nb)
	}
	m := &maker{nb: nb}
	for _, r := range nb.Repairs {
		m.note(0, 0, "%s", r)
	}
	m.read()
	if len(m.problems) == 0 {
		m.fill()
	}
	if len(m.problems) > 0 {
		return Release{}, &ProblemsError{m.problems}
	}
	m.repeated()
	return m.finish()
}

// again is the release of what is released already.
func again(nb *nbformat.Notebook) (Release, error) {
	m, err := manifestOf(nb)
	if err != nil {
		return Release{}, fmt.Errorf("this is not the teacher's notebook but a released one, and it has changed: %w", err)
	}
	data, err := nb.Bytes()
	return Release{Notebook: data, Manifest: m, Notes: []Note{{Text: "it was released before, and stays as it is"}}}, err
}

// A maker makes one release.
type maker struct {
	nb       *nbformat.Notebook
	cells    []*draft
	problems []Note
	notes    []Note
}

// A draft is a cell on its way.
type draft struct {
	nbformat.Cell
	number int // in the teacher's notebook, from 1
	kind   kind
	pieces []piece
	marks  marks
	text   string // for students
}

// A kind says what becomes of a cell.
type kind int

const (
	given  kind = iota // stays, and is locked
	answer             // the students' own
	hidden             // is taken out
)

func (m *maker) problem(cell, line int, format string, args ...any) {
	m.problems = append(m.problems, Note{cell, line, fmt.Sprintf(format, args...)})
}

func (m *maker) note(cell, line int, format string, args ...any) {
	m.notes = append(m.notes, Note{cell, line, fmt.Sprintf(format, args...)})
}

// read finds out what each cell is.
func (m *maker) read() {
	ids := map[string]int{} // the teacher's grade_ids, and where
	answers := 0
	for i, c := range m.nb.Cells {
		d := &draft{Cell: c, number: i + 1}
		d.Source = strings.ReplaceAll(c.Source, "\r\n", "\n")
		m.cells = append(m.cells, d)
		d.marks = m.marksOf(d)
		d.pieces = m.cut(d)
		switch {
		case c.HasTag("hidden"):
			d.kind = hidden
			continue
		case d.marks.solution && !slices.ContainsFunc(d.pieces, isSolution):
			d.pieces = whole(d.Source)
			fallthrough
		case slices.ContainsFunc(d.pieces, isSolution):
			d.kind = answer
			answers++
		}
		if id := d.marks.id; id != "" {
			if before, ok := ids[id]; ok {
				m.problem(d.number, 0, "its grade_id %q is that of cell %d too", id, before)
			}
			ids[id] = d.number
		}
	}
	if answers == 0 {
		m.problem(0, 0, "no cell is for answers: put // BEGIN SOLUTION and // END SOLUTION around what students are to write")
	}
	for _, d := range m.cells {
		if d.kind != hidden {
			d.marks.complete(d, ids)
		}
	}
}

// finish puts the notebook together.
func (m *maker) finish() (Release, error) {
	out := &nbformat.Notebook{Minor: nbformat.Minor, Metadata: m.notebookMetadata()}
	r := Release{}
	for _, d := range m.cells {
		if d.kind == hidden {
			r.Removed = append(r.Removed, d.number)
			continue
		}
		out.Cells = append(out.Cells, nbformat.Cell{
			Type: d.Type, ID: d.ID, Source: d.text, Metadata: d.metadata(), Attachments: d.attachments(),
		})
	}
	r.Manifest = newManifest(out)
	own, _ := out.Metadata["weft"].(map[string]any)
	own["release"] = r.Manifest
	r.Notes = m.notes
	if err := out.Validate(); err != nil {
		return r, fmt.Errorf("the notebook cannot be released: %w", err)
	}
	var err error
	r.Notebook, err = out.Bytes()
	return r, err
}
