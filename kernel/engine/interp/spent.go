package interp

import (
	"runtime"
	"time"

	"weft/kernel/engine/pipe"
)

// A reading is what this process has spent by a moment.
type reading struct {
	at    time.Time
	cpu   time.Duration
	bytes uint64
}

// started is a reading at the beginning of what is measured, ended one at its end: both leave out what reading takes.
func started() reading {
	bytes := allocated()
	cpu := processorTime()
	return reading{at: time.Now(), cpu: cpu, bytes: bytes}
}

func ended() reading {
	r := reading{at: time.Now(), cpu: processorTime()}
	r.bytes = allocated()
	return r
}

// allocated is how many bytes this process has allocated so far.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func (r reading) until(end reading) *pipe.Spent {
	return &pipe.Spent{Wall: end.at.Sub(r.at), CPU: end.cpu - r.cpu, Bytes: end.bytes - r.bytes}
}

// A stopwatch measures the statements behind one %time.
type stopwatch struct {
	number int
	began  reading
	ended  *reading
}

// clock begins a measurement of the calling goroutine's cell.
func (s *session) clock(number int) {
	if c := s.labels.own(); c != nil {
		c.watch = &stopwatch{number: number, began: started()}
	}
}

// stopClock ends it, before the value is shown.
func (s *session) stopClock() {
	if c := s.labels.own(); c != nil && c.watch != nil && c.watch.ended == nil {
		now := ended()
		c.watch.ended = &now
	}
}

// took reports the measurement.
func (s *session) took(number int) {
	s.stopClock()
	c := s.labels.own()
	if c == nil || c.watch == nil || c.watch.number != number {
		return // a goto went past its beginning
	}
	spent := c.watch.began.until(*c.watch.ended)
	c.watch = nil
	sink{s}.ask(func(c *cell, seq uint64) pipe.Message {
		return &pipe.Input{Seq: seq, Cell: c.number, Spent: spent}
	})
}

// took records what the cell's statements have taken.
func (c *cell) took(spent *pipe.Spent) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.spent = spent
}
