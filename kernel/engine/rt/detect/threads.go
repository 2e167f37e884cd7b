package detect

// maxSlots is how many threads a clock tells apart. Further ones use the slots of those that have ended, the oldest
// first, or share one: the accesses of threads in one slot can look ordered.
const maxSlots = 256

// maxThreads is how many threads are followed at one time; the accesses of others are not looked at.
const maxThreads = 4096

// An Origin is where a thread comes from.
type Origin struct {
	Cell    int    // whose goroutine it is, or that of the thread that started it
	Started string // the place of the statement that started it, like "cell[3]:7:2"; "" for the cell's own
}

// A Thread is a goroutine as the detector sees it. Nil is one that it knows nothing of: what such a thread does is
// taken to come after everything before it, and its accesses are not looked at.
type Thread struct {
	who   *Origin
	slot  int
	clock Clock
	ended bool

	alone   bool   // no other thread can meet its accesses,
	aloneAt uint64 // as of this number of changes
}

// A Token is what a thread that is about to be started knows when it begins.
type Token struct {
	who   *Origin
	clock Clock
	spent bool // a thread has begun with it
	void  bool // it is that of a thread that is not followed
}

// slot is what is known of the threads that use it.
type slot struct {
	now    uint32 // the latest time
	access uint32 // of the latest access
	users  int    // that have not ended
}

// Fork is called by t when it starts a thread. The token may begin none, one or several.
func (d *Detector) Fork(t *Thread, who Origin) *Token {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.changes++
	if d.live >= maxThreads {
		return &Token{void: true}
	}
	d.live++
	k := &Token{who: &who}
	if t == nil {
		k.clock = d.everything()
		return k
	}
	if who.Cell == 0 {
		who.Cell = t.who.Cell
	}
	k.clock = t.clock.clone()
	d.tick(t)
	return k
}

// First is the token of a thread that nobody known has started. What has been done by a thread that has ended, or is
// about to, is not before it; earlier, if not nil, is what is.
func (d *Detector) First(earlier *Thread, who Origin) *Token {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.changes++
	d.live++
	k := &Token{who: &who}
	if earlier != nil {
		k.clock = earlier.clock.clone()
	}
	return k
}

// Begin makes the thread of a token; nil if it is not followed.
func (d *Detector) Begin(k *Token) *Thread {
	d.mu.Lock()
	defer d.mu.Unlock()
	if k.void {
		return nil
	}
	if k.spent {
		d.live++
	}
	k.spent = true
	d.changes++
	i := d.freeSlot()
	s := &d.slots[i]
	s.users++
	s.now++
	t := &Thread{who: k.who, slot: i, clock: k.clock.clone().set(i, s.now)}
	return t
}

// freeSlot is a slot for a new thread.
func (d *Detector) freeSlot() int {
	if len(d.slots) < maxSlots {
		d.slots = append(d.slots, slot{})
		return len(d.slots) - 1
	}
	if len(d.free) > 0 {
		i := d.free[0]
		d.free = d.free[1:]
		return i
	}
	d.shared = (d.shared + 1) % maxSlots
	return d.shared
}

// End is called by a thread when it is about to end.
func (d *Detector) End(t *Thread) {
	if t == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if t.ended {
		return
	}
	d.changes++
	t.ended = true
	d.live--
	s := &d.slots[t.slot]
	if s.users--; s.users == 0 {
		d.free = append(d.free, t.slot)
	}
}

// tick begins a new time of t: what it does from now on is not before what learns of it up to now.
func (d *Detector) tick(t *Thread) {
	s := &d.slots[t.slot]
	s.now = max(s.now, t.clock[t.slot]) + 1
	t.clock[t.slot] = s.now
}

// everything is a clock after all that has happened.
func (d *Detector) everything() Clock {
	c := make(Clock, len(d.slots))
	for i, s := range d.slots {
		c[i] = s.now
	}
	return c
}

// isAlone reports whether no other thread can meet what t accesses now: there is none, and all that others
// accessed came before.
func (d *Detector) isAlone(t *Thread) bool {
	if t.aloneAt == d.changes {
		return t.alone
	}
	t.aloneAt, t.alone = d.changes, d.live <= 1
	for i := 0; i < len(d.slots) && t.alone; i++ {
		t.alone = d.slots[i].access <= t.clock.at(i)
	}
	if t.alone { // what is forgotten comes before all that can still happen
		d.places.clear()
		clear(d.syncs)
		d.rest, d.global = nil, nil
	}
	return t.alone
}
