package worker

import (
	"sync"
	"sync/atomic"

	"weft/kernel/engine/launch"
)

// Options connect a Pool with what runs the callers. Nil functions do nothing.
type Options struct {
	// Stop returns a channel that is closed when what runs on the calling goroutine is to be stopped; nil:
	// it never is.
	Stop func() <-chan struct{}
	// Raised is told the stack, as package debug prints it, of a panic in a called function, on the goroutine
	// that is about to raise it again.
	Raised func(stack string)
}

// A Pool holds workers. Its methods are safe for concurrent use.
type Pool struct {
	opts     Options
	launcher *launch.Launcher
	under    atomic.Int32 // calls, also those that wait for their worker to start

	mu      sync.Mutex
	workers []*Worker
	closed  bool
}

// NewPool returns a Pool, which is to be closed.
func NewPool(o Options) *Pool {
	if o.Stop == nil {
		o.Stop = func() <-chan struct{} { return nil }
	}
	if o.Raised == nil {
		o.Raised = func(string) {}
	}
	return &Pool{opts: o, launcher: launch.New()}
}

// Open returns the worker of a program and the names of its functions, in the order in which it serves
// them. Nothing is started yet.
func (p *Pool) Open(program string, functions ...string) *Worker {
	p.mu.Lock()
	defer p.mu.Unlock()
	w := &Worker{pool: p, program: program, functions: functions, closed: p.closed}
	p.workers = append(p.workers, w)
	return w
}

// Stop ends the calls that belong to a cell, by killing the workers that they are in; stop is the
// channel that Options.Stop returned for them, and has been closed.
func (p *Pool) Stop(stop <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.workers {
		w.stop(stop)
	}
}

// Close ends all workers and their calls, and returns when they have gone.
func (p *Pool) Close() {
	p.mu.Lock()
	workers := p.workers
	p.workers, p.closed = nil, true
	p.mu.Unlock()
	for _, w := range workers {
		w.Close()
	}
	p.launcher.Stop()
}

// Busy reports whether a call is under way, or waits for its worker to start.
func (p *Pool) Busy() bool { return p.under.Load() > 0 }

// Calls returns how many calls are under way.
func (p *Pool) Calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, w := range p.workers {
		n += w.calls()
	}
	return n
}
