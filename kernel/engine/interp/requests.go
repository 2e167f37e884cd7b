package interp

import (
	"os"
	"sync"
	"time"

	"weft/kernel/engine/pipe"
)

// Requests of the parent are read by whichever of two goroutines runs first. One waits for the descriptor. Where
// cells keep all processors busy that is not enough: a goroutine whose descriptor has become readable waits behind
// dozens of others, for 10 ms each. One whose timer has fired is the next to run, if no other timer fires with it.
// So while a cell runs another goroutine looks every few milliseconds, and an interrupt is seen soon.
type requests struct {
	f *os.File
	s *session

	mu     sync.Mutex // held by who reads and handles
	r      *pipe.Reader
	handle func(pipe.Message)
	ended  bool // the parent has closed the session, or died

	begun chan struct{} // has something when a cell has begun
}

const (
	lookAgain = 4 * time.Millisecond   // is how often that goroutine looks
	lookLater = 100 * time.Millisecond // and after a cell, at what goroutines that it has left use
)

func newRequests(f *os.File, s *session, handle func(pipe.Message)) *requests {
	q := &requests{f: f, s: s, handle: handle, begun: make(chan struct{}, 1)}
	q.r = pipe.NewReader(waitingReader{f})
	return q
}

// serve handles requests until there are no more.
func (q *requests) serve() {
	stop := make(chan struct{})
	defer close(stop)
	go q.look(stop)
	for awaitMore(q.f) && q.take() {
	}
}

// take handles what has come, and returns whether more can come.
func (q *requests) take() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.ended && (q.r.Buffered() || unread(q.f) > 0) {
		m, err := q.r.Read()
		if _, closed := m.(*pipe.Close); closed || err != nil {
			q.ended = true
			break
		}
		q.handle(m)
	}
	return !q.ended
}

// begin says that a cell begins.
func (q *requests) begin() {
	select {
	case q.begun <- struct{}{}:
	default:
	}
}

// look looks while cells run.
func (q *requests) look(stop <-chan struct{}) {
	for {
		var later <-chan time.Time
		if !q.s.rt.Maps().Alone() {
			later = time.After(lookLater)
		}
		select {
		case <-stop:
			return
		case <-q.begun:
		case <-later:
			q.s.lookAtMemory()
		}
		for q.s.running.Load() > 0 {
			time.Sleep(lookAgain)
			// Who stops a cell has timers of its own, which ours must not meet.
			q.s.stopper.wait()
			q.s.lookAtMemory()
			q.s.lookAtStdin()
			q.s.detector.tick()
			if unread(q.f) > 0 && q.mu.TryLock() {
				q.mu.Unlock()
				q.take()
			}
		}
	}
}

// A waitingReader reads from a pipe, and waits where there is nothing.
type waitingReader struct{ f *os.File }

func (w waitingReader) Read(b []byte) (int, error) { return readWaiting(w.f, b) }
