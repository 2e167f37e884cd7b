package interp

import (
	"fmt"
	"runtime"
	"sync"
	"time"

	"weft/kernel/engine/pipe"
)

// An outcome is how stopping a cell went.
type outcome struct {
	stuck  []string // what its goroutines wait for that can no longer run its code but have not ended
	others int      // goroutines of earlier cells that ended as well
	alive  bool     // some of its code may still run
}

// A stopper stops cells, one at a time.
type stopper struct {
	mu    sync.Mutex
	taken map[frame]int64 // frames without an id, and the goroutine that is in each
}

const (
	patience = 60 * time.Millisecond // for goroutines to end that have been stopped
	crowd    = 5000                  // goroutines; stacks of more take too long to read
)

// interrupt stops the cell of that number if it is the one that runs.
func (s *session) interrupt(number int) {
	s.printing.RLock()
	c := s.latest
	s.printing.RUnlock()
	if c != nil && c.number == number {
		s.stopCell(c, pipe.Interrupted, 0)
	}
}

// stopCell begins to stop c and all its goroutines, and does not wait for them. It returns false if
// that has begun already.
func (s *session) stopCell(c *cell, why pipe.Status, code int) bool {
	if !c.beginStop(why, code) {
		return false
	}
	go func() {
		if !s.frames.ok {
			close(c.exit)
			c.endStop(outcome{alive: true})
			return
		}
		s.stopper.mu.Lock()
		defer s.stopper.mu.Unlock()
		unblock := s.stdin.unblock()
		defer unblock()
		c.endStop(s.stopNow(c, why))
	}()
	return true
}

// stopNow stops c's goroutines. Where it can it does so one frame at a time, which harms no other
// cell; recursion deeper than a trace shows, and crowds, need all interpreted code to return for a
// moment. So does os.Exit, after which not even deferred functions run.
func (s *session) stopNow(c *cell, why pipe.Status) outcome {
	o := outcome{}
	exiting := why == pipe.Exited
	if exiting || runtime.NumGoroutine() > crowd {
		o.others += s.suspended(c, exiting)
	}
	deadline := time.Now().Add(patience)
	signalled, steps := false, 0
	for pause := 50 * time.Microsecond; ; pause = min(2*pause, 5*time.Millisecond) {
		stacks, ok := s.revoke(c)
		if !ok {
			o.alive = true
			return o
		}
		if len(stacks.live) == 0 {
			break
		}
		if stacks.deep {
			if steps++; steps > 2 {
				o.alive = true
				return o
			}
			o.others += s.suspended(c, false)
			continue
		}
		if stacks.settled {
			pulse(c.channels())
			if late := time.Now().After(deadline.Add(-patience / 2)); late && !signalled {
				signalled = true
				signalStarted()
			}
			if time.Now().After(deadline) {
				o.stuck = describe(stacks.live)
				break
			}
		} else if time.Now().After(deadline.Add(10 * patience)) {
			o.alive = true
			return o
		}
		time.Sleep(pause)
	}
	return o
}

// survey is what one look at a cell's goroutines found.
type survey struct {
	live    []stack // interpreted code is on their stacks, or could soon be
	settled bool    // none of them can run the cell's code any more
	deep    bool    // some frames could not be seen
}

// revoke takes the ids of all frames of c's goroutines that it can see. Frames of goroutines that
// have ended get theirs back.
func (s *session) revoke(c *cell) (survey, bool) {
	v := survey{settled: true}
	var present map[int64]bool
	frozen(func() {
		text, ok := trace()
		if !ok {
			return
		}
		present = goroutines(text)
		for _, g := range stacksOf(text, c.number) {
			if len(g.calls) == 0 && !g.busy() {
				continue // compiled code's own goroutine, such as an HTTP connection's
			}
			v.live = append(v.live, g)
			v.deep = v.deep || !g.exact
			if len(g.calls) == 0 {
				v.settled = false // it may be about to begin
			}
			for _, address := range g.calls {
				fr, ok := s.frames.at(address)
				if !ok {
					continue
				}
				if s.frames.revoke(fr) {
					v.settled = false
				}
				s.stopper.taken[fr] = g.goroutine
			}
			if g.busy() {
				v.settled = false
			}
		}
	})
	s.giveBack(present)
	return v, present != nil
}

// giveBack restores the ids of frames whose goroutines are not among those present, because function
// values made in these frames may outlive them.
func (s *session) giveBack(present map[int64]bool) {
	if present == nil {
		return
	}
	for fr, g := range s.stopper.taken {
		if !present[g] {
			s.frames.restore(fr)
			delete(s.stopper.taken, fr)
		}
	}
}

// recall gives back what can be given back of earlier cells that could not be stopped at once.
func (s *session) recall() {
	s.stopper.mu.Lock()
	defer s.stopper.mu.Unlock()
	if len(s.stopper.taken) == 0 {
		return
	}
	if text, ok := trace(); ok {
		s.giveBack(goroutines(text))
	}
}

// suspended makes all interpreted code return for a moment, and says how many goroutines that ended
// which are not c's. If exiting, c's goroutine that waits for it then ends.
func (s *session) suspended(c *cell, exiting bool) int {
	before := outsiders(c.number)
	resume := s.frames.suspend()
	defer resume()
	if exiting {
		close(c.exit)
	}
	for pause := 50 * time.Microsecond; pause < 300*time.Millisecond; pause *= 2 {
		pulse(c.channels())
		time.Sleep(pause)
		if text, ok := trace(); ok && quiet(stacksOf(text, c.number)) {
			break
		}
	}
	return max(0, before-outsiders(c.number))
}

// outsiders counts the goroutines that run interpreted code of other cells.
func outsiders(cell int) int {
	text, ok := trace()
	if !ok {
		return 0
	}
	return countCalls(text) - countInterpreted(stacksOf(text, cell))
}

func countInterpreted(stacks []stack) int {
	n := 0
	for _, g := range stacks {
		if len(g.calls) > 0 {
			n++
		}
	}
	return n
}

// quiet reports whether none of the goroutines runs.
func quiet(stacks []stack) bool {
	for _, g := range stacks {
		if g.busy() {
			return false
		}
	}
	return true
}

func describe(stacks []stack) []string {
	var d []string
	for _, g := range stacks {
		at := g.at
		if at == "" {
			at = "interpreted code"
		}
		d = append(d, fmt.Sprintf("%s (%s)", at, g.state))
	}
	return d
}
