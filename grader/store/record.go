package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
)

// A HandIn is what somebody has handed in, with its verdict.
type HandIn struct {
	Result     result.Result          // says who, and for which exercise
	Submission *submission.Submission // nil: it could not be read
	At         time.Time              // when it was handed in
	Given      bool                   // At was said by somebody; else it is the file's time
}

// Record keeps a verdict. The same content by the same student is the same attempt, handed in when it was first: of
// several times the earliest counts, and one that somebody said replaces a file's. A verdict replaces that of the same version
// of the exercise, but our failure never replaces a verdict. A student who has handed in nothing is only put among the students.
func (b *Book) Record(ctx context.Context, h HandIn) error {
	return b.change(ctx, "record the result of "+h.Result.Name, func(tx *sql.Tx) error {
		w := writer{ctx, tx}
		student, err := w.student(h.Result)
		if err != nil {
			return err
		}
		e, err := w.exercise(h.Result.Exercise)
		if err != nil || h.Result.Status == result.Absent {
			return err
		}
		attempt, err := w.attempt(student, e, h)
		if err != nil {
			return err
		}
		return w.verdict(attempt, e, h.Result)
	})
}

// Judge keeps a further verdict on an attempt.
func (b *Book) Judge(ctx context.Context, a Attempt, r result.Result) error {
	return b.change(ctx, "record the result of "+r.Name, func(tx *sql.Tx) error {
		return writer{ctx, tx}.verdict(a.ID, a.Exercise, r)
	})
}

// Know puts an exercise into the book.
func (b *Book) Know(ctx context.Context, e *exercise.Exercise) error {
	return b.change(ctx, "add exercise "+e.Name, func(tx *sql.Tx) error {
		_, err := writer{ctx, tx}.exercise(result.Exercise{ID: e.ID, Name: e.Name, Title: e.Title})
		return err
	})
}

// A writer writes in one transaction.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
}

// id is the first column of the row that a statement gives.
func (w writer) id(statement string, args ...any) (id int64, err error) {
	err = w.tx.QueryRowContext(w.ctx, statement, args...).Scan(&id)
	return id, err
}

// student is the one that a result is about; what is known of them is brought up to date. A name alone, which is that of a
// file, may be the id or email address of somebody who is known, and says nothing new then.
func (w writer) student(r result.Result) (int64, error) {
	return w.id(`INSERT INTO students (key, name, sid, email) VALUES (?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET
			name  = CASE excluded.sid || excluded.email WHEN '' THEN name ELSE excluded.name END,
			sid   = CASE excluded.sid WHEN '' THEN sid ELSE excluded.sid END,
			email = CASE excluded.email WHEN '' THEN email ELSE excluded.email END
		RETURNING id`, cmp.Or(r.ID, r.Email, r.Name), r.Name, r.ID, r.Email)
}

func (w writer) exercise(e result.Exercise) (int64, error) {
	return w.id(`INSERT INTO exercises (name, number, title) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET number = excluded.number, title = excluded.title RETURNING id`, e.Name, e.ID, e.Title)
}

func (w writer) attempt(student, e int64, h HandIn) (int64, error) {
	content, hash := sql.NullString{}, ""
	if h.Submission != nil {
		text, err := json.Marshal(h.Submission.Files)
		if err != nil {
			return 0, err
		}
		content, hash = sql.NullString{String: string(text), Valid: true}, h.Submission.Hash()
	}
	// given: one that is said replaces a file's time, and is not replaced by one.
	return w.id(`INSERT INTO attempts (student, exercise, submission, content, handed_in, last_in, given) VALUES (?, ?, ?, ?, ?5, ?5, ?6)
		ON CONFLICT (student, exercise, submission) DO UPDATE SET
			handed_in = CASE WHEN excluded.given > given THEN excluded.handed_in WHEN excluded.given < given THEN handed_in ELSE min(handed_in, excluded.handed_in) END,
			last_in   = CASE WHEN excluded.given > given THEN excluded.last_in   WHEN excluded.given < given THEN last_in   ELSE max(last_in, excluded.last_in) END,
			given     = max(given, excluded.given)
		RETURNING id`, student, e, hash, content, h.At.UnixMilli(), h.Given)
}

func (w writer) verdict(attempt, e int64, r result.Result) error {
	version, err := w.version(e, r.Exercise)
	if err != nil {
		return err
	}
	var status result.Status
	err = w.tx.QueryRowContext(w.ctx, "SELECT status FROM verdicts WHERE attempt = ? AND version = ?", attempt, version).Scan(&status)
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return err
	case r.Status == result.Failed && status != result.Failed:
		return nil
	}
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	// Deleted and not updated: the newest verdict has the largest id.
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM verdicts WHERE attempt = ? AND version = ?", attempt, version); err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, "INSERT INTO verdicts (attempt, version, status, points, max, grader, at, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		attempt, version, r.Status, r.Points, r.Max, r.Grader, r.At.UnixMilli(), string(text))
	return err
}

// version is that of an exercise; the same content may have got another number.
func (w writer) version(e int64, v result.Exercise) (int64, error) {
	return w.id(`INSERT INTO versions (exercise, hash, version) VALUES (?, ?, ?)
		ON CONFLICT (exercise, hash) DO UPDATE SET version = excluded.version RETURNING id`, e, v.Hash, v.Version)
}
