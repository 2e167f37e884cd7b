package procs

import (
	"context"
	"sync"
)

// A Pool keeps up to a number of processes for calls: see [Map], [Apply], [ApplyAsync]. They are started when there is
// something to do. A process that dies fails the call that it was making, and is replaced.
type Pool struct {
	size     int
	maxTasks int

	mu       sync.Mutex
	changed  *sync.Cond // when the following change
	queue    []*Task
	idle     int // workers that wait for a task
	workers  int
	lives    []*life
	closed   bool
	started  int
	everyone []context.Context // of Until
}

// A PoolOption is a choice about a pool.
type PoolOption func(*Pool)

// MaxTasks has a process replaced after n calls, so that what it may have lost on the way does not add up.
func MaxTasks(n int) PoolOption {
	if n < 1 {
		panic("procs: a process must be allowed at least 1 task")
	}
	return func(p *Pool) { p.maxTasks = n }
}

// NewPool makes a pool of n processes. It is to be closed; what a cell leaves open ends with the session.
func NewPool(n int, options ...PoolOption) *Pool {
	if n < 1 {
		panic("procs: a pool must have at least 1 process")
	}
	p := &Pool{size: n}
	p.changed = sync.NewCond(&p.mu)
	for _, o := range options {
		o(p)
	}
	return p
}

// Submit adds a call of the function of that name, with arguments that were put into args.
func (p *Pool) Submit(ctx context.Context, name string, args *Writer) *Task {
	t := &Task{name: name, args: args, ctx: ctx, stop: this.host().Stop(), done: make(chan struct{})}
	var err error
	if t.command, err = this.host().Worker(); err == nil {
		err = args.err
	}
	if err != nil {
		t.finish(reply{err: err})
		return t
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		t.finish(reply{err: ErrClosed})
		return t
	}
	p.queue = append(p.queue, t)
	if p.idle < len(p.queue) && p.workers < p.size {
		p.workers++
		this.launcher.goes(p.work)
	}
	p.changed.Broadcast()
	return t
}

// next waits for a task; nil means that there will be none.
func (p *Pool) next() *Task {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle++
	defer func() { p.idle-- }()
	for len(p.queue) == 0 && !p.closed {
		p.changed.Wait()
	}
	if len(p.queue) == 0 {
		p.workers--
		p.changed.Broadcast()
		return nil
	}
	t := p.queue[0]
	p.queue = p.queue[1:]
	return t
}

// work makes calls in one process after another.
func (p *Pool) work() {
	var l *life
	calls := 0
	for t := p.next(); t != nil; t = p.next() {
		if !t.begin() {
			continue
		}
		if l != nil && !l.dead() && !l.command.equal(t.command) {
			p.retire(l) // the functions are others now
		}
		if l == nil || l.dead() {
			var err error
			if l, err = p.start(t.command); err != nil {
				t.finish(reply{err: err})
				continue
			}
			calls = 0
		}
		t.run(l)
		if calls++; calls == p.maxTasks {
			p.retire(l)
			l = nil
		}
	}
	if l != nil {
		p.retire(l)
	}
}

func (p *Pool) start(c Command) (*life, error) {
	l, err := startLife(c, nil)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.started++
	live := p.lives[:0:0]
	for _, old := range p.lives {
		if !old.dead() {
			live = append(live, old)
		}
	}
	p.lives = append(live, l)
	for _, ctx := range p.everyone {
		l.until(ctx)
	}
	return l, nil
}

// retire ends a process that makes no call.
func (p *Pool) retire(l *life) {
	l.control.close()
	<-l.gone
}

// dead reports whether the process has ended.
func (l *life) dead() bool {
	select {
	case <-l.gone:
		return true
	default:
		return false
	}
}

// Close takes no more calls, waits for those that there are, and ends the processes.
func (p *Pool) Close() {
	p.mu.Lock()
	p.closed = true
	p.changed.Broadcast()
	p.mu.Unlock()
	p.wait()
}

// wait waits until the processes have ended.
func (p *Pool) wait() {
	done := make(chan struct{})
	this.launcher.goes(func() {
		p.mu.Lock()
		for p.workers > 0 {
			p.changed.Wait()
		}
		p.mu.Unlock()
		close(done)
	})
	await(context.Background(), done)
}

// Kill ends the pool at once: calls that have not returned fail.
func (p *Pool) Kill() {
	p.mu.Lock()
	p.closed = true
	dropped := p.queue
	p.queue = nil
	for _, l := range p.lives {
		l.kill()
	}
	p.changed.Broadcast()
	p.mu.Unlock()
	for _, t := range dropped {
		t.finish(reply{err: ErrClosed})
	}
	p.wait()
}

// Until kills the pool's processes when ctx ends. It returns p.
func (p *Pool) Until(ctx context.Context) *Pool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.everyone = append(p.everyone, ctx)
	for _, l := range p.lives {
		l.until(ctx)
	}
	return p
}

// PIDs are the numbers of the processes that live now.
func (p *Pool) PIDs() []int {
	p.mu.Lock()
	defer p.mu.Unlock()
	var pids []int
	for _, l := range p.lives {
		if !l.dead() {
			pids = append(pids, l.pid)
		}
	}
	return pids
}

// Started is how many processes the pool has started so far.
func (p *Pool) Started() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.started
}
