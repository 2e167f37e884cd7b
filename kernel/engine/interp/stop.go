package interp

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/vigil"
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

// wait returns when no cell is being stopped.
func (s *stopper) wait() {
	s.mu.Lock()
	defer s.mu.Unlock()
}

const (
	// quick is how long new frames may appear before they are taken for those of goroutines that start others
	// faster than they are seen. On a busy machine goroutines that have been seen may take longer to end.
	quick    = 10 * time.Millisecond
	stubborn = 1500 * time.Millisecond // for goroutines that run compiled code
	farewell = 300 * time.Millisecond  // for deferred calls, which unlock and close what others need
	patience = 50 * time.Millisecond   // for goroutines to end that can no longer run the cell's code
	mostLook = 20 * time.Millisecond   // of a look at them that takes longer: the machine may have stood still
	crowd    = 5000                    // goroutines; stacks of more take too long to read

	never time.Duration = -1

	// often is how many times all interpreted code is made to return before it is given up; oftenDeep the same while
	// recursion unwinds, which for the deepest takes seconds on a busy machine.
	often     = 5
	oftenDeep = 40
)

// interrupt stops the cell of that number if it is the one that runs.
func (s *session) interrupt(number int) {
	if c := s.current(); c != nil && c.number == number {
		s.stopCell(c, pipe.Interrupted, 0)
	}
}

// stopCell begins to stop c and all its goroutines, and does not wait for them. It returns false if
// that has begun already.
func (s *session) stopCell(c *cell, why pipe.Status, code int) bool {
	if !c.beginStop(why, code) {
		return false
	}
	s.rt.Notes().End() // what comes now is our doing
	go func() {
		leave()
		if !s.frames.ok {
			close(c.exit)
			c.endStop(outcome{alive: true})
			return
		}
		s.stopper.mu.Lock()
		defer s.stopper.mu.Unlock()
		o := s.stopNow(c, why)
		if c.epilogue != nil {
			c.epilogue()
		}
		c.endStop(o)
	}()
	return true
}

// stopNow stops c's goroutines. Where it can it does so one frame at a time, which harms no other
// cell. Recursion deeper than a trace shows, and crowds that start faster than they are seen, need all
// interpreted code to return for a moment; so does os.Exit, after which not even deferred functions run.
func (s *session) stopNow(c *cell, why pipe.Status) (o outcome) {
	defer s.stdin.resume()
	s.workers.Stop(c.stop)
	saved := s.frames.newSaved()
	defer saved.repair()
	clock := vigil.Clock{Most: mostLook}
	began := never   // when they had been seen once
	moved := never   // when one of them ended or was woken last
	settled := never // since when nothing has been able to run
	suspensions, deep, measures, last := 0, 0, againstCommands(), 0
	suspend := func(exiting bool) {
		saved.save(s.stopper.taken)
		o.others += s.suspended(c, exiting)
	}
	if runtime.NumGoroutine() > crowd {
		suspend(false)
		if n, ok := s.census(c); ok && n.all == 0 {
			return o
		}
	}
	if why == pipe.Exited {
		s.revoke(c, false)
		suspend(true)
	}
	for pause := 50 * time.Microsecond; ; pause = min(2*pause, 5*time.Millisecond) {
		v, ok := s.revoke(c, began == never || clock.Now()-moved < farewell)
		now := clock.Now()
		if began == never {
			began, v.fresh = now, false
		}
		if len(v.live) != last {
			moved = now
		}
		switch {
		case !ok, suspensions > often, deep > oftenDeep:
			o.alive = true
			return o
		case len(v.live) == 0:
			return o
		case v.deep:
			deep++
			suspend(false)
			continue
		case v.fresh && now-began > quick, !v.settled && now-began > stubborn:
			suspensions++
			suspend(false)
			continue
		case !v.settled:
			settled = never
		default:
			s.stdin.interrupt()
			saved.save(s.stopper.taken)
			pulse(c.channels())
			s.locks.release(ids(v.live))
			c.servers.close()
			now := clock.Now()
			if settled == never || len(v.live) < last { // what has been done about them begins to show at the next look
				settled, moved = now, now
			}
			waited := now - settled
			for len(measures) > 0 && waited > measures[0].after {
				if commanding(v.live) {
					measures[0].f(c.began)
				}
				measures = measures[1:]
			}
			if waited > patience {
				o.stuck = describe(v.live)
				return o
			}
		}
		last = len(v.live)
		time.Sleep(pause)
	}
}

