// fails: 10.shutdown in hard-stop-at-once: a ctx that has ended is taken for a pool that is shut down
//go:build ignore

package solution

import (
	"context"
	"errors"
	"sort"
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

type pending struct {
	job  Job
	when time.Time
}

type Pool struct {
	cfg   Config
	mu    sync.Mutex
	cond  *sync.Cond // workers wait for ready jobs
	done  *sync.Cond // shutdowns wait for the end
	ready []pending  // may start now, budget taken
	line  []pending
	free  int // idle workers not yet promised to a ready job
	sum   int
	st    Stats
	shut  bool
	hard  bool
	exits int
	live  int
	stop  context.CancelFunc
	ctx   context.Context
}

func New(cfg Config) *Pool {
	ctx, stop := context.WithCancel(context.Background())
	p := &Pool{cfg: cfg, ctx: ctx, stop: stop}
	p.cond, p.done = sync.NewCond(&p.mu), sync.NewCond(&p.mu)
	p.mu.Lock()
	defer p.mu.Unlock()
	for range cfg.Min {
		p.grow()
		p.free++
	}
	return p
}

func (p *Pool) grow() {
	p.st.Workers++
	p.st.Peak = max(p.st.Peak, p.st.Workers)
	p.live++
	go p.worker()
}

func (p *Pool) worker() {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer func() {
		p.live--
		p.done.Broadcast()
	}()
	for {
		since := time.Now()
		alarm := time.AfterFunc(p.cfg.Idle, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.cond.Broadcast()
		})
		for len(p.ready) == 0 {
			if p.over() {
				alarm.Stop()
				return
			}
			if time.Since(since) >= p.cfg.Idle && p.st.Workers > p.cfg.Min && p.free > 0 {
				p.free--
				p.st.Workers--
				return
			}
			p.cond.Wait()
		}
		alarm.Stop()
		j := p.ready[0]
		p.ready = p.ready[1:]
		p.mu.Unlock()
		ok := p.one(j.job)
		p.mu.Lock()
		p.st.Running--
		p.sum -= j.job.Weight
		if ok {
			p.st.Done++
		} else {
			p.st.Failed++
		}
		p.free++
		p.pump()
	}
}

func (p *Pool) over() bool { return p.shut && p.st.Running == 0 && len(p.line) == 0 }

func (p *Pool) one(j Job) (ok bool) {
	ctx, cancel := context.WithCancel(p.ctx)
	defer cancel()
	defer func() {
		if e := recover(); e != nil {
			ok = false
		}
	}()
	return j.Run(ctx) == nil
}

func (p *Pool) first() bool {
	return len(p.line) > 0 && p.sum+p.line[0].job.Weight <= p.cfg.Budget && (p.free > 0 || p.st.Workers < p.cfg.Max)
}

func (p *Pool) pump() {
	for p.first() {
		n := p.line[0]
		p.line = p.line[1:]
		p.sum += n.job.Weight
		p.st.Running++
		p.st.Waited += time.Now().Sub(n.when)
		p.ready = append(p.ready, n)
		if p.free > 0 {
			p.free--
		} else {
			p.grow()
		}
	}
	if p.over() {
		p.st.Workers = 0
	}
	p.cond.Broadcast()
	p.done.Broadcast()
}

func (p *Pool) Submit(j Job) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if j.Weight < 1 {
		j.Weight = 1
	}
	var err error
	if p.shut {
		err = ErrClosed
	} else if j.Weight > p.cfg.Budget {
		err = ErrTooBig
	} else {
		old := append([]pending(nil), p.line...)
		i := sort.Search(len(p.line), func(i int) bool { return p.line[i].job.Priority < j.Priority })
		p.line = append(append(append([]pending(nil), old[:i]...), pending{j, time.Now()}), old[i:]...)
		if len(old) >= p.cfg.Queue && (i > 0 || !p.first()) {
			p.line = old
			err = ErrFull
		}
	}
	if err != nil {
		p.st.Rejected++
		return err
	}
	p.st.Submitted++
	p.pump()
	return nil
}

func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.st
	s.Queued = len(p.line)
	return s
}

func (p *Pool) Shutdown(ctx context.Context) error {
	wake := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.done.Broadcast()
	})
	defer wake()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shut = true
	p.pump()
	var err error
	for p.live > 0 || !p.over() {
		if err == nil && ctx.Err() != nil && !p.over() {
			err = ctx.Err()
			p.st.Dropped += len(p.line)
			p.line = nil
			p.stop()
			p.pump()
			continue
		}
		p.done.Wait()
	}
	p.stop()
	return err
}
