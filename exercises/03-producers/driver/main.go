// The driver of the exercise: sources and consumers that take virtual time and record who calls them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"weft/exercises/03-producers/cases"
	"weft/exercises/03-producers/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	// ctx never ends but by Cancel, so that who waits for it stays and is seen.
	ctx, cancel := context.WithCancel(context.Background())
	end := func() { cancel() }
	b := newBench(p, in)
	var sources []solution.Source
	for i, s := range in.Sources {
		sources = append(sources, &source{bench: b, id: i, does: s})
	}
	var consumers []solution.Consumer
	for i, c := range in.Consumers {
		consumers = append(consumers, &consumer{bench: b, id: i, does: c})
	}
	if in.Cancel > 0 {
		defer time.AfterFunc(millis(in.Cancel), end).Stop()
	}
	p.Call(func() {
		results, err := solution.Run(ctx, sources, consumers, in.Queue)
		p.Mark(cases.Return, 0)
		out = b.out(results, err)
	})
	return out
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}

// A bench is what sources and consumers share. It is not written to while the submission runs.
type bench struct {
	p                     *probe.Probe
	items                 [][]item // by source and number
	bad, crashed, noStart error
	failed                []error // by source
}

type item struct {
	fault cases.Fault
	tries string // under which it is counted how often it was handled
}

func newBench(p *probe.Probe, in cases.In) *bench {
	b := &bench{
		p: p, bad: errors.New(cases.BadItem), noStart: errors.New(cases.StartFailed),
		// An error that wraps another, as a real one would; made here, since package fmt orders those who use it.
		crashed: fmt.Errorf("process 4711: %w", solution.ErrCrashed),
	}
	for i, s := range in.Sources {
		items := make([]item, len(s.Millis))
		for k := range items {
			items[k].tries = fmt.Sprintf("tries of %d.%d", i, k)
		}
		b.items = append(b.items, items)
		b.failed = append(b.failed, errors.New(cases.SourceFailed(i)))
	}
	for _, f := range in.Faults {
		b.items[f.Source][f.Seq].fault = f
	}
	return b
}

// fault is what handling an item comes to.
func (b *bench) fault(it solution.Item) error {
	if it.Source < 0 || it.Source >= len(b.items) || it.Seq < 0 || it.Seq >= len(b.items[it.Source]) {
		return nil // no such item was produced: the results will show it
	}
	i := &b.items[it.Source][it.Seq]
	switch tries := b.p.Count(i.tries, 1); {
	case tries <= int64(i.fault.Crashes):
		return b.crashed
	case i.fault.Bad:
		return b.bad
	}
	return nil
}

func (b *bench) out(results []solution.Result, err error) cases.Out {
	out := cases.Out{Err: b.word(err)}
	for _, r := range results {
		o := cases.Result{Source: r.Item.Source, Seq: r.Item.Seq, Data: r.Item.Data, Value: r.Value, Err: b.word(r.Err)}
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
	for _, known := range []struct {
		is   error
		word string
	}{
		{b.bad, cases.BadItem}, {solution.ErrCrashed, cases.Crashed}, {b.noStart, cases.StartFailed},
		{context.Canceled, cases.Canceled},
	} {
		if errors.Is(err, known.is) {
			return known.word
		}
	}
	for i, e := range b.failed {
		if errors.Is(err, e) {
			return cases.SourceFailed(i)
		}
	}
	return fmt.Sprintf("%v (%T)", err, err) // the text alone could be that of a known one
}

type source struct {
	*bench
	id   int
	does cases.Source
	next int // only one Next at a time: without a lock, so that the race detector sees two
}

func (s *source) Next(ctx context.Context) (data int, err error) {
	span := s.p.Begin(cases.Next, s.id)
	defer func() { span.End(err != nil) }()
	seq := s.next
	switch {
	case seq < len(s.does.Millis):
		if err := s.p.Sleep(ctx, millis(s.does.Millis[seq])); err != nil {
			return 0, err
		}
		s.next++
		return cases.Data(s.id, seq), nil
	case s.does.Fail > 0:
		if err := s.p.Sleep(ctx, millis(s.does.Fail)); err != nil {
			return 0, err
		}
		return 0, s.failed[s.id]
	}
	return 0, io.EOF
}

type consumer struct {
	*bench
	id     int
	does   cases.Consumer
	starts int // without a lock, as above
}

func (c *consumer) Start(ctx context.Context) (err error) {
	span := c.p.Begin(cases.Start, c.id)
	defer func() { span.End(err != nil) }()
	takes := c.does.Start[min(c.starts, len(c.does.Start)-1)]
	c.starts++
	which := c.starts
	if takes == 0 {
		return ctx.Err()
	}
	if err := c.p.Sleep(ctx, millis(takes)); err != nil {
		return err
	}
	if which == c.does.FailStart {
		return c.noStart
	}
	return nil
}

func (c *consumer) Handle(ctx context.Context, it solution.Item) (value int, err error) {
	work := c.p.Begin(cases.Work, c.id)
	handle := c.p.Begin(cases.Handle, cases.ItemID(it.Source, it.Seq))
	defer func() {
		handle.End(err != nil)
		if err == c.crashed {
			c.p.Mark(cases.Crash, c.id)
		}
		work.End(err != nil)
	}()
	if err := c.p.Sleep(ctx, millis(c.does.Millis)); err != nil {
		return 0, err
	}
	if err := c.fault(it); err != nil {
		return 0, err
	}
	return cases.Value(it.Data), nil
}

func (c *consumer) Stop() { c.p.Mark(cases.Stop, c.id) }
