package interp

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"weft/kernel/engine/pipe"
)

// A cell is one run of one cell, and the goroutines that it started for as long as they live.
type cell struct {
	number   int
	label    context.Context // carries the label of the cell's own goroutine
	others   context.Context // carries the same label for the goroutines that it started
	began    moment
	returned chan struct{} // closed when the cell's own goroutine has ended
	stop     chan struct{} // closed when the cell is to be stopped: what blocks in our code gives up
	stopped  chan struct{} // closed when everything has been done to stop it

	exit chan struct{} // closed when the goroutine that called os.Exit may end

	servers servers // those that can only end with it

	epilogue  func()      // what is done when it has been stopped, before its Done; set before that begins
	perishing atomic.Bool // of a fatal error: nothing that is deferred runs any more, nor is printed

	over chan struct{} // closed when its Done is on its way

	watch *stopwatch  // of the cell's own goroutine
	begun atomic.Bool // its code runs
	// gone is set once its own goroutine has called runtime.Goexit: where that was.
	gone atomic.Pointer[[]pipe.Frame]

	mu      sync.Mutex
	wake    chan struct{} // its channel operations also wait for this
	status  pipe.Status   // why it ended or is being stopped; "" while it runs
	code    int
	fault   string
	end     outcome
	left    []pipe.Frame // the calls that led to os.Exit
	reached []int        // statements of its top level that have been executed
	spent   *pipe.Spent
}

func newCell(number int) *cell {
	return &cell{
		number:   number,
		began:    thisMoment(),
		label:    label(number),
		others:   label(number),
		returned: make(chan struct{}),
		stop:     make(chan struct{}),
		stopped:  make(chan struct{}),
		exit:     make(chan struct{}),
		over:     make(chan struct{}),
	}
}

// fail records our own failure to run the cell.
func (c *cell) fail(err error) {
	if err == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.status == "" {
		c.status, c.fault = pipe.Faulty, err.Error()
	}
}

// reach records that a statement of the top level has been executed; a goto may come back to it.
func (c *cell) reach(statement int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !slices.Contains(c.reached, statement) {
		c.reached = append(c.reached, statement)
	}
}

// exits records from where os.Exit is called, the first time.
func (c *cell) exits(at []pipe.Frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left == nil && c.status == "" {
		c.left = at
	}
}

// setChannels records what the cell's channel operations also wait for.
func (c *cell) setChannels(wake chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wake = wake
}

func (c *cell) channels() chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.wake
}

// beginStop records why the cell is being stopped. It returns false if it is being stopped already,
// or if it is to be interrupted but has ended.
func (c *cell) beginStop(why pipe.Status, code int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopping() || c.finished() && why == pipe.Interrupted {
		return false
	}
	if c.status == "" {
		c.status, c.code = why, code
	}
	close(c.stop)
	return true
}

// finish ends a cell that returned by itself. It returns false if the cell is being stopped, which is
// then to be waited for.
func (c *cell) finish() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopping() {
		return false
	}
	close(c.over)
	return true
}

func (c *cell) stopping() bool {
	select {
	case <-c.stop:
		return true
	default:
		return false
	}
}

// waitable reports whether the cell runs, and may wait for something that never happens.
func (c *cell) waitable() bool { return c.begun.Load() && !c.stopping() && !c.finished() }

// well reports whether nothing has gone wrong with the cell so far.
func (c *cell) well() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.status == "" && !c.stopping()
}

// crashed reports whether the cell is being stopped because it panicked or was deadlocked. Its deferred calls do run then,
// unlike a program's: what they unlock and close belongs to the notebook.
func (c *cell) crashed() bool {
	if c.perishing.Load() {
		return true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stopping() && (c.status == pipe.Panicked || c.status == pipe.Deadlocked)
}

// endStop records how stopping went.
func (c *cell) endStop(o outcome) {
	c.mu.Lock()
	c.end = o
	if !c.finished() {
		close(c.over)
	}
	c.mu.Unlock()
	close(c.stopped)
}

// done returns the event that ends the cell. After an interrupt that could not stop everything there
// is none: the parent replaces this process, because the cell's code would go on beside the next cell.
func (c *cell) done() (*pipe.Done, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := &pipe.Done{Cell: c.number, Status: c.status, Code: c.code, Fault: c.fault, Frames: c.left,
		Stuck: c.end.stuck, Stopped: c.end.others, Spent: c.spent}
	if d.Status == "" {
		d.Status = pipe.OK
	} else {
		d.Reached = slices.Clone(c.reached)
	}
	if c.end.alive {
		if c.status == pipe.Interrupted {
			return nil, false
		}
		d.Fault = "some of the cell's goroutines could not be stopped and still run"
	}
	return d, true
}

// finished reports whether the cell's Done is on its way.
func (c *cell) finished() bool {
	select {
	case <-c.over:
		return true
	default:
		return false
	}
}
