// fails: 10.stats in panic: a job that panics takes its worker with it
//go:build ignore

package solution

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
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

type item struct {
	Job
	seq int
	at  time.Time
}

type queue []*item

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].Priority != q[j].Priority {
		return q[i].Priority > q[j].Priority
	}
	return q[i].seq < q[j].seq
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*item)) }
func (q *queue) Pop() any {
	o := *q
	x := o[len(o)-1]
	*q = o[:len(o)-1]
	return x
}

type Pool struct {
	cfg    Config
	mu     sync.Mutex
	queue  queue
	weight int
	seq    int
	idle   []*place
	st     Stats
	closed bool
	ended  chan struct{}
	over   bool
	ctx    context.Context
	cancel context.CancelFunc
}

type place struct{ timer *time.Timer }

func New(cfg Config) *Pool {
	p := &Pool{cfg: cfg, ended: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.mu.Lock()
	defer p.mu.Unlock()
	p.st.Workers, p.st.Peak = cfg.Min, cfg.Min
	for range cfg.Min {
		p.park()
	}
	return p
}

func (p *Pool) park() {
	w := &place{}
	p.idle = append(p.idle, w)
	w.timer = time.AfterFunc(p.cfg.Idle, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.st.Workers <= p.cfg.Min {
			return
		}
		for i, o := range p.idle {
			if o == w {
				p.idle = append(p.idle[:i], p.idle[i+1:]...)
				p.st.Workers--
				return
			}
		}
	})
}

func (p *Pool) startable() bool {
	return len(p.queue) > 0 && p.weight+p.queue[0].Weight <= p.cfg.Budget && (len(p.idle) > 0 || p.st.Workers < p.cfg.Max)
}

func (p *Pool) dispatch() {
	for p.startable() {
		it := heap.Pop(&p.queue).(*item)
		if n := len(p.idle); n > 0 {
			p.idle[n-1].timer.Stop()
			p.idle = p.idle[:n-1]
		} else {
			p.st.Workers++
			p.st.Peak = max(p.st.Peak, p.st.Workers)
		}
		p.st.Running++
		p.st.Waited += time.Since(it.at)
		p.weight += it.Weight
		go p.run(it)
	}
	if p.closed && !p.over && p.st.Running == 0 && len(p.queue) == 0 {
		p.over = true
		for _, w := range p.idle {
			w.timer.Stop()
		}
		p.idle = nil
		p.st.Workers = 0
		close(p.ended)
	}
}

func (p *Pool) run(it *item) {
	err := call(p.ctx, it.Run)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.weight -= it.Weight
	p.st.Running--
	if err != nil {
		p.st.Failed++
	} else {
		p.st.Done++
	}
	if err != nil && len(err.Error()) > 6 && err.Error()[:6] == "panic:" {
		p.st.Workers--
	} else {
		p.park()
	}
	p.dispatch()
}

func call(ctx context.Context, f func(context.Context) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return f(ctx)
}

func (p *Pool) Submit(j Job) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	j.Weight = max(j.Weight, 1)
	switch {
	case p.closed:
		p.st.Rejected++
		return ErrClosed
	case j.Weight > p.cfg.Budget:
		p.st.Rejected++
		return ErrTooBig
	}
	it := &item{j, p.seq, time.Now()}
	heap.Push(&p.queue, it)
	if len(p.queue) > p.cfg.Queue && !(p.queue[0] == it && p.startable()) {
		for i, o := range p.queue {
			if o == it {
				heap.Remove(&p.queue, i)
				break
			}
		}
		p.st.Rejected++
		return ErrFull
	}
	p.seq++
	p.st.Submitted++
	p.dispatch()
	return nil
}

func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.st
	s.Queued = len(p.queue)
	return s
}

func (p *Pool) Shutdown(ctx context.Context) error {
	p.mu.Lock()
	p.closed = true
	p.dispatch()
	p.mu.Unlock()
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	if p.over {
		p.mu.Unlock()
		return nil
	}
	p.st.Dropped += len(p.queue)
	p.queue = nil
	p.cancel()
	p.dispatch()
	p.mu.Unlock()
	<-p.ended
	return ctx.Err()
}
