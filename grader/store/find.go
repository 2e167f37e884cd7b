package store

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"weft/kernel/golang/near"
)

// An UnknownError is about a name that is not in the book.
type UnknownError struct {
	What, Name string
	Meant      string // what was probably meant, or ""
	Path       string // of the book
}

func (e *UnknownError) Error() string {
	text := fmt.Sprintf("%s %q is not in %s", e.What, e.Name, e.Path)
	if e.Meant != "" {
		text += fmt.Sprintf(" (did you mean %s?)", e.Meant)
	}
	return text
}

// FindExercise is the exercise that is meant by its name, number, or folder: "workers", "1", "01-workers".
func (b *Book) FindExercise(ctx context.Context, name string) (Exercise, error) {
	all, err := b.Exercises(ctx)
	if err != nil {
		return Exercise{}, err
	}
	var names []string
	for _, e := range all {
		folder := fmt.Sprintf("%02d-%s", e.Number, e.Name)
		if name == e.Name || name == folder || path.Base(name) == folder {
			return e, nil
		}
		if n, err := strconv.Atoi(name); err == nil && n == e.Number {
			return e, nil
		}
		names = append(names, e.Name)
	}
	return Exercise{}, &UnknownError{"exercise", name, near.Word(name, names), b.path}
}

// FindStudent is the student that is meant by id, email address or name; letters may be large or small. A name that two
// students have is an error.
func (b *Book) FindStudent(ctx context.Context, name string) (Student, error) {
	all, err := b.Students(ctx)
	if err != nil {
		return Student{}, err
	}
	for _, of := range []func(Student) string{
		func(s Student) string { return s.ID }, func(s Student) string { return s.Email }, func(s Student) string { return s.Name },
	} {
		var found []Student
		for _, s := range all {
			if of(s) != "" && strings.EqualFold(of(s), name) {
				found = append(found, s)
			}
		}
		if len(found) > 1 {
			return Student{}, fmt.Errorf("%d students in %s are called %q: name one by id or email address", len(found), b.path, name)
		}
		if len(found) == 1 {
			return found[0], nil
		}
	}
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	return Student{}, &UnknownError{"student", name, near.Word(name, names), b.path}
}
