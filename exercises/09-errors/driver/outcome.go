package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"weft/exercises/09-errors/cases"
	"weft/exercises/09-errors/solution"
)

func (c *call) outcome(results []int, err error) cases.Outcome {
	out := cases.Outcome{Results: results, Cause: err == c.cause}
	if err == nil {
		return out
	}
	out.Err = c.text(err)
	_, out.Alone = any(err).(*solution.TaskError)
	c.parts(err, &out)
	out.Chain = c.words(err)
	out.ChainTo = find[*solution.PanicError](err) != nil
	return out
}

// text is an error's text, and never empty.
func (c *call) text(err error) string {
	if s := err.Error(); strings.TrimSpace(s) != "" {
		return s
	}
	return fmt.Sprintf("%T without text", err)
}

// parts takes an error apart to its *TaskErrors.
func (c *call) parts(err error, out *cases.Outcome) {
	if t, ok := any(err).(*solution.TaskError); ok {
		out.Failures = append(out.Failures, c.failure(t))
		return
	}
	below := unwrap(err)
	if find[*solution.TaskError](err) == nil || len(below) == 0 {
		out.Other = append(out.Other, c.text(err))
		return
	}
	for _, e := range below {
		c.parts(e, out)
	}
}

func (c *call) failure(t *solution.TaskError) cases.Failure {
	if t == nil {
		return cases.Failure{Task: "a nil *TaskError"}
	}
	f := cases.Failure{Task: t.Task, Attempts: t.Attempts, Is: c.words(t.Err)}
	if p := find[*solution.PanicError](t.Err); p != nil {
		f.Panic = &cases.Panic{Value: fmt.Sprint(p.Value), Stack: bytes.Contains(p.Stack, []byte("main.explodes"))}
	}
	return f
}

// words are the known errors that errors.Is finds in err.
func (c *call) words(err error) []string {
	var words []string
	for _, k := range c.known {
		if k.err != nil && errors.Is(err, k.err) {
			words = append(words, k.word)
		}
	}
	return words
}

// find is errors.As for types that may lack the methods of an error.
func find[T comparable](err error) (found T) {
	var zero T
	if err == nil {
		return zero
	}
	if t, ok := any(err).(T); ok {
		return t
	}
	for _, e := range unwrap(err) {
		if t := find[T](e); t != zero {
			return t
		}
	}
	return zero
}

func unwrap(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if below := e.Unwrap(); below != nil {
			return []error{below}
		}
	case interface{ Unwrap() []error }:
		var list []error
		for _, below := range e.Unwrap() {
			if below != nil {
				list = append(list, below)
			}
		}
		return list
	}
	return nil
}

// types asks the methods of the error types, which may be missing.
func types() cases.Types {
	full := errors.New(cases.TypesError)
	task := &solution.TaskError{Task: cases.TypesTask, Attempts: 3, Err: full}
	number, wrapping := &solution.PanicError{Value: cases.Number}, &solution.PanicError{Value: full}
	text := func(v any) string {
		if e, ok := v.(error); ok {
			return e.Error()
		}
		return ""
	}
	unwraps := func(v any, to error) bool {
		u, ok := v.(interface{ Unwrap() error })
		return ok && u.Unwrap() == to
	}
	return cases.Types{
		TaskText: text(task), TaskUnwraps: unwraps(task, full),
		PanicText: text(number), ErrorText: text(wrapping), Unwraps: unwraps(wrapping, full), NilUnwraps: unwraps(number, nil),
	}
}
