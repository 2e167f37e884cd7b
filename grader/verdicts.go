package grader

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"weft/grader/checks"
	"weft/grader/exercise"
	"weft/grader/observe"
	"weft/grader/result"
)

// caseResult is a case with what its checks said, in the words of the exercise.
func (c *call) caseResult(k exercise.Case, verdicts []checks.Verdict) result.Case {
	title := k.Title
	if title == "" {
		title = k.Name
	}
	r := result.Case{Name: k.Name, Title: title, Visible: k.Visible, Hint: k.Hint, Max: k.Points, Seeds: c.runs.seeds()}
	if c.drawn[k.Name] {
		r.Drawn = &result.Drawn{Seed: checks.PropertySeed, Runs: len(c.runs)}
	} else if len(c.runs) > 0 {
		r.Elapsed = c.runs[0].run.Elapsed
	}
	for _, v := range verdicts {
		r.Checks = append(r.Checks, c.check(v))
	}
	for i, v := range verdicts {
		if r.Checks[i].Status != result.Fail {
			continue
		}
		if run, ok := c.runs.of(v); ok {
			r.Elapsed = run.Elapsed
			r.Checks[i].Trace = trace(run, focus(verdicts[i:]))
		}
		break // one picture for a case
	}
	return r
}

// focus is what the first of verdicts points at. If it speaks of no operations in particular, those are taken that another
// says there are too many or too few of at one time.
func focus(verdicts []checks.Verdict) observe.Focus {
	f := verdicts[0].Finding.Focus
	for _, v := range verdicts[1:] {
		if g := v.Finding.Focus; f.Name == "" && g.Limit > 0 {
			f.Name, f.Limit = g.Name, g.Limit
		}
	}
	return f
}

func (c *call) check(v checks.Verdict) result.Check {
	text := c.exercise.Check(v.Check)
	r := result.Check{
		Name: v.Check, Title: text.Title, Status: result.Pass, Seed: v.Seed, Input: v.Input, Data: v.Data,
		Problem: cut(v.Finding.Problem), Expected: cut(v.Finding.Expected), Seen: cut(v.Finding.Seen),
	}
	if r.Title == "" {
		r.Title = titleOf(v.Check)
	}
	switch {
	case v.NotRun:
		r.Status = result.NotRun
	case !v.Finding.OK():
		r.Status, r.Hint = result.Fail, text.Hint
	}
	for _, p := range v.Finding.Where[:min(len(v.Finding.Where), maxPlaces)] {
		r.Where = append(r.Where, c.place(p))
	}
	return r
}

// maxText is how many bytes a text of a finding has. What a submission panics with, or returns, may have megabytes, and
// is in every report.
const maxText = 4 << 10

// cut is the beginning of a text that is too long.
func cut(text string) string {
	if len(text) <= maxText {
		return text
	}
	return fmt.Sprintf("%s... (%d bytes)", strings.ToValidUTF8(text[:maxText], ""), len(text))
}

// maxPlaces is how many places a check shows.
const maxPlaces = 3

// titleOf is what must hold, for checks that every case makes.
func titleOf(name string) string {
	titles := map[string]string{
		checks.NamePanic: "no panic", checks.NameDeadlock: "no deadlock", checks.NameLeak: "no goroutine is left behind",
		checks.NameStuck: "no busy waiting", checks.NameRace: "no data race", checks.NameExit: "the program goes on",
		checks.NameCrash: "the program goes on", checks.NameLimit: "within the limits",
	}
	if t := titles[name]; t != "" {
		return t
	}
	return name
}

// place is a line of the submission with its neighbours.
func (c *call) place(p observe.Pos) result.Place {
	at := result.Place{Pos: p}
	for n := p.Line - 1; n <= p.Line+1; n++ {
		if n < 1 {
			continue
		}
		if text := c.submission.Line(p.File, n); text != "" || n == p.Line {
			at.Lines = append(at.Lines, result.Line{Number: n, Text: text})
		}
	}
	return at
}

// races runs the cases that were passed once more, in a program with the race detector.
func (c *call) races(ctx context.Context, built variantBuild) error {
	if built.err != nil {
		return fmt.Errorf("build with the race detector: %w", built.err)
	}
	c.race = c.runner(built.Binary, true)
	p, err := c.grader.prepare(ctx, c.exercise)
	if err != nil {
		return err
	}
	inputs, err := p.inputs()
	if err != nil {
		return err
	}
	for i, k := range c.cases() {
		input, ok := inputs[k.Name]
		if !ok || !c.result.Cases[i].Passed() {
			continue
		}
		c.at(Racing, k, i)
		r, err := c.raceRun(ctx, k, input)
		if err != nil {
			return fmt.Errorf("case %q with the race detector: %w", k.Name, err)
		}
		if name, f := checks.Ended(r); !f.OK() {
			check := c.check(checks.Verdict{Check: name, Finding: f})
			check.Trace = trace(r, f.Focus)
			c.result.Cases[i].Checks = append(c.result.Cases[i].Checks, check)
		}
	}
	return nil
}

// count adds the points up. Checks that are fatal void them all.
func (c *call) count() {
	for i := range c.result.Cases {
		k := &c.result.Cases[i]
		if k.Passed() {
			k.Points = k.Max
		}
		c.result.Points += k.Points
		for _, check := range k.Checks {
			if check.Status == result.Fail && c.exercise.IsFatal(check.Name) && !slices.Contains(c.result.Voided, check.Title) {
				c.result.Voided = append(c.result.Voided, check.Title)
			}
		}
	}
	if len(c.result.Voided) > 0 {
		c.result.Points = 0
	}
}
