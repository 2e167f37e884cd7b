package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// Why a connection to a kernel has ended, apart from *DeadError.
var (
	ErrClosed   = errors.New("the connection to the kernel was closed")
	ErrShutdown = errors.New("the kernel has shut down")
)

// A DeadError reports that the kernel ended without having been asked to.
type DeadError struct {
	Cause  error    // how the process ended, or how the connection broke
	Stderr []string // the last lines that the process wrote to stderr
}

func (e *DeadError) Error() string {
	text := fmt.Sprintf("the kernel died: %v", e.Cause)
	for i, line := range e.Stderr {
		if i == 0 {
			text += "; its last words on stderr:"
		}
		text += "\n\t" + line
	}
	return text
}

func (e *DeadError) Unwrap() error { return e.Cause }

// drainTime is how long a dead kernel's sockets are read to their end.
const drainTime = 2 * time.Second

// A session is the connection to one kernel process, from its start to its end.
type session struct {
	c       *Client
	o       Options
	codec   *wire.Codec
	process *process // nil if somebody else started it

	shell, control, stdin, iopub *zsock.Conn
	beat                         heartbeat

	readers sync.WaitGroup
	watcher sync.WaitGroup
	broken  chan error    // a channel ended; has room for all of them
	closing chan struct{} // closed by us
	once    sync.Once
	done    chan struct{}
	cause   error // set before done is closed

	mu       sync.Mutex
	stopping bool // a shutdown_request was sent
	calls    map[string]*call
	late     map[string]func(*wire.Message) // of requests that have returned
	rejected error                          // the last message that could not be read
}

func (s *session) start() {
	for ch, conn := range map[kernelspec.Channel]*zsock.Conn{
		kernelspec.Shell: s.shell, kernelspec.Control: s.control,
		kernelspec.Stdin: s.stdin, kernelspec.IOPub: s.iopub,
	} {
		s.readers.Go(func() { s.read(ch, conn) })
	}
	s.watcher.Go(s.watch)
}

// read takes messages from one channel until it ends.
func (s *session) read(ch kernelspec.Channel, conn *zsock.Conn) {
	for {
		frames, err := conn.Recv(context.Background())
		if err != nil {
			s.broken <- fmt.Errorf("%s channel: %w", ch, err)
			return
		}
		m, err := s.codec.Decode(frames)
		if err != nil {
			s.reject(fmt.Errorf("message on %s: %w", ch, err))
			continue
		}
		s.o.Trace.received(ch, m)
		s.dispatch(ch, m)
	}
}

func (s *session) reject(err error) {
	s.o.Trace.problem(err)
	s.mu.Lock()
	s.rejected = err
	s.mu.Unlock()
}

// watch finds out that the kernel has ended: the process exits or a channel breaks, whichever
// comes first. What the kernel wrote before is read to its end, and only then do requests fail.
func (s *session) watch() {
	var exited chan struct{}
	if s.process != nil {
		exited = s.process.exited
	}
	var cause error
	select {
	case <-s.closing:
		s.end(ErrClosed)
		return
	case cause = <-s.broken:
	case <-exited:
	}
	limit, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	read := make(chan struct{})
	go func() {
		s.readers.Wait()
		close(read)
	}()
	for _, event := range []<-chan struct{}{read, exited} {
		if event == nil {
			continue
		}
		select {
		case <-event:
		case <-limit.Done():
		case <-s.closing:
		}
	}
	s.end(s.causeOf(cause))
	s.hangUp() // also ends the readers of a process whose children keep the sockets open
	<-read
}

func (s *session) causeOf(broken error) error {
	s.mu.Lock()
	stopping, rejected := s.stopping, s.rejected
	s.mu.Unlock()
	select {
	case <-s.closing:
		return ErrClosed
	default:
	}
	switch {
	case stopping:
		return ErrShutdown
	case s.process != nil && s.process.hasExited():
		return s.process.death()
	case broken == nil || errors.Is(broken, io.EOF):
		broken = fmt.Errorf("it hung up: %w", broken)
	}
	return &DeadError{Cause: errors.Join(broken, rejected)}
}

func (s *session) end(cause error) {
	s.o.Trace.end()
	s.mu.Lock()
	s.cause = cause
	s.mu.Unlock()
	close(s.done)
	s.c.dropComms()
}

// close ends the session and its goroutines.
func (s *session) close() {
	s.once.Do(func() { close(s.closing) })
	s.hangUp()
	s.watcher.Wait()
	s.readers.Wait()
}

// hangUp closes the channels side by side: each may wait for the kernel to take what is queued.
func (s *session) hangUp() {
	var wg sync.WaitGroup
	for _, conn := range []*zsock.Conn{s.shell, s.control, s.stdin, s.iopub, s.beat.conn} {
		if conn != nil {
			wg.Go(func() { conn.Close() })
		}
	}
	wg.Wait()
}

// dispatch hands a message to the request that it belongs to.
func (s *session) dispatch(ch kernelspec.Channel, m *wire.Message) {
	if ch == kernelspec.IOPub && strings.HasPrefix(m.Header.MsgType, "comm_") {
		s.c.toComm(m) // it still counts as part of the request that led to it
	}
	parent := parentOf(m)
	s.mu.Lock()
	x := s.calls[parent.MsgID]
	if x != nil {
		x.take(ch, m)
		s.mu.Unlock()
		return
	}
	late := s.late[parent.MsgID]
	s.mu.Unlock()
	if ch != kernelspec.IOPub {
		return // an answer that nobody waits for any more
	}
	switch {
	case late != nil:
		late(m)
	case parent.Session != s.c.id && s.o.Other != nil:
		s.o.Other(m)
	}
}

// parentOf returns the header of the request that m belongs to, zero if there is none.
func parentOf(m *wire.Message) wire.Header {
	var h wire.Header
	if json.Unmarshal(m.Parent, &h) != nil {
		return wire.Header{}
	}
	return h
}

// stateOf returns the execution state that a status message tells, "" for any other message.
func stateOf(m *wire.Message) string {
	var st msg.Status
	if m.Header.MsgType != msg.TypeStatus || msg.Decode(m.Content, &st) != nil {
		return ""
	}
	return st.ExecutionState
}
