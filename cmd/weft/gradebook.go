package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"weft/grader/batch"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/store"
	"weft/grader/submission"
)

// bookFlags say which gradebook is meant, and what is known about times.
type bookFlags struct {
	path     string
	at       string // when all was handed in, of whom nobody says anything else
	deadline string
}

func (b *bookFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&b.path, "book", "", "the gradebook in which each result is recorded, a SQLite file, made if it is missing: see weft results")
	f.StringVar(&b.at, "at", "", "when the submissions were handed in, such as \"2026-11-30 23:59\"; default: the roster's column\n\"handed in\", else the files' times")
	f.StringVar(&b.deadline, "deadline", "", "when the deadline was or will be; default: the gradebook's")
}

// times reads what was said about times: when all was handed in, and the deadline; zero for what was not said.
func (b *bookFlags) times() (at, deadline time.Time, err error) {
	for _, t := range []struct {
		text string
		to   *time.Time
		flag string
	}{{b.at, &at, "--at"}, {b.deadline, &deadline, "--deadline"}} {
		if t.text == "" {
			continue
		}
		if *t.to, err = store.ParseTime(t.text, time.Local); err != nil {
			return at, deadline, usageError{fmt.Errorf("%s: %w", t.flag, err)}
		}
	}
	return at, deadline, nil
}

// openBook opens a gradebook; create says that it may be made.
func openBook(ctx context.Context, path string, create bool) (*store.Book, error) {
	if path == "" {
		return nil, usageError{errors.New("which gradebook? --book FILE is missing")}
	}
	open := store.Open
	if create {
		open = store.Create
	}
	b, err := open(ctx, path)
	var no *store.NotBookError
	var newer *store.NewerError
	switch {
	case errors.Is(err, fs.ErrNotExist) && !create:
		return nil, usageError{fmt.Errorf("there is no gradebook %s: `weft grade EXERCISE PATH... --book %s` makes one", path, path)}
	case errors.As(err, &no) || errors.As(err, &newer):
		return nil, usageError{err}
	}
	return b, err
}

// A bookkeeper records the results of one exercise.
type bookkeeper struct {
	book    *store.Book
	entries []batch.Entry
	at      time.Time // when all was handed in, of whom nobody says anything else; zero: the files' times count
}

// keeper opens the gradebook for an exercise, and puts into it who has handed in nothing; nil if no gradebook is meant. over says
// that the deadline has passed, its own or the one that is given.
func (b *bookFlags) keeper(ctx context.Context, e *exercise.Exercise, c class) (_ *bookkeeper, over bool, err error) {
	at, deadline, err := b.times()
	if err != nil {
		return nil, false, err
	}
	over = !deadline.IsZero() && time.Now().After(deadline)
	if b.path == "" {
		return nil, over, nil
	}
	book, err := openBook(ctx, b.path, true)
	if err != nil {
		return nil, false, err
	}
	k := &bookkeeper{book: book, entries: c.entries, at: at}
	known, err := k.begin(ctx, e, c.absent)
	if err != nil {
		return nil, false, errors.Join(err, book.Close())
	}
	if deadline.IsZero() {
		over = known.Deadline != nil && known.Deadline.Over(time.Now())
	}
	return k, over, nil
}

func (k *bookkeeper) begin(ctx context.Context, e *exercise.Exercise, absent []batch.Entry) (store.Exercise, error) {
	if err := k.book.Know(ctx, e); err != nil {
		return store.Exercise{}, err
	}
	for _, a := range absent {
		if err := k.book.Record(ctx, store.HandIn{Result: batch.Absent(e, a)}); err != nil {
			return store.Exercise{}, err
		}
	}
	return k.book.FindExercise(ctx, e.Name)
}

// record is batch.Options.Record.
func (k *bookkeeper) record(ctx context.Context, entry int, s *submission.Submission, r result.Result) error {
	e := k.entries[entry]
	h := store.HandIn{Result: r, Submission: s, At: e.HandedIn, Given: true}
	switch {
	case !h.At.IsZero():
	case !k.at.IsZero():
		h.At = k.at
	default:
		h.At, h.Given = changed(e.Path), false
	}
	h.Result.Kept = false // of this run only
	return k.book.Record(ctx, h)
}

// changed is when a file, or the newest of a folder's Go files, was changed; now, if that cannot be said.
func changed(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Now()
	}
	if !info.IsDir() {
		return info.ModTime()
	}
	var newest time.Time
	files, _ := os.ReadDir(path) // none: it is not read as a submission either
	for _, f := range files {
		if info, err := f.Info(); err == nil && filepath.Ext(f.Name()) == ".go" && !strings.HasSuffix(f.Name(), "_test.go") && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	if newest.IsZero() {
		return info.ModTime()
	}
	return newest
}
