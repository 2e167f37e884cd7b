// accepted: one goroutine owns all state; calls and reports are functions that are sent to it
//go:build ignore

package solution

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
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
	do    chan func(*state) // to the owner
	ended chan struct{}
	last  Stats // after the end
}

// state belongs to the owner.
type state struct {
	pool   *Pool
	cfg    Config
	ctx    context.Context
	cancel context.CancelFunc
	queue  jobs
	order  int
	weight int
	idle   map[int]bool // by number of a worker
	hired  int
	stats  Stats
	closed bool
}

type waiting struct {
	Job
	order int
	at    time.Time
}

func New(cfg Config) *Pool {
	p := &Pool{do: make(chan func(*state)), ended: make(chan struct{})}
	s := &state{pool: p, cfg: cfg, idle: map[int]bool{}}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	for range cfg.Min {
		s.rest(s.hire())
	}
	go s.own()
	return p
}

func (s *state) own() {
	for !s.closed || s.stats.Running > 0 {
		f := <-s.pool.do
		f(s)
		s.start()
	}
	s.stats.Workers = 0
	s.cancel()
	s.pool.last = s.stats
	close(s.pool.ended)
}

// ask has the owner call a function, and waits for it. It reports false if there is no owner any more.
func (p *Pool) ask(f func(*state)) bool {
	done := make(chan struct{})
	select {
	case p.do <- func(s *state) { f(s); close(done) }:
		<-done
		return true
	case <-p.ended:
		return false
	}
}

func (s *state) hire() int {
	s.hired++
	s.stats.Workers++
	s.stats.Peak = max(s.stats.Peak, s.stats.Workers)
	return s.hired
}

// rest makes a worker idle, under a new number, so that an old timer does not know it.
func (s *state) rest(old int) {
	s.hired++
	n := s.hired
	s.idle[n] = true
	time.AfterFunc(s.cfg.Idle, func() {
		s.pool.ask(func(s *state) {
			if s.idle[n] && s.stats.Workers > s.cfg.Min {
				delete(s.idle, n)
				s.stats.Workers--
			}
		})
	})
}

func (s *state) ready() bool {
	return len(s.queue) > 0 && s.weight+s.queue[0].Weight <= s.cfg.Budget && (len(s.idle) > 0 || s.stats.Workers < s.cfg.Max)
}

func (s *state) start() {
	for s.ready() {
		j := heap.Pop(&s.queue).(*waiting)
		worker := 0
		for n := range s.idle {
			worker = n
			break
		}
		if worker == 0 {
			worker = s.hire()
		}
		delete(s.idle, worker)
		s.weight += j.Weight
		s.stats.Running++
		s.stats.Waited += time.Since(j.at)
		go func() {
			err := try(s.ctx, j.Job)
			s.pool.ask(func(s *state) {
				s.weight -= j.Weight
				s.stats.Running--
				if err != nil {
					s.stats.Failed++
				} else {
					s.stats.Done++
				}
				s.rest(worker)
			})
		}()
	}
	s.stats.Queued = len(s.queue)
}

func try(ctx context.Context, j Job) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%v", v)
		}
	}()
	return j.Run(ctx)
}

func (p *Pool) Submit(j Job) error {
	err := ErrClosed
	p.ask(func(s *state) {
		err = s.take(j)
		if err != nil {
			s.stats.Rejected++
		} else {
			s.stats.Submitted++
		}
	})
	return err
}

func (s *state) take(j Job) error {
	j.Weight = max(j.Weight, 1)
	if s.closed {
		return ErrClosed
	}
	if j.Weight > s.cfg.Budget {
		return ErrTooBig
	}
	s.order++
	heap.Push(&s.queue, &waiting{j, s.order, time.Now()})
	if len(s.queue) <= s.cfg.Queue {
		return nil
	}
	if s.queue[0].order == s.order && s.ready() {
		return nil
	}
	for i := range s.queue {
		if s.queue[i].order == s.order {
			heap.Remove(&s.queue, i)
			break
		}
	}
	return ErrFull
}

func (p *Pool) Stats() (answer Stats) {
	if !p.ask(func(s *state) { answer = s.stats }) {
		return p.last
	}
	return answer
}

func (p *Pool) Shutdown(ctx context.Context) error {
	p.ask(func(s *state) { s.closed = true })
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
	}
	p.ask(func(s *state) {
		s.stats.Dropped += len(s.queue)
		s.queue = nil
		s.cancel()
	})
	<-p.ended
	return ctx.Err()
}

type jobs []*waiting

func (q jobs) Len() int { return len(q) }
func (q jobs) Less(i, k int) bool {
	if q[i].Priority == q[k].Priority {
		return q[i].order < q[k].order
	}
	return q[i].Priority > q[k].Priority
}
func (q jobs) Swap(i, k int) { q[i], q[k] = q[k], q[i] }
func (q *jobs) Push(x any)   { *q = append(*q, x.(*waiting)) }
func (q *jobs) Pop() any {
	n := len(*q) - 1
	x := (*q)[n]
	*q = (*q)[:n]
	return x
}
