package release

import (
	"go/token"
	"strings"

	"weft/grader/submission"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
	"weft/kernel/jupyter/nbformat"
)

// fill writes the students' texts, and looks whether they compile: as the teacher has them, and as students get them.
func (m *maker) fill() {
	importer := std.NewImporter(token.NewFileSet())
	teachers, students := check.NewSession(importer), check.NewSession(importer)
	for _, d := range m.cells {
		if d.kind == hidden || d.Type != nbformat.Code {
			d.text = d.students(nil)
			if d.Type == nbformat.Code {
				checked(teachers, d.number, d.teachers())
			}
			continue
		}
		before := len(m.problems)
		m.stubs(teachers, d)
		complete := checked(teachers, d.number, d.teachers())
		left := checked(students, d.number, d.text)
		if len(m.problems) == before && len(complete) == 0 && len(left) > 0 {
			m.note(d.number, 0, "as students get it, it does not compile until other cells are solved: %s", left[0].Message)
		}
		m.exercise(d)
	}
}

// stubs chooses what takes the place of the solutions of a cell: a comment, and where it does not compile with that, a panic as well.
func (m *maker) stubs(teachers *check.Session, d *draft) {
	if d.kind != answer {
		d.text = d.students(nil)
		return
	}
	var at []piece
	for _, p := range d.pieces {
		if isSolution(p) {
			at = append(at, p)
		}
	}
	errors := func(text string) []cell.Diagnostic { return failures(teachers.Check(parse(d.number, text))) }
	panics := make([]bool, len(at))
	found := errors(d.students(panics))
	for i := range at {
		panics[i] = true
		if now := errors(d.students(panics)); len(now) < len(found) {
			found = now
		} else {
			panics[i] = false
		}
	}
	d.text = d.students(panics)
	switch wrong := errors(d.teachers()); {
	case len(found) == 0:
	case len(wrong) > 0:
		m.note(d.number, wrong[0].Pos.Line, "it does not compile with its solution either: %s", wrong[0].Message)
	default:
		m.problem(d.number, at[0].line, "without its solution the cell does not compile: line %d would be: %s: %s; what the rest of the cell needs belongs outside of the solution",
			found[0].Pos.Line, strings.TrimSpace(lineOf(d.text, found[0].Pos.Line)), found[0].Message)
	}
}

// exercise looks at the cells of an exercise: what says so must stay, and is better not lost.
func (m *maker) exercise(d *draft) {
	name := submission.ExerciseOf(d.teachers())
	switch {
	case name != "" && submission.ExerciseOf(d.text) == "":
		m.problem(d.number, 0, "the line %q is part of the solution: put it above BEGIN SOLUTION", submission.Marker(name))
	case name != "" && d.kind == given:
		m.note(d.number, 0, "it belongs to the exercise %s and has no solution in it: students get it as it is", name)
	}
}

func parse(number int, text string) *cell.Cell { return cell.Parse(number, text).Rest() }

// checked makes a cell part of a session, and returns why it cannot be.
func checked(s *check.Session, number int, text string) []cell.Diagnostic {
	u := s.Check(parse(number, text))
	if u.OK() {
		s.Commit(u)
	}
	return failures(u)
}

func failures(u *check.Unit) (list []cell.Diagnostic) {
	for _, d := range u.Diagnostics {
		if d.Severity == cell.Error {
			list = append(list, d)
		}
	}
	return list
}

func lineOf(text string, n int) string {
	for line := range strings.Lines(text) {
		if n--; n == 0 {
			return line
		}
	}
	return ""
}
