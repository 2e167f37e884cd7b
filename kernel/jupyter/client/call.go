package client

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// A call is a request on its way. Its fields are guarded by session.mu.
type call struct {
	s       *session
	id      string
	channel kernelspec.Channel
	noReply bool // comm messages have none
	noIdle  bool // the kernel may be gone before it is idle

	queue []incoming
	reply *wire.Message
	idle  bool
	wake  chan struct{} // has room for one
}

// incoming is a message on iopub or stdin.
type incoming struct {
	channel kernelspec.Channel
	*wire.Message
}

// sendOptions are what a message can have beside its content.
type sendOptions struct {
	metadata json.RawMessage
	buffers  [][]byte
	subshell string
	parent   json.RawMessage
	probe    bool // what is published for it may be lost
	noReply  bool
	noIdle   bool
}

// send sends a request and returns the call that waits for its answers.
func (s *session) send(ch kernelspec.Channel, content msg.Content, o sendOptions) (*call, error) {
	select {
	case <-s.done:
		return nil, s.cause
	default:
	}
	m, err := s.compose(content, o)
	if err != nil {
		return nil, err
	}
	x := &call{s: s, id: m.Header.MsgID, channel: ch, noReply: o.noReply, noIdle: o.noIdle, wake: make(chan struct{}, 1)}
	s.mu.Lock()
	s.calls[x.id] = x
	if m.Header.MsgType == msg.TypeShutdownRequest {
		s.stopping = true
	}
	s.mu.Unlock()
	if err := s.write(ch, m); err != nil {
		x.forget(nil)
		return nil, err
	}
	s.o.Trace.sent(ch, m, o)
	return x, nil
}

func (s *session) compose(content msg.Content, o sendOptions) (*wire.Message, error) {
	raw, err := msg.Encode(content)
	if err != nil {
		return nil, err
	}
	return &wire.Message{
		Header: wire.Header{
			MsgID:      fmt.Sprintf("%s_%d", s.c.id, s.c.n.Add(1)),
			Session:    s.c.id,
			Username:   "client",
			Date:       time.Now().UTC().Format("2006-01-02T15:04:05.000000Z"),
			MsgType:    content.MsgType(),
			Version:    wire.ProtocolVersion,
			SubshellID: o.subshell,
		},
		Parent: o.parent, Metadata: o.metadata, Content: raw, Buffers: o.buffers,
	}, nil
}

func (s *session) write(ch kernelspec.Channel, m *wire.Message) error {
	frames, err := s.codec.Encode(m)
	if err != nil {
		return err
	}
	conn := map[kernelspec.Channel]*zsock.Conn{
		kernelspec.Shell: s.shell, kernelspec.Control: s.control, kernelspec.Stdin: s.stdin,
	}[ch]
	if err := conn.Send(frames); err != nil {
		return s.explain(err)
	}
	return nil
}

// take adds a message; session.mu is held.
func (x *call) take(ch kernelspec.Channel, m *wire.Message) {
	switch {
	case ch == kernelspec.IOPub && stateOf(m) == "idle":
		x.idle = true
	case ch == kernelspec.IOPub, ch == kernelspec.Stdin:
		x.queue = append(x.queue, incoming{ch, m})
	case ch == x.channel && x.reply == nil:
		x.reply = m
	}
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

// wait calls each for every message of the request on iopub and stdin, in order of arrival, on
// this goroutine, until the reply and idle are there. It returns the reply. The error is that
// of ctx or why the session ended; all that had arrived until then has been given to each.
func (x *call) wait(ctx context.Context, each func(incoming)) (*wire.Message, error) {
	return x.waitLate(ctx, each, nil)
}

// waitLate is wait for a request that may have output after it has ended: late gets it.
func (x *call) waitLate(ctx context.Context, each func(incoming), late func(*wire.Message)) (*wire.Message, error) {
	quiet := time.NewTimer(x.s.o.Quiet)
	defer quiet.Stop()
	var failed error // set: one more round for what has arrived, then return
	for {
		queue, reply, ended := x.progress(late, failed != nil)
		for _, m := range queue {
			if each != nil {
				each(m)
			}
		}
		switch {
		case ended:
			return reply, nil
		case failed != nil:
			return reply, failed
		case len(queue) > 0:
			continue // more may have come while these were handled
		}
		quiet.Reset(x.s.o.Quiet)
		var silence <-chan time.Time
		if reply != nil {
			silence = quiet.C
		}
		select {
		case <-x.wake:
		case <-x.s.done:
			failed = x.s.cause
		case <-ctx.Done():
			failed = ctx.Err()
		case <-silence:
			x.mark()
		}
	}
}

// progress returns what has arrived. When nothing more is expected, or with last, the call is
// forgotten in the same moment, so that a message goes either to it or to late.
func (x *call) progress(late func(*wire.Message), last bool) (queue []incoming, reply *wire.Message, ended bool) {
	x.s.mu.Lock()
	defer x.s.mu.Unlock()
	queue, x.queue = x.queue, nil
	ended = (x.reply != nil || x.noReply) && (x.idle || x.noIdle)
	if ended && len(queue) > 0 && !last {
		return queue, x.reply, false
	}
	if ended || last {
		x.drop(late)
	}
	return queue, x.reply, ended
}

// mark gives up waiting for idle.
func (x *call) mark() {
	x.s.mu.Lock()
	x.noIdle = true
	x.s.mu.Unlock()
	x.s.o.Trace.problem(fmt.Errorf("no idle status within %v of the reply to %s", x.s.o.Quiet, x.id))
}

func (x *call) forget(late func(*wire.Message)) {
	x.s.mu.Lock()
	x.drop(late)
	x.s.mu.Unlock()
}

func (x *call) drop(late func(*wire.Message)) {
	delete(x.s.calls, x.id)
	if late != nil {
		x.s.late[x.id] = late
	}
}

// explain prefers the cause of the session's end to that of one failed write.
func (s *session) explain(err error) error {
	select {
	case <-s.done:
		return s.cause
	case <-time.After(drainTime): // the watcher needs a moment
		return err
	}
}
