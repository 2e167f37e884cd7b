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

	seen   bool // at the last look somebody waited
	asking bool

	failed atomic.Bool // the last Scan of package fmt has left something that it could not read
}

// readLocked is the bit of poll.fdMutex's state that a read holds.
const readLocked = 1 << 1

func newStdin() (*stdin, error) {
	s := &stdin{}
	return s, s.open()
}

// open makes a new pipe. A reader of the old one has seen its end.
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

// lookAtStdin asks for a line if somebody waits for one. It is called every few milliseconds while a
// cell runs, and does not wait.
func (s *session) lookAtStdin() {
	if c := s.current(); c != nil && !c.finished() && s.stdin.wanted() {
		go s.readLine(c)
	}
}

// wanted reports whether somebody has been waiting for input since the last call, and nobody is being
// asked yet. A reader that has just taken the last bytes still has the lock for a moment, hence twice.
func (s *stdin) wanted() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asking || s.bit == nil || atomic.LoadUint64(s.bit)&readLocked == 0 || unread(s.r) > 0 {
		s.seen = false
		return false
	}
	s.asking = s.seen
	s.seen = true
	return s.asking
}

// readLine gets a line from the reader of the notebook. If there is nobody to be asked, that is the end
// of the input, as it is for a program without a terminal.
func (s *session) readLine(c *cell) {
	m, _ := s.link.ask(c.over, func(seq uint64) pipe.Message {
		return &pipe.Input{Seq: seq, Cell: c.number, Stdin: true}
	})
	s.stdin.answer(m)
}

func (s *stdin) answer(m pipe.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asking, s.seen = false, false
	reply, ok := m.(*pipe.InputReply)
	switch {
	case !ok: // the cell has ended
	case reply.EOF || reply.Error != "":
		old := s.w
		s.open() // first: who sees the end reads from the new one
		old.Close()
	default:
		w := s.w
		go w.WriteString(reply.Text + "\n") // more than the pipe holds waits until it is read
	}
}

// interrupt makes reads fail, until resume.
func (s *stdin) interrupt() { s.file().SetReadDeadline(time.Unix(1, 0)) }

// resume lets cells read again, but not what was typed for the cell that has been stopped.
func (s *stdin) resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.r.SetReadDeadline(time.Time{})
	s.drop()
}

// drop takes away what has been typed and not read.
func (s *stdin) drop() {
	if n := unread(s.r); n > 0 {
		s.r.Read(make([]byte, n))
	}
}

// scanned notes how a Scan went.
func (s *stdin) scanned(n int, err error) (int, error) {
	s.failed.Store(err != nil)
	return n, err
}

// anew begins a cell. The rest of a line that an earlier cell could not read is not for this one: it asks again.
func (s *stdin) anew() {
	if !s.failed.Swap(false) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
}
