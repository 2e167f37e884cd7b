// accepted: a goroutine per task from Submit on, which waits for a permit; permits go to the greatest priority
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type State string

const (
	Waiting  State = "waiting"
	Running  State = "running"
	Done     State = "done"
	Failed   State = "failed"
	Canceled State = "canceled"
)

type Info struct {
	ID, Priority int
	State        State
	Err          error
}

var (
	ErrClosed  = errors.New("manager is shut down")
	ErrUnknown = errors.New("unknown task")
)

// A Manager is a lock, the tasks, and how many permits to run there are.
type Manager struct {
	sync.RWMutex
	permits int
	tasks   map[int]*task
	line    []*task // those that wait for a permit, in the order of Submit
	closed  bool
	all     sync.WaitGroup // the goroutines of tasks
}

type task struct {
	Info
	run    func(context.Context) error
	permit chan struct{} // closed to let it run
	ctx    context.Context
	stop   context.CancelFunc
	asked  bool
	end    chan struct{}
}

func NewManager(workers int) *Manager {
	return &Manager{permits: workers, tasks: make(map[int]*task)}
}

func (m *Manager) Submit(priority int, run func(ctx context.Context) error) (int, error) {
	m.Lock()
	defer m.Unlock()
	if m.closed {
		return 0, ErrClosed
	}
	t := &task{run: run, permit: make(chan struct{}), end: make(chan struct{})}
	t.Info = Info{ID: 1 + len(m.tasks), Priority: priority, State: Waiting}
	t.ctx, t.stop = context.WithCancel(context.Background())
	m.tasks[t.ID] = t
	m.line = append(m.line, t)
	m.all.Add(1)
	go m.live(t)
	m.permit()
	return t.ID, nil
}

// permit gives permits away while there are some and somebody wants one.
func (m *Manager) permit() {
	for m.permits > 0 && len(m.line) > 0 {
		best := 0
		for i, t := range m.line {
			if t.Priority > m.line[best].Priority {
				best = i
			}
		}
		t := m.line[best]
		m.leave(t)
		m.permits--
		t.State = Running
		close(t.permit)
	}
}

// leave takes a task out of the line.
func (m *Manager) leave(t *task) {
	for i, other := range m.line {
		if other == t {
			m.line = append(m.line[:i:i], m.line[i+1:]...)
			return
		}
	}
}

func (m *Manager) live(t *task) {
	defer m.all.Done()
	defer t.stop()
	select {
	case <-t.permit:
	case <-t.end: // canceled before
		return
	}
	err := t.do()
	m.Lock()
	defer m.Unlock()
	t.Err = err
	switch {
	case err == nil:
		t.State = Done
	case t.asked:
		t.State = Canceled
	default:
		t.State = Failed
	}
	close(t.end)
	m.permits++
	m.permit()
}

func (t *task) do() (err error) {
	normal := false
	defer func() {
		if !normal {
			err = fmt.Errorf("the task panicked: %v", recover())
		}
	}()
	err = t.run(t.ctx)
	normal = true
	return err
}

func (m *Manager) Cancel(id int) bool {
	m.Lock()
	defer m.Unlock()
	t, ok := m.tasks[id]
	return ok && m.cancel(t)
}

func (m *Manager) cancel(t *task) bool {
	switch t.State {
	case Waiting:
		m.leave(t)
		t.State, t.Err = Canceled, context.Canceled
		close(t.end)
	case Running:
		t.asked = true
		t.stop()
	default:
		return false
	}
	return true
}

func (m *Manager) Info(id int) (Info, bool) {
	m.RLock()
	defer m.RUnlock()
	if t, ok := m.tasks[id]; ok {
		return t.Info, true
	}
	return Info{}, false
}

func (m *Manager) Wait(ctx context.Context, id int) (Info, error) {
	m.RLock()
	t, ok := m.tasks[id]
	m.RUnlock()
	if !ok {
		return Info{}, ErrUnknown
	}
	select {
	case <-t.end:
	case <-ctx.Done():
		return Info{}, ctx.Err()
	}
	m.RLock()
	defer m.RUnlock()
	return t.Info, nil
}

func (m *Manager) Shutdown(ctx context.Context) error {
	m.Lock()
	m.closed = true
	m.Unlock()
	over := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		m.Lock()
		defer m.Unlock()
		unfinished := false
		for _, t := range m.tasks {
			unfinished = m.cancel(t) || unfinished
		}
		if unfinished {
			over <- ctx.Err()
		}
		close(over)
	})
	m.all.Wait()
	if stop() {
		return nil
	}
	return <-over
}
