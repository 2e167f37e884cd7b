// fails: race: Submit changes the manager without the lock
//go:build ignore

package solution

import (
	"container/heap"
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

// Manager runs tasks by priority: one mutex, a heap of those that wait, and a goroutine for each that runs.
type Manager struct {
	mu     sync.Mutex
	free   int           // workers
	tasks  []*task       // by ID-1
	queue  queue         // waiting tasks
	open   int           // tasks that have not finished
	closed bool          // Submit refuses
	idle   chan struct{} // closed when closed and nothing is open
}

type task struct {
	info     Info
	run      func(context.Context) error
	ctx      context.Context
	cancel   context.CancelFunc
	asked    bool          // somebody wants it to end
	finished chan struct{} // closed at its end
}

func NewManager(workers int) *Manager {
	return &Manager{free: workers, idle: make(chan struct{})}
}

func (m *Manager) Submit(priority int, run func(ctx context.Context) error) (int, error) {
	if m.closed {
		return 0, ErrClosed
	}
	t := &task{run: run, finished: make(chan struct{})}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	t.info = Info{ID: len(m.tasks) + 1, Priority: priority, State: Waiting}
	m.tasks = append(m.tasks, t)
	m.open++
	heap.Push(&m.queue, t)
	m.begin()
	return t.info.ID, nil
}

// begin gives waiting tasks to free workers. The lock is held.
func (m *Manager) begin() {
	for m.free > 0 && len(m.queue) > 0 {
		t := heap.Pop(&m.queue).(*task)
		if t.info.State != Waiting {
			continue // canceled
		}
		m.free--
		t.info.State = Running
		go m.work(t)
	}
}

func (m *Manager) work(t *task) {
	err := guarded(t.ctx, t.run)
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case err == nil:
		m.finish(t, Done, nil)
	case t.asked:
		m.finish(t, Canceled, err)
	default:
		m.finish(t, Failed, err)
	}
	m.free++
	m.begin()
}

func guarded(ctx context.Context, run func(context.Context) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return run(ctx)
}

// finish ends a task. The lock is held.
func (m *Manager) finish(t *task, s State, err error) {
	t.info.State, t.info.Err = s, err
	t.cancel()
	close(t.finished)
	m.open--
	if m.closed && m.open == 0 {
		close(m.idle)
	}
}

func (m *Manager) find(id int) *task {
	if id < 1 || id > len(m.tasks) {
		return nil
	}
	return m.tasks[id-1]
}

func (m *Manager) Cancel(id int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.find(id)
	return t != nil && m.stop(t)
}

// stop cancels a task that has not finished. The lock is held.
func (m *Manager) stop(t *task) bool {
	switch t.info.State {
	case Waiting:
		m.finish(t, Canceled, context.Canceled)
		return true
	case Running:
		t.asked = true
		t.cancel()
		return true
	}
	return false
}

func (m *Manager) Info(id int) (Info, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if t := m.find(id); t != nil {
		return t.info, true
	}
	return Info{}, false
}

func (m *Manager) Wait(ctx context.Context, id int) (Info, error) {
	m.mu.Lock()
	t := m.find(id)
	m.mu.Unlock()
	if t == nil {
		return Info{}, ErrUnknown
	}
	select {
	case <-t.finished:
		info, _ := m.Info(id)
		return info, nil
	case <-ctx.Done():
		return Info{}, ctx.Err()
	}
}

func (m *Manager) Shutdown(ctx context.Context) error {
	m.mu.Lock()
	if !m.closed {
		m.closed = true
		if m.open == 0 {
			close(m.idle)
		}
	}
	m.mu.Unlock()
	select {
	case <-m.idle:
		return nil
	case <-ctx.Done():
	}
	m.mu.Lock()
	for _, t := range m.tasks {
		m.stop(t)
	}
	m.mu.Unlock()
	<-m.idle
	return ctx.Err()
}

// A queue is a heap: the greatest priority first, then the least ID.
type queue []*task

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if q[a].info.Priority != q[b].info.Priority {
		return q[a].info.Priority > q[b].info.Priority
	}
	return q[a].info.ID < q[b].info.ID
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*task)) }
func (q *queue) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}
