package tracing

import (
	"context"
	"reflect"
	"runtime/trace"
	"strconv"
	"sync"
	"sync/atomic"
	_ "unsafe" // for go:linkname

	"weft/kernel/engine/sched"
)

// Notes are what the evaluator knows and the tracer does not. They are kept beside the trace, with the time by its clock: an event
// of a trace costs more than what it is about, with its stack and a text that is written each time under a lock that all share. All
// methods may be called by several goroutines, and of nil. While nothing is kept, notes go into the trace that a learner's own code records.
type Notes struct {
	kept atomic.Pointer[journal] // nil: nothing is
	// mu is held from the look at a channel until that is written down. So the last of several entries is the one that
	// was made after all of them had happened, and what it says holds.
	mu sync.Mutex
}

// A word says what a note is about.
type word uint32

const (
	_         word = iota
	wordCell       // the cell's own goroutine begins
	wordDone       // the cell has ended
	wordGo         // a goroutine of the cell begins, and where it was started
	wordAt         // the goroutine is about to wait, and where
	wordName       // what the goroutine is called
	wordMade       // a channel with a buffer, and where it was made
	wordSent       // the goroutine has sent to one, and how much is in it now
	wordTaken      // it has received from one
	wordWant       // it is about to wait for a lock
	wordHold       // it holds one
	wordRead       // as one of several readers
	wordFree       // it is about to unlock one
	nWords
)

// wordNames are constant.
var wordNames = [nWords]string{wordCell: "cell", wordDone: "done", wordGo: "go", wordAt: "at", wordName: "name", wordMade: "made",
	wordSent: "sent", wordTaken: "taken", wordWant: "want", wordHold: "hold", wordRead: "read", wordFree: "free"}

// ticks is the time by the tracer's clock, in its unit. The run time lends it to golang.org/x/exp/trace.
//
//go:linkname ticks runtime.traceClockNow
func ticks() uint64

// On reports whether anybody wants notes. The other methods cost nothing but a look at that if not.
func (n *Notes) On() bool { return n != nil && (n.kept.Load() != nil || trace.IsEnabled()) }

// Begin says that the calling goroutine is the cell's own.
func (n *Notes) Begin() { n.write(entry{word: wordCell}) }

// End says that the cell has ended, or is being ended. The first one counts.
func (n *Notes) End() { n.write(entry{word: wordDone}) }

// Go says that the calling goroutine is one of the cell's, started at a place such as "cell[3]:7:2".
func (n *Notes) Go(place string) { n.write(entry{word: wordGo, text: place}) }

// At says that the calling goroutine is about to wait, at a place such as "cell[3]:9:2".
func (n *Notes) At(place string) { n.write(entry{word: wordAt, text: place}) }

// Name gives the calling goroutine a name.
func (n *Notes) Name(name string) { n.write(entry{word: wordName, text: name}) }

// Wanting says that the calling goroutine is about to wait for the lock with an identity.
func (n *Notes) Wanting(lock uint64) { n.write(entry{word: wordWant, object: lock}) }

// Locked says that the calling goroutine has locked a lock by a call at a place. index is which element of a slice or array
// the lock is or is in, as far as the call says that; -1 if it does not.
func (n *Notes) Locked(lock uint64, read bool, place string, index int64) {
	w := wordHold
	if read {
		w = wordRead
	}
	n.write(entry{word: w, object: lock, text: place, value: index})
}

// Unlocking says that the calling goroutine is about to unlock a lock.
func (n *Notes) Unlocking(lock uint64) { n.write(entry{word: wordFree, object: lock}) }

// Made says that the calling goroutine has made a channel, at a place such as "cell[3]:4:2".
func (n *Notes) Made(ch reflect.Value, place string) {
	if n.On() && buffered(ch) {
		n.write(entry{word: wordMade, object: uint64(ch.Pointer()), size: int64(ch.Cap()), text: place})
	}
}

// Used says that the calling goroutine has sent to a channel or received from it, where it last said that it was about to wait.
func (n *Notes) Used(ch reflect.Value, sent bool) {
	if !n.On() || !buffered(ch) {
		return
	}
	w := wordTaken
	if sent {
		w = wordSent
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.write(entry{word: w, object: uint64(ch.Pointer()), size: int64(ch.Cap()), value: int64(ch.Len())})
}

func buffered(ch reflect.Value) bool {
	return ch.Kind() == reflect.Chan && !ch.IsNil() && ch.Cap() > 0
}

func (n *Notes) write(e entry) {
	if n == nil {
		return
	}
	if j := n.kept.Load(); j != nil {
		e.at, e.goroutine = ticks(), sched.Self()
		j.add(e)
	} else if trace.IsEnabled() {
		trace.Log(context.Background(), category, e.String())
	}
}

// category is that of what is written into traces.
const category = "weft"

// String is the note for those who read a trace by other means.
func (e entry) String() string {
	text := wordNames[e.word]
	if e.object != 0 {
		text += " " + strconv.FormatUint(e.object, 36)
	}
	if e.size != 0 {
		text += " " + strconv.FormatInt(e.value, 10) + " of " + strconv.FormatInt(e.size, 10)
	}
	if e.text != "" {
		text += " " + e.text
	}
	return text
}
