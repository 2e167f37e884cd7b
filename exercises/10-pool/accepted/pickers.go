// accepted: workers pick jobs from the queue by themselves; Submit only sees to it that there are enough of them
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

	mu     sync.Mutex
	wake   *sync.Cond
	queue  []order // sorted
	weight int
	s      Stats // Running are those who have picked, all other workers are idle or on their way
	closed bool
}

type order struct {
	Job
	at time.Time
}

func New(cfg Config) *Pool {
	p := &Pool{cfg: cfg}
	p.wake = sync.NewCond(&p.mu)
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hire(cfg.Min)
	return p
}

func (p *Pool) hire(n int) {
	for range n {
		p.s.Workers++
		go p.work()
	}
	p.s.Peak = max(p.s.Peak, p.s.Workers)
}

// startable is how many jobs at the head of the queue fit together, if there are workers for them.
func (p *Pool) startable() int {
	n, sum := 0, p.weight
	for n < len(p.queue) && n < p.cfg.Max-p.s.Running && sum+p.queue[n].Weight <= p.cfg.Budget {
		sum += p.queue[n].Weight
		n++
	}
	return n
}

// look wakes workers, and hires those that are missing.
func (p *Pool) look() {
	if missing := p.startable() - (p.s.Workers - p.s.Running); missing > 0 {
		p.hire(missing)
	}
	p.wake.Broadcast()
}

func (p *Pool) work() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if !p.rest() {
			p.s.Workers--
			p.wake.Broadcast()
			return
		}
		o := p.queue[0]
		p.queue = p.queue[1:]
		p.weight += o.Weight
		p.s.Running++
		p.s.Waited += time.Since(o.at)
		p.mu.Unlock()
		good := p.call(o.Run)
		p.mu.Lock()
		if good {
			p.s.Done++
		} else {
			p.s.Failed++
		}
		p.weight -= o.Weight
		p.s.Running--
		p.look()
	}
}

// rest waits for a job, and reports false if this worker is not needed any more.
func (p *Pool) rest() bool {
	var over bool
	t := time.AfterFunc(p.cfg.Idle, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		over = true
		p.wake.Broadcast()
	})
	defer t.Stop()
	for p.startable() == 0 {
		if p.closed && len(p.queue) == 0 || over && p.s.Workers > p.cfg.Min {
			return false
		}
		p.wake.Wait()
	}
	return true
}

func (p *Pool) call(run func(context.Context) error) (good bool) {
	defer func() {
		if v := recover(); v != nil {
			good = false
		}
	}()
	return run(p.ctx) == nil
}

func (p *Pool) Submit(j Job) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	err := p.enqueue(j)
	if err != nil {
		p.s.Rejected++
		return err
	}
	p.s.Submitted++
	p.look()
	return nil
}

func (p *Pool) enqueue(j Job) error {
	j.Weight = max(1, j.Weight)
	if p.closed {
		return ErrClosed
	}
	if j.Weight > p.cfg.Budget {
		return ErrTooBig
	}
	at := 0
	for at < len(p.queue) && p.queue[at].Priority >= j.Priority {
		at++
	}
	p.queue = slices.Insert(p.queue, at, order{j, time.Now()})
	if n := p.startable(); at >= n && len(p.queue)-n > p.cfg.Queue {
		p.queue = slices.Delete(p.queue, at, at+1)
		return ErrFull
	}
	return nil
}

func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.s
	s.Queued = len(p.queue)
	return s
}

func (p *Pool) Shutdown(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.wake.Broadcast()
	stop := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.s.Dropped += len(p.queue)
		p.queue = nil
		p.cancel()
		p.wake.Broadcast()
	})
	for p.s.Workers > 0 || len(p.queue) > 0 {
		p.wake.Wait()
	}
	if stop() {
		return nil
	}
	return ctx.Err()
}
