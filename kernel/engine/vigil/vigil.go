// Package vigil measures how long others are waited for by the looks at them and not by the clock. A machine that
// stands still for seconds, as a busy or a virtual one does, stops those who are waited for and who wait together. A
// clock would have run out when both go on; here the standstill counts as one look of many.
package vigil

import (
	"sync"
	"time"
)

// looks is how many there are in a period. One that comes late makes it longer.
const looks = 20

// A Timer calls a function when a period is over.
type Timer struct {
	mu    sync.Mutex
	timer *time.Timer
	left  int // looks; 0: it is over, or has been stopped
	f     func()
}

// AfterFunc calls f, on a goroutine of its own, when as much time has passed as looks that come in time make d.
func AfterFunc(d time.Duration, f func()) *Timer {
	t := &Timer{left: looks, f: f}
	t.mu.Lock()
	defer t.mu.Unlock()
	every := max(d/looks, 1)
	t.timer = time.AfterFunc(every, func() { t.look(every) })
	return t
}

// Stop has f not called, if that has not begun yet.
func (t *Timer) Stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.left = 0
	t.timer.Stop()
}

func (t *Timer) look(every time.Duration) {
	t.mu.Lock()
	over := false
	if t.left > 0 {
		t.left--
		over = t.left == 0
		t.timer.Reset(every)
	}
	if t.left == 0 {
		t.timer.Stop()
	}
	t.mu.Unlock()
	if over {
		t.f()
	}
}

// After is closed when the period d is over. Stop lets it go before.
func After(d time.Duration) (over <-chan struct{}, stop func()) {
	c := make(chan struct{})
	return c, AfterFunc(d, func() { close(c) }).Stop
}

// A Clock tells the time for who looks again and again: a step between two readings counts for Most at most.
type Clock struct {
	Most   time.Duration
	last   time.Time
	passed time.Duration
}

// Now is the time since the first reading.
func (c *Clock) Now() time.Duration {
	now := time.Now()
	if !c.last.IsZero() {
		c.passed += min(now.Sub(c.last), c.Most)
	}
	c.last = now
	return c.passed
}
