package detect

import "unsafe"

// maxPlaces is how many places are remembered, at least and up to twice as many.
const maxPlaces = 1 << 17

// A Site is where in a cell an access is written.
type Site struct {
	Cell, Line, Col int
	Name            string // of what is accessed, as it is written there
}

// A stamp is an access and its time.
type stamp struct {
	slot int32
	time uint32 // 0: there was none
	site *Site
	who  *Origin
}

// before reports whether the access happened before what t does now.
func (s *stamp) before(t *Thread) bool { return s.time <= t.clock.at(int(s.slot)) }

// A place is what is remembered of a place in memory.
type place struct {
	write stamp
	read  stamp   // the last one since the write, of a place that one thread reads
	reads []stamp // by slots, of one that several do

	atomic, atomicRead stamp // the last ones by package sync/atomic, which orders them among themselves
}

// places are found by their addresses. They hold what they are about, so that an address cannot become that of
// something else.
type places struct{ young, old map[unsafe.Pointer]*place }

// of is what is known of the place at p. When there are too many, those that were not asked for since then are forgotten.
func (m *places) of(p unsafe.Pointer) *place {
	if found := m.young[p]; found != nil {
		return found
	}
	if m.young == nil || len(m.young) >= maxPlaces {
		m.young, m.old = map[unsafe.Pointer]*place{}, m.young
	}
	found := m.old[p]
	if found == nil {
		found = &place{}
	} else {
		delete(m.old, p)
	}
	m.young[p] = found
	return found
}

func (m *places) clear() { m.young, m.old = nil, nil }

// A Kind says what an access does.
type Kind uint8

// Kinds of accesses.
const (
	Read Kind = iota
	Write
	AtomicRead // by package sync/atomic: it does not race with others of its kind
	AtomicWrite
)

// Access records that t accesses the place at p. Memory that p points into is kept as long as it is remembered.
func (d *Detector) Access(t *Thread, p unsafe.Pointer, k Kind, at *Site) {
	if t == nil || p == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.access(t, p, k, at)
}

// AccessAll is Access for places at offsets of p.
func (d *Detector) AccessAll(t *Thread, p unsafe.Pointer, offsets []uintptr, k Kind, at *Site) {
	if t == nil || p == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, o := range offsets {
		d.access(t, unsafe.Add(p, o), k, at)
	}
}

func (d *Detector) access(t *Thread, p unsafe.Pointer, k Kind, at *Site) {
	if d.isAlone(t) {
		return
	}
	now := stamp{slot: int32(t.slot), time: t.clock[t.slot], site: at, who: t.who}
	d.slots[t.slot].access = max(d.slots[t.slot].access, now.time)
	s := d.places.of(p)
	writes := k == Write || k == AtomicWrite
	meet := func(then *stamp, what Kind) {
		if then.time != 0 && !then.before(t) {
			d.found(now, k, *then, what)
		}
	}
	meet(&s.write, Write)
	if writes {
		meet(&s.read, Read)
		for i := range s.reads {
			meet(&s.reads[i], Read)
		}
	}
	if k == Read || k == Write {
		meet(&s.atomic, AtomicWrite)
		if writes {
			meet(&s.atomicRead, AtomicRead)
		}
	}
	switch k {
	case Read:
		s.addRead(t, now)
	case Write:
		s.write, s.read, s.reads = now, stamp{}, nil
	case AtomicRead:
		s.atomicRead = now
	case AtomicWrite:
		s.atomic = now
	}
}

// addRead records a read by t.
func (s *place) addRead(t *Thread, now stamp) {
	if s.reads == nil {
		if s.read.time == 0 || s.read.slot == now.slot || s.read.before(t) {
			s.read = now
			return
		}
		s.reads, s.read = []stamp{s.read}, stamp{}
	}
	for i := range s.reads {
		if s.reads[i].slot == now.slot {
			s.reads[i] = now
			return
		}
	}
	s.reads = append(s.reads, now)
}
