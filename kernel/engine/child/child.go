package child

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"weft/kernel/engine/launch"
	"weft/kernel/engine/pipe"
	"weft/kernel/engine/vigil"
)

// A Child runs cells in a process of their own. The handle outlives the process: when one dies, the
// next cell runs in a fresh one, without the state. All methods are safe for concurrent use, and none
// but Eval waits for a cell.
type Child struct {
	opts     Options
	launcher *launch.Launcher
	evals    sync.Mutex // held by the Eval that runs
	places   places

	memory atomic.Int64 // what a process may use; 0: no limit

	mu       sync.Mutex
	current  *process
	failed   error // why there is no current
	run      *run  // the cell that runs, or nil
	spare    *process
	starting sync.WaitGroup // spares being started
	timer    *time.Timer
	closed   bool
}

// A run is one cell on its way.
type run struct {
	cell        int
	process     *process
	deaf        bool // not to be interrupted
	interrupted bool
	killed      bool // because the interrupt had no effect
	timer       *vigil.Timer
}

// kill ends the process of a run that was interrupted in vain. c.mu is held.
func (r *run) kill() {
	r.killed = true
	r.process.kill()
}

// ErrClosed reports the use of a Child after Close.
var ErrClosed = errors.New("evaluator is closed")

// Start starts an evaluator and waits until it is ready or ctx ends.
func Start(ctx context.Context, o Options) (*Child, error) {
	c, err := Launch(o)
	if err != nil {
		return nil, err
	}
	p := c.current // nobody else has c yet
	select {
	case <-p.ready:
		return c, nil
	case <-p.exited:
		err = p.exitError(0)
	case <-ctx.Done():
		err = fmt.Errorf("start evaluator: %w", ctx.Err())
	}
	c.Close()
	return nil, err
}

// Launch starts an evaluator and does not wait for it. A cell may be sent at once; if the evaluator
// does not get ready, the cell ends with an *ExitError whose field Starting is set.
func Launch(o Options) (*Child, error) {
	if err := launch.Possible(); err != nil {
		return nil, err
	}
	c := &Child{opts: o, launcher: launch.New()}
	c.memory.Store(o.memory())
	p, err := c.start()
	if err != nil {
		c.launcher.Stop()
		return nil, err
	}
	c.current = p
	return c, nil
}

// start starts a process.
func (c *Child) start() (p *process, err error) {
	c.launcher.Do(func() { p, err = startProcess(c.opts, &c.places) })
	if err == nil {
		p.limit(c.memory.Load())
	}
	return p, err
}

// Eval runs one cell; cells wait for each other. What it produces, and what goroutines of earlier
// cells still produce, goes to sink until the next Eval, each thing with the number of its cell.
//
// An *ExitError means that the process died and its state is lost; if that happened before the cell
// began, its field Idle is set and the cell has not run. The end of ctx interrupts the cell as
// Interrupt does. Other errors mean that the cell could not be sent.
func (c *Child) Eval(ctx context.Context, e pipe.Eval, sink Sink) (pipe.Done, error) {
	return c.eval(ctx, &run{cell: e.Cell}, e, sink)
}

// Declare is Eval for declarations that a new process is given of what an earlier one had. No interrupt stops it,
// because half of them are of no use; the end of ctx kills the process.
func (c *Child) Declare(ctx context.Context, e pipe.Eval, sink Sink) (pipe.Done, error) {
	return c.eval(ctx, &run{cell: e.Cell, deaf: true}, e, sink)
}

func (c *Child) eval(ctx context.Context, r *run, e pipe.Eval, sink Sink) (pipe.Done, error) {
	c.evals.Lock()
	defer c.evals.Unlock()
	p, err := c.begin(r)
	if err != nil {
		return pipe.Done{}, err
	}
	defer c.end(r)
	done := p.begin(sink)
	e.Place = c.places.news(&p.told)
	if err := p.requests.Send(&e); err != nil {
		var size *pipe.SizeError
		if errors.As(err, &size) {
			return pipe.Done{}, err
		}
		<-p.exited
	}
	cancelled := ctx.Done()
	for {
		select {
		case d := <-done:
			return d, nil
		case <-p.exited:
			select {
			case d := <-done: // it died just after
				return d, nil
			default:
			}
			err := p.exitError(e.Cell)
			c.mu.Lock()
			err.Interrupted = r.killed
			c.mu.Unlock()
			c.replace(p)
			return pipe.Done{}, err
		case <-cancelled:
			cancelled = nil
			if r.deaf {
				p.kill()
			}
			c.Interrupt()
		}
	}
}

// begin makes r what runs.
func (c *Child) begin(r *run) (*process, error) {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return nil, ErrClosed
	}
	p := c.current
	if p == nil {
		err := c.failed
		c.mu.Unlock()
		c.replace(nil)
		return nil, err
	}
	select {
	case <-p.exited:
		c.mu.Unlock()
		err := p.exitError(r.cell)
		err.Idle = true
		c.replace(p)
		return nil, err
	default:
	}
	c.run, r.process = r, p
	if c.timer != nil {
		c.timer.Stop()
	}
	defer c.mu.Unlock()
	return p, nil
}

func (c *Child) end(r *run) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.timer != nil {
		r.timer.Stop()
	}
	c.run = nil
	c.wantSpare()
}

// Interrupt stops the cell that runs, if one does. The first call asks the process; if that has no
// effect within Options.Grace, or at the second call, the process is killed. It returns at once.
func (c *Child) Interrupt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.run
	if r == nil || r.deaf {
		return
	}
	if r.interrupted {
		r.kill()
		return
	}
	r.interrupted = true
	r.timer = vigil.AfterFunc(c.opts.grace(), func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.run == r {
			r.kill()
		}
	})
	// A process that does not read its requests must not hold us up.
	go r.process.requests.Send(&pipe.Interrupt{Cell: r.cell})
}

// Restart replaces the process by a fresh one. A cell that runs ends with an *ExitError. It
// returns when the old process and all that it started have gone.
func (c *Child) Restart(ctx context.Context) error {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return ErrClosed
	}
	p := c.current
	c.mu.Unlock()
	if p == nil {
		return c.replace(nil)
	}
	p.restarting()
	err := c.replace(p)
	select {
	case <-p.exited:
		return err
	case <-ctx.Done():
		return fmt.Errorf("restart evaluator: %w", ctx.Err())
	}
}

// Close ends the processes and everything that they started. A cell that runs ends with an
// *ExitError.
func (c *Child) Close() error {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return nil
	}
	c.closed = true
	if c.timer != nil {
		c.timer.Stop()
	}
	both := []*process{c.current, c.spare}
	c.mu.Unlock()
	for _, p := range both {
		if p != nil {
			p.kill()
		}
	}
	for _, p := range both {
		if p != nil {
			<-p.exited
		}
	}
	c.starting.Wait()
	c.launcher.Stop()
	return nil
}
