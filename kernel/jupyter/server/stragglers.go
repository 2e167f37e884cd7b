package server

import (
	"strings"
	"sync"
	"time"

	"weft/kernel/jupyter/msg"
)

const (
	straggling = 10 * time.Second // after that long what arrives is no straggler, whatever its date
	maxClocks  = 1000             // clients that are remembered
	setting    = time.Minute      // clocks drift and are set: what is known of one holds for a minute, or two
)

// stragglers finds the cells that a client sent before it could know that another one had failed, and that arrive after
// the queue behind that one was aborted: whoever is on their way may have stalled.
//
// Clients date what they send, by clocks of their own. No message was on its way for less than nothing, so the least
// time from a date to an arrival is at least what the clocks differ by, and a date with that added is not too early.
type stragglers struct {
	mu     sync.Mutex
	clocks map[string]clock    // by session
	fails  map[queue]time.Time // when a cell failed behind which nothing is to run
}

// A clock is what is known of a client's: the least times from a date to an arrival.
type clock struct {
	since       time.Time
	least       time.Duration // since then
	leastBefore time.Duration // in the minute before that
}

// A queue is what a client has sent to a shell.
type queue struct{ shell, session string }

func newStragglers() *stragglers {
	return &stragglers{clocks: map[string]clock{}, fails: map[queue]time.Time{}}
}

// failed says that a cell failed at that time, of which nobody had been told then.
func (s *stragglers) failed(r *request, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.fails) >= maxClocks {
		clear(s.fails)
	}
	s.fails[queue{r.shell, r.Header.Session}] = at
}

// arrived looks at a request that has arrived now, and reports whether it is a straggler.
func (s *stragglers) arrived(r *request, now time.Time) bool {
	date, ok := parseDate(r.Header.Date)
	if !ok {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	way := s.way(r.Header.Session, now.Sub(date), now)
	if r.Header.MsgType != msg.TypeExecuteRequest {
		return false
	}
	q := queue{r.shell, r.Header.Session}
	failed, ok := s.fails[q]
	if !ok {
		return false
	}
	if now.Sub(failed) < straggling && date.Add(way).Add(time.Millisecond).Before(failed) {
		return true
	}
	delete(s.fails, q) // what the client sends from now on is later still
	return false
}

// way returns the least time from a date to an arrival that is known of a client, of whom something has arrived that
// took so long.
func (s *stragglers) way(session string, took time.Duration, now time.Time) time.Duration {
	c, known := s.clocks[session]
	if !known && len(s.clocks) >= maxClocks {
		clear(s.clocks)
	}
	switch age := now.Sub(c.since); {
	case !known || age >= 2*setting:
		c = clock{now, took, took}
	case age >= setting:
		c = clock{now, took, c.least}
	default:
		c.least = min(c.least, took)
	}
	s.clocks[session] = c
	return min(c.least, c.leastBefore)
}

// parseDate reads a message's date if that is exact to the millisecond.
func parseDate(text string) (date time.Time, ok bool) {
	_, fraction, _ := strings.Cut(text, ".")
	if digits := len(fraction) - len(strings.TrimLeft(fraction, "0123456789")); digits < 3 {
		return time.Time{}, false
	}
	date, err := time.Parse(time.RFC3339Nano, text)
	return date, err == nil
}
