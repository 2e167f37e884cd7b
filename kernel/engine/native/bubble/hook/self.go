package hook

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"unsafe"
)

// A G is what is known of a goroutine. It is found in two nanoseconds, where asking the run time takes a
// microsecond, by two things that the run time keeps for each goroutine:
//
//   - the word of its profiling labels points to the G. New goroutines inherit it;
//   - the flag of debug.SetPanicOnFault, which they do not inherit, says that the G is this goroutine's own.
//
// Labels that a program sets itself hide the G; then it is made anew. The flag makes a fault at an odd address,
// which only package unsafe can produce, a panic instead of a crash.
type G struct {
	labels labelSet
	id     int64 // see ID
	Who    any   // who it is for a schedule
	parent *G    // who is about to start it
	begun  atomic.Bool
}

// A labelSet has the form of the run time's sets of labels, so that a G is an empty one for whoever reads
// it. Its unused pointer tells a G from a real set.
type labelSet struct {
	list     *byte
	len, cap int
}

// mark is only an address.
var mark byte

//go:linkname labels runtime/pprof.runtime_getProfLabel
func labels() unsafe.Pointer

//go:linkname setLabels runtime/pprof.runtime_setProfLabel
func setLabels(unsafe.Pointer)

// current is the G that the label word points to, or nil.
//
//go:norace
func current() *G {
	p := labels()
	if p == nil || (*labelSet)(p).list != &mark {
		return nil
	}
	return (*G)(p)
}

// Self is the calling goroutine.
//
//go:norace
func Self() *G {
	own := debug.SetPanicOnFault(true)
	g := current()
	switch {
	case g == nil:
	case own && !g.begun.Load():
		return g.parent // between Expect and Expected
	case own:
		return g
	case g.begun.CompareAndSwap(false, true):
		return g
	}
	g = new(G)
	g.labels.list = &mark
	g.begun.Store(true)
	setLabels(unsafe.Pointer(g))
	return g
}

// Expect makes the next goroutine that the caller starts be who. Expected undoes it, after the go statement.
//
//go:norace
func Expect(who any) *G {
	g := &G{Who: who, parent: Self()}
	g.labels.list = &mark
	setLabels(unsafe.Pointer(g))
	return g
}

// Expected ends what Expect began.
//
//go:norace
func Expected(g *G) { setLabels(unsafe.Pointer(g.parent)) }

// Goroutine returns the number of the calling goroutine, the one that stack dumps show.
//
//go:norace
func Goroutine() int64 { return Self().ID() }

// ID is the number of g, which must be the calling goroutine.
//
//go:norace
func (g *G) ID() int64 {
	if g.id == 0 {
		g.id = number()
	}
	return g.id
}

// number asks the run time: the first words of a stack dump are the only public place that tells it.
//
//go:norace
func number() int64 {
	var buf [40]byte
	n := runtime.Stack(buf[:], false)
	const prefix = len("goroutine ")
	id := int64(0)
	for i := prefix; i < n && '0' <= buf[i] && buf[i] <= '9'; i++ {
		id = id*10 + int64(buf[i]-'0')
	}
	return id
}
