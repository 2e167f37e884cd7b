// Package checks decides whether what a run did satisfies an exercise. Checks are pure: they start nothing,
// read no clock and no file, and know neither Go syntax nor reports.
//
// An exercise's judge is a program that calls Main with a Suite. It runs outside of the submission's process, so
// that no expected value is ever where a submission could find it.
package checks

import (
	"fmt"
	"time"

	"weft/grader/observe"
)

// A Finding is what a check has to say about a run. The zero value says that all is well.
type Finding struct {
	// Problem says in one sentence what was seen instead of what was expected; "" means pass.
	Problem  string `json:"problem,omitempty"`
	Expected string `json:"expected,omitempty"` // the rule, not a hidden case's data
	Seen     string `json:"seen,omitempty"`
	// Where are the places of the submission that the problem is about, the most telling first.
	Where []observe.Pos `json:"where,omitempty"`
	// Focus is what of the run it is about.
	Focus observe.Focus `json:"focus,omitzero"`
}

// OK reports whether the check passed.
func (f Finding) OK() bool { return f.Problem == "" }

// Pass is the finding of a check that is content.
func Pass() Finding { return Finding{} }

// Failf is the finding of a check that is not content, with the problem in one sentence.
func Failf(format string, args ...any) Finding {
	return Finding{Problem: fmt.Sprintf(format, args...)}
}

// Want adds what was expected and what was seen.
func (f Finding) Want(expected, seen string) Finding {
	if !f.OK() {
		f.Expected, f.Seen = expected, seen
	}
	return f
}

// About adds which operations it is about and what to point at in a picture of the run.
func (f Finding) About(name string, flags ...observe.Flag) Finding {
	if !f.OK() {
		f.Focus.Name, f.Focus.Flags = name, flags
	}
	return f
}

// limit adds how many operations may be under way at one time.
func (f Finding) limit(n int) Finding {
	f.Focus.Limit = n
	return f
}

// A Check judges one run. It is only asked about runs that ended by themselves, unless it is one of those that a
// suite asks always: see Always.
type Check func(observe.Run) Finding

// Named is a check under the name by which exercise.yaml, hints and wrong solutions speak of it.
type Named struct {
	Name  string
	Check Check
}

// Named gives a check its name.
func (c Check) Named(name string) Named { return Named{name, c} }

// Both is content if all checks are; it gives the finding of the first that is not.
func Both(all ...Check) Check {
	return func(r observe.Run) Finding {
		for _, c := range all {
			if f := c(r); !f.OK() {
				return f
			}
		}
		return Pass()
	}
}

// Millis is a duration in milliseconds, which may have a fraction: Millis(100.3).
func Millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}

// text is a duration as findings write it: in milliseconds, without needless zeros.
func text(d time.Duration) string {
	switch {
	case d < 0:
		return "never"
	case d >= 10*time.Second:
		return d.Round(time.Millisecond).String()
	}
	return fmt.Sprintf("%g ms", float64(d.Round(time.Microsecond))/1e6)
}
