package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"weft/grader/result"
	"weft/grader/submission"
)

// A Student is somebody in the book.
type Student struct {
	Key   int64
	Name  string
	ID    string // of a roster; may be empty
	Email string // also
}

// An Exercise is one that something was handed in for, or that has a deadline.
type Exercise struct {
	Key      int64
	Name     string
	Number   int
	Title    string
	Deadline *Deadline // nil: there is none
}

// An Attempt is what a student has handed in.
type Attempt struct {
	ID         int64
	Student    int64  // Student.Key
	Exercise   int64  // Exercise.Key
	Submission string // hash of its content; "" for what could not be read, and cannot be graded again
	HandedIn   time.Time
	LastIn     time.Time // when the same was handed in for the last time
	Given      bool      // somebody said so; else it is the file's time
	Verdicts   []Verdict // the newest last
}

// A Verdict is what was found, without the findings: see Result.
type Verdict struct {
	ID      int64
	Version int    // of the exercise, as its author counts
	Hash    string // of the exercise
	Status  result.Status
	Points  int
	Max     int
	Grader  string
	At      time.Time // when it was graded
}

// Students are all students, by name.
func (b *Book) Students(ctx context.Context) ([]Student, error) {
	return list(ctx, b, "SELECT id, name, sid, email FROM students ORDER BY name COLLATE NOCASE, key", func(r *sql.Rows) (s Student, err error) {
		return s, r.Scan(&s.Key, &s.Name, &s.ID, &s.Email)
	})
}

// Exercises are all exercises, by number.
func (b *Book) Exercises(ctx context.Context) ([]Exercise, error) {
	return list(ctx, b, `SELECT e.id, e.name, e.number, e.title, d.exercise IS NOT NULL, ifnull(d.at, 0), ifnull(d.grace, 0), ifnull(d.percent, 0), ifnull(d.unit, 0), ifnull(d.cutoff, 0)
		FROM exercises e LEFT JOIN deadlines d ON d.exercise = e.id ORDER BY e.number, e.name`, func(r *sql.Rows) (e Exercise, err error) {
		var has bool
		var d Deadline
		var at int64
		err = r.Scan(&e.Key, &e.Name, &e.Number, &e.Title, &has, &at, &d.Grace, &d.Percent, &d.Unit, &d.Cutoff)
		if d.At, d.Grace, d.Unit = time.UnixMilli(at), d.Grace*time.Second, d.Unit*time.Second; has {
			e.Deadline = &d
		}
		return e, err
	})
}

// Attempts are all attempts, in the order in which they were handed in first.
func (b *Book) Attempts(ctx context.Context) ([]Attempt, error) {
	attempts, err := list(ctx, b, "SELECT id, student, exercise, submission, handed_in, last_in, given FROM attempts ORDER BY handed_in, id", func(r *sql.Rows) (a Attempt, err error) {
		var first, last int64
		err = r.Scan(&a.ID, &a.Student, &a.Exercise, &a.Submission, &first, &last, &a.Given)
		a.HandedIn, a.LastIn = time.UnixMilli(first), time.UnixMilli(last)
		return a, err
	})
	if err != nil {
		return nil, err
	}
	at := map[int64]int{}
	for i, a := range attempts {
		at[a.ID] = i
	}
	_, err = list(ctx, b, `SELECT v.attempt, v.id, n.version, n.hash, v.status, v.points, v.max, v.grader, v.at
		FROM verdicts v JOIN versions n ON n.id = v.version ORDER BY v.id`, func(r *sql.Rows) (v Verdict, err error) {
		var attempt, when int64
		err = r.Scan(&attempt, &v.ID, &v.Version, &v.Hash, &v.Status, &v.Points, &v.Max, &v.Grader, &when)
		v.At = time.UnixMilli(when)
		if i, ok := at[attempt]; ok { // another process may have added one in between
			attempts[i].Verdicts = append(attempts[i].Verdicts, v)
		}
		return v, err
	})
	return attempts, err
}

// Result is a verdict with all findings.
func (b *Book) Result(ctx context.Context, v Verdict) (r result.Result, err error) {
	var text string
	if err := b.db.QueryRowContext(ctx, "SELECT result FROM verdicts WHERE id = ?", v.ID).Scan(&text); err != nil {
		return r, fmt.Errorf("gradebook %s: read verdict: %w", b.path, err)
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fmt.Errorf("gradebook %s: read verdict: %w", b.path, err)
	}
	return r, nil
}

// Content is what was handed in. An attempt that could not be read has none.
func (b *Book) Content(ctx context.Context, a Attempt) (s submission.Submission, err error) {
	var text string
	if err := b.db.QueryRowContext(ctx, "SELECT content FROM attempts WHERE id = ?", a.ID).Scan(&text); err != nil {
		return s, fmt.Errorf("gradebook %s: read attempt: %w", b.path, err)
	}
	if err := json.Unmarshal([]byte(text), &s.Files); err != nil {
		return s, fmt.Errorf("gradebook %s: read attempt: %w", b.path, err)
	}
	return s, nil
}

// list are the rows of a query.
func list[T any](ctx context.Context, b *Book, query string, scan func(*sql.Rows) (T, error)) (all []T, err error) {
	rows, err := b.db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read gradebook %s: %w", b.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		row, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("read gradebook %s: %w", b.path, err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read gradebook %s: %w", b.path, err)
	}
	return all, nil
}
