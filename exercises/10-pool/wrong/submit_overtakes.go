// fails: 10.order in budget: Submit starts a job that fits, although another one waits
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

type task struct {
	Job
	born time.Time
}

type worker struct {
	box  chan *task
	quit chan struct{}
}

type Pool struct {
	sync.Mutex
	cfg      Config
	levels   map[int]*list.List
	waiting  int
	used     int
	resting  []*worker
	s        Stats
	shut     bool
	finished bool
	stopped  chan struct{}
	base     context.Context
	halt     context.CancelFunc
	wg       sync.WaitGroup
}

func New(cfg Config) *Pool {
	p := &Pool{cfg: cfg, levels: map[int]*list.List{}, stopped: make(chan struct{})}
	p.base, p.halt = context.WithCancel(context.Background())
	for range cfg.Min {
		p.resting = append(p.resting, p.hire(nil))
	}
	return p
}

// hire needs the lock, except in New.
func (p *Pool) hire(first *task) *worker {
	w := &worker{box: make(chan *task, 1), quit: make(chan struct{})}
	if first != nil {
		w.box <- first
	}
	p.s.Workers++
	if p.s.Workers > p.s.Peak {
		p.s.Peak = p.s.Workers
	}
	p.wg.Add(1)
	go p.work(w)
	return w
}

func (p *Pool) work(w *worker) {
	defer p.wg.Done()
	timer := time.NewTimer(p.cfg.Idle)
	defer timer.Stop()
	for {
		select {
		case t := <-w.box:
			p.perform(t, w)
			timer.Reset(p.cfg.Idle)
		case <-w.quit:
			return
		case <-timer.C:
			if p.leave(w) {
				return
			}
		}
	}
}

func (p *Pool) leave(w *worker) bool {
	p.Lock()
	defer p.Unlock()
	if p.s.Workers <= p.cfg.Min {
		return false
	}
	for i := range p.resting {
		if p.resting[i] == w {
			p.resting = append(p.resting[:i:i], p.resting[i+1:]...)
			p.s.Workers--
			return true
		}
	}
	return false
}

func (p *Pool) perform(t *task, w *worker) {
	failed := true
	defer func() {
		_ = recover()
		p.Lock()
		defer p.Unlock()
		p.used -= t.Weight
		p.s.Running--
		if failed {
			p.s.Failed++
		} else {
			p.s.Done++
		}
		p.resting = append(p.resting, w)
		p.advance()
	}()
	failed = t.Run(p.base) != nil
}

func (p *Pool) head() (*list.List, *task) {
	best, found := 0, false
	for prio, l := range p.levels {
		if l.Len() > 0 && (!found || prio > best) {
			best, found = prio, true
		}
	}
	if !found {
		return nil, nil
	}
	l := p.levels[best]
	return l, l.Front().Value.(*task)
}

func (p *Pool) can(t *task) bool {
	return p.used+t.Weight <= p.cfg.Budget && (len(p.resting) > 0 || p.s.Workers < p.cfg.Max)
}

func (p *Pool) advance() {
	for {
		l, t := p.head()
		if t == nil || !p.can(t) {
			break
		}
		l.Remove(l.Front())
		p.waiting--
		p.begin(t)
	}
	if p.shut && !p.finished && p.waiting == 0 && p.s.Running == 0 {
		p.finished = true
		for _, w := range p.resting {
			close(w.quit)
		}
		p.resting = nil
		p.s.Workers = 0
		go func() { p.wg.Wait(); close(p.stopped) }()
	}
}

func (p *Pool) begin(t *task) {
	p.used += t.Weight
	p.s.Running++
	p.s.Waited += time.Since(t.born)
	if len(p.resting) > 0 {
		w := p.resting[0]
		p.resting = p.resting[1:]
		w.box <- t
		return
	}
	p.hire(t)
}

func (p *Pool) Submit(j Job) error {
	p.Lock()
	defer p.Unlock()
	if j.Weight < 1 {
		j.Weight = 1
	}
	t := &task{j, time.Now()}
	err := func() error {
		if p.shut {
			return ErrClosed
		}
		if j.Weight > p.cfg.Budget {
			return ErrTooBig
		}
		_, h := p.head()
		if p.can(t) && (h == nil || h.Priority < j.Priority) {
			return nil
		}
		if p.waiting >= p.cfg.Queue {
			return ErrFull
		}
		return nil
	}()
	if err != nil {
		p.s.Rejected++
		return err
	}
	p.s.Submitted++
	if p.can(t) {
		p.begin(t)
		return nil
	}
	if p.levels[j.Priority] == nil {
		p.levels[j.Priority] = list.New()
	}
	p.levels[j.Priority].PushBack(t)
	p.waiting++
	p.advance()
	return nil
}

func (p *Pool) Stats() Stats {
	p.Lock()
	defer p.Unlock()
	s := p.s
	s.Queued = p.waiting
	return s
}

func (p *Pool) Shutdown(ctx context.Context) (err error) {
	p.Lock()
	p.shut = true
	p.advance()
	p.Unlock()
	stop := context.AfterFunc(ctx, func() {
		p.Lock()
		defer p.Unlock()
		if p.finished {
			return
		}
		err = ctx.Err()
		p.s.Dropped += p.waiting
		p.waiting = 0
		p.levels = nil
		p.halt()
		p.advance()
	})
	<-p.stopped
	stop()
	p.Lock()
	defer p.Unlock()
	return err
}
