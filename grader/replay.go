package grader

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"weft/grader/checks"
	"weft/grader/driver"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
)

// A Replay asks for a case of a submission to be run again. It is a plain value.
type Replay struct {
	Exercise   string
	Submission submission.Submission
	Case       string // "": the first that fails
	// Once: only one run, that under the schedule of Seed and, if the case draws its inputs, with Input. Else the
	// case is run and judged as in grading.
	Once  bool
	Seed  uint64
	Input json.RawMessage
	Race  bool // the run is that with the race detector
}

// Replay runs a case again. The result has this case alone, or all of them if none failed; with a trace also where it is
// passed. The same seed gives the same events, as long as the submission itself draws no random numbers and does not depend
// on the order of a map; with the race detector nothing is promised. Errors are as for Grade.
func (g *Grader) Replay(ctx context.Context, r Replay) (result.Result, error) {
	e, err := g.Exercise(r.Exercise)
	if err != nil {
		return result.Result{}, err
	}
	if _, ok := find(e, r.Case); !ok && r.Case != "" {
		var names []string
		for _, k := range e.Manifest.Cases {
			names = append(names, k.Name)
		}
		return result.Result{}, fmt.Errorf("exercise %s has no case %q; there are %s", e.Name, r.Case, strings.Join(names, ", "))
	}
	c := g.newCall(e, Job{Exercise: r.Exercise, Submission: r.Submission}, time.Now())
	return c.finish(ctx, func() error { return c.replay(ctx, r) })
}

func find(e *exercise.Exercise, name string) (exercise.Case, bool) {
	for _, k := range e.Manifest.Cases {
		if k.Name == name {
			return k, true
		}
	}
	return exercise.Case{}, false
}

func (c *call) replay(ctx context.Context, r Replay) error {
	if err := c.examine(ctx); err != nil || c.result.Status == result.Ungradable {
		return err
	}
	p, err := c.grader.prepare(ctx, c.exercise)
	if err != nil {
		return err
	}
	c.delayed = r.Seed != 0
	built, err := c.build(ctx, p)
	if err != nil || c.result.Status == result.Ungradable {
		return err
	}
	defer c.close()
	if r.Race {
		return c.replayRace(ctx, p, r)
	}
	c.plain = c.runner(built.Binary, false)
	for _, k := range c.exercise.Manifest.Cases {
		if r.Case != "" && r.Case != k.Name {
			continue
		}
		if c.again = nil; r.Once && (len(r.Input) > 0 || !c.drawn[k.Name]) {
			c.again = &checks.Again{Seed: r.Seed, Input: r.Input}
		}
		verdicts, err := c.judgeCase(ctx, p, k)
		if err != nil {
			return err
		}
		again := c.caseResult(k, verdicts)
		if again.Passed() && len(c.runs) > 0 && !c.drawn[k.Name] {
			last, _ := c.runs.of(checks.Verdict{Seed: c.runs[len(c.runs)-1].seed})
			again.Checks[0].Trace = trace(last, focus(verdicts))
		}
		if !again.Passed() {
			c.result.Cases = nil
		}
		c.result.Cases = append(c.result.Cases, again)
		if !again.Passed() {
			break
		}
	}
	return nil
}

// replayRace is replay with the race detector.
func (c *call) replayRace(ctx context.Context, p *prepared, r Replay) error {
	k, ok := find(c.exercise, r.Case)
	if !ok {
		return fmt.Errorf("a run with the race detector is that of a case: which?")
	}
	inputs, err := p.inputs()
	if err != nil {
		return err
	}
	input, ok := inputs[k.Name]
	if !ok {
		return fmt.Errorf("case %q: it draws its inputs, and is not run with the race detector", k.Name)
	}
	built := c.buildVariant(ctx, driver.Race)
	if built.err != nil {
		return fmt.Errorf("build with the race detector: %w", built.err)
	}
	c.race = c.runner(built.Binary, true)
	run, err := c.raceRun(ctx, k, input)
	if err != nil {
		return fmt.Errorf("case %q with the race detector: %w", k.Name, err)
	}
	c.runs = nil
	c.runs.keep(0, input, run)
	name, f := checks.Ended(run)
	if f.OK() {
		name = checks.NameRace
	}
	c.result.Cases = []result.Case{c.caseResult(k, []checks.Verdict{{Check: name, Finding: f}})}
	return nil
}
