package observe

import "time"

// A Focus is the part of a run that something is said about, for a picture of the run. The zero value is nothing
// in particular.
type Focus struct {
	Name  string `json:"name,omitempty"`  // of the operations
	Limit int    `json:"limit,omitempty"` // how many of them may be, or are to be, under way at one time; 0: not known
	Flags []Flag `json:"flags,omitempty"` // the most telling first
}

// A Flag points at a moment, or at a time if To is after From.
type Flag struct {
	From   time.Duration `json:"from"`
	To     time.Duration `json:"to"`
	Label  string        `json:"label"`
	Wanted bool          `json:"wanted,omitempty"` // something should happen there, instead of what went wrong
}

// At points at a moment.
func At(moment time.Duration, label string) Flag { return Flag{From: moment, To: moment, Label: label} }

// Wanted points at a moment at which something should happen.
func Wanted(moment time.Duration, label string) Flag {
	return Flag{From: moment, To: moment, Label: label, Wanted: true}
}

// Between points at a time.
func Between(from, to time.Duration, label string) Flag {
	return Flag{From: from, To: to, Label: label}
}
