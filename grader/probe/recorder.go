package probe

import (
	"context"
	"sync"
	"time"

	"weft/grader/observe"
)

// maxEvents bounds what one run records. A solution that loops without end must not eat the memory.
const maxEvents = 1 << 17

// A Probe records what a driver's doubles see: which operation began and ended when. Its methods may be called from
// any goroutine and order none of them: a submission's missing lock stays visible to the race detector.
type Probe struct {
	began time.Time // virtual

	mu     sync.Mutex // taken with the race detector's events off only
	events []event    // preallocated: append calls the race detector
	n      int
	lost   bool
	spans  int
	counts [maxCounts]count
	places [maxPlaces]observe.Pos
	marked int // how many places there are

	callers [maxCallers]uintptr // from where operations were begun
	called  int                 // how many there are

	outside []func() // to be called in real time, after the run

	finished bool          // the measured call returned
	elapsed  time.Duration // of the measured call
}

const (
	maxCounts = 64
	maxPlaces = 256 // further marks have none

	maxCallers = 64 // further begins have none
)

type event struct {
	at     time.Duration
	name   string
	id     int
	span   int
	kind   kind
	failed bool
	where  uint16 // in places, from 1; 0: none
	caller uint8  // in callers, from 1; 0: none
}

type count struct {
	name string
	n    int64
}

type kind uint8

const (
	beginning kind = iota
	ending
	marking
)

// newProbe records into events, which a process has once: fresh ones for each run would cost more than the run.
func newProbe(events []event) *Probe { return &Probe{events: events} }

func newEvents() []event { return make([]event, maxEvents) }

// Now is the virtual time since the case began.
func (p *Probe) Now() time.Duration { return time.Since(p.began) }

// A Span is an operation under way.
type Span struct {
	p    *Probe
	name string
	id   int
	span int
}

// Begin records that an operation begins now: a task, a request, an item. id says which. The place of the submission
// from which it was called is recorded with it.
//
//go:norace
func (p *Probe) Begin(name string, id int) Span {
	now, pc := p.Now(), callerPC(own)
	raceOff()
	p.mu.Lock()
	p.spans++
	s := Span{p, name, id, p.spans}
	p.add(event{at: now, name: name, id: id, span: s.span, kind: beginning, caller: p.caller(pc)})
	p.mu.Unlock()
	raceOn()
	return s
}

// End records that it ends now. failed says that it was broken off or gave an error.
//
//go:norace
func (s Span) End(failed bool) {
	now := s.p.Now()
	raceOff()
	s.p.mu.Lock()
	s.p.add(event{at: now, name: s.name, id: s.id, span: s.span, kind: ending, failed: failed})
	s.p.mu.Unlock()
	raceOn()
}

// Mark records a moment.
//
//go:norace
func (p *Probe) Mark(name string, id int) {
	now := p.Now()
	raceOff()
	p.mu.Lock()
	p.add(event{at: now, name: name, id: id, kind: marking})
	p.mu.Unlock()
	raceOn()
}

// MarkHere is Mark with the place of the submission from which the driver was called, so that a finding can show the line.
//
//go:norace
func (p *Probe) MarkHere(name string, id int) {
	now, where := p.Now(), here(own)
	e := event{at: now, name: name, id: id, kind: marking}
	raceOff()
	p.mu.Lock()
	if p.marked < maxPlaces {
		p.places[p.marked] = where
		p.marked++
		e.where = uint16(p.marked)
	}
	p.add(e)
	p.mu.Unlock()
	raceOn()
}

// Count adds n to what is counted under name, and returns the sum: a double may go by it, to fail the first time say,
// without an order between those who call it.
//
//go:norace
func (p *Probe) Count(name string, n int64) (sum int64) {
	raceOff()
	p.mu.Lock()
	for i := range p.counts {
		c := &p.counts[i]
		if c.name == "" {
			c.name = name
		}
		if c.name == name {
			c.n += n
			sum = c.n
			break
		}
	}
	p.mu.Unlock()
	raceOn()
	return sum
}

// caller is where pc is in callers. It is called as add is.
//
//go:norace
func (p *Probe) caller(pc uintptr) uint8 {
	if pc == 0 {
		return 0
	}
	for i := range p.called {
		if p.callers[i] == pc {
			return uint8(i + 1)
		}
	}
	if p.called == len(p.callers) {
		return 0
	}
	p.callers[p.called] = pc
	p.called++
	return uint8(p.called)
}

// add is called with p.mu held and the race detector's events off.
//
//go:norace
func (p *Probe) add(e event) {
	if p.n == len(p.events) {
		p.lost = true
		return
	}
	p.events[p.n] = e
	p.n++
}

// Sleep lets virtual time pass, as work or a wait would. The error is that of ctx if it ends first.
//
// It orders nobody: the run time's timers are one to the race detector, so that all who have waited for one would seem
// to have waited for each other. Only who ends ctx comes before who is woken by that.
func (p *Probe) Sleep(ctx context.Context, d time.Duration) error {
	done, ended := ctx.Done(), false
	if racing {
		time.NewTimer(time.Hour).Stop() // NewTimer reads a setting; who set it comes before us
	}
	raceOff()
	t := time.NewTimer(d)
	select {
	case <-t.C:
	case <-done:
		ended = true
	}
	t.Stop()
	raceOn()
	if ended {
		<-done
		return ctx.Err()
	}
	return nil
}

// Call calls the submission. The run's Elapsed is the time from here to its return, and positions in time count from
// here. Without it they are those of the driver's function.
func (p *Probe) Call(f func()) {
	p.began = time.Now()
	f()
	p.elapsed, p.finished = p.Now(), true
}

// Outside has f called when the driver's function has returned and nothing of the submission is left: in real time, on an ordinary
// goroutine, and without anything that looks at locks. It is for what virtual time would disturb, such as
// testing.AllocsPerRun. Of a Probe f may use Count only. A panic in f is the run's; f is bounded by the case's
// limits of real resources.
func (p *Probe) Outside(f func()) { p.outside = append(p.outside, f) }

// write copies what was recorded into r.
//
//go:norace
func (p *Probe) write(r *observe.Run) {
	raceOff()
	p.mu.Lock()
	n, counts, lost := p.n, p.counts, p.lost
	p.mu.Unlock()
	raceOn()
	for _, e := range p.events[:n] {
		o := observe.Event{At: e.at, Name: e.name, ID: e.id, Span: e.span, Failed: e.failed, Kind: observe.Begin}
		if e.where > 0 {
			o.Where = p.places[e.where-1]
		} else if e.caller > 0 {
			o.Where = posOf(p.callers[e.caller-1], own)
		}
		switch e.kind {
		case ending:
			o.Kind = observe.End
		case marking:
			o.Kind = observe.Mark
		}
		r.Events = append(r.Events, o)
	}
	for _, c := range counts {
		if c.name != "" {
			r.Counts = append(r.Counts, observe.Count{Name: c.name, Value: c.n})
		}
	}
	if lost && r.Stop == observe.Returned {
		r.Stop, r.Limit = observe.Limited, "it did more than can be recorded"
	}
}
