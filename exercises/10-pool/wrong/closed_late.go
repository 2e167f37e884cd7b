// fails: 10.submit in graceful: jobs are refused only when the pool has ended
//go:build ignore

package solution

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
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

// Pool runs jobs by priority and weight. All its state has one lock, and every change of it ends with a call of begin.
// A worker is a number only: a goroutine is started for each job, and an idle worker is a timer.
type Pool struct {
	cfg  Config
	ctx  context.Context // of all jobs
	stop context.CancelFunc

	mu     sync.Mutex
	queue  queue
	weight int           // of the running jobs
	idle   []*time.Timer // which end the idle workers
	stats  Stats         // but for Queued
	number int           // of jobs so far
	closed bool
	over   bool          // closed, and all jobs have ended
	ended  chan struct{} // closed when it is over
}

type entry struct {
	Job
	number int
	at     time.Time // of its Submit
}

func New(cfg Config) *Pool {
	p := &Pool{cfg: cfg, ended: make(chan struct{})}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stats.Workers, p.stats.Peak = cfg.Min, cfg.Min
	for range cfg.Min {
		p.rest()
	}
	return p
}

func (p *Pool) Submit(j Job) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	err := p.take(j)
	if err != nil {
		p.stats.Rejected++
	}
	return err
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
	p.begin()
	p.mu.Unlock()
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	p.stats.Dropped += len(p.queue)
	p.queue = nil
	p.stop()
	p.begin()
	p.mu.Unlock()
	<-p.ended
	return ctx.Err()
}

// take puts a job into the queue, unless it is to be refused. The lock is held, as it is in all that follow but work.
func (p *Pool) take(j Job) error {
	j.Weight = max(j.Weight, 1)
	switch {
	case p.over:
		return ErrClosed
	case j.Weight > p.cfg.Budget:
		return ErrTooBig
	}
	p.number++
	e := &entry{j, p.number, time.Now()}
	heap.Push(&p.queue, e)
	starts := p.queue[0] == e && p.ready()
	if !starts && len(p.queue) > p.cfg.Queue {
		heap.Remove(&p.queue, slices.Index(p.queue, e))
		return ErrFull
	}
	p.stats.Submitted++
	p.begin()
	return nil
}

// ready reports whether the first job of the queue can start now.
func (p *Pool) ready() bool {
	return len(p.queue) > 0 && p.weight+p.queue[0].Weight <= p.cfg.Budget && p.stats.Running < p.cfg.Max
}

// begin starts what can start, and notices the end.
func (p *Pool) begin() {
	for p.ready() {
		e := heap.Pop(&p.queue).(*entry)
		if last := len(p.idle) - 1; last >= 0 {
			p.idle[last].Stop()
			p.idle = p.idle[:last]
		} else {
			p.stats.Workers++
			p.stats.Peak = max(p.stats.Peak, p.stats.Workers)
		}
		p.weight += e.Weight
		p.stats.Running++
		p.stats.Waited += time.Since(e.at)
		go p.work(e)
	}
	if !p.closed || p.over || p.stats.Running > 0 {
		return
	}
	for _, t := range p.idle {
		t.Stop()
	}
	p.idle, p.stats.Workers, p.over = nil, 0, true
	p.stop()
	close(p.ended)
}

// work runs a job.
func (p *Pool) work(e *entry) {
	err := guarded(p.ctx, e.Run)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.weight -= e.Weight
	p.stats.Running--
	if err == nil {
		p.stats.Done++
	} else {
		p.stats.Failed++
	}
	p.rest()
	p.begin()
}

func guarded(ctx context.Context, run func(context.Context) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return run(ctx)
}

// rest makes a worker idle. While one is idle none is started, so that those of Min need not be looked at again.
func (p *Pool) rest() {
	var t *time.Timer
	t = time.AfterFunc(p.cfg.Idle, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if at := slices.Index(p.idle, t); at >= 0 && p.stats.Workers > p.cfg.Min {
			p.idle = slices.Delete(p.idle, at, at+1)
			p.stats.Workers--
		}
	})
	p.idle = append(p.idle, t)
}

// A queue is a heap: the greatest priority first, then the first that came.
type queue []*entry

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if q[a].Priority != q[b].Priority {
		return q[a].Priority > q[b].Priority
	}
	return q[a].number < q[b].number
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*entry)) }
func (q *queue) Pop() any {
	old := *q
	e := old[len(old)-1]
	*q = old[:len(old)-1]
	return e
}
