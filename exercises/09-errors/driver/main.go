// The driver of the exercise: tasks that take virtual time, and end in all the ways in which a task can end.
package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"weft/exercises/09-errors/cases"
	"weft/exercises/09-errors/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	if in.Types {
		p.Call(func() { out.Types = types() })
		return out
	}
	var calls []*call
	for i, c := range in.Calls {
		calls = append(calls, newCall(p, i, c))
	}
	p.Call(func() {
		for _, c := range calls {
			out.Calls = append(out.Calls, c.make())
		}
	})
	return out
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}

// A call is one of First or All that is to be made. Only its contexts are written to while it is under way.
type call struct {
	p        *probe.Probe
	id       int
	does     cases.Call
	known    []known
	cause    error
	tasks    []solution.Task
	contexts [][maxRuns]context.Context // by task and run
}

// known is an error with its word.
type known struct {
	word string
	err  error
}

// maxRuns is of how many runs of a task the contexts are kept.
const maxRuns = 8

func newCall(p *probe.Probe, id int, does cases.Call) *call {
	c := &call{p: p, id: id, does: does, cause: errors.New(cases.Stopped), contexts: make([][maxRuns]context.Context, len(does.Tasks))}
	c.known = []known{
		{cases.Deadline, context.DeadlineExceeded}, {cases.Canceled, context.Canceled}, {cases.IsPermanent, solution.ErrPermanent},
		{cases.NoResult, solution.ErrNoResult}, {cases.Stopped, c.cause},
	}
	for i, t := range does.Tasks {
		d := &double{call: c, number: i, counter: fmt.Sprintf("runs of %d.%d", id, i)}
		for _, r := range t.Runs {
			d.attempts = append(d.attempts, c.attempt(r))
		}
		c.tasks = append(c.tasks, solution.Task{
			Name: t.Name, Run: d.run, Timeout: millis(t.Timeout), Attempts: t.Attempts, Backoff: millis(t.Backoff),
		})
	}
	return c
}

// attempt makes the error of a run beforehand, since package fmt orders those who use it.
func (c *call) attempt(r cases.Run) attempt {
	a := attempt{Run: r, takes: millis(r.Millis)}
	switch r.End {
	case cases.Fails, cases.PanicError:
		a.err = errors.New(r.Err)
		c.known = append(c.known, known{r.Err, a.err})
	case cases.Permanent:
		a.err = fmt.Errorf("%s: %w", r.Err, solution.ErrPermanent)
		c.known = append(c.known, known{r.Err, a.err})
	}
	return a
}

// make makes the call. Its context never ends but by Cancel, so that who waits for it stays and is seen.
func (c *call) make() cases.Outcome {
	ctx, cancel := context.WithCancelCause(context.Background())
	function := solution.First
	if c.does.All {
		function = solution.All
	}
	end := func() { cancel(c.cause) }
	if c.does.Cancel > 0 {
		defer time.AfterFunc(millis(c.does.Cancel), end).Stop()
	}
	span := c.p.Begin(cases.CallSpan, c.id)
	results, err := function(ctx, c.tasks)
	span.End(err != nil)
	left := c.left(ctx)
	out := c.outcome(results, err)
	out.Left = left
	return out
}

// A double is a task.
type double struct {
	*call
	number   int
	counter  string // under which its runs are counted
	attempts []attempt
}

type attempt struct {
	cases.Run
	takes time.Duration
	err   error
}

func (d *double) run(ctx context.Context) (int, error) {
	n := int(d.p.Count(d.counter, 1))
	d.keep(d.number, n-1, ctx)
	span := d.p.Begin(cases.RunSpan, cases.ID(d.id, d.number))
	failed := true
	defer func() { span.End(failed) }()
	a := &d.attempts[min(n, len(d.attempts))-1]
	listens := ctx
	if a.Deaf {
		listens = context.Background()
	}
	if err := d.p.Sleep(listens, a.takes); err != nil {
		return 0, err
	}
	switch a.End {
	case cases.PanicError:
		explodes(a.err)
	case cases.PanicText:
		explodes(a.Err)
	case cases.Goexit:
		runtime.Goexit()
	}
	failed = a.err != nil
	return a.Value, a.err
}

// explodes is the function whose name has to be on the stack.
//
//go:noinline
func explodes(v any) { panic(v) }

// keep notes the context of a run, without an order between those who do.
//
//go:norace
func (c *call) keep(task, run int, ctx context.Context) {
	if run < maxRuns {
		c.contexts[task][run] = ctx
	}
}

// left are tasks with a context that was made for them and has not ended. One that ends only with ctx was not.
//
//go:norace
func (c *call) left(ctx context.Context) []string {
	var names []string
	for i := range c.contexts {
		for _, own := range c.contexts[i] {
			if own != nil && own.Done() != nil && own.Done() != ctx.Done() && own.Err() == nil {
				names = append(names, c.tasks[i].Name)
				break
			}
		}
	}
	return names
}
