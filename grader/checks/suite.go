package checks

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"weft/grader/observe"
)

// A Suite is how an exercise is judged.
type Suite struct {
	Cases []Case
}

// A Case is one situation that a submission is put into.
type Case struct {
	Name string
	// Input is sent to the driver as JSON.
	Input any
	// Checks are asked about the run, in order of how much their findings tell; all of them are reported.
	Checks []Named

	// Schedules is how many further runs, each under a schedule of its own, the same checks are asked about.
	Schedules int
	// Property, instead of Input and Checks, draws inputs and judges their runs.
	Property *Property
}

// A Property is a rule that holds for all inputs of a kind.
type Property struct {
	Name  string                // of the check
	Draw  func(*rapid.T) any    // an input
	Check func(input any) Check // what must hold for it
	Runs  int                   // how many inputs are tried; default 30
}

// DefaultRuns is how many inputs a property is tried with.
const DefaultRuns = 30

// A Verdict is what a check of a case says in the end.
type Verdict struct {
	Check   string  `json:"check"`
	Finding Finding `json:"finding"`
	// Seed of the schedule under which it failed; 0: without one.
	Seed uint64 `json:"seed,omitempty"`
	// Input under which a property failed, the smallest that was found, and the same as the driver reads it.
	Input string          `json:"input,omitempty"`
	Data  json.RawMessage `json:"data,omitempty"`
	// NotRun: the run ended before the check could be asked.
	NotRun bool `json:"not_run,omitempty"`
}

// A Runner runs a case with an input under a schedule, 0 for none.
type Runner func(input any, seed uint64) (observe.Run, error)

// Judge runs a case as often as it asks for and says what its checks find. The error is that of a run that could
// not be made, or of the exercise: there is no verdict then.
func (c Case) Judge(run Runner) (verdicts []Verdict, err error) {
	defer func() {
		if v := recover(); v != nil {
			verdicts, err = nil, fmt.Errorf("case %q: its checks panicked: %v", c.Name, v)
		}
	}()
	if c.Property != nil {
		return c.Property.judge(run)
	}
	first, err := run(c.Input, 0)
	if err != nil {
		return nil, err
	}
	verdicts = c.ask(first, 0)
	for seed := uint64(1); int(seed) <= c.Schedules && passed(verdicts); seed++ {
		r, err := run(c.Input, seed)
		if err != nil {
			return nil, err
		}
		if again := c.ask(rounded(r), seed); !passed(again) {
			verdicts = again
		}
	}
	return verdicts, nil
}

// Grain is the unit to which the times of a run under a schedule are rounded down: its delays are
// far shorter, and so exact checks hold there too. Cases have times that are multiples of it.
const Grain = 100 * time.Microsecond

func rounded(r observe.Run) observe.Run {
	r.Elapsed = r.Elapsed.Truncate(Grain)
	r.Events = slices.Clone(r.Events)
	for i := range r.Events {
		r.Events[i].At = r.Events[i].At.Truncate(Grain)
	}
	return r
}

// ask asks the checks about a run.
func (c Case) ask(r observe.Run, seed uint64) []Verdict {
	var verdicts []Verdict
	name, ended := Ended(r)
	if !ended.OK() {
		verdicts = append(verdicts, Verdict{Check: name, Finding: ended, Seed: seed})
	}
	for _, n := range c.Checks {
		v := Verdict{Check: n.Name, Seed: seed}
		if r.Stop == observe.Returned || r.Stop == observe.Leaked {
			v.Finding = placed(n.Check(r), r)
		} else {
			v.NotRun = true
		}
		if v.Finding.OK() {
			v.Seed = 0
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

func passed(verdicts []Verdict) bool {
	for _, v := range verdicts {
		if v.NotRun || !v.Finding.OK() {
			return false
		}
	}
	return true
}

// Find is the case of that name.
func (s Suite) Find(name string) (Case, bool) {
	for _, c := range s.Cases {
		if c.Name == name {
			return c, true
		}
	}
	return Case{}, false
}
