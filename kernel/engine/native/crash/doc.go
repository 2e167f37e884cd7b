// Package crash reads what Go's run time prints: the words with which it ends a program, and lists of
// goroutines. It is pure, knows no process, and expects garbage: whatever the text, there is no panic, and
// what is not understood is left out.
//
// The texts are those of Go 1.26, runtime/panic.go (printpanics, throw, fatal) and runtime/traceback.go
// (goroutineheader, printFuncName, printcreatedby).
package crash

import "weft/kernel/golang/cell"

// A Report is what the run time said when it ended a program.
type Report struct {
	Kind    Kind
	Message string // in Go's words, without a position: "panic: first [recovered]\n\tpanic: second"
	Signal  string // of a fault: "SIGSEGV: segmentation violation", or ""
	// Goroutines has the one that failed first. The others are there only if the run time listed them.
	Goroutines []Goroutine
}

// A Kind is why the run time ended a program.
type Kind int

// The kinds.
const (
	Panic         Kind = iota + 1 // that nothing recovered
	Deadlock                      // all goroutines are asleep
	MapRace                       // concurrent map writes, or reads beside one
	StackOverflow                 //
	OutOfMemory                   //
	Fatal                         // another fatal error, such as unlocking an unlocked mutex
)

// A Goroutine is one of a list of goroutines.
type Goroutine struct {
	ID      int
	State   string // why it waits: "chan receive", "sync.Mutex.Lock", "select (no cases)"; or "running", "sleep"
	Minutes int    // it has waited, 0 below one
	Locked  bool   // to its thread
	Bubble  int    // of testing/synctest, 0: none
	Durable bool   // only its bubble can wake it
	Labels  string // pprof labels as the run time prints them, "" if there are none
	Frames  []Frame
	Elided  int    // frames that the run time left out in the middle
	Creator *Frame // the go statement, nil for the main goroutine
	By      int    // the goroutine that executed it, 0: not said
}

// A Frame is a call.
type Frame struct {
	Func string // as the run time names it: "main.(*Queue[...]).Put", "main.main.func1"
	File string // as it was compiled
	Line int
	Pos  cell.Pos // where it is in a cell, without a column; invalid elsewhere
}
