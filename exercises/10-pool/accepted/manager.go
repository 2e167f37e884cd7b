// accepted: one goroutine with a big select owns the state; each idle worker is a goroutine with a timer; jobs report with functions
//go:build ignore

package solution

import (
	"cmp"
	"context"
	"errors"
	"iter"
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

type ordered[T any] struct {
	less func(a, b T) int
	all  []T
}

func (o *ordered[T]) add(v T) int {
	i, _ := slices.BinarySearchFunc(o.all, v, func(e, v T) int {
		if c := o.less(e, v); c != 0 {
			return c
		}
		return -1
	})
	o.all = slices.Insert(o.all, i, v)
	return i
}

func (o *ordered[T]) popWhile(ok func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for len(o.all) > 0 && ok(o.all[0]) {
			v := o.all[0]
			o.all = o.all[1:]
			if !yield(v) {
				return
			}
		}
	}
}

type request struct {
	job   Job
	at    time.Time
	reply chan error
}

type Pool struct {
	submit   chan request
	stats    chan chan Stats
	closing  chan struct{}
	once     sync.Once
	kill     chan struct{}
	killOnce sync.Once
	gone     chan struct{}
	final    Stats
}

func New(cfg Config) *Pool {
	p := &Pool{
		submit: make(chan request), stats: make(chan chan Stats), closing: make(chan struct{}),
		kill: make(chan struct{}), gone: make(chan struct{}),
	}
	go p.manage(cfg)
	return p
}

func (p *Pool) manage(cfg Config) {
	ctx, cancel := context.WithCancelCause(context.Background())
	var (
		st      = Stats{Workers: cfg.Min, Peak: cfg.Min}
		line    = ordered[request]{less: func(a, b request) int { return cmp.Compare(b.job.Priority, a.job.Priority) }}
		idle    = make(map[int]bool)
		next    int
		weight  int
		expired = make(chan int)
		results = make(chan func())
		wg      sync.WaitGroup
		kill    = p.kill
		closing = p.closing
		shut    bool
		stopIdl = make(chan struct{})
	)
	rest := func() {
		next++
		id := next
		idle[id] = true
		wg.Go(func() {
			t := time.NewTimer(cfg.Idle)
			defer t.Stop()
			select {
			case <-t.C:
			case <-stopIdl:
				return
			}
			select {
			case expired <- id:
			case <-stopIdl:
			}
		})
	}
	for range cfg.Min {
		rest()
	}
	fits := func(r request) bool {
		return weight+r.job.Weight <= cfg.Budget && (len(idle) > 0 || st.Workers < cfg.Max)
	}
	start := func() {
		for r := range line.popWhile(fits) {
			if len(idle) == 0 {
				st.Workers++
				st.Peak = max(st.Peak, st.Workers)
			}
			for id := range idle {
				delete(idle, id)
				break
			}
			weight += r.job.Weight
			st.Running++
			st.Waited += time.Since(r.at)
			wg.Go(func() {
				counter := &st.Failed
				defer func() {
					recover()
					results <- func() {
						*counter++
						weight -= r.job.Weight
						st.Running--
						rest()
					}
				}()
				if r.job.Run(ctx) == nil {
					counter = &st.Done
				}
			})
		}
	}
	for {
		start()
		st.Queued = len(line.all)
		if shut && st.Running == 0 && st.Queued == 0 {
			break
		}
		select {
		case r := <-p.submit:
			err := func() error {
				if shut {
					return ErrClosed
				}
				if r.job.Weight > cfg.Budget {
					return ErrTooBig
				}
				i := line.add(r)
				if len(line.all) > cfg.Queue && (i != 0 || !fits(r)) {
					line.all = slices.Delete(line.all, i, i+1)
					return ErrFull
				}
				return nil
			}()
			if err == nil {
				st.Submitted++
				start()
			} else {
				st.Rejected++
			}
			r.reply <- err
		case c := <-p.stats:
			c <- st
		case f := <-results:
			f()
		case id := <-expired:
			if idle[id] && st.Workers > cfg.Min {
				delete(idle, id)
				st.Workers--
			}
		case <-closing:
			shut, closing = true, nil
		case <-kill:
			kill = nil
			st.Dropped += len(line.all)
			line.all = nil
			cancel(errors.New("hard stop"))
		}
	}
	close(stopIdl)
	wg.Wait()
	st.Workers = 0
	p.final = st
	cancel(nil)
	close(p.gone)
}

func (p *Pool) Submit(j Job) error {
	j.Weight = max(j.Weight, 1)
	r := request{j, time.Now(), make(chan error, 1)}
	select {
	case p.submit <- r:
		return <-r.reply
	case <-p.gone:
		return ErrClosed
	}
}

func (p *Pool) Stats() Stats {
	c := make(chan Stats, 1)
	select {
	case p.stats <- c:
		return <-c
	case <-p.gone:
		return p.final
	}
}

func (p *Pool) Shutdown(ctx context.Context) error {
	p.once.Do(func() { close(p.closing) })
	select {
	case <-p.gone:
		return nil
	case <-ctx.Done():
		p.killOnce.Do(func() { close(p.kill) })
		<-p.gone
		return ctx.Err()
	}
}
