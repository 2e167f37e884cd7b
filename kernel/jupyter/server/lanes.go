package server

import (
	"sync"
	"time"

	"weft/kernel/jupyter/msg"
)

// maxQueue bounds the requests that wait in one queue; further ones are refused.
const maxQueue = 1 << 14

// lanes are queues by name. Requests of one queue are served one after the other, those of
// different queues at the same time. A queue without requests costs nothing.
type lanes struct {
	serve func(*request)

	mu     sync.Mutex
	lanes  map[string]*lane // those that have a goroutine
	closed bool
	work   sync.WaitGroup
}

// A lane is one queue while its goroutine runs.
type lane struct {
	queue    []*request
	arrivals int // how many were ever added
}

func newLanes(serve func(*request)) *lanes {
	return &lanes{serve: serve, lanes: map[string]*lane{}}
}

// push adds r to the queue of that name and sees to it that somebody serves it. It returns why
// the queue does not take r, or nil.
func (ls *lanes) push(name string, r *request) *refusal {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if ls.closed {
		return &refusal{"KernelStopped", "the kernel is shutting down"}
	}
	l, running := ls.lanes[name]
	if !running {
		l = &lane{}
		ls.lanes[name] = l
		ls.work.Add(1)
		go ls.drain(name, l)
	}
	if len(l.queue) >= maxQueue {
		return &refusal{"QueueFull", "too many requests are waiting"}
	}
	l.queue = append(l.queue, r)
	l.arrivals++
	return nil
}

// drain serves a queue until it is empty.
func (ls *lanes) drain(name string, l *lane) {
	finished := false
	defer func() {
		if finished {
			ls.work.Done()
			return
		}
		go ls.drain(name, l) // runtime.Goexit in a handler ended this goroutine
	}()
	for r := ls.next(name, l); r != nil; r = ls.next(name, l) {
		ls.serve(r)
	}
	finished = true
}

// next removes the first request of a queue, and the queue if there is none.
func (ls *lanes) next(name string, l *lane) *request {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if len(l.queue) == 0 {
		delete(ls.lanes, name)
		return nil
	}
	r := l.queue[0]
	l.queue[0] = nil
	l.queue = l.queue[1:]
	return r
}

// abort marks the execute requests that wait in a queue now.
func (ls *lanes) abort(name string) {
	ls.each(name, func(r *request) {
		if r.Header.MsgType == msg.TypeExecuteRequest {
			r.aborted.Store(true)
		}
	})
}

// refuse lets the requests that wait in a queue now fail with why.
func (ls *lanes) refuse(name string, why *refusal) {
	ls.each(name, func(r *request) { r.refuse(why) })
}

func (ls *lanes) each(name string, f func(*request)) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if l := ls.lanes[name]; l != nil {
		for _, r := range l.queue {
			f(r)
		}
	}
}

// settle waits until no request has come to a queue for the time quiet, but not longer than ten
// times that.
//
// Clients send all cells of a notebook at once, and a cell can fail before the next request is
// through the client's connection. A client that sends a request because of the error is not
// affected: it has not been told yet. What is slower still is for stragglers.
func (ls *lanes) settle(name string, quiet time.Duration) {
	for seen, i := -1, 0; i < 10; i++ {
		now := ls.arrivals(name)
		if now == seen {
			return
		}
		seen = now
		time.Sleep(quiet)
	}
}

func (ls *lanes) arrivals(name string) int {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if l := ls.lanes[name]; l != nil {
		return l.arrivals
	}
	return 0
}

// close takes no more requests and returns those that nobody serves yet. Those that are being
// served go on.
func (ls *lanes) close() []*request {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	ls.closed = true
	var left []*request
	for _, l := range ls.lanes {
		left = append(left, l.queue...)
		l.queue = nil
	}
	return left
}

// wait waits, after close, until nothing is served any more. It reports false if that takes
// longer than d.
func (ls *lanes) wait(d time.Duration) bool {
	done := make(chan struct{})
	go func() { ls.work.Wait(); close(done) }()
	select {
	case <-done:
		return true
	case <-time.After(d):
		return false
	}
}
