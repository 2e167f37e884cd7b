package solution

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Kind says what a task needs.
type Kind int

// The kinds of tasks.
const (
	IO     Kind = iota // waits most of the time
	CPU                // computes
	Unsafe             // may kill the process it runs in
)

// ErrDied says that a process died while it ran a task.
var ErrDied = errors.New("process died")

// PanicError is the error of a task that panicked.
type PanicError struct{ Value any }

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Task is one thing to be done.
type Task struct {
	ID   int
	Kind Kind
	Cost time.Duration                          // how long Run takes
	Run  func(ctx context.Context) (int, error) // in a goroutine of this program
}

// Result is what became of a Task.
type Result struct {
	ID, Value int
	Err       error
	Where     string // "goroutine" or "process"
}

// Process is another program that does tasks, one at a time.
type Process interface {
	Do(ctx context.Context, t Task) (int, error) // sends and runs one task
	Close()                                      // once for each process
}

// Machine is what there is to compute with.
type Machine struct {
	LocalCores, Cores   int           // cores for goroutines of this program; cores for processes
	StartCost, SendCost time.Duration // per process; per task
	StartProcess        func(ctx context.Context) (Process, error)
}

// RunGoroutines runs the tasks in goroutines, at most workers at a time.
func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	// Your code.
	return nil
}

// RunProcesses runs the tasks in at most that many processes.
func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	// Your code.
	return nil
}

// Run runs each task where it belongs.
func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	// Your code.
	return nil
}
