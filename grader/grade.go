package grader

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/grader/checks"
	"weft/grader/driver"
	"weft/grader/exercise"
	"weft/grader/inspect"
	"weft/grader/judge"
	"weft/grader/observe"
	"weft/grader/result"
	"weft/grader/runner"
	"weft/grader/submission"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/sandbox"
)

// A Job is a submission to be graded. It is a plain value.
type Job struct {
	Exercise   string                // its name, as Find knows it
	Submission submission.Submission // what was handed in
	Public     bool                  // only the public cases, as for a student's own check
}

// Grade grades a submission. The result says what it came to: also that it cannot be graded, or that we failed. The
// error is that of ctx, or of an exercise that does not exist or is not in order.
func (g *Grader) Grade(ctx context.Context, job Job) (result.Result, error) {
	return g.grade(ctx, job, nil)
}

func (g *Grader) grade(ctx context.Context, job Job, tell func(Stage)) (result.Result, error) {
	began := time.Now()
	e, err := g.Exercise(job.Exercise)
	if err != nil {
		return result.Result{}, err
	}
	c := g.newCall(e, job, began)
	c.tell = tell
	return c.finish(ctx, func() error { return c.grade(ctx) })
}

func (g *Grader) newCall(e *exercise.Exercise, job Job, began time.Time) *call {
	c, made := &call{grader: g, exercise: e, submission: job.Submission, public: job.Public, began: began}, g.Conditions()
	c.result = result.Result{
		Exercise: result.Exercise{ID: e.ID, Name: e.Name, Title: e.Title, Version: e.Version, Hash: e.Hash},
		Name:     job.Submission.Name, Submission: job.Submission.Hash(), Status: result.Graded, Public: job.Public,
		Grader: made.Version, Go: made.Go, At: began.UTC(), Sandbox: made.Sandbox, Missing: made.Missing,
	}
	return c
}

// finish makes the result of what was done: our failure is one too.
func (c *call) finish(ctx context.Context, do func() error) (result.Result, error) {
	err := do()
	var exceeded *kit.ExceededError
	switch {
	case ctx.Err() != nil:
		return result.Result{}, ctx.Err()
	case errors.As(err, &exceeded):
		c.result.Status, c.result.Diagnostics = result.Ungradable, []submission.Diagnostic{tooLarge(c.submission, exceeded)}
		c.result.Cases = nil
	case err != nil:
		c.result.Status, c.result.Fault = result.Failed, err.Error()
		c.result.Cases, c.result.Points = nil, 0
	}
	c.result.Times.Total = time.Since(c.began)
	return c.result, nil
}

// A call is the grading of one submission.
type call struct {
	grader     *Grader
	exercise   *exercise.Exercise
	submission submission.Submission
	public     bool
	tell       func(Stage) // nil: nobody asks
	began      time.Time
	read       inspect.Answer
	result     result.Result

	plain, race *runner.Runner  // nil: not needed yet
	runs        runs            // of the case that is judged
	drawn       map[string]bool // cases whose inputs are drawn
	again       *checks.Again   // of a replay: which run of a case; nil: all
	delayed     bool            // build for schedules, though no case asks for it
}

func (c *call) close() {
	for _, r := range []*runner.Runner{c.plain, c.race} {
		if r != nil {
			r.Close()
		}
	}
}

// grade goes through the steps; an error is ours.
func (c *call) grade(ctx context.Context) error {
	for _, k := range c.cases() {
		c.result.Max += k.Points
	}
	if err := c.examine(ctx); err != nil || c.result.Status == result.Ungradable {
		return err
	}
	c.at(Preparing, exercise.Case{}, 0)
	p, err := c.grader.prepare(ctx, c.exercise)
	if err != nil {
		return err
	}
	c.at(Compiling, exercise.Case{}, 0)
	began := time.Now()
	built, err := c.build(ctx, p)
	c.result.Times.Build, c.result.Times.Compile, c.result.Times.Link = time.Since(began), built.Compile, built.Link
	if err != nil || c.result.Status == result.Ungradable {
		return err
	}
	c.plain = c.runner(built.Binary, false)
	defer c.close()
	racing := c.buildRace(ctx) // beside the first runs
	began = time.Now()
	if err := c.judge(ctx, p); err != nil {
		<-racing
		return err
	}
	race := <-racing
	c.result.Times.Race = race.Compile + race.Link
	if err := c.races(ctx, race); err != nil {
		return err
	}
	c.result.Times.Run = time.Since(began)
	c.count()
	return nil
}

