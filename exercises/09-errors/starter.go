package solution

import (
	"context"
	"errors"
	"time"
)

// ErrPermanent says that trying again is no use.
var ErrPermanent = errors.New("permanent failure")

// ErrNoResult is the error of a task that ended by runtime.Goexit.
var ErrNoResult = errors.New("task ended without a result")

// Task is something to run.
type Task struct {
	Name     string
	Run      func(ctx context.Context) (int, error)
	Timeout  time.Duration // for one attempt; 0: none
	Attempts int           // less than 1 means 1
	Backoff  time.Duration // before the second attempt; twice as long before each further one
}

// TaskError is the failure of a task. Give *TaskError the methods Error() string and Unwrap() error.
type TaskError struct {
	Task     string
	Attempts int   // that were made
	Err      error // of the last one
}

// PanicError is a panic in a task. Give *PanicError the methods Error() string and Unwrap() error.
type PanicError struct {
	Value any
	Stack []byte // of the place of the panic
}

// First runs all tasks at the same time, until one of them fails.
func First(ctx context.Context, tasks []Task) ([]int, error) {
	// Your code.
	return nil, nil
}

// All runs all tasks at the same time, to the end of each.
func All(ctx context.Context, tasks []Task) ([]int, error) {
	// Your code.
	return nil, nil
}
