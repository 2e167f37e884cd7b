package checks

import (
	"encoding/json"
	"flag"
	"fmt"
	"strconv"

	"pgregory.net/rapid"

	"weft/grader/observe"
)

// PropertySeed makes what a property tries the same for every submission, so that verdicts repeat.
const PropertySeed = 1

// judge tries inputs until one fails, and looks for a smaller one then.
func (p *Property) judge(run Runner) ([]Verdict, error) {
	var (
		fault   error
		last    Verdict // of the last input that failed, which rapid makes smaller and smaller
		ended   bool    // a run ended badly: that is telling enough, and each such run takes long
		verdict = Verdict{Check: p.Name}
	)
	prop := func(t *rapid.T) {
		if fault != nil {
			return
		}
		input := p.Draw(t)
		if ended {
			t.Fatalf("%s", last.Finding.Problem)
		}
		r, err := run(input, 0)
		if err != nil {
			fault = err
			return
		}
		if v := p.ask(input, r); !v.Finding.OK() {
			last, ended = v, v.Check != p.Name
			t.Fatalf("%s", v.Finding.Problem)
		}
	}
	failed, err := try(prop, max(p.Runs, 0))
	switch {
	case fault != nil:
		return nil, fault
	case err != nil:
		return nil, err
	case failed && last.Check == "":
		return nil, fmt.Errorf("property %s: drawing an input failed", p.Name)
	case failed:
		verdict = last
	}
	return []Verdict{verdict}, nil
}

func (p *Property) ask(input any, r observe.Run) Verdict {
	v := Verdict{Check: p.Name, Input: show(input)}
	v.Data, _ = json.Marshal(input) // it has been sent, so it can be
	if name, ended := Ended(r); !ended.OK() {
		v.Check, v.Finding = name, ended
		return v
	}
	v.Finding = placed(p.Check(input)(r), r)
	return v
}

// try has rapid look for an input that fails, from a fixed seed.
func try(prop func(*rapid.T), runs int) (failed bool, err error) {
	if runs == 0 {
		runs = DefaultRuns
	}
	for name, value := range map[string]string{
		"rapid.seed": strconv.Itoa(PropertySeed), "rapid.checks": strconv.Itoa(runs), "rapid.nofailfile": "true", "rapid.shrinktime": "2s",
	} {
		if err := flag.Set(name, value); err != nil {
			return false, fmt.Errorf("set up properties: %w", err)
		}
	}
	q := &quiet{}
	func() {
		defer func() {
			if v := recover(); v != nil && v != any(stopped{}) {
				err = fmt.Errorf("property: %v", v)
			}
		}()
		rapid.Check(q, prop)
	}()
	return q.failed, err
}

// stopped is what FailNow panics with, in place of the end of a test's goroutine.
type stopped struct{}

// quiet is a test for rapid that says nothing.
type quiet struct{ failed bool }

func (q *quiet) Helper()               {}
func (q *quiet) Name() string          { return "property" }
func (q *quiet) Logf(string, ...any)   {}
func (q *quiet) Log(...any)            {}
func (q *quiet) Skipf(string, ...any)  { panic(stopped{}) }
func (q *quiet) Skip(...any)           { panic(stopped{}) }
func (q *quiet) SkipNow()              { panic(stopped{}) }
func (q *quiet) Errorf(string, ...any) { q.failed = true }
func (q *quiet) Error(...any)          { q.failed = true }
func (q *quiet) Fatalf(string, ...any) { q.FailNow() }
func (q *quiet) Fatal(...any)          { q.FailNow() }
func (q *quiet) FailNow()              { q.failed = true; panic(stopped{}) }
func (q *quiet) Fail()                 { q.failed = true }
func (q *quiet) Failed() bool          { return q.failed }
