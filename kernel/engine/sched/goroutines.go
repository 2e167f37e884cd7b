package sched

import (
	"iter"
	"runtime"
	"strings"
	"sync/atomic"
	"unsafe"
)

// A Goroutine is one as it was when it was looked at. Two that are equal with the same ID mean that it has
// not run in between, if it waited.
type Goroutine struct {
	ID     int64
	Parent int64          // who started it
	Labels unsafe.Pointer // its profiling labels, to be compared only
	Reason Reason         // if it waits
	g      unsafe.Pointer
	start  uintptr
	status status
	seq    uint8 // counts how often it has stopped running
}

// Waits reports whether it waits for something inside this process, or for the network poller.
func (g Goroutine) Waits() bool { return g.status == waiting }

// Calls reports whether it is in a system call.
func (g Goroutine) Calls() bool { return g.status == syscall }

// Goroutines are all goroutines of the program, and those of the run time's own that do not wait, or run functions
// of the program: to enable a signal, say, a program waits for one of the run time's. The order is the same as long as
// no goroutine has ended.
func (r *Runtime) Goroutines() iter.Seq[Goroutine] {
	return func(yield func(Goroutine) bool) {
		all := r.goroutines.load()
		var start uintptr // most begin as the one before
		var k kind
		for i := range all.len {
			g, ok := read(all.item(i))
			if !ok {
				continue
			}
			if g.start != start || k == 0 {
				start, k = g.start, r.kind(g.start)
			}
			if g.status == waiting && (k == runtimes || k == callbacks && idleReasons[g.Reason] != "") {
				continue
			}
			if !yield(g) {
				return
			}
		}
	}
}

// read is the record of a goroutine; ok is false if there is none any more.
func read(p unsafe.Pointer) (g Goroutine, ok bool) {
	s := status(atomic.LoadUint32(at[uint32](p, statusOfG))) &^ scanned
	if s == dead || s == deadExtra || s == idle {
		return g, false
	}
	return Goroutine{
		ID: *at[int64](p, goidOfG), Parent: *at[int64](p, parentOfG), Labels: *at[unsafe.Pointer](p, labelsOfG),
		Reason: *at[Reason](p, reasonOfG), g: p, start: *at[uintptr](p, startOfG), status: s, seq: *at[uint8](p, seqOfG),
	}, true
}

// A kind is whose goroutines begin with a function.
type kind int

const (
	program   kind = iota + 1
	runtimes       // of the run time
	callbacks      // of the run time, for functions of the program
)

// kind is the kind of goroutines that begin at pc.
func (r *Runtime) kind(pc uintptr) kind {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := r.kinds[pc]
	if k == 0 {
		k = kindOf(startName(pc))
		r.kinds[pc] = k
	}
	return k
}

// kindOf knows the kind by the name of the first function, as the run time does for its dumps.
func kindOf(name string) kind {
	switch name {
	case "runtime.main", "runtime.corostart", "runtime.handleAsyncEvent":
		return program
	case "runtime.runFinalizers", "runtime.runCleanups":
		return callbacks
	}
	if strings.HasPrefix(name, "runtime.") {
		return runtimes
	}
	return program
}

// Mix adds what tells this goroutine's wait from any other to a sum: equal sums of two looks mean that none of
// the goroutines has run in between.
func (g Goroutine) Mix(sum uint64) uint64 {
	const prime = 0x9e3779b97f4a7c15
	sum = (sum ^ uint64(g.ID)) * prime
	sum = (sum ^ sum>>29 ^ uint64(g.seq)<<8 ^ uint64(g.Reason)) * prime
	return sum ^ sum>>32
}

// Begins is the address of the function that the goroutine began with; see Start.
func (g Goroutine) Begins() uintptr { return g.start }

// State is what the goroutine does if it does not wait, in the run time's words; "waiting" if it waits.
func (g Goroutine) State() string {
	switch g.status {
	case runnable:
		return "runnable"
	case running:
		return "running"
	case syscall:
		return "syscall"
	case waiting:
		return "waiting"
	}
	return "preempted"
}

// Start is the name of the function that the goroutine began with.
func (g Goroutine) Start() string { return startName(g.start) }

func startName(pc uintptr) string {
	f := runtime.FuncForPC(pc)
	if f == nil {
		return ""
	}
	return f.Name()
}

// An Object is what a goroutine waits for: a channel, or a word of a lock or the like. It is an address to
// be compared; what it belongs to may be gone.
type Object uintptr

// ObjectOf is the object that a channel is.
func ObjectOf[T any](c chan T) Object { return Object(*(*uintptr)(unsafe.Pointer(&c))) }

// WaitsFor are the channels and words that the goroutine waits for; g must be waiting still.
func (g Goroutine) WaitsFor() (objects []Object) {
	for s := range sudogs(g.g) {
		o := *at[Object](s, chanOfSudog+8)
		if o == 0 {
			o = *at[Object](s, elemOfSudog+8)
		}
		objects = append(objects, o)
	}
	return objects
}

// sudogs are the records of what a goroutine waits for.
func sudogs(g unsafe.Pointer) iter.Seq[unsafe.Pointer] {
	return func(yield func(unsafe.Pointer) bool) {
		for s := *at[unsafe.Pointer](g, waitingOfG); s != nil && yield(s); s = *at[unsafe.Pointer](s, linkOfSudog) {
			if *at[uintptr](s, chanOfSudog+8) == 0 {
				return // the link is that of a list of waiters
			}
		}
	}
}