// examine reads the text. What cannot be graded is ungradable from here on.
func (c *call) examine(ctx context.Context) (err error) {
	began := time.Now()
	c.read, err = c.grader.inspector.Examine(ctx, inspect.Question{Submission: c.submission, Rules: rulesOf(c.exercise)})
	c.result.Times.Check = time.Since(began)
	if len(c.read.Diagnostics) > 0 {
		c.result.Status, c.result.Diagnostics = result.Ungradable, c.read.Diagnostics
	}
	return err
}

// cases are those that are asked for.
func (c *call) cases() []exercise.Case {
	var list []exercise.Case
	for _, k := range c.exercise.Manifest.Cases {
		if !c.public || k.Visible == exercise.Public {
			list = append(list, k)
		}
	}
	return list
}

func rulesOf(e *exercise.Exercise) submission.Rules {
	return submission.Rules{Packages: e.Packages, Starter: e.Starter, MustUse: e.Static.MustUse, MustNotUse: e.Static.MustNotUse}
}

// build builds the submission, so that it can be run under schedules too if a case wants that: one program serves
// both. If the compiler refuses what the check of the text let pass, it is ungradable.
func (c *call) build(ctx context.Context, p *prepared) (kit.Result, error) {
	scheduled, err := c.scheduled(p)
	if err != nil {
		return kit.Result{}, err
	}
	var failed error
	if scheduled {
		built := c.buildVariant(ctx, driver.Schedule)
		if built.err == nil {
			return built.Result, nil
		}
		failed = built.err // or the text is at fault, in words that the other build has
	}
	built, err := c.grader.builder.Submission(ctx, c.exercise, c.submission, c.read, driver.Plain)
	if err != nil {
		return built, fmt.Errorf("build the submission: %w", err)
	}
	var points *variantError
	switch {
	case len(built.Diagnostics) > 0:
	case errors.As(failed, &points):
		// The points are ours: a right solution must not suffer from that. Locks have points all the same.
		c.result.Unscheduled = points.Error()
		return built, nil
	case failed != nil:
		return built, fmt.Errorf("build for schedules: %w", failed)
	default:
		return built, nil
	}
	for _, d := range built.Diagnostics {
		if strings.HasPrefix(d.File, "<") && strings.HasPrefix(d.Text, submission.PackageName+".") { // a variable without a place
			d.File, d.Line, d.Col = c.submission.Files[0].Name, 0, 0
		}
		if c.submission.Line(d.File, d.Line) == "" && d.Line > 0 {
			return built, fmt.Errorf("exercise %s: its driver does not compile with this submission: %s:%d:%d: %s", c.exercise.Name, fileOf(c.exercise.Driver, "driver", d.File), d.Line, d.Col, d.Text)
		}
		c.result.Status = result.Ungradable
		c.result.Diagnostics = append(c.result.Diagnostics, submission.Diagnostic{File: d.File, Line: d.Line, Col: d.Col, Text: d.Text, Source: c.submission.Line(d.File, d.Line)})
	}
	return built, nil
}

// fileOf is a file of an exercise with its folder: that which has these files, else the one of its cases.
func fileOf(files []exercise.File, folder, name string) string {
	if slices.ContainsFunc(files, func(f exercise.File) bool { return f.Name == name }) {
		return folder + "/" + name
	}
	return "cases/" + name
}

// scheduled reports whether one of the cases is run under schedules, and notes whose inputs are drawn.
func (c *call) scheduled(p *prepared) (bool, error) {
	listed, err := p.cases()
	if err != nil {
		return false, err
	}
	c.drawn = map[string]bool{}
	for _, l := range listed {
		c.drawn[l.Name] = l.Property
	}
	return c.delayed || slices.ContainsFunc(listed, func(l checks.Listed) bool {
		return l.Schedules > 0 && slices.ContainsFunc(c.cases(), func(k exercise.Case) bool { return k.Name == l.Name })
	}), nil
}

// A variantError reports that a text compiles, but not as we changed it.
type variantError struct{ text string }

