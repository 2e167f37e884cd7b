// Package result holds what grading comes to, as plain values: they are stored, sent between processes and
// rendered. It decides nothing.
package result

import (
	"encoding/json"
	"time"

	"weft/grader/exercise"
	"weft/grader/observe"
	"weft/grader/submission"
)

// Status says what a result is.
type Status string

// Statuses. The learner's mistake, text that cannot be graded and our own failure are never mixed.
const (
	Graded     Status = "graded"
	Ungradable Status = "ungradable" // it does not compile, or breaks the rules for its text: it costs nothing
	Failed     Status = "error"      // ours: to be tried again, and never a zero
	Absent     Status = "missing"    // nothing was handed in; whether that is a zero is the teacher's to say
)

// A Result is the verdict on one submission.
type Result struct {
	Exercise   Exercise `json:"exercise"`
	Submission string   `json:"submission"` // hash of its content
	Name       string   `json:"name"`       // whose it is
	ID         string   `json:"id,omitempty"`
	Email      string   `json:"email,omitempty"`
	Path       string   `json:"path,omitempty"` // where it was found: a file, or the folder of its files
	Options    string   `json:"-"`              // of the command that replays it, besides those that the result itself tells

	Status      Status                  `json:"status"`
	Diagnostics []submission.Diagnostic `json:"diagnostics,omitempty"` // why it is ungradable
	Fault       string                  `json:"fault,omitempty"`       // our failure

	Cases  []Case `json:"cases,omitempty"` // in the order of the exercise
	Points int    `json:"points"`
	Max    int    `json:"max"`
	// Unscheduled says why cases were run under schedules that delay locks only, "" if they were as they should be.
	Unscheduled string `json:"unscheduled,omitempty"`
	// Voided names the failed checks because of which the exercise earns no points, whatever its cases earned.
	Voided []string `json:"voided,omitempty"`

	Grader  string   `json:"grader"` // weft's version
	Go      string   `json:"go"`
	Sandbox string   `json:"sandbox"`           // level
	Missing []string `json:"missing,omitempty"` // layers of the sandbox that the machine did not allow
	Public  bool     `json:"public,omitempty"`  // only public cases were run

	At    time.Time `json:"at"` // when it was graded
	Times Times     `json:"times"`
	Kept  bool      `json:"kept,omitempty"` // the verdict was given before, to this or an equal submission
}

// Exercise names what was graded against.
type Exercise struct {
	ID      int    `json:"id"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Version int    `json:"version"`
	Hash    string `json:"hash"`
}

// Times are real ones, for those who look for what is slow.
type Times struct {
	Check   time.Duration `json:"check"`   // of the text
	Build   time.Duration `json:"build"`   // of the program
	Compile time.Duration `json:"compile"` // part of Build
	Link    time.Duration `json:"link"`    // part of Build
	Run     time.Duration `json:"run"`     // of all cases, with the race detector too
	Race    time.Duration `json:"race"`    // of the build with the race detector, beside the first runs
	Total   time.Duration `json:"total"`
}

// Passed reports whether every case was passed.
func (r Result) Passed() bool {
	if r.Status != Graded {
		return false
	}
	for _, c := range r.Cases {
		if !c.Passed() {
			return false
		}
	}
	return len(r.Cases) > 0
}

// Percent is the share of the points, rounded down, so that 100 means all.
func (r Result) Percent() int {
	if r.Max == 0 {
		return 0
	}
	return 100 * r.Points / r.Max
}

// A Case is a case of the exercise with what its checks found.
type Case struct {
	Name    string              `json:"name"`
	Title   string              `json:"title"`
	Visible exercise.Visibility `json:"visible"`
	Hint    string              `json:"hint,omitempty"`
	Points  int                 `json:"points"`
	Max     int                 `json:"max"`
	Checks  []Check             `json:"checks"`
	Elapsed time.Duration       `json:"elapsed"`         // virtual
	Seeds   []uint64            `json:"seeds,omitempty"` // of the schedules under which it was run
	Drawn   *Drawn              `json:"drawn,omitempty"` // if its inputs are drawn
}

// Drawn says which inputs a case was run with.
type Drawn struct {
	Seed uint64 `json:"seed"`
	Runs int    `json:"runs"`
}

// Passed reports whether all checks were passed.
func (c Case) Passed() bool {
	for _, k := range c.Checks {
		if k.Status != Pass {
			return false
		}
	}
	return true
}

// A Check is what one check said.
type Check struct {
	Name     string          `json:"name"`
	Title    string          `json:"title"`
	Status   CheckStatus     `json:"status"`
	Problem  string          `json:"problem,omitempty"`
	Expected string          `json:"expected,omitempty"`
	Seen     string          `json:"seen,omitempty"`
	Where    []Place         `json:"where,omitempty"`
	Hint     string          `json:"hint,omitempty"`
	Seed     uint64          `json:"seed,omitempty"`  // of the schedule under which it failed
	Input    string          `json:"input,omitempty"` // of the property that failed
	Data     json.RawMessage `json:"data,omitempty"`  // the same, as it was sent to the driver
	Trace    *Trace          `json:"trace,omitempty"` // of the run in which it failed; for the first such check of a case
}

// A Trace is what is kept of a run, for a picture of it and to compare it with another.
type Trace struct {
	Stop       observe.Stop        `json:"stop"`
	Elapsed    time.Duration       `json:"elapsed"` // virtual
	Focus      observe.Focus       `json:"focus,omitzero"`
	Events     []observe.Event     `json:"events,omitempty"`
	Cut        int                 `json:"cut,omitempty"` // events that are left out
	Goroutines []observe.Goroutine `json:"goroutines,omitempty"`
}

// CheckStatus is a check's outcome.
type CheckStatus string

// Outcomes of checks.
const (
	Pass   CheckStatus = "passed"
	Fail   CheckStatus = "failed"
	NotRun CheckStatus = "not run" // the run ended before it could be asked
)

// A Place is a line of the submission, with the lines around it.
type Place struct {
	observe.Pos
	Lines []Line `json:"lines,omitempty"`
}

// A Line is a numbered line of text.
type Line struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

// HiddenCheck is the name of the only check of a case whose checks a student may not see.
const HiddenCheck = "hidden"

// ForStudent is the result without what a student may not see: of cases that are not public the name, the
// hint and whether they were passed. After the deadline those that wait for it are public too.
func (r Result) ForStudent(afterDeadline bool) Result {
	cases := r.Cases
	r.Cases = nil
	for _, c := range cases {
		if c.Visible == exercise.Hidden || c.Visible == exercise.AfterDeadline && !afterDeadline {
			status := Pass
			if !c.Passed() {
				status = Fail
			}
			c.Checks, c.Elapsed, c.Seeds, c.Drawn = []Check{{Name: HiddenCheck, Title: c.Title, Status: status}}, 0, nil, nil
		}
		r.Cases = append(r.Cases, c)
	}
	return r
}
