package detect

import (
	"testing"
	"unsafe"
)

// A world is a detector with named threads and one place.
type world struct {
	*Detector
	x       *int
	threads []*Thread
}

func newWorld(n int) *world {
	w := &world{Detector: New(), x: new(int)}
	main := w.Begin(w.First(nil, Origin{Cell: 1}))
	w.threads = []*Thread{main}
	for range n - 1 {
		w.threads = append(w.threads, w.Begin(w.Fork(main, Origin{Cell: 1, Started: "cell[1]:2:1"})))
	}
	return w
}

func (w *world) access(t int, k Kind, line int) {
	w.Access(w.threads[t], unsafe.Pointer(w.x), k, &Site{Cell: 1, Line: line, Col: 1, Name: "x"})
}

func TestOrders(t *testing.T) {
	const m = 100 // an address
	unbuffered := Channel{Address: unsafe.Pointer(new(int))}
	two := Channel{Address: unsafe.Pointer(new(int)), Capacity: 2}
	for _, tt := range []struct {
		name string
		do   func(w *world)
		want int
	}{
		{"two writes", func(w *world) { w.access(1, Write, 1); w.access(2, Write, 2) }, 1},
		{"two reads", func(w *world) { w.access(1, Read, 1); w.access(2, Read, 2) }, 0},
		{"a write behind two reads", func(w *world) { w.access(1, Read, 1); w.access(2, Read, 2); w.access(0, Write, 3) }, 2},
		{"two atomic writes", func(w *world) { w.access(1, AtomicWrite, 1); w.access(2, AtomicWrite, 2) }, 0},
		{"an atomic write and a read", func(w *world) { w.access(1, AtomicWrite, 1); w.access(2, Read, 2) }, 1},
		{"the same pair twice", func(w *world) {
			for range 5 {
				w.access(1, Write, 1)
				w.access(2, Write, 2)
			}
		}, 1},
		{"a lock", func(w *world) {
			w.access(1, Write, 1)
			w.Release(w.threads[1], m)
			w.Acquire(w.threads[2], m)
			w.access(2, Write, 2)
		}, 0},
		{"a lock of another address", func(w *world) {
			w.access(1, Write, 1)
			w.Release(w.threads[1], m)
			w.Acquire(w.threads[2], m+1)
			w.access(2, Write, 2)
		}, 1},
		{"a write behind the release", func(w *world) {
			w.Release(w.threads[1], m)
			w.access(1, Write, 1)
			w.Acquire(w.threads[2], m)
			w.access(2, Write, 2)
		}, 1},
		{"a thread that has ended, not waited for", func(w *world) {
			w.access(1, Write, 1)
			w.End(w.threads[1])
			w.End(w.threads[2])
			w.access(0, Read, 2)
		}, 1},
		{"send before receive", func(w *world) {
			w.access(1, Write, 1)
			w.Sending(w.threads[1], two)
			w.Sent(w.threads[1], two)
			w.Receiving(w.threads[2], two)
			w.Received(w.threads[2], two)
			w.access(2, Write, 2)
		}, 0},
		{"a write behind the send", func(w *world) {
			w.Sending(w.threads[1], two)
			w.Sent(w.threads[1], two)
			w.access(1, Write, 1)
			w.Receiving(w.threads[2], two)
			w.Received(w.threads[2], two)
			w.access(2, Write, 2)
		}, 1},
		{"the second send is not the first receive's", func(w *world) {
			w.Sending(w.threads[1], two)
			w.Sent(w.threads[1], two)
			w.access(1, Write, 1)
			w.Sending(w.threads[1], two)
			w.Sent(w.threads[1], two)
			w.Receiving(w.threads[2], two)
			w.Received(w.threads[2], two)
			w.access(2, Write, 2)
		}, 1},
		{"the receive from an unbuffered channel before the end of its send", func(w *world) {
			w.access(2, Write, 2)
			w.Sending(w.threads[1], unbuffered)
			w.Receiving(w.threads[2], unbuffered)
			w.Sent(w.threads[1], unbuffered)
			w.access(1, Write, 1)
			w.Received(w.threads[2], unbuffered)
		}, 0},
		{"the receive from a buffered one is not", func(w *world) {
			w.access(2, Write, 2)
			w.Sending(w.threads[1], two)
			w.Receiving(w.threads[2], two)
			w.Sent(w.threads[1], two)
			w.access(1, Write, 1)
			w.Received(w.threads[2], two)
		}, 1},
		{"but is before the end of that which takes its room", func(w *world) {
			w.access(2, Write, 2)
			for range 2 {
				w.Sending(w.threads[1], two)
				w.Sent(w.threads[1], two)
			}
			w.Sending(w.threads[1], two)
			w.Receiving(w.threads[2], two)
			w.Received(w.threads[2], two)
			w.Sent(w.threads[1], two)
			w.access(1, Write, 1)
		}, 0},
		{"close", func(w *world) {
			w.access(1, Write, 1)
			w.Closing(w.threads[1], two)
			for _, r := range []int{0, 2} {
				w.Receiving(w.threads[r], two)
				w.Received(w.threads[r], two)
			}
			w.access(2, Read, 2)
			w.access(0, Read, 3)
		}, 0},
		{"a thread that nothing is known of", func(w *world) {
			w.access(1, Write, 1)
			w.Release(nil, m)
			w.Acquire(w.threads[2], m)
			w.access(2, Write, 2)
		}, 0},
		{"a sender that nothing is known of", func(w *world) {
			w.access(1, Write, 1)
			w.ReleaseGlobal(w.threads[1])
			w.Receiving(w.threads[2], two)
			w.Received(w.threads[2], two)
			w.access(2, Write, 2)
		}, 0},
		{"care", func(w *world) {
			w.access(1, Write, 1)
			w.BeCareful()
			w.Acquire(w.threads[2], m)
			w.access(2, Write, 2)
			w.Release(w.threads[2], m)
			w.Receiving(w.threads[0], two)
			w.Received(w.threads[0], two)
			w.access(0, Write, 3)
		}, 0},
	} {
		w := newWorld(3)
		tt.do(w)
		if got := w.Races(); len(got) != tt.want {
			t.Errorf("%s: %d races %v, want %d", tt.name, len(got), got, tt.want)
		}
	}
}