func ids(stacks []stack) map[int64]bool {
	all := map[int64]bool{}
	for _, g := range stacks {
		all[g.goroutine] = true
	}
	return all
}

// A measure is taken some time after nothing can run any more, against commands that somebody waits for.
type measure struct {
	after time.Duration
	f     func(since moment)
}

func againstCommands() []measure {
	return []measure{{patience / 3, interruptCommands}, {patience * 2 / 3, killCommands}}
}

// commanding reports whether one of the goroutines may wait for a command, or for what it prints.
func commanding(stacks []stack) bool {
	for _, g := range stacks {
		if strings.HasPrefix(g.at, "os/exec.") || strings.HasPrefix(g.at, "os.(*Process)") || g.state == "IO wait" || strings.HasPrefix(g.state, "syscall") {
			return true
		}
	}
	return false
}

// survey is what one look at a cell's goroutines found.
type survey struct {
	live    []stack // interpreted code is on their stacks, or could soon be
	fresh   bool    // some frame was seen for the first time
	settled bool    // none of them can run the cell's code any more
	deep    bool    // some frames could not be seen
}

// revoke takes the ids of all frames of c's goroutines that it can see, if sparing without those of deferred calls
// that need nobody else to go on. Frames of goroutines that have ended get theirs back.
func (s *session) revoke(c *cell, sparing bool) (survey, bool) {
	v := survey{settled: true}
	var present map[int64]bool
	s.pacer.frozen(func() {
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
			if len(g.calls) == 0 {
				v.settled = false // it may be about to begin
			}
			if !g.exact {
				v.deep = true // taking some of its frames would let others go on
				continue
			}
			// From the outermost: no frame can return to one that still runs.
			for i, address := range slices.Backward(g.calls) {
				if i < g.deferred && sparing && !g.communicates() {
					v.settled = false
					break
				}
				fr, ok := s.frames.at(address)
				if !ok {
					continue
				}
				if s.frames.revoke(fr) {
					v.fresh, v.settled = v.fresh || i >= g.deferred, false
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
	s.giveBack(s.present())
}

// suspended makes all interpreted code return for a moment, and says how many goroutines that ended
// which are not c's. If exiting, c's goroutine that waits for it then ends.
func (s *session) suspended(c *cell, exiting bool) int {
	var before map[int64]bool
	if runtime.NumGoroutine() <= crowd {
		before = s.outsiders(c)
	}
	resume := s.frames.suspend()
	defer resume()
	if exiting {
		close(c.exit)
	}
	last := -1
	for pause := 50 * time.Microsecond; pause < 300*time.Millisecond; pause *= 2 {
		pulse(c.channels())
		time.Sleep(pause)
		if n, ok := s.census(c); ok {
			if n.all != last {
				last, pause = n.all, 50*time.Microsecond // they are ending
				continue
			}
			if n.busy == 0 {
				break
			}
			continue
		}
		if text, ok := trace(); !ok || quiet(stacksOf(text, c.number)) {
			break
		}
	}
	if len(before) == 0 {
		return 0
	}
	after, ended := s.outsiders(c), 0
	for g := range before {
		if !after[g] {
			ended++
		}
	}
	return ended
}

// outsiders returns the goroutines that run interpreted code of other cells and may do so.
func (s *session) outsiders(c *cell) map[int64]bool {
	text, _ := trace()
	others := calling(text)
	for _, g := range stacksOf(text, c.number) {
		delete(others, g.goroutine)
	}
	for _, g := range s.stopper.taken {
		delete(others, g)
	}
	return others
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
