package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Count is which attempt counts in this book; Best if nothing else was said.
func (b *Book) Count(ctx context.Context) (c Count, err error) {
	err = b.db.QueryRowContext(ctx, "SELECT value FROM settings WHERE name = 'count'").Scan(&c)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Best, nil
	case err != nil:
		return "", fmt.Errorf("read gradebook %s: %w", b.path, err)
	}
	return c, nil
}

// SetCount says which attempt counts from now on.
func (b *Book) SetCount(ctx context.Context, c Count) error {
	if c != Best && c != Last {
		return fmt.Errorf("unknown way to count %q: %s or %s", c, Best, Last)
	}
	return b.change(ctx, "set what counts", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO settings (name, value) VALUES ('count', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", c)
		return err
	})
}

// SetDeadline sets the deadline of an exercise, or moves it; nil removes it.
func (b *Book) SetDeadline(ctx context.Context, e Exercise, d *Deadline) error {
	return b.change(ctx, "set the deadline of "+e.Name, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM deadlines WHERE exercise = ?", e.Key); err != nil || d == nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO deadlines (exercise, at, grace, percent, unit, cutoff) VALUES (?, ?, ?, ?, ?, ?)",
			e.Key, d.At.UnixMilli(), int64(d.Grace/time.Second), d.Percent, int64(d.Unit/time.Second), d.Cutoff)
		return err
	})
}
