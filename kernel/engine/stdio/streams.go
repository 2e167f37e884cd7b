// Package stdio collects what a process prints on its descriptors 1 and 2 and delivers it live, in
// batches, in order with the events that the process sends on descriptors of its own.
//
// It owns the reading of the two pipes and what is held back because it looks like the run time giving
// up. It does not know what the process runs, or what its events are.
package stdio

import (
	"bytes"
	"os"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	batch    = 64 << 10              // bytes that are delivered at once, and that one read takes
	interval = 20 * time.Millisecond // between deliveries, unless a batch is full
	holdFor  = time.Second           // without more text
	mostLook = holdFor / 10          // counts of that between two looks

	holdTrace = 30 * time.Second // if it goes on with a trace
	maxHint   = 256              // bytes of a line that serve as a prompt
)

// A Sink receives the text.
type Sink interface {
	// Stream receives text printed by a cell on "stdout" or "stderr". It ends at a rune's end unless
	// the cell has ended in the middle of one. The slice belongs to the caller.
	Stream(cell int, name string, text []byte)
}

// Streams collects what a process writes to its descriptors 1 and 2, and delivers it in order with
// its events. All fields but the sources are guarded by mu, which is also held while the sink runs: a
// sink that is slow stops the reading, and the process once its pipes are full.
type Streams[S Sink] struct {
	// Dying reports whether the run time has begun to say why it gives up, on a descriptor of its own.
	// With it, what only looks like that is not held for long. nil if there is no such descriptor. To
	// be set before Pump.
	Dying func() bool

	sources [2]*source
	wake    waker

	mu      sync.Mutex
	sink    S
	wanted  bool // there is a sink; else what comes is dropped
	cell    int
	buf     []byte // for reading into
	pending []byte // read, not delivered
	name    string // the stream of pending
	last    time.Time
	line    []byte        // the end of stdout's last line
	tail    tail          // of stderr
	held    []byte        // stderr that looks like the run time giving up; see hold
	waited  time.Duration // for more of it
	looked  time.Time
}

// A source is one of the two pipes.
type source struct {
	name  string
	file  *os.File
	carry []byte // the first bytes of a rune
	ended bool
}

// New returns Streams that read the pipes, which stay the caller's.
func New[S Sink](stdout, stderr *os.File) (*Streams[S], error) {
	o := &Streams[S]{
		sources: [2]*source{{name: "stdout", file: stdout}, {name: "stderr", file: stderr}},
		buf:     make([]byte, batch),
	}
	return o, o.wake.open()
}

// Connect makes sink the receiver. What comes before is dropped.
func (o *Streams[S]) Connect(sink S) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flush()
	o.sink, o.wanted = sink, true
}

// Event delivers what was printed so far, and then calls f. f gets no call if there is no sink.
func (o *Streams[S]) Event(f func(S)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drain()
	o.release()
	o.flush()
	if o.wanted {
		f(o.sink)
	}
}

// Begin makes what is printed from now on belong to the cell.
func (o *Streams[S]) Begin(cell int) {
	o.Event(func(S) {})
	o.mu.Lock()
	defer o.mu.Unlock()
	o.cell = cell
}

// End delivers all that a cell has printed, also half a rune.
func (o *Streams[S]) End() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drain()
	o.release()
	o.flush()
	for _, s := range o.sources {
		o.deliver(s.name, s.carry)
		s.carry = nil
	}
	o.line = o.line[:0]
}

// Finish ends Pump and delivers the rest, after the process has ended. What is held stays; see Held.
func (o *Streams[S]) Finish() {
	o.wake.close()
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drain()
	o.flush()
	o.wake.free()
}

// drain reads what is in the pipes now, and no more: who prints without a pause is not waited for.
func (o *Streams[S]) drain() {
	for _, s := range o.sources {
		for n := s.unread(); n > 0; {
			got := o.read(s, min(n, batch))
			if got <= 0 {
				break
			}
			n -= got
		}
	}
}

// read moves up to max bytes from a source to pending, and returns how many there were.
func (o *Streams[S]) read(s *source, max int) int {
	n := s.read(o.buf[:max])
	if n > 0 {
		o.add(s, o.buf[:n])
	}
	return n
}

func (o *Streams[S]) add(s *source, text []byte) {
	if s.name == "stderr" {
		o.tail.add(text)
		text = o.hold(text)
	} else {
		o.remember(text)
	}
	o.queue(s.name, text)
}

func (o *Streams[S]) queue(name string, text []byte) {
	if len(text) == 0 {
		return
	}
	if o.name != name {
		o.flush()
		o.name = name
	}
	o.pending = append(o.pending, text...)
	if len(o.pending) >= batch {
		o.flush()
	}
}

// flush delivers pending up to the end of its last whole rune.
func (o *Streams[S]) flush() {
	if len(o.pending) == 0 {
		return
	}
	s := o.sources[0]
	if o.name == "stderr" {
		s = o.sources[1]
	}
	text := o.pending
	if len(s.carry) > 0 {
		text = append(s.carry, text...)
	}
	whole := len(text) - partial(text)
	s.carry = bytes.Clone(text[whole:])
	o.deliver(o.name, text[:whole])
	o.pending = o.pending[:0]
	o.last = time.Now()
}

func (o *Streams[S]) deliver(name string, text []byte) {
	if len(text) > 0 && o.wanted {
		o.sink.Stream(o.cell, name, text)
	}
}

// partial returns how many bytes at the end of text are the beginning of a rune.
func partial(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		b := text[len(text)-n]
		if utf8.RuneStart(b) {
			if utf8.FullRune(text[len(text)-n:]) {
				return 0
			}
			return n
		}
	}
	return 0
}

// remember keeps the last line of stdout as far as it goes.
func (o *Streams[S]) remember(text []byte) {
	if i := bytes.LastIndexByte(text, '\n'); i >= 0 {
		text = text[i+1:]
		o.line = o.line[:0]
	}
	o.line = append(o.line, text...)
	if n := len(o.line); n > maxHint {
		o.line = append(o.line[:0], o.line[n-maxHint:]...)
	}
}

// Prompt is the text that was printed last without a line's end. It may be called in an Event only.
func (o *Streams[S]) Prompt() string { return string(bytes.ToValidUTF8(o.line, nil)) }

// due returns when pending or held must be looked at again; false if there is neither.
func (o *Streams[S]) due(now time.Time) (time.Duration, bool) {
	if len(o.pending) > 0 {
		return interval - now.Sub(o.last), true
	}
	if o.held != nil {
		return o.patience() - o.waited, true
	}
	return 0, false
}
