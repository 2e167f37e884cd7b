package store

import (
	"context"
	"database/sql"
	"fmt"
)

// applicationID marks the file as a gradebook: "weft" in ASCII.
const applicationID = 0x77656674

// migrations are the steps from an empty file to the present schema. The file's user_version is how many it has had. A
// step is never changed once it is released: a further one is added.
func migrations() []string { return []string{schema1} }

// Times are milliseconds since 1970 in UTC.
const schema1 = `
CREATE TABLE settings (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;
CREATE TABLE students (
	id    INTEGER PRIMARY KEY,
	key   TEXT NOT NULL UNIQUE, -- how they are known again: by their id, else email address, else name
	name  TEXT NOT NULL,
	sid   TEXT NOT NULL,        -- the id of a roster, or ''
	email TEXT NOT NULL
) STRICT;
CREATE TABLE exercises (
	id     INTEGER PRIMARY KEY,
	name   TEXT NOT NULL UNIQUE,
	number INTEGER NOT NULL,
	title  TEXT NOT NULL
) STRICT;
CREATE TABLE versions (
	id       INTEGER PRIMARY KEY, -- rises with each version that is seen
	exercise INTEGER NOT NULL REFERENCES exercises(id),
	hash     TEXT NOT NULL,
	version  INTEGER NOT NULL,    -- as its author counts
	UNIQUE (exercise, hash)
) STRICT;
CREATE TABLE deadlines (
	exercise INTEGER PRIMARY KEY REFERENCES exercises(id),
	at       INTEGER NOT NULL,
	grace    INTEGER NOT NULL, -- seconds
	percent  INTEGER NOT NULL, -- of the points, for each unit that has begun; 0: nothing is lost
	unit     INTEGER NOT NULL, -- seconds
	cutoff   INTEGER NOT NULL  -- 1: what is late has no points
) STRICT;
CREATE TABLE attempts (
	id         INTEGER PRIMARY KEY,
	student    INTEGER NOT NULL REFERENCES students(id),
	exercise   INTEGER NOT NULL REFERENCES exercises(id),
	submission TEXT NOT NULL,    -- hash; '' for what could not be read
	content    TEXT,             -- JSON; NULL for what could not be read
	handed_in  INTEGER NOT NULL, -- for the first time
	last_in    INTEGER NOT NULL, -- when the same was handed in for the last time
	given      INTEGER NOT NULL, -- 1: somebody said when; 0: it is the file's time
	UNIQUE (student, exercise, submission)
) STRICT;
CREATE TABLE verdicts (
	id      INTEGER PRIMARY KEY,
	attempt INTEGER NOT NULL REFERENCES attempts(id),
	version INTEGER NOT NULL REFERENCES versions(id),
	status  TEXT NOT NULL,
	points  INTEGER NOT NULL,
	max     INTEGER NOT NULL,
	grader  TEXT NOT NULL,    -- weft's version
	at      INTEGER NOT NULL, -- when it was graded
	result  TEXT NOT NULL,    -- JSON
	UNIQUE (attempt, version)
) STRICT;
`

// migrate brings the file to the present schema, in one transaction.
func (b *Book) migrate(ctx context.Context, steps []string) error {
	return b.transact(ctx, func(tx *sql.Tx) error {
		var application, has, tables int
		if err := tx.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").Scan(&application, &has, &tables); err != nil {
			return err
		}
		switch {
		case application != applicationID && (application != 0 || tables > 0):
			return &NotBookError{b.path, "it is the SQLite database of another program"}
		case has > len(steps):
			return &NewerError{b.path, has, len(steps)}
		case has == len(steps):
			return nil
		}
		for i, step := range steps[has:] {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("bring it to schema %d: %w", has+i+1, err)
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps)))
		return err
	})
}
