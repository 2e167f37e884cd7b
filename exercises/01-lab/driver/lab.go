package main

import (
	"context"
	"runtime"
	"time"

	"weft/exercises/01-lab/cases"
	"weft/exercises/01-lab/solution"
	"weft/grader/probe"
)

// A lab is the submission's Lab.
type lab struct {
	p   *probe.Probe
	in  cases.In
	ctx context.Context // of the case; it never ends but as that says, so that who waits for it stays and is seen
	end context.CancelFunc

	// Guarded by lock, and looked at by functions only that the race detector leaves alone.
	used, peak    int // memory
	local, remote cores
}

func newLab(p *probe.Probe, in cases.In) *lab {
	l := &lab{p: p, in: in, local: cores{n: cases.GoroutineCores}, remote: cores{n: cases.ProcessCores}}
	if in.Deadline > 0 {
		l.ctx, l.end = context.WithTimeout(context.Background(), millis(in.Deadline))
	} else {
		l.ctx, l.end = context.WithCancel(context.Background())
	}
	l.ctx.Done() // is made now, as that would order those who come first
	return l
}

// lock is a lock that orders nobody for the race detector, as a mutex would: it would hide a missing lock of the
// submission's. It is held for a few instructions only.
func (l *lab) lock() {
	for l.p.Count(held, 1) != 1 {
		l.p.Count(held, -1)
		runtime.Gosched()
	}
}

func (l *lab) unlock() { l.p.Count(held, -1) }

const held = "lock of the lab"

// use takes n units of memory, or gives them back.
//
//go:norace
func (l *lab) use(n int) {
	l.lock()
	l.used += n
	if l.used > l.peak {
		l.peak = l.used
	}
	l.unlock()
}

// ResetPeak and Peak are the Lab's.
//
//go:norace
func (l *lab) ResetPeak() {
	l.p.MarkHere(cases.Reset, 0)
	l.lock()
	l.peak = l.used
	l.unlock()
}

//go:norace
func (l *lab) Peak() int {
	l.lock()
	peak := l.peak
	l.unlock()
	return peak
}

// compute waits until a core has done that much work for an item.
func (l *lab) compute(ctx context.Context, backend string, item int, work time.Duration) error {
	c := &l.remote
	if backend == cases.Goroutine {
		c = &l.local
	}
	now := l.p.Now()
	l.lock()
	number := c.ask(now, item, work)
	l.unlock()
	if number < 0 {
		return labError("far too many items at one time")
	}
	err := l.sleep(ctx, time.Nanosecond) // the least: then all have asked who do so now
	l.lock()
	end := c.answer(number)
	l.unlock()
	if err != nil {
		return err
	}
	return l.sleep(ctx, end-l.p.Now())
}

// sleep is the probe's, but it takes no step if there is nothing to wait for.
func (l *lab) sleep(ctx context.Context, d time.Duration) error {
	if d > 0 {
		return l.p.Sleep(ctx, d)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
		return nil
	}
}

// Start is the Lab's.
func (l *lab) Start(ctx context.Context, backend, load string) (_ solution.Worker, err error) {
	w := &worker{lab: l, id: int(l.p.Count("calls of Start", 1)), backend: backend, load: load, memory: cases.GoroutineMemory}
	takes := time.Duration(0)
	if backend == cases.Process {
		w.memory = cases.ProcessMemory
		takes = millis(cases.StartMillis)
	}
	w.life = l.p.Begin(cases.Life(load, backend), w.id)
	span := l.p.Begin(cases.Start, w.id)
	l.use(w.memory)
	defer func() {
		span.End(err != nil)
		if err != nil {
			l.use(-w.memory)
			w.life.End(true)
		}
	}()
	if w.id == l.in.FailStart {
		if err := l.sleep(ctx, millis(l.in.FailAfter)); err != nil {
			return nil, err
		}
		return nil, startFailed
	}
	if err := l.sleep(ctx, takes); err != nil {
		return nil, err
	}
	return w, nil
}

type worker struct {
	*lab
	id            int
	backend, load string
	memory        int
	life          probe.Span
	closed        bool // looked at by close only
}

// Do is the Worker's.
func (w *worker) Do(ctx context.Context, item int) (err error) {
	busy := w.p.Begin(cases.Busy, w.id)
	do := w.p.Begin(cases.Do, item)
	w.use(cases.ItemMemory)
	defer func() {
		w.use(-cases.ItemMemory)
		do.End(err != nil)
		busy.End(err != nil)
	}()
	if item < 0 || item >= len(w.in.Items) {
		return labError("there is no such item")
	}
	it := &w.in.Items[item]
	if err := w.takes(ctx, item, millis(it.Millis)); err != nil {
		w.p.Mark(cases.Broken, item)
		return err
	}
	if it.Fails {
		return itemFailed
	}
	return nil
}

// takes waits until an item is sent and done.
func (w *worker) takes(ctx context.Context, item int, work time.Duration) error {
	if w.backend == cases.Process {
		if err := w.sleep(ctx, millis(cases.SendMillis)); err != nil {
			return err
		}
	} else if err := w.sleep(ctx, 0); err != nil {
		return err
	}
	if w.load == cases.CPU {
		return w.compute(ctx, w.backend, item, work)
	}
	return w.sleep(ctx, work)
}

// Close is the Worker's. When ctx has ended nobody waits for the end of a process.
func (w *worker) Close() {
	w.p.MarkHere(cases.Close, w.id)
	if w.backend == cases.Process {
		_ = w.sleep(w.ctx, millis(cases.CloseMillis))
	}
	if w.close() {
		w.use(-w.memory)
		w.life.End(false)
	}
}

// close reports whether it is called for the first time.
//
//go:norace
func (w *worker) close() bool {
	w.lock()
	first := !w.closed
	w.closed = true
	w.unlock()
	return first
}
