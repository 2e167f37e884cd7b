package schedule

import (
	"runtime"
	"time"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// epoch is when every bubble begins: midnight UTC 2000-01-01.
const epoch = 946684800_000000000

// An Event is one operation, when it was about to happen.
type Event struct {
	Goroutine string        // its place in the tree of go statements
	Time      time.Duration // virtual, since the bubble began
	Op        hook.Op
	Object    int // which object: counted from 1 in the order of first use; 0 for none
	Place     hook.Place
}

// A record is an event as it is noted, before anybody has time.
type record struct {
	goroutine *goroutine
	time      int64
	op        hook.Op
	obj       uintptr
	pcs       [8]uintptr
}

// note keeps an event.
func (s *Schedule) note(g *goroutine, op hook.Op, obj unsafe.Pointer) {
	e := record{goroutine: g, time: now(), op: op, obj: uintptr(obj)}
	runtime.Callers(3, e.pcs[:])
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.events) == s.trace {
		s.missed++
		return
	}
	s.events = append(s.events, e)
}

// Events returns the events of the run in their order, and how many more there were than were kept.
func (s *Schedule) Events() (events []Event, missed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	objects := map[uintptr]int{0: 0}
	for _, r := range s.events {
		if _, seen := objects[r.obj]; !seen {
			objects[r.obj] = len(objects)
		}
		events = append(events, Event{
			Goroutine: r.goroutine.path, Time: time.Duration(r.time - epoch),
			Op: r.op, Object: objects[r.obj], Place: hook.PlaceOf(r.pcs[:]),
		})
	}
	return events, s.missed
}
