// Package conform is the judge of the language: it runs programs with the compiler and with weft, as
// one cell each and cut into cells, and says where the two differ. It owns the corpora, the rules of
// judging and the list of known failures (known.txt). It knows weft as a binary only, by `weft eval`.
package conform

// A Program is one source file with a func main.
type Program struct {
	Corpus string
	Name   string // its path below the corpus's folder, without .go
	File   string
}

// A Mode is how a program is given to weft.
type Mode string

const (
	Whole Mode = "whole" // one cell
	Cells Mode = "cells" // a cell for each declaration, and one for main's statements
	Lines Mode = "lines" // like Cells, and a cell for each of main's statements
	Again Mode = "again" // like Cells, after cells that declare all but variables, functions with other bodies

	Native Mode = "native" // one cell below %%native: the other engine, which must do the same
)

// Modes are all modes there are.
func Modes() []Mode { return []Mode{Whole, Cells, Lines, Again, Native} }

// entire reports whether programs are given as they are.
func (m Mode) entire() bool { return m == Whole || m == Native }

// A Kind is how a program did in weft, measured by what it did compiled.
type Kind string

const (
	Same    Kind = "same"    // as compiled
	Refused Kind = "refused" // nothing ran, and a diagnostic says what is not supported, and where
	Slow    Kind = "slow"    // did not end within the limit
	Wrong   Kind = "wrong"   // it ran, and did something else
	Bug     Kind = "bug"     // it did not run, or not to its end, for a reason that only weft knows
	Design  Kind = "design"  // differs on purpose; only the known list says so
)

// A Result is a program's verdict in one mode.
type Result struct {
	Program Program
	Mode    Mode
	Kind    Kind
	Cause   string // of all but Same: the first diagnostic, or the first difference
	Uncut   string // of modes that cut: why it was not cut, so that nothing ran; Kind is "" then
}

// Failed reports whether the program was run, or should have been, and did not do what it does compiled.
func (r Result) Failed() bool { return r.Kind != Same && r.Uncut == "" }
