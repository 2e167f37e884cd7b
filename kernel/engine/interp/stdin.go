package interp

import (
	"fmt"
	"os"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"weft/kernel/engine/pipe"
)

// A cell's standard input is a pipe whose other end is here, so that os.Stdin is a real *os.File that
// can be read in every way. The reader of the notebook is asked for a line when somebody waits for
// one. Nothing tells the writer of a pipe that; but a read that has begun while the pipe is empty is
// waiting, and a file has a bit that says that a read has begun: the lock by which os serialises the
// reads of one file. It is looked at every few milliseconds while a cell runs.
//
// What is not seen is a read by another process that was given os.Stdin: it waits for ever.
type stdin struct {
	mu  sync.Mutex
	r   *os.File // the value of os.Stdin in cells
	w   *os.File
	bit *uint64 // the state of r's lock; nil if it cannot be found
}

// readLocked is the bit of poll.fdMutex's state that a read holds.
const readLocked = 1 << 1

func newStdin() (*stdin, error) {
	s := &stdin{}
	return s, s.open()
}

// open makes a new pipe. Who reads from the old one has seen its end.
func (s *stdin) open() error {
	r, w, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("make standard input: %w", err)
	}
	s.r, s.w, s.bit = r, w, lockState(r)
	return nil
}

// lockState finds the word in which f keeps its locks.
func lockState(f *os.File) *uint64 {
	v := reflect.ValueOf(f).Elem().FieldByName("file")
	if !is(v, reflect.Pointer) || v.IsNil() || !is(v.Elem(), reflect.Struct) {
		return nil
	}
	v = v.Elem()
	for _, name := range []string{"pfd", "fdmu", "state"} {
		if !is(v, reflect.Struct) {
			return nil
		}
		v = v.FieldByName(name)
	}
	if !is(v, reflect.Uint64) || !v.CanAddr() {
		return nil
	}
	return (*uint64)(unsafe.Pointer(v.UnsafeAddr()))
}

// variable is os.Stdin for the interpreter.
func (s *stdin) variable() reflect.Value { return reflect.ValueOf(&s.r).Elem() }

func (s *stdin) file() *os.File {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.r
}

// waiting reports whether somebody waits for input.
func (s *stdin) waiting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bit != nil && atomic.LoadUint64(s.bit)&readLocked != 0 && unread(s.r) == 0
}

// watch asks for input whenever somebody waits for it, until the returned function is called or the
// cell is stopped.
func (s *stdin) watch(session *session, c *cell) (end func()) {
	ended := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(4 * time.Millisecond)
		defer tick.Stop()
		for seen := 0; ; {
			select {
			case <-ended:
				return
			case <-c.stop:
				return
			case <-tick.C:
			}
			if !s.waiting() {
				seen = 0
				continue
			}
			// A reader that has just taken the last bytes still has the lock for a moment.
			if seen++; seen == 2 {
				seen = 0
				s.ask(session, c, ended)
			}
		}
	}()
	return func() { close(ended); <-done }
}

// ask gets one line from the reader of the notebook. If there is nobody to be asked, that is the end
// of the input, as it is for a program without a terminal.
func (s *stdin) ask(session *session, c *cell, ended chan struct{}) {
	m, err := session.link.ask(either(ended, c.stop), func(seq uint64) pipe.Message {
		return &pipe.Input{Seq: seq, Cell: c.number, Stdin: true}
	})
	reply, ok := m.(*pipe.InputReply)
	if err != nil || !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if reply.EOF || reply.Error != "" {
		s.w.Close()
		s.open()
		return
	}
	// More than the pipe holds waits until it is read.
	w := s.w
	go w.WriteString(reply.Text + "\n")
}

// either is closed once a or b is.
func either(a, b <-chan struct{}) <-chan struct{} {
	c := make(chan struct{})
	go func() {
		defer close(c)
		select {
		case <-a:
		case <-b:
		}
	}()
	return c
}

// unblock makes all reads fail until the returned function is called, which also drops what has been
// typed ahead.
func (s *stdin) unblock() (end func()) {
	f := s.file()
	f.SetReadDeadline(time.Unix(1, 0))
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		f.SetReadDeadline(time.Time{})
		if n := unread(f); f == s.r && n > 0 {
			f.Read(make([]byte, n))
		}
	}
}
