package interp

import (
	"io"
	"sync"

	"weft/kernel/engine/pipe"
)

// A link is the child's end of the pipe: it sends events and hands answers to those who wait.
type link struct {
	w *pipe.Writer

	mu      sync.Mutex
	seq     uint64
	waiting map[uint64]chan pipe.Message
}

func newLink(w io.Writer) *link {
	return &link{w: pipe.NewWriter(w), waiting: map[uint64]chan pipe.Message{}}
}

// send sends an event that needs no answer. If it cannot be sent the parent has gone, and the
// reader of requests sees that too.
func (l *link) send(m pipe.Message) error { return l.w.Send(m) }

// ask sends the event that make returns for a sequence number, and waits for its answer. It returns
// nil if stop is closed first.
func (l *link) ask(stop <-chan struct{}, makeEvent func(seq uint64) pipe.Message) (pipe.Message, error) {
	answer := make(chan pipe.Message, 1)
	l.mu.Lock()
	l.seq++
	seq := l.seq
	l.waiting[seq] = answer
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		delete(l.waiting, seq)
		l.mu.Unlock()
	}()
	if err := l.send(makeEvent(seq)); err != nil {
		return nil, err
	}
	select {
	case m := <-answer:
		return m, nil
	case <-stop:
		return nil, nil
	}
}

// asking reports whether somebody waits for an answer.
func (l *link) asking() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting) > 0
}

// answer delivers the parent's answer to the event of that number, if somebody still waits for it.
func (l *link) answer(seq uint64, m pipe.Message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c, ok := l.waiting[seq]; ok {
		delete(l.waiting, seq)
		c <- m
	}
}
