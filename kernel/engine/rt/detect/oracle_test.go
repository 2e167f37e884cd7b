package detect

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"unsafe"
)

// The oracle runs random programs in random order, tells a detector of them as a program would, before and after
// each operation, and computes by itself, slowly, what happened before what: every thread has the set of all accesses
// that it knows of. Every race that the detector tells must be one.

// A set has the accesses that something knows of.
type set map[int]bool

func (s set) add(other set) { maps.Copy(s, other) }

type simulated struct {
	thread  *Thread
	knows   set
	script  []op
	at      int
	phase   int // of the operation
	message *item
	taken   set // what the receiver of a send knew
}

// An op is one operation of a thread.
type op struct{ what, on int }

const (
	opRead = iota
	opWrite
	opAtomic
	opLock
	opSend
	opReceive
	opClose
	opAdd // to a wait group
	opWait
	opUnseen // synchronises in a way that the detector does not see
	opTrySend
	opTryReceive
	ops
)

// An item is a value in a channel, or offered to one.
type item struct {
	knows set
	from  *simulated
}

type simChannel struct {
	Channel
	queue   []*item // offered and buffered, in order
	history []set   // what receivers knew, by numbers
	sends   int     // that have taken a place
	closed  set
}

type simulation struct {
	t        testing.TB
	r        *rand.Rand
	d        *Detector
	threads  []*simulated
	values   []*int
	accesses []access // all, by their numbers
	locks    []struct {
		held  bool
		knows set
	}
	channels []*simChannel
	waits    set
	unseen   set
	racing   map[[2]int]bool
	single   bool
}

type access struct {
	thread        *simulated
	on            int
	write, atomic bool
}

func newSimulation(t testing.TB, seed uint64, single bool) *simulation {
	s := &simulation{t: t, r: rand.New(rand.NewPCG(seed, 1)), d: New(), waits: set{}, unseen: set{}, racing: map[[2]int]bool{}, single: single}
	for range 3 {
		s.values = append(s.values, new(int))
	}
	for range 2 {
		s.locks = append(s.locks, struct {
			held  bool
			knows set
		}{knows: set{}})
		s.channels = append(s.channels, &simChannel{Channel: Channel{Address: unsafe.Pointer(new(int)), Capacity: s.r.IntN(3)}})
	}
	main := s.d.Begin(s.d.First(nil, Origin{}))
	n := 2 + s.r.IntN(4)
	for i := range n {
		th := &simulated{thread: s.d.Begin(s.d.Fork(main, Origin{})), knows: set{}}
		for range 3 + s.r.IntN(12) {
			o := op{s.r.IntN(ops), s.r.IntN(2)}
			if single { // one sender and one receiver of a channel, and nothing unseen
				switch {
				case o.what == opUnseen, o.what == opClose, o.what == opAtomic:
					continue
				case o.what == opSend || o.what == opTrySend:
					o.on = i
				case o.what == opReceive || o.what == opTryReceive:
					o.on = (i + 1) % n
				}
				if o.on >= 2 {
					continue
				}
			}
			if o.what <= opAtomic {
				o.on = s.r.IntN(3)
			}
			th.script = append(th.script, o)
		}
		s.threads = append(s.threads, th)
	}
	return s
}

// run goes on until all have ended or are blocked.
func (s *simulation) run() {
	for idle := 0; idle < 200; {
		th := s.threads[s.r.IntN(len(s.threads))]
		if th.at >= len(th.script) {
			idle++
			continue
		}
		if s.step(th) {
			idle = 0
		} else {
			idle++
		}
	}
}

// next ends the operation of a thread.
func (th *simulated) next() bool { th.at, th.phase = th.at+1, 0; return true }

// step does one step of a thread, if it can.
func (s *simulation) step(th *simulated) bool {
	o := th.script[th.at]
	switch o.what {
	case opRead, opWrite, opAtomic:
		s.access(th, o)
		return th.next()
	case opLock:
		return s.lock(th, o.on)
	case opSend, opTrySend:
		return s.send(th, s.channels[o.on], o.what == opTrySend)
	case opReceive, opTryReceive:
		return s.receive(th, s.channels[o.on], o.what == opTryReceive)
	case opClose:
		c := s.channels[o.on]
		if c.closed != nil || th.phase == 0 && s.busy(c) {
			return th.next()
		}
		s.d.Closing(th.thread, c.Channel)
		c.closed = maps.Clone(th.knows)
		return th.next()
	case opAdd:
		s.d.Release(th.thread, 50)
		s.waits.add(th.knows)
		return th.next()
	case opWait:
		if th.phase == 0 {
			th.knows.add(s.waits)
			if th.phase = 1; !s.single { // others may add meanwhile
				return true
			}
		}
		s.d.Acquire(th.thread, 50)
		return th.next()
	case opUnseen: // told before and after, does something in between
		switch th.phase {
		case 0:
			s.d.ReleaseGlobal(th.thread)
		case 1:
			s.unseen.add(th.knows)
			th.knows.add(s.unseen)
		default:
			s.d.AcquireGlobal(th.thread)
			return th.next()
		}
		th.phase++
		return true
	}
	panic("unknown operation")
}

