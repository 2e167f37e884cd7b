package detect

import "unsafe"

// maxChannels is how many channels are followed.
const maxChannels = 1 << 13

// maxQueue is how many sends to a channel are told apart before they are received.
const maxQueue = 1 << 10

// A channel is what is known of a channel. As long as one thread sends and one receives, the k-th send is the k-th
// receive's. Otherwise nobody but the run time knows which is whose, and all sends come before each receive.
//
// A send or receive is told of twice, before and after it, and one that a select statement did not carry
// out is given up.
type channel struct {
	capacity int
	begun    int // sends
	vague    bool
	foreign  bool // there were values in it that nobody had told of

	sender, receiver *Thread
	queue            []Clock // of sends that have begun and have not been received
	sent, received   int     // sends and receives that have ended
	rooms            []Clock // of receives that have begun
	first            int     // the number of the receive that rooms begins with

	sends, receives Clock // all that have begun
	closed          Clock // nil: it is open, or who closed it was not seen
}

// of is what is known of the channel at p; used says whether it has values in it that nobody has told of.
func (d *Detector) channelOf(p unsafe.Pointer, capacity int, used bool) *channel {
	c := d.channels[p]
	if c == nil {
		if len(d.channels) >= maxChannels {
			d.forgetChannels()
		}
		c = &channel{capacity: capacity, vague: used || d.lost, foreign: used, first: 1}
		if c.vague {
			c.begun = capacity + 1
			c.sends, c.receives = d.rest.clone(), d.rest.clone()
		}
		d.channels[p] = c
	}
	return c
}

// forgetChannels makes all channels ones that nothing is known of.
func (d *Detector) forgetChannels() {
	for _, c := range d.channels {
		d.rest = d.rest.join(c.sends).join(c.receives).join(c.closed)
	}
	clear(d.channels)
	d.lost = true
}

// A Channel says which channel is meant.
type Channel struct {
	Address  unsafe.Pointer
	Capacity int
	Filled   bool    // there are values in it
	Timer    uintptr // an address that is acquired with a value that nobody sent; 0: it is global
}

// Sending is told before t sends.
func (d *Detector) Sending(t *Thread, ch Channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channelOf(ch.Address, ch.Capacity, ch.Filled)
	now := d.released(t)
	c.begun++
	c.sends = c.sends.join(now)
	if c.vague {
		return
	}
	if t == nil || c.sender != nil && c.sender != t || len(c.queue) >= maxQueue {
		c.blur()
		return
	}
	c.sender = t
	c.queue = append(c.queue, now)
}

// NotSent is told when t does not send what it was about to.
func (d *Detector) NotSent(t *Thread, ch Channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.channels[ch.Address]; c != nil && !c.vague && len(c.queue) > 0 {
		c.queue = c.queue[:len(c.queue)-1]
	}
}

// Sent is told after t has sent.
func (d *Detector) Sent(t *Thread, ch Channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channels[ch.Address]
	if c == nil || t == nil {
		if t != nil {
			d.acquire(t, d.rest)
		}
		return
	}
	c.sent++
	if c.vague {
		if c.begun > c.capacity {
			d.acquire(t, c.receives)
			if c.receives == nil {
				d.acquire(t, d.global)
			}
		}
		return
	}
	k := c.sent - c.capacity
	if k <= 0 {
		return
	}
	if room, ok := c.room(k); ok {
		d.acquire(t, room)
	} else { // who received was not seen
		d.acquire(t, d.global)
		d.acquire(t, c.receives)
	}
}

// Receiving is told before t receives.
func (d *Detector) Receiving(t *Thread, ch Channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channelOf(ch.Address, ch.Capacity, ch.Filled)
	now := d.released(t)
	c.receives = c.receives.join(now)
	if c.vague {
		return
	}
	if t == nil || c.receiver != nil && c.receiver != t {
		c.blur()
		return
	}
	c.receiver = t
	c.setRoom(c.received+1, now)
}

// Received is told after t has received, a value or because the channel is closed.
func (d *Detector) Received(t *Thread, ch Channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channels[ch.Address]
	if t == nil {
		if c != nil {
			c.blur()
		}
		return
	}
	if c == nil {
		d.acquire(t, d.rest)
		return
	}
	if c.closed != nil && (c.vague || c.sent <= c.received) { // else it is a value from before
		d.acquire(t, c.closed)
	}
	if c.foreign {
		d.acquire(t, d.global)
	}
	switch {
	case c.vague && c.sends != nil:
		d.acquire(t, c.sends)
	case !c.vague && len(c.queue) > 0:
		d.acquire(t, c.queue[0])
		c.queue = c.queue[1:]
		c.received++
	case c.closed == nil: // who sent was not seen
		c.received++
		if ch.Timer == 0 {
			d.acquire(t, d.global)
			c.blur()
			return
		}
		from, ok := d.syncs[ch.Timer]
		if !ok {
			from = d.rest
		}
		d.acquire(t, from)
	}
}

// Closing is told before t closes the channel.
func (d *Detector) Closing(t *Thread, ch Channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channelOf(ch.Address, ch.Capacity, ch.Filled)
	c.closed = c.closed.join(d.released(t))
}

// blur gives up to tell sends and receives apart.
func (c *channel) blur() { c.vague, c.queue, c.rooms = true, nil, nil }

// setRoom records what the receiver knew when it began the k-th receive. The sender asks in order, so
// what is older than the last one that it has asked for is dropped.
func (c *channel) setRoom(k int, now Clock) {
	if done := c.sent - c.capacity + 1; done > c.first && len(c.rooms) > 0 {
		drop := min(done-c.first, len(c.rooms))
		c.rooms = c.rooms[drop:]
		c.first += drop
	}
	switch i := k - c.first; {
	case len(c.rooms) == 0:
		c.first, c.rooms = k, append(c.rooms, now)
	case i == len(c.rooms) && i < maxQueue:
		c.rooms = append(c.rooms, now)
	case i >= 0 && i < len(c.rooms):
		c.rooms[i] = now
	default:
		c.blur()
	}
}

// room is what the receiver knew when it began the k-th receive.
func (c *channel) room(k int) (Clock, bool) {
	i := k - c.first
	if i < 0 || i >= len(c.rooms) {
		return nil, false
	}
	return c.rooms[i], true
}
