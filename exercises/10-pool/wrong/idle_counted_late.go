// fails: 10.order in submit-from-job: a worker is idle until it has taken its job
//go:build ignore

package solution

import (
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

type Pool struct {
	cfg    Config
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	changed *sync.Cond
	queue   []ticket // as they came
	given   []ticket // to idle workers, who have to take them
	idle    int      // workers that wait, but for those who will take what is given
	weight  int
	stats   Stats
	closed  bool
}

type ticket struct {
	job Job
	at  time.Time
}

func New(cfg Config) *Pool {
	p := &Pool{cfg: cfg}
	p.changed = sync.NewCond(&p.mu)
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.stats.Workers, p.stats.Peak, p.idle = cfg.Min, cfg.Min, cfg.Min
	for range cfg.Min {
		go p.worker()
	}
	return p
}

// worker begins idle, and is counted as that.
func (p *Pool) worker() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		over := false
		timer := time.AfterFunc(p.cfg.Idle, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			over = true
			p.changed.Broadcast()
		})
		for len(p.given) == 0 {
			if p.idle > 0 && (p.closed && len(p.queue) == 0 || over && p.stats.Workers > p.cfg.Min) {
				p.idle--
				p.stats.Workers--
				timer.Stop()
				p.changed.Broadcast()
				return
			}
			p.changed.Wait()
		}
		timer.Stop()
		t := p.given[0]
		p.given = p.given[1:]
		p.idle--
		p.mu.Unlock()
		failed := p.run(t.job)
		p.mu.Lock()
		if failed {
			p.stats.Failed++
		} else {
			p.stats.Done++
		}
		p.weight -= t.job.Weight
		p.stats.Running--
		p.idle++
		p.match()
	}
}

func (p *Pool) run(j Job) (failed bool) {
	failed = true
	defer func() { recover() }()
	return j.Run(p.ctx) != nil
}

// first is where the first job of the queue is.
func (p *Pool) first() int {
	best := -1
	for i, t := range p.queue {
		if best < 0 || t.job.Priority > p.queue[best].job.Priority {
			best = i
		}
	}
	return best
}

func (p *Pool) fits(i int) bool {
	return p.weight+p.queue[i].job.Weight <= p.cfg.Budget && (p.idle > 0 || p.stats.Workers < p.cfg.Max)
}

func (p *Pool) match() {
	for {
		i := p.first()
		if i < 0 || !p.fits(i) {
			break
		}
		t := p.queue[i]
		p.queue = append(p.queue[:i:i], p.queue[i+1:]...)
		p.weight += t.job.Weight
		p.stats.Running++
		p.stats.Waited += time.Now().Sub(t.at)
		p.given = append(p.given, t)
		if p.idle > 0 {
			continue
		}
		p.stats.Workers++
		p.idle++
		if p.stats.Workers > p.stats.Peak {
			p.stats.Peak = p.stats.Workers
		}
		go p.worker()
	}
	p.changed.Broadcast()
}

func (p *Pool) Submit(j Job) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if j.Weight < 1 {
		j.Weight = 1
	}
	if p.closed {
		p.stats.Rejected++
		return ErrClosed
	}
	if j.Weight > p.cfg.Budget {
		p.stats.Rejected++
		return ErrTooBig
	}
	p.queue = append(p.queue, ticket{j, time.Now()})
	last := len(p.queue) - 1
	if last >= p.cfg.Queue && !(p.first() == last && p.fits(last)) {
		p.queue = p.queue[:last]
		p.stats.Rejected++
		return ErrFull
	}
	p.stats.Submitted++
	p.match()
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
	undo := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.stats.Dropped += len(p.queue)
		p.queue = nil
		p.cancel()
		p.changed.Broadcast()
	})
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.changed.Broadcast()
	for p.stats.Workers > 0 || len(p.queue) > 0 {
		p.changed.Wait()
	}
	if undo() {
		return nil
	}
	return ctx.Err()
}
