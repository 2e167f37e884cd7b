// fails: 10.shutdown in idle-shutdown: idle workers go home when their time is over, also after Shutdown
//go:build ignore

package solution

import (
	"context"
	"errors"
	"slices"
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

type Pool struct {
	cfg    Config
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	queue   []*entry // in order
	idle    []*worker
	weight  int
	stats   Stats
	closed  bool
	workers sync.WaitGroup
}

type entry struct {
	job Job
	at  time.Time
}

// A worker gets its work through a channel that has room for it; closed means go home.
type worker struct{ work chan *entry }

func New(cfg Config) *Pool {
	p := &Pool{cfg: cfg}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.mu.Lock()
	defer p.mu.Unlock()
	for range cfg.Min {
		w := p.hire()
		p.idle = append(p.idle, w)
	}
	return p
}

// hire starts a worker. The lock is held.
func (p *Pool) hire() *worker {
	w := &worker{make(chan *entry, 1)}
	p.stats.Workers++
	p.stats.Peak = max(p.stats.Peak, p.stats.Workers)
	p.workers.Add(1)
	go p.live(w)
	return w
}

func (p *Pool) live(w *worker) {
	defer p.workers.Done()
	for {
		timer := time.NewTimer(p.cfg.Idle)
		var e *entry
		select {
		case e = <-w.work:
		case <-timer.C:
			if p.leaves(w) {
				return
			}
			timer = time.NewTimer(p.cfg.Idle)
			select {
			case e = <-w.work:
			case <-timer.C:
				if p.leaves(w) {
					return
				}
				e = <-w.work
			}
		}
		timer.Stop()
		if e == nil {
			return
		}
		p.done(w, e, p.run(e.job))
	}
}

// leaves takes an idle worker out, unless it is needed or has got work.
func (p *Pool) leaves(w *worker) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := slices.Index(p.idle, w)
	if at < 0 || p.stats.Workers <= p.cfg.Min {
		return false
	}
	p.idle = slices.Delete(p.idle, at, at+1)
	p.stats.Workers--
	return true
}

func (p *Pool) run(j Job) (good bool) {
	defer func() {
		if recover() != nil {
			good = false
		}
	}()
	return j.Run(p.ctx) == nil
}

// done counts a job, and finds work for all who have none: this worker too gets it through its channel.
func (p *Pool) done(w *worker, e *entry, good bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.weight -= e.job.Weight
	p.stats.Running--
	if good {
		p.stats.Done++
	} else {
		p.stats.Failed++
	}
	p.idle = append(p.idle, w)
	p.share()
}

// share gives out what can be given out. The lock is held.
func (p *Pool) share() {
	for len(p.queue) > 0 && p.canStart(p.queue[0]) {
		e := p.queue[0]
		p.queue = p.queue[1:]
		p.give(e)
	}
	if p.closed && len(p.queue) == 0 {
		p.cfg.Min = 0
	}
}

func (p *Pool) canStart(e *entry) bool {
	return p.weight+e.job.Weight <= p.cfg.Budget && (len(p.idle) > 0 || p.stats.Workers < p.cfg.Max)
}

func (p *Pool) give(e *entry) {
	p.weight += e.job.Weight
	p.stats.Running++
	p.stats.Waited += time.Since(e.at)
	var w *worker
	if n := len(p.idle) - 1; n >= 0 {
		w, p.idle = p.idle[n], p.idle[:n]
	} else {
		w = p.hire()
	}
	w.work <- e
}

func (p *Pool) Submit(j Job) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if j.Weight < 1 {
		j.Weight = 1
	}
	e := &entry{j, time.Now()}
	at, _ := slices.BinarySearchFunc(p.queue, e, func(old, fresh *entry) int {
		if old.job.Priority >= fresh.job.Priority {
			return -1
		}
		return 1
	})
	var err error
	switch {
	case p.closed:
		err = ErrClosed
	case j.Weight > p.cfg.Budget:
		err = ErrTooBig
	case at == 0 && p.canStart(e):
		p.stats.Submitted++
		p.give(e)
		return nil
	case len(p.queue) >= p.cfg.Queue:
		err = ErrFull
	}
	if err != nil {
		p.stats.Rejected++
		return err
	}
	p.stats.Submitted++
	p.queue = slices.Insert(p.queue, at, e)
	return nil
}

func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.stats
	s.Queued = len(p.queue)
	return s
}

func (p *Pool) Shutdown(ctx context.Context) error {
	p.mu.Lock()
	p.closed = true
	p.share()
	p.mu.Unlock()
	ended := make(chan struct{})
	go func() {
		p.workers.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	p.stats.Dropped += len(p.queue)
	p.queue = nil
	p.cancel()
	p.share()
	p.mu.Unlock()
	<-ended
	return ctx.Err()
}