func (s *simulation) access(th *simulated, o op) {
	n := len(s.accesses)
	a := access{th, o.on, o.what != opRead, o.what == opAtomic}
	for i, b := range s.accesses {
		if b.thread != th && b.on == a.on && (a.write || b.write) && !(a.atomic && b.atomic) && !th.knows[i] {
			s.racing[[2]int{n, i}] = true
		}
	}
	s.accesses = append(s.accesses, a)
	th.knows[n] = true
	s.d.Access(th.thread, unsafe.Pointer(s.values[o.on]), map[int]Kind{opRead: Read, opWrite: Write, opAtomic: AtomicWrite}[o.what], &Site{Line: n})
}

// lock takes a lock, accesses something and gives the lock back.
func (s *simulation) lock(th *simulated, on int) bool {
	l := &s.locks[on]
	switch th.phase {
	case 0:
		if l.held {
			return false
		}
		l.held = true
		th.knows.add(l.knows)
	case 1:
		s.d.Acquire(th.thread, uintptr(60+on))
	case 2:
		s.access(th, op{opWrite, on})
	case 3:
		s.d.Release(th.thread, uintptr(60+on))
	default:
		l.knows = maps.Clone(th.knows)
		l.held = false
		return th.next()
	}
	th.phase++
	return true
}

// busy reports whether somebody is sending: to close the channel then makes a panic.
func (s *simulation) busy(c *simChannel) bool {
	for _, th := range s.threads {
		if th.at < len(th.script) && th.phase > 0 && (th.script[th.at].what == opSend || th.script[th.at].what == opTrySend) && s.channels[th.script[th.at].on] == c {
			return true
		}
	}
	return false
}

func (s *simulation) send(th *simulated, c *simChannel, try bool) bool {
	switch th.phase {
	case 0:
		if c.closed != nil {
			return th.next()
		}
		s.d.Sending(th.thread, c.Channel)
		th.message = nil
	case 1:
		if try && (len(c.queue) >= max(c.Capacity, 1) || c.Capacity == 0) { // not ready
			s.d.NotSent(th.thread, c.Channel)
			return th.next()
		}
		if th.message == nil {
			th.message = &item{maps.Clone(th.knows), th}
			c.queue = append(c.queue, th.message)
		}
	case 2: // it is done when its value is in the buffer, or taken
		place := -1
		for i, m := range c.queue {
			if m == th.message {
				place = i
			}
		}
		if place >= c.Capacity {
			return false
		}
		c.sends++
	case 3:
		if k := s.numberOf(th, c) - c.Capacity; k > 0 {
			th.knows.add(c.history[k-1])
		}
		s.d.Sent(th.thread, c.Channel)
		return th.next()
	}
	th.phase++
	return true
}

// numberOf is the number of the send whose value the thread has sent.
func (s *simulation) numberOf(th *simulated, c *simChannel) int {
	for i, m := range c.queue {
		if m == th.message {
			return len(c.history) + i + 1
		}
	}
	for i, knew := range c.history {
		if knew[-1-i] && th.taken != nil && th.taken[-1-i] {
			return i + 1
		}
	}
	panic("the value is gone")
}

func (s *simulation) receive(th *simulated, c *simChannel, try bool) bool {
	switch th.phase {
	case 0:
		s.d.Receiving(th.thread, c.Channel)
	case 1:
		if len(c.queue) == 0 {
			if c.closed == nil {
				if try {
					return th.next()
				}
				return false
			}
			th.knows.add(c.closed)
			break
		}
		m := c.queue[0]
		c.queue = c.queue[1:]
		knew := maps.Clone(th.knows)
		number := len(c.history)
		knew[-1-number] = true // which receive it is
		c.history = append(c.history, knew)
		m.from.taken = knew
		th.knows.add(m.knows)
	default:
		s.d.Received(th.thread, c.Channel)
		return th.next()
	}
	th.phase++
	return true
}

// check compares what the detector found with the truth.
func (s *simulation) check(seed uint64, complete bool) (found int) {
	told := map[int]bool{}
	for _, r := range s.d.Races() {
		pair := [2]int{r.Accesses[0].Site.Line, r.Accesses[1].Site.Line}
		if !s.racing[pair] {
			s.t.Errorf("seed %d: accesses %v are told as a race; they are ordered", seed, pair)
		}
		told[s.accesses[pair[0]].on] = true
	}
	for pair := range s.racing {
		if complete && !told[s.accesses[pair[0]].on] {
			s.t.Errorf("seed %d: the race of the accesses %v is not told, nor another one of its place", seed, pair)
			break
		}
	}
	return len(told)
}

func TestOracle(t *testing.T) {
	rounds := uint64(4000)
	if testing.Short() {
		rounds = 400
	}
	for _, single := range []bool{false, true} {
		t.Run(fmt.Sprintf("single=%v", single), func(t *testing.T) {
			found := 0
			for seed := range rounds {
				s := newSimulation(t, seed, single)
				s.run()
				found += s.check(seed, single)
				if t.Failed() {
					return
				}
			}
			if found < int(rounds)/2 {
				t.Errorf("only %d races in %d programs", found, rounds)
			}
		})
	}
}

func FuzzOracle(f *testing.F) {
	f.Add(uint64(1), false)
	f.Add(uint64(2), true)
	f.Fuzz(func(t *testing.T, seed uint64, single bool) {
		s := newSimulation(t, seed, single)
		s.run()
		s.check(seed, single)
	})
}
