// The driver of the exercise: tasks and processes that take virtual time and record who runs what where.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"weft/exercises/04-pools/cases"
	"weft/exercises/04-pools/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	// ctx never ends but by Cancel, so that who waits for it stays and is seen.
	ctx, cancel := context.WithCancel(context.Background())
	end := func() { cancel() }
	b := newBench(p, in)
	m := solution.Machine{
		LocalCores: in.Machine.LocalCores, Cores: in.Machine.Cores,
		StartCost: b.startCost, SendCost: b.sendCost, StartProcess: b.startProcess,
	}
	if in.Cancel > 0 {
		defer time.AfterFunc(millis(in.Cancel), end).Stop()
	}
	var results []solution.Result
	p.Call(func() {
		switch in.Call {
		case cases.RunGoroutines:
			results = solution.RunGoroutines(ctx, b.list, in.Workers)
		case cases.RunProcesses:
			results = solution.RunProcesses(ctx, m, b.list, in.Workers)
		default:
			results = solution.Run(ctx, m, b.list)
		}
	})
	return b.out(results)
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}

// A bench is what tasks and processes share. It is not written to while the submission runs.
type bench struct {
	p                   *probe.Probe
	does                []cases.Task
	list                []solution.Task
	startCost, sendCost time.Duration
	failing             []time.Duration
	deaths              []string // under which it is counted that a process died, by its number

	failed, broken, died, noProcess error
}

// maxProcesses is of how many processes it is known whether they have died.
const maxProcesses = 40

func newBench(p *probe.Probe, in cases.In) *bench {
	b := &bench{
		p: p, does: in.Tasks, startCost: millis(in.Machine.StartCost), sendCost: millis(in.Machine.SendCost),
		failed: errors.New("no such page"), broken: errors.New("index of nowhere"), noProcess: errors.New("no more processes"),
		// An error that wraps another, as a real one would; made here, since package fmt orders those who use it.
		died: fmt.Errorf("process 4711: %w", solution.ErrDied),
	}
	for _, ms := range in.Machine.Failing {
		b.failing = append(b.failing, millis(ms))
	}
	for n := range maxProcesses {
		b.deaths = append(b.deaths, fmt.Sprintf("deaths of process %d", n))
	}
	for i, t := range in.Tasks {
		b.list = append(b.list, solution.Task{
			ID: t.ID, Kind: solution.Kind(t.Kind), Cost: millis(t.Millis),
			Run: func(ctx context.Context) (int, error) { return b.runLocal(ctx, i) },
		})
	}
	return b
}

// runLocal is a task's Run.
func (b *bench) runLocal(ctx context.Context, i int) (value int, err error) {
	t := &b.does[i]
	failed := true
	span := b.p.Begin(cases.Local(t.Kind), i)
	defer func() { span.End(failed) }()
	if err := b.p.Sleep(ctx, millis(t.Millis)); err != nil {
		return 0, err
	}
	switch t.Does {
	case cases.Fails:
		return 0, b.failed
	case cases.Panics:
		panic(b.broken)
	case cases.Dies: // which would be the end of the submission
		return 0, b.died
	}
	failed = false
	return cases.Value(t.ID), nil
}

// startProcess is the machine's StartProcess.
func (b *bench) startProcess(ctx context.Context) (_ solution.Process, err error) {
	n := int(b.p.Count("calls of StartProcess", 1))
	span := b.p.Begin(cases.Start, n)
	defer func() { span.End(err != nil) }()
	if n <= len(b.failing) {
		if err := b.p.Sleep(ctx, b.failing[n-1]); err != nil {
			return nil, err
		}
		return nil, b.noProcess
	}
	if err := b.p.Sleep(ctx, b.startCost); err != nil {
		return nil, err
	}
	return &process{bench: b, id: n, deaths: b.deaths[n%maxProcesses]}, nil
}

type process struct {
	*bench
	id     int
	deaths string
}

// Do finds the task by its ID, as a process would that has the functions itself.
func (p *process) Do(ctx context.Context, t solution.Task) (value int, err error) {
	i := p.position(t.ID)
	work := p.p.Begin(cases.Work, p.id)
	do := p.p.Begin(cases.Do, i)
	defer func() {
		do.End(err != nil)
		work.End(err != nil)
	}()
	if p.p.Count(p.deaths, 0) > 0 || i == cases.Unknown {
		return 0, p.died
	}
	does := &p.does[i]
	if err := p.p.Sleep(ctx, p.sendCost+millis(does.Millis)); err != nil {
		return 0, err
	}
	switch does.Does {
	case cases.Fails:
		return 0, p.failed
	case cases.Dies, cases.Panics:
		p.p.Count(p.deaths, 1)
		p.p.Mark(cases.Death, p.id)
		return 0, p.died
	}
	return cases.Value(t.ID), nil
}

func (p *process) Close() { p.p.Mark(cases.Close, p.id) }

// position is where the task with this ID is in the list.
func (b *bench) position(id int) int {
	for i := range b.does {
		if b.does[i].ID == id {
			return i
		}
	}
	return cases.Unknown
}

func (b *bench) out(results []solution.Result) (out cases.Out) {
	for _, r := range results {
		o := cases.Result{ID: r.ID, Value: r.Value, Err: b.word(r.Err), Where: r.Where}
		if r.Err != nil {
			o.Value = 0
		}
		out.Results = append(out.Results, o)
	}
	return out
}

func (b *bench) word(err error) string {
	if err == nil {
		return ""
	}
	if p := panicError(err); p != nil {
		if p.Value == any(b.broken) {
			return cases.Panicked
		}
		return fmt.Sprintf("%s*PanicError with the Value %v", cases.Other, p.Value)
	}
	for _, known := range []struct {
		is   error
		word string
	}{
		{b.failed, cases.Failed}, {solution.ErrDied, cases.Died}, {b.noProcess, cases.NoProcess},
		{context.Canceled, cases.Canceled},
	} {
		if errors.Is(err, known.is) {
			return known.word
		}
	}
	return cases.Other + err.Error()
}

// panicError is the *PanicError in err, nil if there is none. The type may lack the method of an error.
func panicError(err error) *solution.PanicError {
	for err != nil {
		if p, ok := any(err).(*solution.PanicError); ok {
			return p
		}
		err = errors.Unwrap(err)
	}
	return nil
}
