package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"weft/grader/batch"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/roster"
	"weft/grader/store"
)

// A class is who has handed in what.
type class struct {
	entries   []batch.Entry // in the order of the roster
	absent    []batch.Entry // students of whom there is nothing
	order     []int         // for each entry and then each absent one its place in the class
	strangers []string      // paths that are nobody's
}

// assign finds the students of entries; without a roster each entry is a student. timed says that it matters when
// something was handed in.
func assign(file string, entries []batch.Entry, timed bool) (class, error) {
	if file == "" {
		return class{entries: entries}, nil
	}
	students, err := roster.Read(file)
	if err != nil {
		return class{}, usageError{err}
	}
	var paths []string
	for _, e := range entries {
		paths = append(paths, e.Path)
	}
	m, err := roster.Assign(students, paths)
	var clash *roster.ClashError
	if errors.As(err, &clash) {
		return class{}, usageError{fmt.Errorf("roster %s: it is not clear whose these are:\n%w", file, err)}
	}
	var c class
	for i, e := range entries {
		if m.Of[i] < 0 {
			c.strangers = append(c.strangers, e.Path)
			continue
		}
		entry := entryOf(students[m.Of[i]], e.Path)
		if timed {
			if entry.HandedIn, err = handedInAt(file, students[m.Of[i]]); err != nil {
				return class{}, usageError{err}
			}
		}
		c.entries, c.order = append(c.entries, entry), append(c.order, m.Of[i])
	}
	for _, i := range m.Missing {
		c.absent, c.order = append(c.absent, entryOf(students[i], "")), append(c.order, i)
	}
	return c, nil
}

func entryOf(s roster.Student, path string) batch.Entry {
	return batch.Entry{Name: s.Name, Path: path, ID: s.ID, Email: s.Email}
}

// handedInAt is when the roster says that a student has handed in; zero if it does not.
func handedInAt(file string, s roster.Student) (time.Time, error) {
	if s.HandedIn == "" {
		return time.Time{}, nil
	}
	t, err := store.ParseTime(s.HandedIn, time.Local)
	if err != nil {
		return t, &roster.Error{File: file, Line: s.Line, Problem: err.Error()}
	}
	return t, nil
}

// all are the results of the whole class, in the order of the roster.
func (c class) all(e *exercise.Exercise, graded []result.Result) []result.Result {
	if c.order == nil || len(graded) < len(c.entries) {
		return graded
	}
	all := slices.Clone(graded)
	for _, a := range c.absent {
		all = append(all, batch.Absent(e, a))
	}
	places := make([]int, len(all))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return c.order[a] - c.order[b] })
	sorted := make([]result.Result, 0, len(all))
	for _, i := range places {
		sorted = append(sorted, all[i])
	}
	return sorted
}
