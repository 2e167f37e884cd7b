package tracing

import (
	"context"
	"runtime/trace"
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
