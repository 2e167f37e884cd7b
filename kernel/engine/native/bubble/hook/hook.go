// Package hook is where the synchronization primitives of a bubble (packages dsync and datomic) meet what
// observes and steers them (packages run and schedule). It is compiled into learners' programs. It owns
// the process's one set of hooks, off by default, and the list of goroutines that wait for a lock. It
// knows no primitive and no clock.
//
// Nothing here creates a happens-before edge that the race detector would see: the callers switch
// synchronization events off around the calls, functions are exempt from instrumentation, and on the way of
// a primitive no map, append or copy is used, which call the detector's hooks all the same.
package hook

import (
	"sync/atomic"
	"unsafe"
)

// A Set is what is called at synchronization points. It is immutable while it is installed.
type Set struct {
	// Point is called before an operation, outside all locks, and may sleep. nil: not called.
	Point func(op Op, obj unsafe.Pointer)
	// Fork and Born are called around the start of a goroutine, see Birth. nil: not called.
	Fork func() any
	Born func(who any)
	// Choose picks one of n equally possible ways to go on, such as the cases of a select that are
	// ready. nil: not called.
	Choose func(n int) int
	// Track records who holds and who awaits each lock. It costs some twenty times an
	// uncontended lock, a fraction of a microsecond.
	Track bool
	// Budget is the number of acquisitions that are tracked; then holders are forgotten and
	// reported as unknown. 0 means no limit.
	Budget int64
}

// installed, with the table and the counts of what it has noted, is the process's: code that is compiled
// against package sync has no argument through which it could be handed over.
var installed atomic.Pointer[Set]

// Load returns the installed set, or nil.
//
//go:norace
func Load() *Set { return installed.Load() }

// Install makes s the process's hooks, or none if s is nil, and forgets what was tracked.
//
//go:norace
func Install(s *Set) {
	table.reset()
	installed.Store(s)
}

// Tracking says whether holders are to be recorded for the next acquisition.
//
//go:norace
func Tracking() bool {
	s := installed.Load()
	if s == nil || !s.Track {
		return false
	}
	return s.Budget == 0 || counts.acquired.Load() < s.Budget
}

// At is a synchronization point of operation op on the object at obj.
//
//go:norace
func At(op Op, obj unsafe.Pointer) {
	if s := installed.Load(); s != nil && s.Point != nil {
		s.Point(op, obj)
	}
}

// An Op is a kind of synchronization operation.
type Op uint8

// The operations, by the names that learners write.
const (
	None Op = iota
	Lock
	TryLock
	Unlock
	RLock
	TryRLock
	RUnlock
	Wait
	Add
	CondWait
	Signal
	Broadcast
	OnceDo
	MapOp
	PoolGet
	PoolPut
	Atomic
	Send
	Receive
	Close
	Select
	Go
	Begin
	Range
	RWLock
	RWTryLock
	RWUnlock
	Look
)

var names = [...]string{"", "sync.Mutex.Lock", "sync.Mutex.TryLock", "sync.Mutex.Unlock", "sync.RWMutex.RLock",
	"sync.RWMutex.TryRLock", "sync.RWMutex.RUnlock", "sync.WaitGroup.Wait", "sync.WaitGroup.Add", "sync.Cond.Wait",
	"sync.Cond.Signal", "sync.Cond.Broadcast", "sync.Once.Do", "sync.Map", "sync.Pool.Get", "sync.Pool.Put", "atomic",
	"chan send", "chan receive", "close", "select", "go", "goroutine begins", "range over channel",
	"sync.RWMutex.Lock", "sync.RWMutex.TryLock", "sync.RWMutex.Unlock",
	"look"}

func (o Op) String() string {
	if int(o) < len(names) {
		return names[o]
	}
	return "unknown operation"
}
