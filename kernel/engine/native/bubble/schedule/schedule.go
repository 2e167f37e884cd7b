// Package schedule makes one exact schedule out of a seed: at every synchronization point of a program that
// runs in a bubble, the goroutine naps for 1 to 1000 ns of virtual time, drawn from the seed, the
// goroutine and its step, and where a select has several cases ready the seed chooses. So the same seed
// is the same order of events, always, and another seed is another order. It is compiled into learners'
// programs: the points are in the replaced packages sync and sync/atomic and, for channels, select and go,
// in what package instrument puts into the source and this package provides.
//
// It is exact as far as the program's own order is: code that draws random numbers or depends on the order
// of a map is not. It must not be used together with the race detector, which its naps would blind.
package schedule

import (
	"strconv"
	"sync"
	"time"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A Schedule is one order of events, for one run.
type Schedule struct {
	seed  uint64
	trace int // most events kept

	mu     sync.Mutex           // guards what follows; only for a few instructions, so that the bubble never waits for it
	begun  bool                 // the first goroutine has had a point
	who    map[int64]*goroutine // those whom no go statement named, by number
	wakes  map[int64]*goroutine // by virtual time: who has it to himself
	alien  map[int64]int        // goroutines of unknown origin, by the time of their first point
	events []record
	missed int
}

// Options of a schedule.
type Options struct {
	Events int // how many events to keep; 0: none
}

// New returns the schedule of seed. Use it for one run.
func New(seed uint64, o Options) *Schedule {
	return &Schedule{
		seed: seed, trace: o.Events,
		who: map[int64]*goroutine{}, wakes: map[int64]*goroutine{},
		alien: map[int64]int{},
	}
}

// Hooks are to be installed for the run, see run.Options.
func (s *Schedule) Hooks() *hook.Set {
	return &hook.Set{Point: s.point, Fork: s.fork, Born: s.born, Choose: s.choose}
}

// A goroutine is known by its place in the tree of go statements, "0.2.1" being the first that the second
// of the first one's started, because its number differs from run to run.
type goroutine struct {
	of       *Schedule
	path     string
	hash     uint64 // of path
	step     uint64
	children int
}

func (s *Schedule) newGoroutine(path string) *goroutine {
	// FNV-1a.
	h := uint64(14695981039346656037)
	for i := range len(path) {
		h = (h ^ uint64(path[i])) * 1099511628211
	}
	return &goroutine{of: s, path: path, hash: h}
}

// point is the hook before an operation: the nap.
func (s *Schedule) point(op hook.Op, obj unsafe.Pointer) {
	g := s.self()
	for {
		at := s.reserve(g)
		time.Sleep(time.Duration(at - now()))
		if s.owns(g, at) {
			break
		}
	}
	if s.trace > 0 {
		s.note(g, op, obj)
	}
}

// now is the virtual time.
func now() int64 { return time.Now().UnixNano() }

// reserve draws the moment of g's next step. A moment belongs to one goroutine only: of several that draw
// the same one, to the least by hash, whatever the order in which they came here.
func (s *Schedule) reserve(g *goroutine) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := now()
	if len(s.wakes) > 4096 {
		for at := range s.wakes {
			if at < t {
				delete(s.wakes, at)
			}
		}
	}
	at := t + 1 + int64(s.draw(g)%1000)
	if owner := s.wakes[at]; owner == nil || g.hash < owner.hash {
		s.wakes[at] = g
	}
	return at
}

// owns says whether the moment at, which has come, is g's. All reservations of a moment are made before
// time reaches it, so the answer is final.
func (s *Schedule) owns(g *goroutine, at int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wakes[at] == g
}

// draw is the random number of g's next step. The caller holds the mutex.
func (s *Schedule) draw(g *goroutine) uint64 {
	g.step++
	// SplitMix64's finalizer over the three.
	z := s.seed*0x9e3779b97f4a7c15 ^ g.hash + g.step*0xd1342543de82ef95
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// choose is the hook where the program may go on in one of n ways.
func (s *Schedule) choose(n int) int {
	g := s.self()
	s.mu.Lock()
	defer s.mu.Unlock()
	return int(s.draw(g) % uint64(n))
}

// self is the calling goroutine.
func (s *Schedule) self() *goroutine {
	me := hook.Self()
	if g, ok := me.Who.(*goroutine); ok && g.of == s {
		return g
	}
	id := me.ID()
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.who[id]
	if g == nil {
		g = s.meet()
		s.who[id] = g
	}
	me.Who = g
	return g
}

// meet names a goroutine that no go statement was seen to start. The caller holds the mutex.
func (s *Schedule) meet() *goroutine {
	if !s.begun {
		s.begun = true
		return s.newGoroutine("0")
	}
	// A timer's or the standard library's.
	t := now()
	s.alien[t]++
	return s.newGoroutine("t" + strconv.FormatInt(t, 10) + "." + strconv.Itoa(s.alien[t]))
}

// fork is the hook before a go statement: the next child.
func (s *Schedule) fork() any {
	g := s.self()
	s.mu.Lock()
	defer s.mu.Unlock()
	g.children++
	return s.newGoroutine(g.path + "." + strconv.Itoa(g.children))
}

// born is the hook in the new goroutine.
func (s *Schedule) born(who any) { hook.Self().Who = who }
