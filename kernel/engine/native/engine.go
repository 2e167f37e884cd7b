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
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/native/races"
	"weft/kernel/engine/pipe"
)

// Options say where programs are built and run. The zero value is usable.
type Options struct {
	// Kit says what builds the programs. Its Cache is by default a folder of the Engine's own beside the
	// kits, removed by Close.
	Kit kit.Options
	Dir string   // working directory of programs; default: this process's
	Env []string // their environment; default: this process's
}

// A Program is what is built and run.
type Program struct {
	Job  kit.Job
	Args []string // its arguments
	Env  []string // further variables of its environment

	Dir     string   // in place of Options.Dir; "" for that
	Environ []string // in place of Options.Env; nil for that

	// In and Out are files that carry variables, see package cross: In is read by the program, Out
	// is emptied and then written by it. "" if it reads or writes none.
	In, Out string
}

// A Result is what a program did.
type Result struct {
	Done  pipe.Done
	Build Build
	// Fault is what the program could not do of its own part, such as writing a variable that comes back;
	// "" if there was nothing. If it could not begin at all, Done is Faulty.
	Fault string
	// Crash is what the run time said if it ended the program; sink's Panic was given its gist.
	Crash *crash.Report
	// Races are what the race detector found, if Job.Race asked for it. They do not change Done.
	Races []races.Race
	// Remarks are what the race detector said besides, such as why it gave up.
	Remarks []string
	// Signal ended the process; nil if it exited by itself. An interrupted program's is not told.
	Signal os.Signal
	Usage  Usage
}

// Usage is what the process has used. Its memory is not among that: what the system tells includes
// that of the process which started it.
type Usage struct {
	Wall time.Duration
	CPU  time.Duration // user and system
}

// ErrClosed reports the use of an Engine after Close.
var ErrClosed = errors.New("engine for compiled cells is closed")

// An Engine builds and runs the programs of one session. It is safe for concurrent use.
type Engine struct {
	opts    Options
	stopped context.Context // ends when the Engine is closed
	stop    context.CancelFunc

	opening sync.Mutex // held by who opens the kit

	mu       sync.Mutex // guards the rest
	kit      *kit.Kit
	folder   *folder
	launcher *launch.Launcher
	guard    *launch.Guard
	closed   bool
	runs     sync.WaitGroup
}

// New returns an Engine, which must be closed. It starts nothing and touches no file before it is used.
func New(o Options) *Engine {
	e := &Engine{opts: o}
	e.stopped, e.stop = context.WithCancel(context.Background())
	return e
}

// Run builds p and runs it as the cell of that number. What it prints, shows and asks for goes to sink
// as it comes; a panic or another end by the run time is given to sink's Panic, and the Result has
// its details. The end of ctx ends the build or the process: Done is Interrupted then.
//
// An error means that the program was not built (see [Engine.Build]), or a failure of ours. No process that the program has
// started outlives the call.
func (e *Engine) Run(ctx context.Context, number int, p Program, sink child.Sink) (Result, error) {
	ctx, done, err := e.begin(ctx)
	if err != nil {
		return Result{}, err
	}
	defer done()
	r := Result{Done: pipe.Done{Cell: number, Status: pipe.Interrupted}}
	binary, built, err := e.build(ctx, p)
	r.Build = built
	switch {
	case err != nil && ctx.Err() != nil:
		return r, nil
	case err != nil:
		return r, err
	}
	log, err := newRaceLog(p)
	if err != nil {
		return r, err
	}
	p.Env = append(p.Env[:len(p.Env):len(p.Env)], log.env()...)
	run, err := e.start(number, binary, p, sink)
	if err != nil {
		log.remove()
		return r, err
	}
	run.wait(ctx)
	run.conclude(&r)
	r.Races, r.Remarks, err = log.read(run.cmd.Process.Pid)
	return r, err
}

// begin announces a build or a run, which the caller ends by done. The context also ends with the Engine.
func (e *Engine) begin(ctx context.Context) (_ context.Context, done func(), err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, nil, ErrClosed
	}
	if e.launcher == nil {
		e.launcher, e.guard = launch.New(), launch.NewGuard()
	}
	e.runs.Add(1)
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(e.stopped, cancel)
	return ctx, func() { stop(); cancel(); e.runs.Done() }, nil
}

// openKit opens the kit for the first program. A failure is not kept: what the machine lacks can be
// installed meanwhile.
func (e *Engine) openKit(ctx context.Context) (*kit.Kit, error) {
	e.opening.Lock()
	defer e.opening.Unlock()
	e.mu.Lock()
	k := e.kit
	e.mu.Unlock()
	if k != nil {
		return k, nil
	}
	o := e.opts.Kit
	var own *folder
	if o.Cache == "" {
		var err error
		if own, err = newFolder(o); err != nil {
			return nil, err
		}
		o.Cache = own.path
	}
	k, err := kit.Open(ctx, o)
	if err != nil {
		if left := own.remove(); left != nil {
			err = errors.Join(err, left)
		}
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.kit, e.folder = k, own
	return k, nil
}

// GoCommand is the path of the go command that builds. The error is that of [Engine.Build].
func (e *Engine) GoCommand(ctx context.Context) (string, error) {
	ctx, done, err := e.begin(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	k, err := e.openKit(ctx)
	if err != nil {
		return "", err
	}
	return k.GoCommand(), nil
}

// Close ends what runs, and removes what was built.
func (e *Engine) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil
	}
	e.closed = true
	e.mu.Unlock()
	e.stop()
	e.runs.Wait()
	if e.launcher != nil {
		e.launcher.Stop()
		e.guard.Stop()
	}
	if err := e.folder.remove(); err != nil {
		return fmt.Errorf("remove the builds of compiled cells: %w", err)
	}
	return nil
}
