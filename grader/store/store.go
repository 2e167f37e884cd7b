// Package store keeps the gradebook: who has handed in what and when, and the verdicts on it, in one SQLite file. It
// knows what counts (policy.go) and what is late; it grades nothing and prints nothing.
//
// A handing-in is an attempt, and is kept with its text. A verdict is what one version of an exercise said about an
// attempt; grading it again with that version replaces the verdict, another version adds one. Nothing that depends on a
// deadline is stored: lateness is worked out when it is shown, so that a deadline can be moved.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A Book is an open gradebook. Its methods are safe for concurrent use, also by several processes on one file; each
// change is a transaction of its own, on the disk when the method returns.
type Book struct {
	db   *sql.DB
	path string
}

// A NotBookError is about a file that is no gradebook.
type NotBookError struct{ Path, Reason string }

func (e *NotBookError) Error() string { return fmt.Sprintf("%s is no gradebook: %s", e.Path, e.Reason) }

// A NewerError is about a gradebook that a newer weft has written.
type NewerError struct {
	Path       string
	Has, Knows int // versions of the schema: the file's, and the newest that is known here
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("gradebook %s was written by a newer weft (schema %d, this one knows %d): use that one", e.Path, e.Has, e.Knows)
}

// Open opens a gradebook that there is, and brings it to the present schema. One that is missing is fs.ErrNotExist; see
// also NotBookError and NewerError.
func Open(ctx context.Context, path string) (*Book, error) {
	return open(ctx, path, false, migrations())
}

// Create is Open, but makes the file if it is missing. Nobody else may read it.
func Create(ctx context.Context, path string) (*Book, error) {
	return open(ctx, path, true, migrations())
}

func open(ctx context.Context, path string, create bool, steps []string) (*Book, error) {
	if err := prepare(path, create); err != nil {
		return nil, err
	}
	name, err := address(path)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, fmt.Errorf("open gradebook %s: %w", path, err)
	}
	b := &Book{db: db, path: path}
	err = patiently(ctx, func() error { return b.migrate(ctx, steps) })
	if err == nil {
		err = patiently(ctx, func() error { return b.exec(ctx, "PRAGMA journal_mode = WAL") })
	}
	if err != nil {
		return nil, errors.Join(b.explain(err), db.Close())
	}
	return b, nil
}

// prepare refuses what SQLite would explain badly, and makes an empty file, which is an empty database.
func prepare(path string, create bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && create:
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return fmt.Errorf("make gradebook: %w", err)
		}
		return f.Close()
	case err != nil:
		return fmt.Errorf("open gradebook: %w", err)
	case !info.Mode().IsRegular():
		return &NotBookError{path, "it is not an ordinary file"}
	case info.Size() == 0 && !create:
		return &NotBookError{path, "it is empty"}
	case info.Size() > 0:
		return checkHeader(path)
	}
	return nil
}

// checkHeader refuses a file of another kind; SQLite takes one that is very short for an empty database.
func checkHeader(path string) error {
	const header = "SQLite format 3\x00"
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open gradebook: %w", err)
	}
	defer f.Close()
	begin := make([]byte, len(header))
	if _, err := io.ReadFull(f, begin); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("open gradebook: %w", err)
	}
	if string(begin) != header {
		return &NotBookError{path, "it is not a SQLite database"}
	}
	return nil
}

// address is the path as SQLite takes it. Each connection gets the settings: foreign keys are checked, a change is on the disk
// when it is done, a writer has the file for itself from its first statement on, and waits for others that long.
func address(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("open gradebook: %w", err)
	}
	if abs = filepath.ToSlash(abs); !strings.HasPrefix(abs, "/") {
		abs = "/" + abs // C:/...
	}
	settings := url.Values{"_pragma": {"busy_timeout(30000)", "foreign_keys(1)", "synchronous(2)"}, "_txlock": {"immediate"}}
	u := url.URL{Scheme: "file", Path: abs, RawQuery: settings.Encode()}
	return u.String(), nil
}

// patiently does again what another process has hindered: SQLite does not wait by itself where the kind of journal changes.
func patiently(ctx context.Context, do func() error) error {
	for wait := time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		err := do()
		var se *sqlite.Error
		if !errors.As(err, &se) || se.Code()&0xff != sqlite3.SQLITE_BUSY {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(wait):
		}
	}
}

// explain says of SQLite's errors about strange files what they mean.
func (b *Book) explain(err error) error {
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case sqlite3.SQLITE_NOTADB:
			return &NotBookError{b.path, "it is not a SQLite database"}
		case sqlite3.SQLITE_CORRUPT:
			return &NotBookError{b.path, "it is damaged: " + se.Error()}
		}
	}
	var no *NotBookError
	var newer *NewerError
	if errors.As(err, &no) || errors.As(err, &newer) {
		return err
	}
	return fmt.Errorf("open gradebook %s: %w", b.path, err)
}

// change runs do in a transaction that is on the disk when change returns.
func (b *Book) change(ctx context.Context, what string, do func(*sql.Tx) error) error {
	err := b.transact(ctx, do)
	if err != nil {
		return fmt.Errorf("gradebook %s: %s: %w", b.path, what, err)
	}
	return nil
}

func (b *Book) transact(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (b *Book) exec(ctx context.Context, statement string, args ...any) error {
	_, err := b.db.ExecContext(ctx, statement, args...)
	return err
}

// Close closes the file.
func (b *Book) Close() error {
	if err := b.db.Close(); err != nil {
		return fmt.Errorf("close gradebook %s: %w", b.path, err)
	}
	return nil
}
