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
	known map[[2]Site]int // indexes in races
}

// New returns a detector of a program that has not begun.
func New() *Detector {
	return &Detector{syncs: map[uintptr]Clock{}, channels: map[unsafe.Pointer]*channel{}, known: map[[2]Site]int{}}
}

// A Race is two accesses of one place that nothing orders.
type Race struct {
	Accesses [2]Access // the later one, which was noticed, first
	Count    int       // how often the two places met
}

// An Access is one side of a race.
type Access struct {
	Kind Kind
	Site Site
	Who  Origin
}

// maxRaces is how many different races are kept.
const maxRaces = 100

// found records a race.
func (d *Detector) found(now stamp, does Kind, then stamp, did Kind) {
	pair := [2]Site{*now.site, *then.site}
	if !pair[0].before(pair[1]) {
		pair[0], pair[1] = pair[1], pair[0]
	}
	if i, ok := d.known[pair]; ok {
		if i < len(d.races) {
			d.races[i].Count++
		}
		return
	}
	if len(d.known) >= maxRaces {
		return
	}
	d.known[pair] = len(d.races)
	d.races = append(d.races, Race{Count: 1, Accesses: [2]Access{
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
	for p := range d.known { // they stay known, but are not counted any more
		d.known[p] = maxRaces
	}
	return found
}
