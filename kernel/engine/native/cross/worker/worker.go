package worker

import (
	"fmt"
	"sync"
)

// A Worker is a program that serves functions, whether its process runs or not.
type Worker struct {
	pool      *Pool
	program   string
	functions []string

	mu      sync.Mutex
	process *process // the latest; nil before the first
	closed  bool
}

// Start begins to start the worker's process, unless it runs, and does not wait for it. What fails then,
// the first call tells.
func (w *Worker) Start() {
	go func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.running()
	}()
}

// Close ends the worker and its calls. The ones that follow fail.
func (w *Worker) Close() {
	w.mu.Lock()
	p := w.process
	w.process, w.closed = nil, true
	w.mu.Unlock()
	if p != nil {
		p.kill()
		<-p.exited
	}
}

// A Failure reports that a compiled function could not be called, or did not return. It says nothing of
// what the function has done until then.
type Failure struct {
	Function string
	Reason   string
}

func (e *Failure) Error() string { return fmt.Sprintf("call of compiled %s: %s", e.Function, e.Reason) }

func (w *Worker) failed(function int, reason string) *Failure {
	name := fmt.Sprintf("function %d", function)
	if function >= 0 && function < len(w.functions) {
		name = w.functions[function]
	}
	return &Failure{name, reason}
}

// running returns the worker's process, started if need be. w.mu is held.
func (w *Worker) running() (*process, error) {
	if w.closed {
		return nil, fmt.Errorf("its worker is closed")
	}
	if w.process == nil || w.process.dead() {
		p, err := startProcess(w.pool.launcher, w.program)
		if err != nil {
			return nil, err
		}
		w.process = p
	}
	return w.process, nil
}

// connect returns a connection for one call that belongs to stop.
func (w *Worker) connect(stop <-chan struct{}) (*connection, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, err := w.running()
	if err != nil {
		return nil, err
	}
	return p.connection(stop)
}

// stop kills the process if it runs calls that belong to stop.
func (w *Worker) stop(stop <-chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.process != nil {
		w.process.stop(stop)
	}
}

func (w *Worker) calls() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.process == nil {
		return 0
	}
	w.process.mu.Lock()
	defer w.process.mu.Unlock()
	return len(w.process.busy)
}
