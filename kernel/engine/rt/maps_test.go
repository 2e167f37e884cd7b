package rt

import (
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"
)

// someMap is a map's address.
func someMap() unsafe.Pointer { return reflect.ValueOf(map[int]int{}).UnsafePointer() }

func TestMapClashes(t *testing.T) {
	const place = 17
	for _, tt := range []struct {
		first, second MapUse
		want          Clash
	}{
		{ReadMap, ReadMap, Clash{}},
		{ReadMap, RangeMap, Clash{}},
		{RangeMap, ReadMap, Clash{}},
		{RangeMap, RangeMap, Clash{}},
		{WriteMap, WriteMap, Clash{"concurrent map writes", place}},
		{WriteMap, ReadMap, Clash{"concurrent map read and map write", place}},
		{WriteMap, RangeMap, Clash{"concurrent map iteration and map write", place}},
		{ReadMap, WriteMap, Clash{"concurrent map read and map write", 0}},
		{RangeMap, WriteMap, Clash{"concurrent map iteration and map write", 0}},
	} {
		var maps Maps
		m := someMap()
		if _, ok := maps.Enter(m, tt.first, place); !ok {
			t.Fatalf("%v: a map that nobody uses cannot be used", tt)
		}
		c, ok := maps.Enter(m, tt.second, place+1)
		if c != tt.want || ok != (tt.want == Clash{}) {
			t.Errorf("%v: %+v, %v", tt, c, ok)
		}
		if ok {
			maps.Leave(m, tt.second)
		}
		maps.Leave(m, tt.first)
		for _, use := range []MapUse{ReadMap, RangeMap, WriteMap} {
			if c, ok := maps.Enter(m, use, 0); !ok {
				t.Errorf("%v: then %v clashes, %+v", tt, use, c)
			}
			maps.Leave(m, use)
		}
	}
}

// TestMapsInOrder: uses that a lock puts in order never clash, whatever the places of other maps in the table.
func TestMapsInOrder(t *testing.T) {
	var maps Maps
	type guarded struct {
		mu sync.RWMutex
		m  unsafe.Pointer
	}
	all := make([]guarded, 3*mapPlaces) // so that some have the same place
	for i := range all {
		all[i].m = someMap()
	}
	var wg sync.WaitGroup
	for g := range 8 {
		maps.begins()
		wg.Go(func() {
			defer maps.ends()
			for i := range 20000 {
				x := &all[(i*7+g*13)%len(all)]
				use := MapUse((i + g) % 3)
				if use == WriteMap {
					x.mu.Lock()
				} else {
					x.mu.RLock()
				}
				if c, ok := maps.Enter(x.m, use, 1); !ok {
					t.Errorf("%+v under a lock", c)
					return
				}
				maps.Leave(x.m, use)
				if use == WriteMap {
					x.mu.Unlock()
				} else {
					x.mu.RUnlock()
				}
			}
		})
	}
	wg.Wait()
	if !maps.Alone() {
		t.Error("goroutines that have ended are still counted")
	}
	for i := range maps.places {
		if w := maps.places[i].word.Load(); w != 0 {
			t.Errorf("place %d is left as %#x", i, w)
		}
	}
}

func TestMapsCompany(t *testing.T) {
	r := New(Hooks{})
	if !r.maps.Alone() {
		t.Error("nobody has begun")
	}
	in, out := make(chan bool), make(chan bool)
	r.start("", func() { in <- true; <-out })
	<-in
	if r.maps.Alone() {
		t.Error("a goroutine runs")
	}
	out <- true
	ended := make(chan bool)
	f := r.Guard("", func() {})
	if r.maps.Alone() {
		t.Error("one is expected")
	}
	for range 3 { // what a timer does that is reset
		go func() { f(); ended <- true }()
		<-ended
	}
	for !r.maps.Alone() { // the first one may still be ending
		runtime.Gosched()
	}
	r.maps.Stranger()
	if r.maps.Alone() {
		t.Error("a stranger may still run")
	}
}

// TestMapsAlone: what is begun alone is over before the first use of others, whenever they come and however long it takes.
func TestMapsAlone(t *testing.T) {
	for range 1000 {
		var maps Maps
		var busy atomic.Bool
		m := someMap()
		stop := make(chan bool)
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				maps.Stranger()
				defer maps.Leave(m, ReadMap)
				if c, ok := maps.Enter(m, ReadMap, 0); !ok || busy.Load() {
					t.Errorf("a stranger enters, %+v, while somebody who is alone is busy: %v", c, busy.Load())
				}
			})
		}
		go func() { wg.Wait(); close(stop) }()
		for maps.EnterAlone() {
			busy.Store(true)
			runtime.Gosched()
			busy.Store(false)
			maps.LeaveAlone()
		}
		<-stop
		if maps.EnterAlone() {
			t.Error("somebody is alone among strangers")
		}
	}
}

func BenchmarkMapsWrite(b *testing.B) {
	var maps Maps
	m := someMap()
	for b.Loop() {
		maps.Enter(m, WriteMap, 1)
		maps.Leave(m, WriteMap)
	}
}
