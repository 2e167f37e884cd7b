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
)

// stragglers finds the cells that a client sent before it could know that another one had failed, and that arrive after
// the queue behind that one was aborted: whoever is on their way may have stalled.
//
// Clients date what they send, by clocks of their own. No message was on its way for less than nothing, so the least
// time from a date to an arrival is at least what the clocks differ by, and a date with that added is not too early.
type stragglers struct {
	mu     sync.Mutex
	clocks map[string]time.Duration // by session: the least time from date to arrival
	fails  map[queue]time.Time      // when a cell failed behind which nothing is to run
}

// A queue is what a client has sent to a shell.
type queue struct{ shell, session string }

func newStragglers() *stragglers {
	return &stragglers{clocks: map[string]time.Duration{}, fails: map[queue]time.Time{}}
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
	way, known := s.clocks[r.Header.Session]
	if took := now.Sub(date); !known || took < way {
		if !known && len(s.clocks) >= maxClocks {
			clear(s.clocks)
		}
		way = took
		s.clocks[r.Header.Session] = way
	}
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

// parseDate reads a message's date if that is exact to the millisecond.
func parseDate(text string) (date time.Time, ok bool) {
	_, fraction, _ := strings.Cut(text, ".")
	if digits := len(fraction) - len(strings.TrimLeft(fraction, "0123456789")); digits < 3 {
		return time.Time{}, false
	}
	date, err := time.Parse(time.RFC3339Nano, text)
	return date, err == nil
}
