// accepted: a dispatcher selects over requests, reports and one timer; workers are goroutines that hand themselves in
//go:build ignore

package solution

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"
)

type Job struct {
	Priority, Weight int
	Run              func(ctx context.Context) error
}

type Config struct {
	Min, Max int
	Idle     time.Duration
	Queue    int
	Budget   int
}

type Stats struct {
	Workers, Running, Queued, Peak, Submitted, Rejected,
	Done, Failed, Dropped int
	Waited time.Duration
}

var (
	ErrFull   = errors.New("queue is full")
	ErrClosed = errors.New("pool is shut down")
	ErrTooBig = errors.New("job is heavier than the budget")
)

// Pool is what the dispatcher can be reached by.
type Pool struct {
	submits   chan submission
	asks      chan chan Stats
	shutdowns chan struct{}
	stops     chan struct{}
	ended     chan struct{}
	final     Stats
}

type submission struct {
	job    Job
	answer chan error
}

type report struct {
	worker chan *item
	it     *item
	err    error
}

type item struct {
	Job
	at time.Time
}

type rest struct {
	worker chan *item
	until  time.Time
}

func New(cfg Config) *Pool {
	p := &Pool{
		submits: make(chan submission), asks: make(chan chan Stats),
		shutdowns: make(chan struct{}), stops: make(chan struct{}), ended: make(chan struct{}),
	}
	d := &dispatcher{cfg: cfg, reports: make(chan report), queue: list.New()}
	d.ctx, d.cancel = context.WithCancel(context.Background())
	for range cfg.Min {
		d.idle = append(d.idle, rest{d.hire(), time.Now().Add(cfg.Idle)})
	}
	go d.dispatch(p)
	return p
}

type dispatcher struct {
	cfg     Config
	ctx     context.Context
	cancel  context.CancelFunc
	reports chan report
	queue   *list.List // of *item, in order
	idle    []rest     // the one that has rested longest first
	weight  int
	stats   Stats
	closed  bool
	workers sync.WaitGroup
}

func (d *dispatcher) dispatch(p *Pool) {
	timer := time.NewTimer(time.Hour)
	for !d.closed || d.stats.Running > 0 || d.queue.Len() > 0 {
		timer.Stop()
		var over <-chan time.Time
		if len(d.idle) > 0 && d.stats.Workers > d.cfg.Min {
			timer.Reset(time.Until(d.idle[0].until))
			over = timer.C
		}
		select {
		case s := <-p.submits:
			err := d.take(s.job)
			if err != nil {
				d.stats.Rejected++
			}
			s.answer <- err
		case a := <-p.asks:
			s := d.stats
			s.Queued = d.queue.Len()
			a <- s
		case r := <-d.reports:
			d.weight -= r.it.Weight
			d.stats.Running--
			if r.err == nil {
				d.stats.Done++
			} else {
				d.stats.Failed++
			}
			d.idle = append(d.idle, rest{r.worker, time.Now().Add(d.cfg.Idle)})
		case <-p.shutdowns:
			d.closed = true
		case <-p.stops:
			d.stats.Dropped += d.queue.Len()
			d.queue.Init()
			d.cancel()
		case <-over:
			close(d.idle[0].worker)
			d.idle = d.idle[1:]
			d.stats.Workers--
		}
		d.start()
	}
	timer.Stop()
	for _, r := range d.idle {
		close(r.worker)
	}
	d.workers.Wait()
	d.cancel()
	d.stats.Workers = 0
	p.final = d.stats
	close(p.ended)
}

func (d *dispatcher) hire() chan *item {
	d.stats.Workers++
	d.stats.Peak = max(d.stats.Peak, d.stats.Workers)
	work := make(chan *item)
	d.workers.Go(func() {
		for it := range work {
			d.reports <- report{work, it, run(d.ctx, it.Job)}
		}
	})
	return work
}

var errPanic = errors.New("the job panicked")

func run(ctx context.Context, j Job) (err error) {
	err = errPanic
	defer func() { _ = recover() }()
	return j.Run(ctx)
}

func (d *dispatcher) fits(it *item) bool {
	return d.weight+it.Weight <= d.cfg.Budget && (len(d.idle) > 0 || d.stats.Workers < d.cfg.Max)
}

func (d *dispatcher) take(j Job) error {
	it := &item{j, time.Now()}
	it.Weight = max(j.Weight, 1)
	if d.closed {
		return ErrClosed
	}
	if it.Weight > d.cfg.Budget {
		return ErrTooBig
	}
	before := d.queue.Back()
	for before != nil && before.Value.(*item).Priority < j.Priority {
		before = before.Prev()
	}
	if d.queue.Len() >= d.cfg.Queue && (before != nil || !d.fits(it)) {
		return ErrFull
	}
	d.stats.Submitted++
	if before == nil {
		d.queue.PushFront(it)
	} else {
		d.queue.InsertAfter(it, before)
	}
	return nil
}

func (d *dispatcher) start() {
	for d.queue.Len() > 0 && d.fits(d.queue.Front().Value.(*item)) {
		it := d.queue.Remove(d.queue.Front()).(*item)
		d.weight += it.Weight
		d.stats.Running++
		d.stats.Waited += time.Since(it.at)
		if len(d.idle) == 0 {
			d.hire() <- it
			continue
		}
		worker := d.idle[0].worker
		d.idle = d.idle[1:]
		worker <- it
	}
}

func (p *Pool) Submit(j Job) error {
	s := submission{j, make(chan error, 1)}
	select {
	case p.submits <- s:
		return <-s.answer
	case <-p.ended:
		return ErrClosed
	}
}

func (p *Pool) Stats() Stats {
	a := make(chan Stats, 1)
	select {
	case p.asks <- a:
		return <-a
	case <-p.ended:
		return p.final
	}
}

func (p *Pool) Shutdown(ctx context.Context) error {
	select {
	case p.shutdowns <- struct{}{}:
	case <-p.ended:
		return nil
	}
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
	}
	select {
	case p.stops <- struct{}{}:
	case <-p.ended:
	}
	<-p.ended
	return ctx.Err()
}
