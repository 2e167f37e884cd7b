package native

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/launch"
	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/pipe"
)

// Options say where programs are built and run. The zero value is usable.
type Options struct {
	Dir string   // working directory of programs; default: this process's
	Env []string // their environment; default: this process's
	Go  string   // the go command; default: the one on PATH
}

// A Program is what is built and run.
type Program struct {
	Files   []File
	Imports []string // every package that the files import
	Race    bool     // with the race detector
	Args    []string // its arguments
	Env     []string // further variables of its environment
}

// A File is one file of package main.
type File struct {
	Name string
	Text string
}

// A Result is what a program did.
type Result struct {
	Done  pipe.Done
	Build Build
	// Crash is what the run time said if it ended the program; sink's Panic was given its gist.
	Crash *crash.Report
	// Signal ended the process; nil if it exited by itself. An interrupted program's is not told.
	Signal os.Signal
	Usage  Usage
}

// A Build says how a program came to be.
type Build struct {
	Took   time.Duration
	Cached bool // the same program had been built before
}

// Usage is what the process has used.
type Usage struct {
	Wall      time.Duration
	CPU       time.Duration // user and system
	MaxMemory int64         // bytes, 0 if unknown
}

// A BuildError reports text that the compiler refuses, in its own words.
type BuildError struct{ Output string }

func (e *BuildError) Error() string { return "build: " + e.Output }

// ErrClosed reports the use of an Engine after Close.
var ErrClosed = errors.New("engine for compiled cells is closed")

// An Engine builds and runs the programs of one session. It is safe for concurrent use.
type Engine struct {
	opts Options

	mu       sync.Mutex
	dir      string // of this session's builds and runs, "" before the first
	launcher *launch.Launcher
	closed   bool
	runs     sync.WaitGroup
	stop     context.CancelFunc // ends all runs
	stopped  context.Context
}

// New returns an Engine, which must be closed. It starts nothing and touches no file before it is used.
func New(o Options) *Engine {
	e := &Engine{opts: o}
	e.stopped, e.stop = context.WithCancel(context.Background())
	return e
}

// open makes what the first program needs, and announces a run, which the caller ends by e.runs.Done.
func (e *Engine) open() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return ErrClosed
	}
	if e.dir == "" {
		dir, err := os.MkdirTemp("", "weft-native-")
		if err != nil {
			return fmt.Errorf("make the folder of compiled cells: %w", err)
		}
		e.dir, e.launcher = dir, launch.New()
	}
	e.runs.Add(1)
	return nil
}

// Run builds p and runs it as the cell of that number. What it prints, shows and asks for goes to sink
// as it comes; a panic or another end by the run time is given to sink's Panic, and the Result has
// its details. The end of ctx ends the build or the process: Done is Interrupted then.
//
// No process that the program has started outlives the call.
func (e *Engine) Run(ctx context.Context, number int, p Program, sink child.Sink) (Result, error) {
	if err := e.open(); err != nil {
		return Result{}, err
	}
	defer e.runs.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(e.stopped, cancel)()

	r := Result{Done: pipe.Done{Cell: number, Status: pipe.Interrupted}}
	binary, built, err := e.build(ctx, p)
	r.Build = built
	if err != nil {
		if ctx.Err() != nil {
			return r, nil
		}
		return r, err
	}
	run, err := e.start(number, binary, p, sink)
	if err != nil {
		return r, err
	}
	run.wait(ctx)
	run.conclude(&r)
	return r, nil
}

// Close ends what runs, and removes what was built.
func (e *Engine) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil
	}
	e.closed = true
	dir, launcher := e.dir, e.launcher
	e.mu.Unlock()
	e.stop()
	e.runs.Wait()
	if launcher == nil {
		return nil
	}
	launcher.Stop()
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove the folder of compiled cells: %w", err)
	}
	return nil
}
