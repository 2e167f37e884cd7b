package tracing

import (
	"context"
	"runtime/trace"
	"strconv"
	"strings"
)

// category is that of the messages below.
const category = "weft"

// The messages' first words.
const (
	wordCell = "cell" // the cell's own goroutine begins
	wordDone = "done" // and ends
	wordGo   = "go"   // a goroutine of the cell begins, and where it was started
	wordAt   = "at"   // the goroutine is about to wait, and where
	wordName = "name" // what the goroutine is called
	wordMade = "made" // a channel with a buffer, and where it was made
	wordChan = "chan" // the goroutine has sent to or received from one, and how much is in it now
	wordWant = "want" // the goroutine is about to wait for a lock
	wordHold = "hold" // it holds one
	wordFree = "free" // it is about to unlock one
)

// On reports whether a trace is being recorded. The functions below cost nothing but a look at that if not.
func On() bool { return trace.IsEnabled() }

// Begin says that the calling goroutine is the cell's own.
func Begin() { log(wordCell, "") }

// End says that the cell has ended, or is being ended. The first one counts.
func End() { log(wordDone, "") }

// Go says that the calling goroutine is one of the cell's, started at a place such as "cell[3]:7:2".
func Go(place string) { log(wordGo, place) }

// At says that the calling goroutine is about to wait, at a place such as "cell[3]:9:2".
func At(place string) { log(wordAt, place) }

// Name gives the calling goroutine a name.
func Name(name string) { log(wordName, name) }

// Wanting says that the calling goroutine is about to wait for the lock with an identity.
func Wanting(lock uint64) {
	if trace.IsEnabled() {
		log(wordWant, strconv.FormatUint(lock, 36))
	}
}

// Locked says that the calling goroutine has locked a lock by a call at a place. index is which element of a slice or array
// the lock is or is in, as far as the call says that; -1 if it does not.
func Locked(lock uint64, read bool, place string, index int64) {
	if trace.IsEnabled() {
		mode := " false "
		if read {
			mode = " true "
		}
		log(wordHold, strconv.FormatUint(lock, 36)+mode+strconv.FormatInt(index, 10)+" "+place)
	}
}

// Unlocking says that the calling goroutine is about to unlock a lock.
func Unlocking(lock uint64) {
	if trace.IsEnabled() {
		log(wordFree, strconv.FormatUint(lock, 36))
	}
}

func log(word, rest string) {
	if trace.IsEnabled() {
		trace.Log(context.Background(), category, word+" "+rest)
	}
}

// cutMessage is a message's first word and the rest.
func cutMessage(message string) (word, rest string) {
	word, rest, _ = strings.Cut(message, " ")
	return word, rest
}
