// Package sync is package sync for code that runs in a bubble of virtual time: compiled in its place, it
// has the same API, and waiting for any of its primitives is durable, so that a lock which is held across
// a sleep does not stop the clock and a deadlock among locks is found. (The standard mutexes are not
// durable, nor is a standard WaitGroup that is a package variable.) It works outside a bubble too.
//
// What differs from the standard package, within what that allows:
//   - A lock that somebody awaits passes to the one who has waited longest, always. The standard mutex does
//     so from the first millisecond of waiting on. It makes who comes next a fact of the program instead
//     of the machine.
//   - A WaitGroup may be used in several bubbles, one after another, and outside.
//
// Under the race detector every operation carries the edges of the standard one and no others: each switches
// synchronization events off while it works and then tells the detector of its own.
//
// The package owns no hooks; they are package hook's, and cost one load when there are none.
package sync

import (
	"sync"
	_ "unsafe" // for go:linkname
)

// A Locker represents an object that can be locked and unlocked.
type Locker = sync.Locker

// fatal ends the process as the run time does for a misuse that no recover may hide.
//
//go:linkname fatal sync.fatal
func fatal(text string)

// noCopy makes vet find copies of what holds it.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}
