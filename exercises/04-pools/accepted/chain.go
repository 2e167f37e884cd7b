// accepted: no workers: whoever ends a task begins the next one, in a goroutine of its own; results come through a channel
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type Kind int

const (
	IO Kind = iota
	CPU
	Unsafe
)

var ErrDied = errors.New("process died")

type PanicError struct{ Value any }

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

type Task struct {
	ID   int
	Kind Kind
	Cost time.Duration
	Run  func(ctx context.Context) (int, error)
}

type Result struct {
	ID, Value int
	Err       error
	Where     string
}

type Process interface {
	Do(ctx context.Context, t Task) (int, error)
	Close()
}

type Machine struct {
	LocalCores, Cores   int
	StartCost, SendCost time.Duration
	StartProcess        func(ctx context.Context) (Process, error)
}

// A crew does tasks. Under its lock stand what is next and who is still at it.
type crew struct {
	ctx     context.Context
	tasks   []Task
	machine *Machine
	results chan numbered

	mu     sync.Mutex
	next   int
	active int
	err    error // of StartProcess
}

type numbered struct {
	i int
	Result
}

func (c *crew) run(workers int, begin func()) []Result {
	c.results = make(chan numbered, len(c.tasks))
	c.active = min(workers, len(c.tasks))
	all := make([]Result, len(c.tasks))
	if c.active == 0 {
		return all
	}
	for range c.active {
		go begin()
	}
	for n := range c.results {
		all[n.i] = n.Result
	}
	return all
}

// leave is called by each of the active at its end; the last one closes the door.
func (c *crew) leave(err error, where string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.err = err
	}
	if c.active--; c.active > 0 {
		return
	}
	if c.ctx.Err() != nil {
		c.err = c.ctx.Err()
	}
	for ; c.next < len(c.tasks); c.next++ {
		c.results <- numbered{c.next, Result{ID: c.tasks[c.next].ID, Err: c.err, Where: where}}
	}
	close(c.results)
}

func (c *crew) take() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next >= len(c.tasks) || c.ctx.Err() != nil {
		return -1
	}
	c.next++
	return c.next - 1
}

func (c *crew) local() {
	i := c.take()
	if i < 0 {
		c.leave(nil, "goroutine")
		return
	}
	r := Result{ID: c.tasks[i].ID, Where: "goroutine"}
	defer func() {
		if v := recover(); v != nil {
			r.Value, r.Err = 0, &PanicError{v}
		}
		c.results <- numbered{i, r}
		go c.local()
	}()
	r.Value, r.Err = c.tasks[i].Run(c.ctx)
}

func (c *crew) remote(p Process) {
	i := c.take()
	if i < 0 {
		p.Close()
		c.leave(nil, "process")
		return
	}
	r := Result{ID: c.tasks[i].ID, Where: "process"}
	r.Value, r.Err = p.Do(c.ctx, c.tasks[i])
	c.results <- numbered{i, r}
	if !errors.Is(r.Err, ErrDied) {
		go c.remote(p)
		return
	}
	p.Close()
	c.mu.Lock()
	more := c.next < len(c.tasks)
	c.mu.Unlock()
	if !more {
		c.leave(nil, "process")
		return
	}
	c.start()
}

func (c *crew) start() {
	p, err := c.machine.StartProcess(c.ctx)
	if err != nil {
		c.leave(err, "process")
		return
	}
	c.remote(p)
}

func RunGoroutines(ctx context.Context, tasks []Task, workers int) []Result {
	c := &crew{ctx: ctx, tasks: tasks}
	return c.run(workers, c.local)
}

func RunProcesses(ctx context.Context, m Machine, tasks []Task, workers int) []Result {
	c := &crew{ctx: ctx, tasks: tasks, machine: &m}
	return c.run(workers, c.start)
}

func Run(ctx context.Context, m Machine, tasks []Task) []Result {
	var cost time.Duration
	var kinds [3]int
	for _, t := range tasks {
		kinds[t.Kind]++
		if t.Kind == CPU {
			cost += t.Cost
		}
	}
	sending := m.SendCost * time.Duration(kinds[CPU])
	// Both sides times both numbers of cores, so that nothing is rounded.
	l, c := time.Duration(m.LocalCores), time.Duration(m.Cores)
	away := (m.StartCost*c+cost+sending)*l < cost*c

	pools := make([]struct {
		list []Task
		at   []int
	}, 3)
	for i, t := range tasks {
		p := &pools[t.Kind]
		if t.Kind == CPU && away {
			p = &pools[Unsafe]
		}
		p.list, p.at = append(p.list, t), append(p.at, i)
	}
	results := make([]Result, len(tasks))
	done := make(chan bool)
	for kind, p := range pools {
		go func() {
			var own []Result
			if Kind(kind) == Unsafe {
				own = RunProcesses(ctx, m, p.list, m.Cores)
			} else {
				own = RunGoroutines(ctx, p.list, []int{len(p.list), m.LocalCores}[kind])
			}
			for i, r := range own {
				results[p.at[i]] = r
			}
			done <- true
		}()
	}
	for range pools {
		<-done
	}
	return results
}
