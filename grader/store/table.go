package store

import "context"

// A Table is what everybody has got for everything.
type Table struct {
	Count     Count
	Students  []Student
	Exercises []Exercise
	Cells     [][]Cell // by student, then by exercise
}

// A Cell is one student's attempts at one exercise.
type Cell struct {
	Grades   []Grade // in the order in which they were handed in first
	Counting int     // index of the grade that counts; -1: nothing was handed in
	Outdated bool    // it was given by another version of the exercise than the newest verdict in the book
}

// Counts is the grade that counts, if there is one. It need not be Graded: see Counting.
func (c Cell) Counts() (Grade, bool) {
	if c.Counting < 0 {
		return Grade{}, false
	}
	return c.Grades[c.Counting], true
}

// Table is the present state of the book.
func (b *Book) Table(ctx context.Context) (t Table, err error) {
	if t.Count, err = b.Count(ctx); err != nil {
		return t, err
	}
	if t.Students, err = b.Students(ctx); err != nil {
		return t, err
	}
	if t.Exercises, err = b.Exercises(ctx); err != nil {
		return t, err
	}
	attempts, err := b.Attempts(ctx)
	if err != nil {
		return t, err
	}
	t.fill(attempts)
	return t, nil
}

// fill makes the cells.
func (t *Table) fill(attempts []Attempt) {
	type place struct{ student, exercise int64 }
	by, newest := map[place][]Attempt{}, map[int64]Verdict{}
	for _, a := range attempts {
		by[place{a.Student, a.Exercise}] = append(by[place{a.Student, a.Exercise}], a)
		for _, v := range a.Verdicts {
			if v.ID > newest[a.Exercise].ID {
				newest[a.Exercise] = v
			}
		}
	}
	for _, s := range t.Students {
		var row []Cell
		for _, e := range t.Exercises {
			c := CellOf(by[place{s.Key, e.Key}], e.Deadline, t.Count)
			g, ok := c.Counts()
			c.Outdated = ok && g.Verdict.Hash != newest[e.Key].Hash
			row = append(row, c)
		}
		t.Cells = append(t.Cells, row)
	}
}

// CellOf is what a student's attempts at one exercise come to.
func CellOf(attempts []Attempt, d *Deadline, count Count) Cell {
	var c Cell
	for _, a := range attempts {
		c.Grades = append(c.Grades, GradeOf(a, d))
	}
	c.Counting = Counting(c.Grades, count)
	return c
}

// Only is the table with one exercise, or one student; a nil one means all.
func (t Table) Only(s *Student, e *Exercise) Table {
	only := Table{Count: t.Count}
	for _, x := range t.Exercises {
		if e == nil || x.Key == e.Key {
			only.Exercises = append(only.Exercises, x)
		}
	}
	for i, x := range t.Students {
		if s != nil && x.Key != s.Key {
			continue
		}
		var row []Cell
		for j, y := range t.Exercises {
			if e == nil || y.Key == e.Key {
				row = append(row, t.Cells[i][j])
			}
		}
		only.Students, only.Cells = append(only.Students, x), append(only.Cells, row)
	}
	return only
}
