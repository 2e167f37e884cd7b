package checks

import (
	"encoding/json"
	"fmt"
	"reflect"
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

	// Schedules is how many further runs, each under a schedule of its own, the same checks are asked about. What fails is told
	// as one of them saw it, so that it is told in the same words each time.
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
	// Shown is the seed of the run that shows it, if that is another one: it failed without a schedule, and just so under this.
	Shown uint64 `json:"shown,omitempty"`
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
	if abrupt(first) {
		return verdicts, nil
	}
	var orders [][]Verdict // what is found under each schedule
	for seed := uint64(1); int(seed) <= c.Schedules; seed++ {
		r, err := run(c.Input, seed)
		if err != nil {
			return nil, err
		}
		orders = append(orders, c.ask(Rounded(r), seed))
		if abrupt(r) {
			break
		}
	}
	return told(verdicts, orders), nil
}

// told are the verdicts that are told. What happens in one instant happens in any order without a schedule, and a wrong solution
// may fail by one as it does not by another; so that its findings are the same whenever it is judged, they are those of one
// of the schedules that it fails under, if nothing that failed without one is left out by that. They bear its number, unless it made no
// difference.
func told(free []Verdict, orders [][]Verdict) []Verdict {
	at := slices.IndexFunc(orders, func(v []Verdict) bool { return !passed(v) })
	if at < 0 {
		return free
	}
	most := orders[at] // or one that finds all of that, and more
	for _, v := range orders[at:] {
		if covers(v, most) && !covers(most, v) {
			most = v
		}
	}
	switch {
	case !covers(most, free):
		return free
	case slices.ContainsFunc(orders, func(v []Verdict) bool { return !same(free, v) }):
		return most
	}
	free = slices.Clone(free)
	for i, v := range most {
		free[i].Shown = v.Seed
	}
	return free
}

// covers reports whether all checks that failed in b failed in a too.
func covers(a, b []Verdict) bool {
	for _, v := range b {
		if !v.Finding.OK() && !slices.ContainsFunc(a, func(w Verdict) bool { return w.Check == v.Check && !w.Finding.OK() }) {
			return false
		}
	}
	return true
}

// same reports whether two runs have the same findings.
func same(a, b []Verdict) bool {
	return slices.EqualFunc(a, b, func(v, w Verdict) bool {
		return v.Check == w.Check && v.NotRun == w.NotRun && reflect.DeepEqual(v.Finding, w.Finding)
	})
}

// abrupt reports whether a run ended in a way that says enough and takes long to come to: it is not made again.
func abrupt(r observe.Run) bool {
	return slices.Contains([]observe.Stop{observe.Stuck, observe.Limited, observe.Crashed, observe.Exited}, r.Stop)
}

// Grain is the unit to which the times of a run under a schedule are rounded down: its delays are
// far shorter, and so exact checks hold there too. Cases have times that are multiples of it.
const Grain = 100 * time.Microsecond

// Rounded is a run under a schedule with such times.
func Rounded(r observe.Run) observe.Run {
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
