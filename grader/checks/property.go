package checks

import (
	"encoding/json"
	"flag"
	"fmt"
	"strconv"
	"time"

	"pgregory.net/rapid"

	"weft/grader/observe"
)

// PropertySeed makes what a property tries the same for every submission, so that verdicts repeat.
const PropertySeed = 1

// maxSmaller is how many runs are spent on looking for a smaller input that fails. A time instead would show another input on a
// machine that is slower or has other work.
const maxSmaller = 400

// smallerCPU ends that search all the same if its runs take very long, in processor time.
const smallerCPU = time.Minute

// smallerTime is longer than any such search: rapid would end it after a time.
const smallerTime = 24 * time.Hour

// judge tries inputs until one fails, and looks for a smaller one then.
func (p *Property) judge(run Runner) ([]Verdict, error) {
	s := search{property: p, run: run, known: map[string]Verdict{}}
	failed, err := try(s.prop, max(p.Runs, 0))
	switch {
	case s.fault != nil:
		return nil, s.fault
	case err != nil:
		return nil, err
	case failed && s.last.Check == "":
		return nil, fmt.Errorf("property %s: drawing an input failed", p.Name)
	case failed:
		return []Verdict{s.last}, nil
	}
	return []Verdict{{Check: p.Name}}, nil
}

// A search is what rapid is asked to look for.
type search struct {
	property *Property
	run      Runner
	known    map[string]Verdict // by input: while it makes inputs smaller, rapid tries many of them twice

	last    Verdict       // of the last input that failed, which rapid makes smaller and smaller
	smaller int           // runs since one failed
	used    time.Duration // processor time of these runs
	ended   bool          // a run ended badly: that is telling enough, and each such run takes long
	fault   error
}

// prop fails if the property does not hold for the input that it draws. When enough runs were made, nothing fails any more.
func (s *search) prop(t *rapid.T) {
	if s.fault != nil || s.smaller > maxSmaller || s.used > smallerCPU {
		return
	}
	input := s.property.Draw(t)
	if s.ended {
		t.Fatalf("%s", s.last.Finding.Problem)
	}
	if v := s.verdict(input); !v.Finding.OK() {
		s.last, s.ended = v, v.Check != s.property.Name
		t.Fatalf("%s", v.Finding.Problem)
	}
}

func (s *search) verdict(input any) Verdict {
	data, _ := json.Marshal(input) // what cannot be sent is an error of run
	if v, ok := s.known[string(data)]; ok && data != nil {
		return v
	}
	r, err := s.run(input, 0)
	if err != nil {
		s.fault = err
		return Verdict{}
	}
	if s.last.Check != "" {
		s.smaller++
		s.used += r.CPU
	}
	v := s.property.ask(input, r)
	s.known[string(data)] = v
	return v
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
		"rapid.seed": strconv.Itoa(PropertySeed), "rapid.checks": strconv.Itoa(runs), "rapid.nofailfile": "true", "rapid.shrinktime": smallerTime.String(),
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
