// accepted: a list for each priority, a lock for each task, and a bell that wakes one worker, who rings for the next
//go:build ignore

package solution

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
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

// Manager wakes workers by a bell. A worker that has taken a task rings again if there are more.
type Manager struct {
	bell  chan struct{} // holds one ring
	gone  chan struct{} // closed after the last worker
	tasks sync.Map      // by ID

	mu     sync.Mutex // guards what follows
	last   int        // ID
	open   int        // tasks that have not finished
	closed bool
	silent bool               // the bell is closed
	lists  map[int]*list.List // of *task, by priority
	sorted []int              // priorities, descending
}

type task struct {
	mu    sync.Mutex // guards info and asked
	info  Info
	asked bool

	run      func(context.Context) error
	ctx      context.Context
	cancel   context.CancelFunc
	finished chan struct{}
}

func NewManager(workers int) *Manager {
	m := &Manager{bell: make(chan struct{}, 1), gone: make(chan struct{}), lists: map[int]*list.List{}}
	var all sync.WaitGroup
	for range workers {
		all.Go(m.work)
	}
	go func() {
		all.Wait()
		close(m.gone)
	}()
	return m
}

func (m *Manager) Submit(priority int, run func(ctx context.Context) error) (int, error) {
	t := &task{run: run, finished: make(chan struct{})}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		t.cancel()
		return 0, ErrClosed
	}
	m.last++
	m.open++
	t.info = Info{ID: m.last, Priority: priority, State: Waiting}
	m.tasks.Store(m.last, t)
	l, ok := m.lists[priority]
	if !ok {
		l = list.New()
		m.lists[priority] = l
		at := sort.Search(len(m.sorted), func(i int) bool { return m.sorted[i] < priority })
		m.sorted = slices.Insert(m.sorted, at, priority)
	}
	l.PushBack(t)
	m.ring()
	return t.info.ID, nil
}

// ring wakes a worker, or the next that is free. The lock is held.
func (m *Manager) ring() {
	if m.silent {
		return
	}
	select {
	case m.bell <- struct{}{}:
	default:
	}
}

func (m *Manager) work() {
	for range m.bell {
		for t := m.take(); t != nil; t = m.take() {
			if t.do() {
				m.finished()
			}
		}
	}
}

// take takes the next task out of its list, which may have been canceled there.
func (m *Manager) take() (next *task) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, priority := range m.sorted {
		l := m.lists[priority]
		if l.Len() == 0 {
			continue
		}
		if next != nil {
			m.ring()
			return next
		}
		if next = l.Remove(l.Front()).(*task); l.Len() > 0 {
			m.ring()
			return next
		}
	}
	return next
}

// finished counts a task that has finished.
func (m *Manager) finished() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open--
	m.end()
}

// end sends the workers home if nothing can come any more. The lock is held.
func (m *Manager) end() {
	if m.closed && m.open == 0 && !m.silent {
		m.silent = true
		close(m.bell)
	}
}

// do runs the task, unless it was canceled.
func (t *task) do() bool {
	t.mu.Lock()
	if t.info.State != Waiting {
		t.mu.Unlock()
		return false
	}
	t.info.State = Running
	t.mu.Unlock()
	err := t.guarded()
	t.mu.Lock()
	defer t.mu.Unlock()
	state := Failed
	if err == nil {
		state = Done
	} else if t.asked {
		state = Canceled
	}
	t.end(state, err)
	return true
}

func (t *task) guarded() (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic in task: %v", v)
		}
	}()
	return t.run(t.ctx)
}

// end notes how the task ended. Its lock is held.
func (t *task) end(s State, err error) {
	t.info.State, t.info.Err = s, err
	t.cancel()
	close(t.finished)
}

// stop reports whether the task had not finished, and whether it has now.
func (t *task) stop() (told, ended bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch t.info.State {
	case Waiting:
		t.end(Canceled, context.Canceled)
		return true, true
	case Running:
		t.asked = true
		t.cancel()
		return true, false
	}
	return false, false
}

func (m *Manager) Cancel(id int) bool {
	t, ok := m.find(id)
	if !ok {
		return false
	}
	told, ended := t.stop()
	if ended {
		m.finished()
	}
	return told
}

func (m *Manager) find(id int) (*task, bool) {
	v, ok := m.tasks.Load(id)
	if !ok {
		return nil, false
	}
	return v.(*task), true
}

func (m *Manager) Info(id int) (Info, bool) {
	t, ok := m.find(id)
	if !ok {
		return Info{}, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.info, true
}

func (m *Manager) Wait(ctx context.Context, id int) (Info, error) {
	t, ok := m.find(id)
	if !ok {
		return Info{}, ErrUnknown
	}
	select {
	case <-t.finished:
		return t.info, nil // nobody changes it any more
	case <-ctx.Done():
		return Info{}, ctx.Err()
	}
}

func (m *Manager) Shutdown(ctx context.Context) error {
	m.mu.Lock()
	m.closed = true
	m.end()
	m.mu.Unlock()
	select {
	case <-m.gone:
		return nil
	case <-ctx.Done():
	}
	select {
	case <-m.gone:
		return nil
	default:
	}
	m.tasks.Range(func(id, _ any) bool {
		m.Cancel(id.(int))
		return true
	})
	<-m.gone
	return ctx.Err()
}
