package detect

// A Clock says up to which time of each thread everything is known to have happened before, by the thread's slot. A
// slot that it does not reach is at 0. Nil is the beginning.
type Clock []uint32

// at is the time of a slot.
func (c Clock) at(slot int) uint32 {
	if slot < len(c) {
		return c[slot]
	}
	return 0
}

// join is c with what other knows; c may be changed.
func (c Clock) join(other Clock) Clock {
	if len(c) < len(other) {
		c = append(c, make(Clock, len(other)-len(c))...)
	}
	for i, t := range other {
		c[i] = max(c[i], t)
	}
	return c
}

// set is c with the time of a slot; c may be changed.
func (c Clock) set(slot int, t uint32) Clock {
	if len(c) <= slot {
		c = append(c, make(Clock, slot+1-len(c))...)
	}
	c[slot] = t
	return c
}

// clone is a copy that can be kept.
func (c Clock) clone() Clock { return append(Clock(nil), c...) }
