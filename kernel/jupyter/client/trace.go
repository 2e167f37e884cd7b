package client

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/wire"
)

// A Trace records the messages between one client and its kernel, and checks that they keep the
// rules of the protocol. The zero value is ready. Everything is kept in memory: it is for tests.
type Trace struct {
	off bool

	mu       sync.Mutex
	late     bool
	requests []request
	log      []Received
	kernels  []string // sessions of the kernel, one more after each restart
	ends     []int    // how many messages had been received when a kernel ended
	problems []error
}

// Received is a message of the kernel, on the channel where it came.
type Received struct {
	Channel kernelspec.Channel
	*wire.Message
}

// A request is a message that the client sent.
type request struct {
	kernelspec.Channel
	*wire.Message
	sendOptions
	kernel int // how many kernels had ended
}

// AllowLate makes Check accept output after a request's idle status, as goroutines that outlive
// their cell produce it.
func (t *Trace) AllowLate() {
	t.mu.Lock()
	t.late = true
	t.mu.Unlock()
}

// Messages returns all that was received, in the order of arrival on each channel.
func (t *Trace) Messages() []Received {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.log)
}

// Types returns the message types on iopub whose parent is the n-th execute request, counted
// from 0; status messages as "busy" and "idle". It is for tests that compare whole sequences.
func (t *Trace) Types(n int) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var types []string
	for _, q := range t.requests {
		if q.Header.MsgType != "execute_request" {
			continue
		}
		if n--; n >= 0 {
			continue
		}
		for _, m := range t.log {
			if m.Channel == kernelspec.IOPub && parentOf(m.Message).MsgID == q.Header.MsgID {
				kind := m.Header.MsgType
				if state := stateOf(m.Message); state != "" {
					kind = state
				}
				types = append(types, kind)
			}
		}
		break
	}
	return types
}

// Check returns what was against the protocol, nil if nothing was. It expects that every request
// has been answered, or that its kernel has ended. The rules are those of "Messaging in Jupyter",
// 5.5: see the functions of checker.
func (t *Trace) Check() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := newChecker(t)
	c.headers()
	c.sessions()
	c.parents()
	for _, q := range t.requests {
		c.replies(q)
		c.published(q)
	}
	return errors.Join(append(slices.Clone(t.problems), c.problems...)...)
}

func (t *Trace) sent(ch kernelspec.Channel, m *wire.Message, o sendOptions) {
	t.record(func() {
		t.requests = append(t.requests, request{ch, m, o, len(t.ends)})
	})
}

func (t *Trace) received(ch kernelspec.Channel, m *wire.Message) {
	t.record(func() { t.log = append(t.log, Received{ch, m}) })
}

// begin notes that a kernel of that session is ready.
func (t *Trace) begin(session string) {
	t.record(func() { t.kernels = append(t.kernels, session) })
}

func (t *Trace) end() {
	t.record(func() { t.ends = append(t.ends, len(t.log)) })
}

func (t *Trace) problem(err error) {
	t.record(func() { t.problems = append(t.problems, fmt.Errorf("trace: %w", err)) })
}

func (t *Trace) record(f func()) {
	if t.off {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	f()
}
