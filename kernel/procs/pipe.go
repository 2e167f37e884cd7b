package procs

// pipeRoom is how many messages can be on their way in one direction of a pipe, if they are small.
const pipeRoom = 1 << 16

// NewPipe makes two rings and returns what each end of a pipe has of them. An end is given away with its rings.
func NewPipe() (in1, out1, in2, out2 *Ring) {
	there, back := NewRing(pipeRoom), NewRing(pipeRoom)
	return back.end(), there.end(), there.end(), back.end()
}

// end is the same ring for one end of a pipe.
func (r *Ring) end() *Ring {
	s := &shared{number: r.shared.number, region: r.shared.region, hubs: r.shared.hubs}
	e := ringOf(s)
	s.leave = func() { e.given.Store(true) }
	s.lost = e.Close
	return e
}