func TestReport(t *testing.T) {
	w := newWorld(2)
	w.access(1, Write, 7)
	w.access(0, Read, 9)
	w.access(0, Read, 9)
	got := w.Races()
	if len(got) != 1 {
		t.Fatalf("races: %v", got)
	}
	want := Race{Count: 2, Accesses: [2]Access{
		{Site: Site{1, 9, 1, "x"}, Who: Origin{Cell: 1}},
		{Kind: Write, Site: Site{1, 7, 1, "x"}, Who: Origin{Cell: 1, Started: "cell[1]:2:1"}},
	}}
	if got[0] != want {
		t.Errorf("got %+v\nwant %+v", got[0], want)
	}
	w.access(0, Read, 9)
	want.Count, want.Again = 1, true
	if again := w.Races(); len(again) != 1 || again[0] != want {
		t.Errorf("the second time %+v, want %+v", again, want)
	}
	if none := w.Races(); len(none) != 0 {
		t.Errorf("nothing has run, and there is %v", none)
	}
}

// TestBounds shows that what is forgotten makes no races of what has none.
func TestBounds(t *testing.T) {
	w := newWorld(1)
	main := w.threads[0]
	site := &Site{Cell: 1, Line: 1}
	shared := new(int)
	const lock = 7
	for i := range 3 * maxSlots { // more threads than slots, all alive, under one lock
		th := w.Begin(w.Fork(main, Origin{}))
		for range 3 {
			w.Acquire(th, lock)
			w.Access(th, unsafe.Pointer(shared), Write, site)
			w.Release(th, lock)
		}
		if i%2 == 0 {
			w.End(th)
		}
	}
	a, b := w.Begin(w.Fork(main, Origin{})), w.Begin(w.Fork(main, Origin{}))
	w.Acquire(a, lock)
	for i := range 2 * maxSyncs { // more locks than are told apart
		w.Acquire(a, uintptr(1000+i))
		w.Access(a, unsafe.Pointer(shared), Read, site)
		w.Release(a, uintptr(1000+i))
	}
	w.Acquire(b, 1000)
	w.Acquire(b, lock)
	other := new(int)
	w.Access(b, unsafe.Pointer(other), Write, site)
	for i := range 3 * maxChannels { // more channels than are followed
		ch := Channel{Address: unsafe.Pointer(new(int)), Capacity: 1}
		w.Sending(b, ch)
		w.Sent(b, ch)
		w.Receiving(a, ch)
		w.Received(a, ch)
		if i%1000 == 0 {
			w.Access(a, unsafe.Pointer(other), Read, site)
		}
	}
	for range 3 * maxPlaces {
		w.Access(a, unsafe.Pointer(new(int)), Write, site)
	}
	if n := len(w.places.young) + len(w.places.old); n > 2*maxPlaces {
		t.Errorf("%d places are remembered, want at most %d", n, 2*maxPlaces)
	}
	for range maxThreads + 10 {
		w.Begin(w.Fork(main, Origin{}))
	}
	if th := w.Begin(w.Fork(main, Origin{})); th != nil {
		t.Errorf("thread %d is followed", maxThreads+12)
	}
	if got := w.Races(); len(got) != 0 {
		t.Errorf("races where there are none: %v", got)
	}
}

// TestAlone shows that nothing is remembered of what no other thread can meet.
func TestAlone(t *testing.T) {
	w := newWorld(2)
	w.access(1, Write, 1)
	w.Release(w.threads[1], 5)
	w.End(w.threads[1])
	w.access(0, Read, 2) // not waited for
	if len(w.Races()) != 1 {
		t.Error("the race is not seen")
	}
	w.Acquire(w.threads[0], 5)
	w.access(0, Write, 3)
	if n := len(w.places.young) + len(w.places.old) + len(w.syncs); n != 0 {
		t.Errorf("%d things are remembered", n)
	}
	k := w.Fork(w.threads[0], Origin{})
	w.access(0, Write, 4)
	th := w.Begin(k)
	w.Access(th, unsafe.Pointer(w.x), Write, &Site{Cell: 1, Line: 5})
	if got := w.Races(); len(got) != 1 {
		t.Errorf("races: %v", got)
	}
}
