// Package slim gives a process's memory back while nobody uses the process. A notebook's kernel,
// its evaluator and the spare one wait for most of their lives, and there are as many of each as
// there are notebooks.
//
// It owns the decision when; it does not know what the process does.
package slim

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// Rest is how long nothing must have happened before memory is given back.
const Rest = time.Second

// step is by how much, in bytes, a process must have grown since the last time to be worth another.
const step = 16 << 20

// A Watch sees when its process has nothing to do. All methods are safe for concurrent use.
type Watch struct {
	give func()

	mu    sync.Mutex
	busy  int
	timer *time.Timer
	done  bool
	kept  uint64 // bytes held after the last time
}

// New returns a Watch of a process that has nothing to do yet. To give memory back it calls give,
// which calls Now; give has the chance to do so when that disturbs nobody.
func New(give func()) *Watch {
	w := &Watch{give: give}
	w.timer = time.AfterFunc(Rest, w.rested)
	return w
}

// Begin says that there is something to do, until End is called as well.
func (w *Watch) Begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.busy++
	w.timer.Stop()
}

// End takes back one Begin.
func (w *Watch) End() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.busy--; w.busy == 0 && !w.done {
		w.timer.Reset(Rest)
	}
}

// Stop ends the watch.
func (w *Watch) Stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done = true
	w.timer.Stop()
}

func (w *Watch) rested() {
	w.mu.Lock()
	now := held()
	worth := w.busy == 0 && !w.done && (w.kept == 0 || now > w.kept+max(step, w.kept/4))
	w.mu.Unlock()
	if !worth {
		return
	}
	w.give()
	w.mu.Lock()
	w.kept = held()
	w.mu.Unlock()
}

// Now collects garbage and returns all free memory to the system. On Linux it also lets go of the
// pages of the program itself. Go's start reads most of them once (package initialization, tables
// of types and functions), and each counts for the process though they are a file's, in memory
// anyway, from where those that are needed again come back without a read from disk.
func Now() {
	runtime.GC() // what a sync.Pool holds takes two collections, and encoders' buffers can be large
	debug.FreeOSMemory()
	dropProgram()
}

// held is the memory that the run time has from the system, in bytes.
func held() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}
