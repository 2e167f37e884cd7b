// Package profiling reads the profiles that Go's run time writes of a compiled cell, and reduces them to what a
// learner's text has: functions and lines of cells, and the functions of packages that they call. It writes profiles
// for go tool pprof as well. It knows neither sessions nor pictures.
package profiling

import "weft/kernel/golang/cell"

// A Profile is what was measured.
type Profile struct {
	Samples []Sample
	// Elapsed is how long was measured, in nanoseconds; 0: not known.
	Elapsed int64
}

// A Sample is what was measured in one stack of calls.
type Sample struct {
	Value  int64   // nanoseconds, bytes, or goroutines
	Count  int64   // how many looks, allocations, or waits that is
	Frames []Frame // innermost first
}

// A Frame is a call of a stack.
type Frame struct {
	Func string // as the run time names it: "main.burn", "fmt.Sprintf"
	Kind Kind
	// Pos is the line of the cell in which the stack goes on, or of a Library function the one that calls it. It is
	// not valid if there is none.
	Pos cell.Pos
}

// A Kind says whose a function is.
type Kind int

// Kinds of functions.
const (
	Own     Kind = iota // a cell's
	Library             // a package's, called by one
	System              // the run time's, on its own account
)

// Total is what all samples are together.
func (p Profile) Total() (value, count int64) {
	for _, s := range p.Samples {
		value += s.Value
		count += s.Count
	}
	return value, count
}
