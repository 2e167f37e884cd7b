package detect

import (
	"sync"
	"unsafe"
)

// A Detector follows the threads of one program. All methods may be called by several goroutines.
type Detector struct {
	mu     sync.Mutex
	slots  []slot
	free   []int // slots whose threads have ended, the oldest first
	shared int   // the slot that was shared last
	live   int   // threads that have not ended, those to come included

	changes  uint64 // of what isAlone depends on
	places   places
	syncs    map[uintptr]Clock // by address
	rest     Clock             // of those that were forgotten
	global   Clock             // of what synchronises in ways that nobody sees
	careful  bool              // all synchronisation is also global
	channels map[unsafe.Pointer]*channel
	lost     bool // channels have been forgotten

	races []Race
	known map[[2]Site]int  // indexes in races
	told  map[[2]Site]bool // pairs of places that Races has returned
}

// New returns a detector of a program that has not begun.
func New() *Detector {
	return &Detector{syncs: map[uintptr]Clock{}, channels: map[unsafe.Pointer]*channel{}, known: map[[2]Site]int{}, told: map[[2]Site]bool{}}
}

// A Race is two accesses of one place that nothing orders.
type Race struct {
	Accesses [2]Access // the later one, which was noticed, first
	Count    int       // how often the two places met
	Again    bool      // Races has returned these places before
}

// An Access is one side of a race.
type Access struct {
	Kind Kind
	Site Site
	Who  Origin
}

// maxRaces is how many different races are kept until Races is called, mostTold of how many pairs of places it is known
// that they have been told.
const (
	maxRaces = 100
	mostTold = 10 * maxRaces
)

// found records a race.
func (d *Detector) found(now stamp, does Kind, then stamp, did Kind) {
	pair := [2]Site{*now.site, *then.site}
	if !pair[0].before(pair[1]) {
		pair[0], pair[1] = pair[1], pair[0]
	}
	if i, ok := d.known[pair]; ok {
		d.races[i].Count++
		return
	}
	if len(d.races) >= maxRaces {
		return
	}
	d.known[pair] = len(d.races)
	d.races = append(d.races, Race{Count: 1, Again: d.told[pair], Accesses: [2]Access{
		{does, *now.site, *now.who}, {did, *then.site, *then.who},
	}})
}

func (s Site) before(t Site) bool {
	switch {
	case s.Cell != t.Cell:
		return s.Cell < t.Cell
	case s.Line != t.Line:
		return s.Line < t.Line
	case s.Col != t.Col:
		return s.Col < t.Col
	}
	return s.Name < t.Name
}

// Races returns the races that were found since it was last called. A pair of places comes once.
func (d *Detector) Races() []Race {
	d.mu.Lock()
	defer d.mu.Unlock()
	found := d.races
	d.races = nil
	if len(d.told) > mostTold {
		clear(d.told)
	}
	for p := range d.known {
		d.told[p] = true
	}
	clear(d.known)
	return found
}
