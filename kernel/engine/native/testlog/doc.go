// Package testlog reads what the tests of a program print, as values. It is pure, and expects garbage:
// whatever the text, there is no panic and no unbounded memory.
//
// The program is to be run with -test.v=test2json, which has package testing of Go 1.26 begin the lines of
// its own with a byte that tests do not print; so a test may print what it likes.
package testlog

import (
	"time"

	"weft/kernel/golang/cell"
)

// A Report is what the tests came to.
type Report struct {
	Tests []Test // in the order in which they began
	// Output is what was printed outside of all tests, such as results of benchmarks.
	Output string
	// Verdict is "PASS" or "FAIL", "" if the program did not get as far as saying so.
	Verdict string
}

// A Test is a test, an example, a fuzz test or a benchmark, or a part of one.
type Test struct {
	Name    string // in full: "TestBank/two_clients"
	Status  Status
	Elapsed time.Duration // in hundredths of a second; 0 for benchmarks
	Output  string        // what was printed and logged while it ran, without that of its parts
	Logs    []Log         // what was logged
	Attrs   []Attr
	Got     string // for an example that failed: what it printed
	Want    string // and what it should have
	Parts   []Test // subtests, in the order in which they began
}

// A Status is how a test ended.
type Status string

// How tests end.
const (
	Unfinished Status = "" // the program ended before it
	Passed     Status = "pass"
	Failed     Status = "fail"
	Skipped    Status = "skip"
)

// A Log is a call of Log, Error, Fatal or Skip, or of their relatives with a format; which of them is not told.
type Log struct {
	Pos  cell.Pos // without a column; invalid if it is in no cell
	File string
	Line int
	Text string // without the final line end
}

// An Attr is a pair that the test gave to its Attr method.
type Attr struct{ Key, Value string }

// Counts are the numbers of tests without parts.
type Counts struct{ Passed, Failed, Skipped, Unfinished int }

// Count counts.
func (r Report) Count() Counts {
	var c Counts
	var count func([]Test)
	count = func(tests []Test) {
		for _, t := range tests {
			if count(t.Parts); len(t.Parts) > 0 {
				continue
			}
			switch t.Status {
			case Passed:
				c.Passed++
			case Failed:
				c.Failed++
			case Skipped:
				c.Skipped++
			default:
				c.Unfinished++
			}
		}
	}
	count(r.Tests)
	return c
}
