package rt

import (
	"reflect"
	"runtime"
	"sync/atomic"
	"unsafe"
)

// A MapUse is what is done with a map.
type MapUse int

// What a map can be used for at a moment.
const (
	ReadMap MapUse = iota
	RangeMap
	WriteMap
)

// Maps sees two goroutines use one map at the same moment, one of them to write, which package runtime ends the
// process for. An operation on a map stands between Enter and Leave. Two that overlap are not ordered by
// anything in the program, so a clash is always the program's mistake; operations that are ordered never
// clash.
//
// While only one goroutine runs two counters are enough, which makes maps almost as fast as without; see EnterAlone.
//
// A map's place in the table follows from its address. Its word there holds the address and who uses the map now;
// other maps with the same place wait for that moment.
type Maps struct {
	places  [mapPlaces]mapPlace
	others  atomic.Int32 // goroutines beside the one that the cell runs on, those included that are expected
	alone   atomic.Int32 // uses that the cell's goroutine has begun alone
	patient atomic.Int32 // writes that are to stay longer, so that an overlap shows
}

type mapPlace struct {
	word atomic.Uint64
	_    [56]byte // a cache line each
}

const mapPlaces = 512

// The word of a place: 48 bits of address, of which the low three are always 0; then either writerBit and the
// writer's place, or how many range and how many read.
const (
	addressShift = 16
	writerBit    = 1 << 15
	placeMask    = writerBit - 1
	oneRange     = 1 << 7
	oneRead      = 1
	countMask    = 1<<7 - 1
)

// MaxMapPlace is the largest number of a place in Enter.
const MaxMapPlace = placeMask

// A Clash is two goroutines in one map.
type Clash struct {
	Text  string // what Go says
	Other int    // the place of the other one, a writer; 0: not known
}

// Enter begins to use the map at an address. at is the number of the place in the program for those who clash with
// this use, 0 if it has none. ok is false if another goroutine uses the map in a way that excludes this one;
// then there must be no Leave. It waits for the end of a use that another goroutine has begun alone, of whatever map.
func (t *Maps) Enter(m unsafe.Pointer, use MapUse, at int) (c Clash, ok bool) {
	for t.alone.Load() > 0 {
		runtime.Gosched()
	}
	p, address := t.place(m)
	mine := useOf(use)
	if use == WriteMap {
		mine |= uint64(at) & placeMask
	}
	if p.word.CompareAndSwap(0, address|mine) {
		if use == WriteMap && t.patient.Load() > 0 {
			t.linger()
		}
		return Clash{}, true
	}
	for tries := 0; ; tries++ {
		w := p.word.Load()
		switch {
		case w == 0:
			if p.word.CompareAndSwap(0, address|mine) {
				return Clash{}, true
			}
			continue
		case w>>addressShift != address>>addressShift: // another map
		case use == WriteMap || w&writerBit != 0:
			return clash(use, w), false
		case w>>(7*uint(use))&countMask < countMask:
			if p.word.CompareAndSwap(w, w+mine) {
				return Clash{}, true
			}
			continue
		}
		if tries > 10 {
			runtime.Gosched()
		}
	}
}

func useOf(use MapUse) uint64 {
	switch use {
	case ReadMap:
		return oneRead
	case RangeMap:
		return oneRange
	}
	return writerBit
}

// Leave ends a use that Enter has begun.
func (t *Maps) Leave(m unsafe.Pointer, use MapUse) {
	p, address := t.place(m)
	if use == WriteMap {
		p.word.Store(0)
		return
	}
	mine := useOf(use)
	if p.word.CompareAndSwap(address|mine, 0) {
		return
	}
	for {
		w := p.word.Load()
		next := w - mine
		if next == address {
			next = 0
		}
		if p.word.CompareAndSwap(w, next) {
			return
		}
	}
}

func (t *Maps) place(m unsafe.Pointer) (p *mapPlace, address uint64) {
	a := uint64(uintptr(m))
	return &t.places[(a>>4^a>>13)%mapPlaces], a << addressShift
}

// clash is a use that meets those in the word.
func clash(use MapUse, w uint64) Clash {
	switch {
	case w&writerBit != 0 && use == WriteMap:
		return Clash{"concurrent map writes", int(w & placeMask)}
	case w&writerBit != 0 && use == RangeMap:
		return Clash{"concurrent map iteration and map write", int(w & placeMask)}
	case w&writerBit != 0:
		return Clash{"concurrent map read and map write", int(w & placeMask)}
	case w>>7&countMask > 0:
		return Clash{"concurrent map iteration and map write", 0}
	}
	return Clash{"concurrent map read and map write", 0}
}

// A goroutine that writes a few times and ends is over before the next one has begun, on a machine with few
// processors. So some of the first writes after a go statement let others run while they hold the map.
const (
	patiencePerStart = 16
	maxPatience      = 128
	lingering        = 3
)

// Alone reports whether only one goroutine runs a learner's code, so that nothing can clash.
func (t *Maps) Alone() bool { return t.others.Load() == 0 }

// EnterAlone begins to use a map if only one goroutine runs a learner's code; LeaveAlone ends that. Others may begin
// meanwhile and be told of with Stranger: their uses wait. No use may begin within this one.
func (t *Maps) EnterAlone() bool {
	if t.others.Load() > 0 {
		return false
	}
	t.alone.Add(1)
	if t.others.Load() > 0 { // a stranger may not have seen it
		t.alone.Add(-1)
		return false
	}
	return true
}

// LeaveAlone ends what EnterAlone has begun.
func (t *Maps) LeaveAlone() { t.alone.Add(-1) }

// begins is told of a goroutine before it begins.
func (t *Maps) begins() {
	t.others.Add(1)
	if t.patient.Load() < maxPatience {
		t.patient.Add(patiencePerStart)
	}
}

// ends is told of its end.
func (t *Maps) ends() { t.others.Add(-1) }

// expected is begins for what compiled code will run once, perhaps: on goroutines that call arrive first.
func (t *Maps) expected() (arrive func()) {
	t.begins()
	var came atomic.Bool
	return func() {
		if came.Swap(true) {
			t.begins()
		}
	}
}

// Stranger is told that a goroutine which nobody has expected runs a learner's code, as an HTTP server's do. From now
// on nobody is taken to be alone: when such a goroutine ends is not seen either.
func (t *Maps) Stranger() { t.others.Add(1) }

func (t *Maps) linger() {
	if t.patient.Add(-1) < 0 {
		t.patient.Add(1)
		return
	}
	for range lingering {
		runtime.Gosched()
	}
}

// Maps is the guard of the maps of this run time's interpreter.
func (r *RT) Maps() *Maps { return &r.maps }

// Clear is clear(m) for a map.
func (r *RT) Clear(m any) {
	v := reflect.ValueOf(m)
	r.writing(v, func() { v.Clear() })
}

// writing runs write, which changes the map m.
func (r *RT) writing(m reflect.Value, write func()) {
	p := m.UnsafePointer()
	if p == nil {
		write()
		return
	}
	if c, ok := r.maps.Enter(p, WriteMap, 0); !ok {
		r.hooks.Fatal(c.Text)
	}
	defer r.maps.Leave(p, WriteMap)
	write()
}
