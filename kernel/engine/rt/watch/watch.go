package watch

import (
	"reflect"
	"sync"
	"sync/atomic"

	"weft/kernel/engine/rt/detect"
	"weft/kernel/engine/sched"
)

// A Watch knows which goroutine is which thread. The zero value is off. All methods may be called by several goroutines.
type Watch struct {
	detector atomic.Pointer[detect.Detector] // nil: off
	threads  sync.Map                        // sched.Self -> thread
	last     atomic.Pointer[thread]          // of the cell that was run last
	turns    atomic.Uint32                   // see yield
	limited  sync.Map                        // addresses of groups with a limit
}

// nowhere is the place of what no cell has started.
const nowhere = "cell[0]:0:0"

// A thread is one of a detector.
type thread struct {
	of *detect.Detector
	*detect.Thread
}

// On begins to watch, if it does not yet. What goroutines do that were started before is not looked at.
func (w *Watch) On() {
	if w.detector.Load() == nil {
		w.detector.CompareAndSwap(nil, detect.New())
	}
}

// IsOn reports whether it watches.
func (w *Watch) IsOn() bool { return w.detector.Load() != nil }

// Off forgets everything.
func (w *Watch) Off() {
	w.detector.Store(nil)
	w.last.Store(nil)
}

// BeCareful says that some of what is run does not tell what it does.
func (w *Watch) BeCareful() {
	if d := w.detector.Load(); d != nil {
		d.BeCareful()
	}
}

// Races returns the races that were found since it was last called.
func (w *Watch) Races() []detect.Race {
	if d := w.detector.Load(); d != nil {
		return d.Races()
	}
	return nil
}

// Cell is called by the goroutine that is about to run a cell, and end when it has.
func (w *Watch) Cell(number int) (end func()) {
	d := w.detector.Load()
	if d == nil {
		return func() {}
	}
	var earlier *detect.Thread
	if t := w.last.Load(); t != nil && t.of == d {
		earlier = t.Thread
	}
	t := &thread{d, d.Begin(d.First(earlier, detect.Origin{Cell: number}))}
	w.last.Store(t)
	return w.enter(t)
}

// Fork is called by a goroutine that is about to start another one, at a place like "cell[3]:7:2". The other one calls
// begin first, and end last. late says that it is compiled code that starts it, when something happens.
func (w *Watch) Fork(at string, late bool) (begin func() (end func())) {
	d := w.detector.Load()
	if d == nil {
		return func() func() { return func() {} }
	}
	if at == "" {
		at = nowhere
	}
	token := d.Fork(w.self(d), detect.Origin{Started: at})
	return func() func() {
		if w.detector.Load() != d {
			return func() {}
		}
		t := &thread{d, d.Begin(token)}
		if late {
			d.AcquireGlobal(t.Thread)
		}
		return w.enter(t)
	}
}

// enter makes the calling goroutine the thread.
func (w *Watch) enter(t *thread) (leave func()) {
	id := sched.Self()
	before, _ := w.threads.Load(id)
	w.threads.Store(id, t)
	return func() {
		t.of.End(t.Thread)
		if before != nil {
			w.threads.Store(id, before)
		} else {
			w.threads.Delete(id)
		}
	}
}

// self is the calling thread; nil if nothing is known of it.
func (w *Watch) self(d *detect.Detector) *detect.Thread {
	if t, ok := w.threads.Load(sched.Self()); ok && t.(*thread).of == d {
		return t.(*thread).Thread
	}
	return nil
}

// Begun is told when a function begins which an object synchronises with when it ends, and end when it does.
func (w *Watch) Begun(object any) (end func()) {
	d := w.detector.Load()
	if d == nil {
		return func() {}
	}
	a, ok := address(reflect.ValueOf(object))
	if !ok {
		d.BeCareful()
		return func() {}
	}
	if _, limited := w.limited.Load(a); limited {
		d.Acquire(w.self(d), a)
	}
	return func() {
		if w.detector.Load() == d {
			d.Release(w.self(d), a)
			d.ReleaseGlobal(w.self(d))
		}
	}
}

// Ended is told when a function ends that compiled code has called, and whose end others may wait for.
func (w *Watch) Ended() {
	if d := w.detector.Load(); d != nil {
		d.ReleaseGlobal(w.self(d))
	}
}

// Met is told when a function gets something that was stored in an object.
func (w *Watch) Met(object any) {
	if d := w.detector.Load(); d != nil {
		if a, ok := address(reflect.ValueOf(object)); ok {
			d.Acquire(w.self(d), a)
		}
	}
}
