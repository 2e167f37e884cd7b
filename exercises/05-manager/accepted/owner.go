// accepted: one goroutine owns all state; methods send it functions, and Shutdown ends it
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
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

type job struct {
	Info
	run    func(context.Context) error
	cancel context.CancelFunc
	told   bool
	over   chan struct{}
}

// Manager's fields below calls belong to the owner; after ended is closed they are not written to.
type Manager struct {
	calls   chan func()
	ended   chan struct{}
	free    int
	jobs    map[int]*job
	waiting []*job
	open    int
	closing bool
	once    sync.Once
	late    sync.Mutex
}

func NewManager(workers int) *Manager {
	m := &Manager{calls: make(chan func()), ended: make(chan struct{}), free: workers, jobs: map[int]*job{}}
	go m.own()
	return m
}

func (m *Manager) own() {
	defer close(m.ended)
	for !m.closing || m.open > 0 {
		(<-m.calls)()
		for m.free > 0 && len(m.waiting) > 0 {
			j := m.waiting[0]
			m.waiting = m.waiting[1:]
			m.free--
			var ctx context.Context
			ctx, j.cancel = context.WithCancel(context.Background())
			j.State = Running
			go m.work(ctx, j)
		}
	}
}

func (m *Manager) work(ctx context.Context, j *job) {
	var err error
	func() {
		defer func() {
			if v := recover(); v != nil {
				err = fmt.Errorf("task %d panicked: %v", j.ID, v)
			}
		}()
		err = j.run(ctx)
	}()
	m.calls <- func() {
		m.free++
		j.cancel()
		switch {
		case err == nil:
			j.State = Done
		case j.told:
			j.State, j.Err = Canceled, err
		default:
			j.State, j.Err = Failed, err
		}
		m.over(j)
	}
}

func (m *Manager) over(j *job) {
	m.open--
	close(j.over)
}

// do has the owner call f, or calls it if there is no owner any more.
func (m *Manager) do(f func()) {
	done := make(chan struct{})
	select {
	case m.calls <- func() { f(); close(done) }:
		<-done
	case <-m.ended:
		m.late.Lock()
		defer m.late.Unlock()
		f()
	}
}

func (m *Manager) Submit(priority int, run func(ctx context.Context) error) (id int, err error) {
	m.do(func() {
		if m.closing {
			err = ErrClosed
			return
		}
		id = len(m.jobs) + 1
		j := &job{Info: Info{ID: id, Priority: priority, State: Waiting}, run: run, over: make(chan struct{})}
		m.jobs[id] = j
		m.open++
		at := sort.Search(len(m.waiting), func(i int) bool { return m.waiting[i].Priority < priority })
		m.waiting = append(m.waiting, nil)
		copy(m.waiting[at+1:], m.waiting[at:])
		m.waiting[at] = j
	})
	return id, err
}

func (m *Manager) Cancel(id int) (ok bool) {
	m.do(func() { ok = m.stop(id) })
	return ok
}

func (m *Manager) stop(id int) bool {
	j := m.jobs[id]
	switch {
	case j == nil:
		return false
	case j.State == Running:
		j.told = true
		j.cancel()
		return true
	case j.State == Waiting:
		for i, w := range m.waiting {
			if w == j {
				m.waiting = append(m.waiting[:i], m.waiting[i+1:]...)
				break
			}
		}
		j.State, j.Err = Canceled, context.Canceled
		m.over(j)
		return true
	}
	return false
}

func (m *Manager) Info(id int) (info Info, ok bool) {
	m.do(func() {
		if j := m.jobs[id]; j != nil {
			info, ok = j.Info, true
		}
	})
	return info, ok
}

func (m *Manager) Wait(ctx context.Context, id int) (Info, error) {
	var j *job
	m.do(func() { j = m.jobs[id] })
	if j == nil {
		return Info{}, ErrUnknown
	}
	select {
	case <-j.over:
		info, _ := m.Info(id)
		return info, nil
	case <-ctx.Done():
		return Info{}, ctx.Err()
	}
}

func (m *Manager) Shutdown(ctx context.Context) error {
	m.once.Do(func() { m.do(func() { m.closing = true }) })
	select {
	case <-m.ended:
		return nil
	case <-ctx.Done():
	}
	m.do(func() {
		for id := range m.jobs {
			m.stop(id)
		}
	})
	<-m.ended
	return ctx.Err()
}
