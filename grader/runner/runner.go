// Package runner runs built submissions in the sandbox, case by case, and tells what each run did. It knows the
// driver's side of the conversation (package probe) and how processes end; it judges nothing.
package runner

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"weft/grader/observe"
	"weft/grader/probe"
	"weft/kernel/engine/sandbox"
)

// Limits bound each run of a case. A zero field means its default.
type Limits struct {
	Virtual    time.Duration // of the program's own clock; default 2h
	Stuck      time.Duration // for which virtual time may stand still, in processor time if something computes; default 2.5s
	Wall       time.Duration // real time, after which the machine is at fault and not the submission; default 5m
	CPU        time.Duration // processor time of a run, when its own watchdog does not end it; default four times Stuck and two seconds
	Memory     int64         // bytes; default 256 MiB
	Output     int64         // bytes; default 64 KiB
	Goroutines int           // at one time; default 100,000
	Threads    int           // of the operating system; default 512
}

func (l Limits) filled() Limits {
	set := func(d *time.Duration, to time.Duration) {
		if *d == 0 {
			*d = to
		}
	}
	set(&l.Virtual, 2*time.Hour)
	set(&l.Stuck, 2500*time.Millisecond)
	set(&l.Wall, 5*time.Minute)
	set(&l.CPU, 4*l.Stuck+2*time.Second)
	if l.Memory == 0 {
		l.Memory = 256 << 20
	}
	if l.Output == 0 {
		l.Output = 64 << 10
	}
	if l.Goroutines == 0 {
		l.Goroutines = 100_000
	}
	if l.Threads == 0 {
		l.Threads = 512
	}
	return l
}

// A Program is a built submission.
type Program struct {
	Path string // of the binary
	Race bool   // it was built with the race detector
}

// A Runner runs cases of one program, in one process as long as that is possible. It must be closed. Its methods are
// not safe for concurrent use: runs beside each other are for runners beside each other.
type Runner struct {
	box     *sandbox.Sandbox
	require sandbox.Level
	program Program

	process *process // nil: none runs
	limits  Limits   // that it was started with
	started int      // processes so far
	stuck   bool     // a run was stuck
	level   sandbox.Level
	missing []sandbox.Finding
}

// New returns a Runner that starts its first process with its first run.
func New(box *sandbox.Sandbox, require sandbox.Level, p Program) *Runner {
	return &Runner{box: box, require: require, program: p, level: box.Machine().Level, missing: box.Machine().Missing()}
}

// Level is the sandbox's level that the program runs at, and the layers that it runs without.
func (r *Runner) Level() (sandbox.Level, []sandbox.Finding) { return r.level, r.missing }

// Started is how many processes were needed so far.
func (r *Runner) Started() int { return r.started }

// Close ends the process.
func (r *Runner) Close() { r.drop() }

// A FaultError reports that a run could not be observed, for reasons that are not the submission's: it says nothing
// about it, and may be tried again.
type FaultError struct{ Err error }

func (e *FaultError) Error() string { return "run a case: " + e.Err.Error() }
func (e *FaultError) Unwrap() error { return e.Err }

// Fresh sees to it that the next run has a process of its own.
func (r *Runner) Fresh() { r.drop() }

// Run runs a case once. What the submission does is in the result, however bad; an error is a *FaultError, or that
// of ctx.
func (r *Runner) Run(ctx context.Context, name string, input json.RawMessage, seed uint64, l Limits) (observe.Run, error) {
	l = l.filled()
	run, err := r.once(ctx, input, seed, l)
	run.Case, run.Seed, run.Race = name, seed, r.program.Race
	switch {
	case ctx.Err() != nil:
		r.drop()
		return run, ctx.Err()
	case err != nil:
		r.drop()
		return run, &FaultError{err}
	}
	return run, nil
}

func (r *Runner) once(ctx context.Context, input json.RawMessage, seed uint64, l Limits) (observe.Run, error) {
	if r.process != nil && !sameProcess(r.limits, l) {
		r.drop()
	}
	if r.process == nil {
		p, err := r.start(ctx, l)
		if err != nil {
			return observe.Run{}, err
		}
		r.process, r.limits = p, l
		r.started++
	}
	if r.stuck {
		l.Stuck /= impatience
		l.CPU /= impatience
	}
	q := probe.Request{Nonce: rand.Text(), Input: input, Seed: seed, Virtual: l.Virtual, Stuck: l.Stuck, Goroutines: l.Goroutines}
	answer, ended, err := r.process.ask(ctx, q, l)
	switch {
	case err != nil:
		return observe.Run{}, err
	case ended:
		run, err := r.process.autopsy(l)
		r.stuck = r.stuck || r.process.stop != ""
		r.drop()
		return run, err
	case answer.Fault != "":
		return observe.Run{}, errors.New(answer.Fault)
	}
	run := answer.Run
	r.stuck = r.stuck || run.Stop == observe.Stuck
	run.Output = r.process.printed(l, &run)
	if run.Races, err = r.process.races(ctx, answer.Races); err != nil {
		return observe.Run{}, err
	}
	// The race detector reports a race once in a process: that a case has it must not depend on those before it.
	if answer.Last || answer.Races > 0 {
		r.drop()
	}
	return run, nil
}

// impatience is by how much the patience with a submission shrinks once it was stuck: it is likely to be stuck again, and
// what is left is still a hundred times what a right one needs.
const impatience = 5

// sameProcess reports whether a process that was started for one run serves another.
func sameProcess(a, b Limits) bool {
	return a.Memory == b.Memory && a.Threads == b.Threads && a.Output == b.Output
}

// drop ends the process, if there is one.
func (r *Runner) drop() {
	if r.process != nil {
		r.process.end()
		r.process = nil
	}
}

// processTime bounds a process that serves cases; each case has limits of its own, which come first.
const processTime = time.Hour

// start starts a process.
func (r *Runner) start(ctx context.Context, l Limits) (*process, error) {
	p, err := newProcess()
	if err != nil {
		return nil, err
	}
	program := sandbox.Program{
		Path: r.program.Path, Reserves: r.program.Race, Files: p.theirs,
		Env:    []string{"GOMAXPROCS=2", "GOTRACEBACK=all", "GORACE=atexit_sleep_ms=0 exitcode=0"},
		Stdout: &p.stdout, Stderr: &p.stderr,
	}
	limits := sandbox.Limits{Wall: processTime, CPU: processTime, Memory: l.Memory, Output: maxOutput(l), Threads: l.Threads}
	if r.program.Race {
		limits.Memory *= 4 // of shadow memory
	}
	p.sandboxed, err = r.box.Start(ctx, program, limits, r.require)
	p.began()
	if err != nil {
		p.end()
		return nil, fmt.Errorf("start the submission: %w", err)
	}
	return p, nil
}

// maxOutput is what a process may print in all: a report of races can be long.
func maxOutput(l Limits) int64 { return l.Output + 8<<20 }

// A kept buffer keeps the beginning of what is written to it.
type kept struct {
	mu   sync.Mutex
	data []byte
	most int
	more chan struct{} // a message for each write, if there is room
}

func newKept(most int) kept { return kept{most: most, more: make(chan struct{}, 1)} }

func (k *kept) Write(b []byte) (int, error) {
	k.mu.Lock()
	k.data = append(k.data, b[:min(len(b), max(k.most-len(k.data), 0))]...)
	k.mu.Unlock()
	select {
	case k.more <- struct{}{}:
	default:
	}
	return len(b), nil
}

// from is what was written after the first n bytes.
func (k *kept) from(n int) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return string(k.data[min(n, len(k.data)):])
}