func (e *variantError) Error() string { return "it compiles, but not in another variant: " + e.text }

// A variantBuild is another build of a submission that compiles, or why there is none.
type variantBuild struct {
	kit.Result
	err error
}

func (c *call) buildVariant(ctx context.Context, v driver.Variant) variantBuild {
	built, err := c.grader.builder.Submission(ctx, c.exercise, c.submission, c.read, v)
	if err == nil && len(built.Diagnostics) > 0 {
		err = &variantError{built.Diagnostics[0].Text}
	}
	return variantBuild{built, err}
}

// buildRace builds with the race detector, beside the first runs.
func (c *call) buildRace(ctx context.Context) <-chan variantBuild {
	done := make(chan variantBuild, 1)
	go func() { done <- c.buildVariant(ctx, driver.Race) }()
	return done
}

func (c *call) runner(binary string, race bool) *runner.Runner {
	return runner.New(c.grader.options.Sandbox, c.grader.options.Require, runner.Program{Path: binary, Race: race})
}

// judge runs and judges all cases.
func (c *call) judge(ctx context.Context, p *prepared) error {
	for i, k := range c.cases() {
		c.at(Running, k, i)
		verdicts, err := c.judgeCase(ctx, p, k)
		if err != nil {
			return err
		}
		c.result.Cases = append(c.result.Cases, c.caseResult(k, verdicts))
	}
	return nil
}

// attempts is how often a case is tried that we failed to run.
const attempts = 3

func (c *call) judgeCase(ctx context.Context, p *prepared, k exercise.Case) (verdicts []checks.Verdict, err error) {
	for range attempts {
		c.runs = nil
		var j *judge.Judge
		if j, err = p.take(); err != nil {
			return nil, err
		}
		if k.Isolated {
			c.plain.Fresh()
		}
		run := func(ctx context.Context, input json.RawMessage, seed uint64) (observe.Run, error) {
			return c.run(ctx, k, input, seed)
		}
		if c.again != nil {
			verdicts, err = j.Again(ctx, k.Name, *c.again, run)
		} else {
			verdicts, err = j.Case(ctx, k.Name, run)
		}
		p.give(j, err == nil)
		var ours *runner.FaultError
		var level *sandbox.LevelError
		if !errors.As(err, &ours) || errors.As(err, &level) || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("case %q: %w", k.Name, err)
	}
	return verdicts, nil
}

// run runs a case, under a schedule if seed is not 0.
func (c *call) run(ctx context.Context, k exercise.Case, input json.RawMessage, seed uint64) (r observe.Run, err error) {
	if r, err = c.plain.Run(ctx, k.Name, input, seed, limitsOf(c.exercise, k)); err == nil {
		r = c.read.Spinning(r)
		c.runs.keep(seed, input, r)
	}
	return r, err
}

// limitsOf are the limits of a case: its own, else the exercise's.
func limitsOf(e *exercise.Exercise, k exercise.Case) runner.Limits {
	pick := func(own, general exercise.Duration) time.Duration {
		if own != 0 {
			return time.Duration(own)
		}
		return time.Duration(general)
	}
	size := func(own, general int, unit int64) int64 {
		if own != 0 {
			return int64(own) * unit
		}
		return int64(general) * unit
	}
	return runner.Limits{
		Virtual: pick(k.Limits.Virtual, e.Limits.Virtual), Stuck: pick(k.Limits.Stuck, e.Limits.Stuck), Wall: pick(k.Limits.Wall, e.Limits.Wall),
		Memory: size(k.Limits.Memory, e.Limits.Memory, 1<<20), Output: size(k.Limits.Output, e.Limits.Output, 1<<10),
		Goroutines: int(size(k.Limits.Goroutines, e.Limits.Goroutines, 1)), Threads: int(size(k.Limits.Threads, e.Limits.Threads, 1)),
	}
}

// tooLarge tells a student that a submission cannot be built.
func tooLarge(s submission.Submission, e *kit.ExceededError) submission.Diagnostic {
	d := submission.Diagnostic{Text: "it cannot be compiled within the limits: " + e.Error(), Hint: "look for huge arrays and constants"}
	if len(s.Files) > 0 {
		d.File = s.Files[0].Name
	}
	return d
}
