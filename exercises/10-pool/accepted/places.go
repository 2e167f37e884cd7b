// accepted: the state stands in a channel of length 1, idle places are moments, and whoever looks ends those that are over
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
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

// Pool has no timers: that an idle place is over can only be seen by somebody who looks.
type Pool struct {
	cfg    Config
	ctx    context.Context
	cancel context.CancelFunc
	state  chan *state
	ended  chan struct{}
}

type state struct {
	queues map[int][]task // by priority
	idle   []time.Time    // since when; the longest first
	weight int
	stats  Stats
	closed bool
}

type task struct {
	Job
	at time.Time
}

func New(cfg Config) *Pool {
	p := &Pool{cfg: cfg, state: make(chan *state, 1), ended: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	s := &state{queues: map[int][]task{}}
	for range cfg.Min {
		s.idle = append(s.idle, time.Now())
	}
	s.stats.Workers, s.stats.Peak = cfg.Min, cfg.Min
	p.state <- s
	return p
}

// with lets f look at the state or change it.
func (p *Pool) with(f func(s *state)) {
	s := <-p.state
	defer func() { p.state <- s }()
	for len(s.idle) > 0 && s.stats.Workers > p.cfg.Min && time.Since(s.idle[0]) >= p.cfg.Idle {
		s.idle = s.idle[1:]
		s.stats.Workers--
	}
	f(s)
	for p.start(s) {
	}
	if s.closed && s.stats.Running == 0 && s.stats.Queued == 0 {
		s.stats.Workers, s.idle = 0, nil
		select {
		case <-p.ended:
		default:
			close(p.ended)
		}
	}
}

func (p *Pool) fits(s *state, weight int) bool {
	return s.weight+weight <= p.cfg.Budget && s.stats.Running < p.cfg.Max
}

// top is the highest priority of those that wait.
func (s *state) top() (int, bool) {
	if s.stats.Queued == 0 {
		return 0, false
	}
	return slices.Max(slices.Collect(maps.Keys(s.queues))), true
}

// start starts the first job, if it can start.
func (p *Pool) start(s *state) bool {
	top, some := s.top()
	if !some || !p.fits(s, s.queues[top][0].Weight) {
		return false
	}
	t := s.queues[top][0]
	if s.queues[top] = s.queues[top][1:]; len(s.queues[top]) == 0 {
		delete(s.queues, top)
	}
	s.stats.Queued--
	s.stats.Running++
	s.stats.Waited += time.Since(t.at)
	s.weight += t.Weight
	if len(s.idle) > 0 {
		s.idle = s.idle[1:]
	} else {
		s.stats.Workers++
		s.stats.Peak = max(s.stats.Peak, s.stats.Workers)
	}
	go func() {
		err := p.call(t.Job)
		p.with(func(s *state) {
			s.weight -= t.Weight
			s.stats.Running--
			s.idle = append(s.idle, time.Now())
			if err == nil {
				s.stats.Done++
			} else {
				s.stats.Failed++
			}
		})
	}()
	return true
}

func (p *Pool) call(j Job) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return j.Run(p.ctx)
}

func (p *Pool) Submit(j Job) (err error) {
	j.Weight = max(j.Weight, 1)
	p.with(func(s *state) {
		top, some := s.top()
		first := !some || j.Priority > top
		switch {
		case s.closed:
			err = ErrClosed
		case j.Weight > p.cfg.Budget:
			err = ErrTooBig
		case s.stats.Queued >= p.cfg.Queue && !(first && p.fits(s, j.Weight)):
			err = ErrFull
		default:
			s.stats.Submitted++
			s.stats.Queued++
			s.queues[j.Priority] = append(s.queues[j.Priority], task{j, time.Now()})
			return
		}
		s.stats.Rejected++
	})
	return err
}

func (p *Pool) Stats() (answer Stats) {
	p.with(func(s *state) { answer = s.stats })
	return answer
}

func (p *Pool) Shutdown(ctx context.Context) error {
	p.with(func(s *state) { s.closed = true })
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
		p.with(func(s *state) {
			s.stats.Dropped += s.stats.Queued
			s.stats.Queued = 0
			clear(s.queues)
			p.cancel()
		})
		<-p.ended
		return ctx.Err()
	}
}
