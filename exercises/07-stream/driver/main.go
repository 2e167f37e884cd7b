// The driver of the exercise: a producer and a consumer that send and receive at their moments, and note when they could.
package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"weft/exercises/07-stream/cases"
	"weft/exercises/07-stream/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

// odd is what passes before a case begins, so that its Epoch is a multiple of nothing.
const odd = 37735100 * time.Nanosecond

func run(p *probe.Probe, in cases.In) cases.Out {
	time.Sleep(odd)
	b := &bench{p: p, does: in, in: make(chan solution.Event), out: make(chan solution.Window), over: make(chan struct{})}
	var (
		ends  sync.WaitGroup
		stats solution.Stats
		err   error
	)
	p.Call(func() {
		b.epoch = time.Now().Add(millis(in.Epoch))
		ctx, cancel := b.context()
		defer cancel()
		ends.Go(b.produce)
		ends.Go(b.consume)
		stats, err = solution.Aggregate(ctx, b.in, b.out, b.config())
	})
	closed := b.closed()
	close(b.over)
	ends.Wait()
	return cases.Out{Windows: b.got, More: b.more, Stats: cases.Stats(stats), Err: word(err), Closed: closed}
}

// A bench is what producer and consumer share; got and more belong to the consumer.
type bench struct {
	p     *probe.Probe
	does  cases.In
	epoch time.Time
	in    chan solution.Event
	out   chan solution.Window
	over  chan struct{} // closed when Aggregate has returned
	got   []cases.Window
	more  int
}

func (b *bench) context() (context.Context, context.CancelFunc) {
	ctx := context.Background()
	switch {
	case b.does.Cancel == 0:
		return ctx, func() {}
	case b.does.Deadline:
		return context.WithTimeout(ctx, millis(b.does.Cancel))
	}
	ctx, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(millis(b.does.Cancel), cancel)
	return ctx, func() { timer.Stop(); cancel() }
}

func (b *bench) config() solution.Config {
	return solution.Config{
		Epoch: b.epoch, Size: millis(b.does.Size), Lateness: millis(b.does.Lateness), Idle: millis(b.does.Idle),
		Ahead: millis(b.does.Ahead), Pending: b.does.Pending,
	}
}

// produce offers the events. It does not close in when Aggregate has returned: who still receives then would find an end.
func (b *bench) produce() {
	for i, e := range b.does.Events {
		if !b.until(e.Offer) {
			return
		}
		span := b.p.Begin(cases.Offer, i)
		select {
		case b.in <- solution.Event{Key: e.Key, At: b.epoch.Add(millis(e.At)), Value: e.Value}:
			span.End(false)
		case <-b.over:
			span.End(true)
			return
		}
	}
	if b.does.Close > 0 && b.until(b.does.Close) {
		close(b.in)
	}
}

func (b *bench) consume() {
	for _, moment := range b.does.Receive {
		if !b.until(moment) || !b.receive() {
			return
		}
	}
	for !b.does.Leaves && b.receive() {
	}
}

// receive receives a window. It returns false if there will not be another one.
func (b *bench) receive() bool {
	select {
	case w, ok := <-b.out:
		switch {
		case !ok:
			return false
		case len(b.got) == cases.MaxWindows:
			b.more++
		default:
			b.p.Mark(cases.Received, len(b.got))
			b.got = append(b.got, cases.Window{
				Key: w.Key, Start: float64(w.Start.Sub(b.epoch)) / 1e6, Count: w.Count, Sum: w.Sum, Max: w.Max,
			})
		}
		return true
	case <-b.over:
		return false
	}
}

// closed reports whether out is closed now.
func (b *bench) closed() bool {
	select {
	case _, ok := <-b.out:
		return !ok
	default:
		return false
	}
}

// until waits for a moment. It returns false if Aggregate returned before.
func (b *bench) until(moment float64) bool {
	wait := millis(moment) - b.p.Now()
	if wait <= 0 {
		return true
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-b.over:
		return false
	}
}

func word(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return cases.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return cases.Expired
	case err.Error() == "":
		return "an error without text"
	}
	return err.Error()
}

func millis(ms float64) time.Duration { return time.Duration(ms * 1e6).Round(time.Microsecond) }
