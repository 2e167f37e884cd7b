package procs

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
)

// MaxMessage is the most bytes that one message of a queue or pipe may have.
const MaxMessage = 64 << 20

// A Ring is a queue of messages as bytes, in shared memory. A writer holds one lock, a reader another one; a message
// is there, or taken, with one write of a word, so that a process that is killed in the middle leaves nothing half done.
//
// A message lies in one piece behind its length, from a multiple of eight on. Messages follow each other up to about
// soft bytes; then a mark says that the next one is at the beginning. Larger messages go beyond that. Memory that was never
// used costs nothing.
type Ring struct {
	shared   *shared
	capacity int
	tail     *atomic.Uint64 // messages put so far, and where the next one goes
	head     *atomic.Uint64 // messages taken so far, and where the next one is
	putting  spin
	taking   spin
	closed   *atomic.Uint32
	data     []byte
	given    atomic.Bool // to another process: an end of a pipe
}

// Places in the memory.
const (
	ringTail     = headSize + 64*iota // a line of cache each
	ringHead                          // of those that take
	ringPutting                       // a lock, and what only who holds it looks at
	ringTaking                        //
	ringClosed                        // what seldom changes
	ringCapacity                      //
	ringData                          //

	soft    = 1 << 20
	room    = 2*MaxMessage + 2*soft
	wrapped = 1<<32 - 1 // in the place of a length
)

// What goroutines wait for.
const (
	notEmpty = iota
	notFull
)

// NewRing makes a queue with room for a number of messages.
func NewRing(capacity int) *Ring {
	if capacity < 1 {
		panic("procs: the capacity of a queue must be at least 1")
	}
	s, err := newShared(ringData+room-headSize, 2)
	if err != nil {
		panic(fmt.Errorf("procs: make a queue: %w", err))
	}
	s.region.word64(ringCapacity).Store(uint64(capacity))
	return ringOf(s)
}

func ringOf(s *shared) *Ring {
	m := s.region
	return &Ring{shared: s, capacity: int(m.word64(ringCapacity).Load()), tail: m.word64(ringTail), head: m.word64(ringHead),
		putting: spin{m.word32(ringPutting)}, taking: spin{m.word32(ringTaking)}, closed: m.word32(ringClosed), data: m.mem[ringData:]}
}

func (r *Ring) parts() (*shared, error) { return r.shared, r.usable() }

func (*Ring) open(s *shared) (any, error) {
	if len(s.hubs) != 2 || len(s.region.mem) != ringData+room {
		return nil, &ValueError{"damaged: no queue"}
	}
	return ringOf(s), nil
}

func (r *Ring) usable() error {
	if r.given.Load() {
		return ErrGiven
	}
	return nil
}

// Put adds a message; it waits while there is no room. Nothing is added after an error.
func (r *Ring) Put(ctx context.Context, m *Writer) error {
	defer runtime.KeepAlive(r.shared.region)
	switch err := r.usable(); {
	case err != nil:
		return err
	case m.err != nil:
		return m.err
	case len(m.shared) > 0:
		return &ValueError{"a queue, pipe, lock or shared array crosses as an argument only"}
	case len(m.buf) > MaxMessage:
		return &ValueError{fmt.Sprintf("a message of %d bytes is larger than the limit of %d", len(m.buf), MaxMessage)}
	}
	return r.shared.hubs[notFull].await(ctx, func() (again bool, err error) {
		if r.closed.Load() != 0 {
			return false, ErrClosed
		}
		if r.count() >= r.capacity {
			return true, nil
		}
		r.putting.lock()
		ok := r.put(m.buf)
		r.putting.unlock()
		if ok {
			r.shared.hubs[notEmpty].wake(1)
		}
		return !ok, nil
	})
}

// put adds a message if there is room for it.
func (r *Ring) put(b []byte) bool {
	tail, head := r.tail.Load(), r.head.Load()
	t, h := int(uint32(tail)), int(uint32(head))
	n := 8 + (len(b)+7)&^7
	empty := tail>>32 == head>>32
	switch {
	case r.between(tail, head) >= r.capacity:
		return false
	case (t > h || empty) && t+n <= soft: // behind the others
	case (t > h || empty) && n+8 <= h: // at the beginning
		store32(r.data[t:], wrapped)
		t = 0
	case (t > h || empty) && n > soft/2 && t+n+8 <= len(r.data): // larger than what is usual
	case t < h && !empty && t+n+8 <= h: // between the mark and the others
	default:
		return false
	}
	store32(r.data[t:], uint32(len(b)))
	copy(r.data[t+8:], b)
	r.tail.Store((tail>>32+1)<<32 | uint64(t+n))
	return true
}

func store32(b []byte, n uint32) {
	b[0], b[1], b[2], b[3] = byte(n), byte(n>>8), byte(n>>16), byte(n>>24)
}
func load32(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// Take waits for a message and takes it. The error is io.EOF when the queue is closed and empty.
func (r *Ring) Take(ctx context.Context) (*Reader, error) {
	defer runtime.KeepAlive(r.shared.region)
	if err := r.usable(); err != nil {
		return nil, err
	}
	var m *Reader
	err := r.shared.hubs[notEmpty].await(ctx, func() (again bool, err error) {
		if r.count() == 0 {
			if r.closed.Load() != 0 && r.count() == 0 {
				return false, io.EOF
			}
			return true, nil
		}
		r.taking.lock()
		var ok bool
		m, ok = r.take()
		r.taking.unlock()
		if ok {
			r.shared.hubs[notFull].wake(1)
		}
		return !ok, nil
	})
	return m, err
}

func (r *Ring) take() (*Reader, bool) {
	tail, head := r.tail.Load(), r.head.Load()
	if tail>>32 == head>>32 {
		return nil, false
	}
	h := int(uint32(head))
	if load32(r.data[h:]) == wrapped {
		h = 0
	}
	size := int(load32(r.data[h:]))
	m := &Reader{buf: append(make([]byte, 0, size), r.data[h+8:h+8+size]...)}
	r.head.Store((head>>32+1)<<32 | uint64(h+8+(size+7)&^7))
	return m, true
}

// between is how many messages there are between two words.
func (r *Ring) between(tail, head uint64) int { return int(uint32(tail>>32) - uint32(head>>32)) }

func (r *Ring) count() int { head := r.head.Load(); return r.between(r.tail.Load(), head) }

// Len is how many messages there are; it may have changed when you see it.
func (r *Ring) Len() int {
	defer runtime.KeepAlive(r.shared.region)
	return max(0, min(r.count(), r.capacity))
}

// Cap is how many messages there is room for.
func (r *Ring) Cap() int { return r.capacity }

// Close says that nothing more is put.
func (r *Ring) Close() {
	defer runtime.KeepAlive(r.shared.region)
	r.closed.Store(1)
	for _, h := range r.shared.hubs {
		h.ring(0)
	}
}

// A spin is a lock in shared memory for moments: the number of the process that holds it. What it guards is never
// half done, so the lock of a process that has died is simply taken over.
type spin struct{ holder *atomic.Uint32 }

func (s spin) lock() {
	own := this.pid
	for n := 1; !s.holder.CompareAndSwap(0, own); n++ {
		if n%1024 == 0 {
			yield()
			if h := s.holder.Load(); h != 0 && h != own && !alive(int(h)) {
				s.holder.CompareAndSwap(h, 0)
			}
			continue
		}
		pause()
	}
}

func (s spin) unlock() { s.holder.Store(0) }
