package child

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
	maxHint  = 256                   // bytes of a line that serve as a prompt
)

// streams collects what a process writes to its descriptors 1 and 2, and delivers it in order with
// its events. All fields but the sources are guarded by mu, which is also held while the sink runs: a
// sink that is slow stops the reading, and the process once its pipes are full.
type streams struct {
	sources [2]*source
	wake    waker

	mu      sync.Mutex
	sink    Sink // nil before the first cell: what comes is dropped
	cell    int
	buf     []byte // for reading into
	pending []byte // read, not delivered
	name    string // the stream of pending
	last    time.Time
	line    []byte // the end of stdout's last line
	tail    tail   // of stderr
	held    []byte // stderr that looks like the run time giving up; see hold
	since   time.Time
}

// A source is one of the two pipes.
type source struct {
	name  string
	file  *os.File
	carry []byte // the first bytes of a rune
	ended bool
}

func newStreams(stdout, stderr *os.File) (*streams, error) {
	o := &streams{
		sources: [2]*source{{name: "stdout", file: stdout}, {name: "stderr", file: stderr}},
		buf:     make([]byte, batch),
	}
	return o, o.wake.open()
}

// connect makes sink the receiver.
func (o *streams) connect(sink Sink) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flush()
	o.sink = sink
}

// event delivers what was printed so far, and then calls f. f gets no call if there is no sink.
func (o *streams) event(f func(Sink)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drain()
	o.release()
	o.flush()
	if o.sink != nil {
		f(o.sink)
	}
}

// begin makes what is printed from now on belong to the cell.
func (o *streams) begin(cell int) {
	o.event(func(Sink) {})
	o.mu.Lock()
	defer o.mu.Unlock()
	o.cell = cell
}

// end delivers all that a cell has printed, also half a rune.
func (o *streams) end() {
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

// finish delivers the rest after the process has ended. What is held stays: it was a crash.
func (o *streams) finish() {
	o.wake.close()
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drain()
	o.flush()
	o.wake.free()
}

// drain reads what is in the pipes now, and no more: who prints without a pause is not waited for.
func (o *streams) drain() {
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
func (o *streams) read(s *source, max int) int {
	n := s.read(o.buf[:max])
	if n > 0 {
		o.add(s, o.buf[:n])
	}
	return n
}

func (o *streams) add(s *source, text []byte) {
	if s.name == "stderr" {
		o.tail.add(text)
		text = o.hold(text)
	} else {
		o.remember(text)
	}
	o.queue(s.name, text)
}

func (o *streams) queue(name string, text []byte) {
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
func (o *streams) flush() {
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

func (o *streams) deliver(name string, text []byte) {
	if len(text) > 0 && o.sink != nil {
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
func (o *streams) remember(text []byte) {
	if i := bytes.LastIndexByte(text, '\n'); i >= 0 {
		text = text[i+1:]
		o.line = o.line[:0]
	}
	o.line = append(o.line, text...)
	if n := len(o.line); n > maxHint {
		o.line = append(o.line[:0], o.line[n-maxHint:]...)
	}
}

// prompt is the text that was printed last without a line's end. mu is held.
func (o *streams) prompt() string { return string(bytes.ToValidUTF8(o.line, nil)) }

// hold keeps back what looks like the run time giving up: if it is, the process ends at once, and its
// words become part of the ExitError rather than of the cell's output.
func (o *streams) hold(text []byte) (pass []byte) {
	if o.held != nil {
		room := max(0, maxCrash-len(o.held))
		o.held = append(o.held, text[:min(room, len(text))]...)
		o.since = time.Now()
		return nil
	}
	i := crashStart(text)
	if i < 0 {
		return text
	}
	o.held, o.since = bytes.Clone(text[i:]), time.Now()
	return text[:i]
}

// release gives up holding: the process lives on.
func (o *streams) release() {
	held := o.held
	o.held = nil
	o.queue("stderr", held)
}

// lastWords is what an ExitError says, after finish.
func (o *streams) lastWords() (stderr, crash, trace string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.held != nil {
		crash, trace = parseCrash(string(o.held))
	}
	return o.tail.String(), crash, trace
}

// due returns when pending or held must be looked at again; false if there is neither.
func (o *streams) due(now time.Time) (time.Duration, bool) {
	if len(o.pending) > 0 {
		return interval - now.Sub(o.last), true
	}
	if o.held != nil {
		return holdFor - now.Sub(o.since), true
	}
	return 0, false
}
