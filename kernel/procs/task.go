package procs

import (
	"context"
	"runtime"
	"sync"
)

// A Task is a call in a pool, on its way or made.
type Task struct {
	command Command // of a process that can make the call
	name    string
	args    *Writer
	ctx     context.Context
	stop    <-chan struct{} // of what submitted it

	done  chan struct{} // closed when reply is set
	reply reply

	mu     sync.Mutex
	ended  bool
	life   *life // that makes the call
	killed bool  // life was killed because of this task
	feeds  []watched
}

// watched is a feed that a task has a number in.
type watched struct {
	feed   *Feed
	number int
}

// begin reports whether the task is still wanted.
func (t *Task) begin() bool {
	select {
	case <-t.done:
		return false
	case <-t.stop:
		t.finish(reply{err: context.Canceled})
		return false
	default:
	}
	if err := t.ctx.Err(); err != nil {
		t.finish(reply{err: context.Cause(t.ctx)})
		return false
	}
	return true
}

// run makes the call in a process. Nothing but the end of the process ends a function, so a call that is not wanted any
// more ends it.
func (t *Task) run(l *life) {
	t.mu.Lock()
	if t.ended {
		t.mu.Unlock()
		return
	}
	t.life = l
	t.mu.Unlock()
	made := make(chan struct{})
	if t.ctx.Done() != nil || t.stop != nil {
		this.launcher.goes(func() {
			select {
			case <-t.ctx.Done():
				t.cancel(context.Cause(t.ctx))
			case <-t.stop:
				t.cancel(context.Canceled)
			case <-made:
			}
		})
	}
	var r reply
	if err := l.call(t.name, t.args, false); err != nil {
		r.err = err
	} else {
		r = l.reply(t.name)
	}
	t.mu.Lock()
	t.life = nil
	killed := t.killed
	t.mu.Unlock()
	close(made)
	t.finish(r)
	if killed {
		<-l.gone // the next call must not meet it
	}
}

// cancel ends the task, with its process if it has one.
func (t *Task) cancel(why error) {
	t.finish(reply{err: why})
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.life != nil {
		t.killed = true
		t.life.kill()
	}
}

// finish sets how the task ended, once.
func (t *Task) finish(r reply) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended {
		return
	}
	t.ended, t.reply, t.args = true, r, nil
	close(t.done)
	for _, w := range t.feeds {
		w.feed.add(w.number)
	}
}

// Wait waits for the end of the task. The Reader has the results if there is no error.
func (t *Task) Wait(ctx context.Context) (*Reader, error) {
	if err := await(ctx, t.done); err != nil {
		return nil, err
	}
	if t.reply.err != nil {
		return nil, t.reply.err
	}
	return &Reader{buf: t.reply.results.buf}, nil
}

// Done is closed when the task has ended.
func (t *Task) Done() <-chan struct{} { return t.done }

// Cancel ends the task, if it has not ended: its error is context.Canceled.
func (t *Task) Cancel() { t.cancel(context.Canceled) }

// A Feed tells of tasks in the order in which they end.
type Feed struct {
	mu      sync.Mutex
	tasks   int
	pending int           // tasks that have not ended
	ended   []int         // that nobody knows of yet
	arrived chan struct{} // has a token when ended is not empty
}

// NewFeed returns a Feed of no tasks.
func NewFeed() *Feed { return &Feed{arrived: make(chan struct{}, 1)} }

// Watch adds a task. Tasks are numbered from 0.
func (f *Feed) Watch(t *Task) {
	f.mu.Lock()
	n := f.tasks
	f.tasks++
	f.pending++
	f.mu.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended {
		f.add(n)
		return
	}
	t.feeds = append(t.feeds, watched{f, n})
}

func (f *Feed) add(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = append(f.ended, n)
	f.pending--
	select {
	case f.arrived <- struct{}{}:
	default:
	}
}

// Next waits for the next task that ends and returns its number; -1 if there is none left.
func (f *Feed) Next() int {
	for {
		f.mu.Lock()
		if len(f.ended) > 0 {
			n := f.ended[0]
			f.ended = f.ended[1:]
			f.mu.Unlock()
			return n
		}
		left := f.pending
		f.mu.Unlock()
		if left == 0 {
			return -1
		}
		select {
		case <-f.arrived:
		case <-this.host().Stop():
			runtime.Goexit()
		}
	}
}
