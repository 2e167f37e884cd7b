package grader

import (
	"context"

	"weft/grader/exercise"
	"weft/grader/result"
)

// A Stage says how far the grading of a submission is.
type Stage struct {
	Step        Step
	Case        string // title of the case that runs
	Done, Total int    // cases; with the race detector they run once more
}

// A Step is what is being done.
type Step string

// Steps, in their order.
const (
	Preparing Step = "preparing the exercise" // its judge is compiled: once
	Compiling Step = "compiling"
	Running   Step = "running"
	Racing    Step = "running with the race detector"
)

// GradeTelling is Grade that tells how it goes on. tell is called by one goroutine at a time, and not any more when GradeTelling has
// returned.
func (g *Grader) GradeTelling(ctx context.Context, job Job, tell func(Stage)) (result.Result, error) {
	return g.grade(ctx, job, tell)
}

// at tells that a step is reached.
func (c *call) at(s Step, k exercise.Case, done int) {
	if c.tell == nil {
		return
	}
	stage := Stage{Step: s, Done: done, Total: len(c.cases())}
	if stage.Case = k.Title; stage.Case == "" {
		stage.Case = k.Name
	}
	c.tell(stage)
}
