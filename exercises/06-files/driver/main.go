// The driver of the exercise: calls the submission's functions with files that take virtual time.
package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"weft/exercises/06-files/cases"
	"weft/exercises/06-files/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	b := newBench(p, in)
	p.Call(func() {
		for i, c := range in.Calls {
			if i > 0 {
				b.pause()
			}
			out = append(out, b.call(i, c))
		}
	})
	return out
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}

// A bench is what the calls of a case share. It is not written to while the submission runs.
type bench struct {
	p      *probe.Probe
	paths  []string
	files  map[string]cases.File
	errors []known // those that the driver gives, and of which it must find out that they come back
	// By workers: a strategy may be used more than once.
	bounded map[int]solution.Strategy
	// A value, so that the compiler does not move the submission's function literals into this package.
	newBounded func(workers int) solution.Strategy
}

type known struct {
	err  error
	word string
}

func newBench(p *probe.Probe, in cases.In) *bench {
	b := &bench{
		p: p, paths: in.List(), files: map[string]cases.File{},
		bounded: map[int]solution.Strategy{}, newBounded: solution.Bounded,
		errors: []known{
			{context.Canceled, cases.Canceled}, {context.DeadlineExceeded, cases.Deadline}, {fs.ErrNotExist, cases.Missing},
			{errors.New(cases.Locked), cases.Locked}, {errors.New(cases.Broken), cases.Broken},
		},
	}
	for _, f := range in.Files {
		b.files[f.Path] = f
	}
	return b
}

// pause lets the next call begin at a whole millisecond, whatever a schedule has added to the one before.
func (b *bench) pause() {
	now := b.p.Now()
	time.Sleep(now.Truncate(time.Millisecond) + time.Millisecond - now)
}

// call makes a call of the submission.
func (b *bench) call(number int, c cases.Call) cases.Returned {
	fsys := &files{bench: b, call: number, id: map[string]int{}, over: c.Cancel < 0, slower: c.Slower}
	for i, p := range b.paths {
		fsys.id[p] = cases.ID(number, i)
	}
	paths := slices.Clone(b.paths)
	var list []solution.Named
	for i, m := range c.Members {
		list = append(list, solution.Named{Name: m.Name, Run: b.member(cases.ID(number, i), m)})
	}
	if c.Cancel > 0 {
		fsys.ends = b.p.Now() + millis(c.Cancel)
	}
	ctx, cancel := limited(c)
	defer cancel()

	span := b.p.Begin(cases.CallSpan, number)
	if c.Function == cases.Compare {
		rows, best := solution.Compare(ctx, fsys, paths, list)
		span.End(false)
		return cases.Returned{Rows: b.rows(rows), Best: best}
	}
	counts, err := b.strategy(c.Function, c.Workers)(ctx, fsys, paths)
	span.End(err != nil)
	return cases.Returned{Counts: b.counts(counts), Err: b.word(err)}
}

// limited is the context of a call.
func limited(c cases.Call) (context.Context, context.CancelFunc) {
	switch {
	case c.Cancel > 0 && c.Deadline:
		return context.WithTimeout(context.Background(), millis(c.Cancel))
	case c.Cancel > 0:
		ctx, cancel := context.WithCancel(context.Background())
		timer := time.AfterFunc(millis(c.Cancel), cancel)
		return ctx, func() { timer.Stop(); cancel() }
	}
	// A context that does not end stays so, that who waits for it is seen.
	ctx, cancel := context.WithCancel(context.Background())
	end := func() { cancel() }
	if c.Cancel < 0 {
		end()
	}
	return ctx, func() {}
}

func (b *bench) strategy(function string, workers int) solution.Strategy {
	switch function {
	case cases.Sequential:
		return solution.Sequential
	case cases.ByFolder:
		return solution.ByFolder
	}
	if b.bounded[workers] == nil {
		b.bounded[workers] = b.newBounded(workers)
	}
	return b.bounded[workers]
}

// member is a strategy to be compared.
func (b *bench) member(id int, m cases.Member) solution.Strategy {
	inner := b.double(m)
	if m.Function != "" {
		inner = b.strategy(m.Function, m.Workers)
	}
	return func(ctx context.Context, fsys fs.FS, paths []string) ([]solution.Count, error) {
		span := b.p.Begin(cases.StrategySpan, id)
		counts, err := inner(ctx, fsys, paths)
		span.End(err != nil)
		return counts, err
	}
}

// double is a strategy that returns what stands in m.
func (b *bench) double(m cases.Member) solution.Strategy {
	var counts []solution.Count
	for _, c := range m.Counts {
		counts = append(counts, solution.Count{Path: c.Path, Lines: c.Lines, Words: c.Words, Bytes: c.Bytes, Err: b.newError(c.Err)})
	}
	failure, other := b.newError(m.Err), b.newError("it was given other paths")
	return func(ctx context.Context, _ fs.FS, paths []string) ([]solution.Count, error) {
		if err := b.p.Sleep(ctx, millis(m.Millis)); err != nil {
			return nil, err
		}
		if !slices.Equal(paths, b.paths) {
			return nil, other
		}
		return slices.Clone(counts), failure
	}
}

// newError is an error that is not equal to any other; nil if text is empty.
func (b *bench) newError(text string) error {
	if text == "" {
		return nil
	}
	err := errors.New(text)
	b.errors = append(b.errors, known{err, text})
	return err
}
