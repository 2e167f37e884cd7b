package slim

import (
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

// TestWatch gives back once after the start, and again only after growth.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gave := 0
		w := New(func() { gave++ })
		idle := func(d time.Duration) { time.Sleep(d); synctest.Wait() }
		idle(Rest / 2)
		w.Begin()
		w.Begin()
		idle(3 * Rest)
		w.End()
		idle(3 * Rest)
		if gave != 0 {
			t.Fatalf("gave back %d times while busy", gave)
		}
		w.End()
		idle(Rest)
		if gave != 1 {
			t.Fatalf("gave back %d times after a rest, want 1", gave)
		}
		w.Begin()
		w.End()
		idle(Rest)
		if gave != 1 {
			t.Errorf("gave back %d times without growth, want 1", gave)
		}
		w.mu.Lock()
		w.kept = 1
		w.mu.Unlock()
		grown := make([]byte, 2*step)
		w.Begin()
		w.End()
		idle(Rest)
		if gave != 2 {
			t.Errorf("gave back %d times after growth, want 2", gave)
		}
		runtime.KeepAlive(grown)
		w.mu.Lock()
		w.kept = 1
		w.mu.Unlock()
		w.Stop()
		w.Begin()
		w.End()
		idle(3 * Rest)
		if gave != 2 {
			t.Error("gave back after Stop")
		}
	})
}

// TestNow goes on running after its program's pages have gone.
func TestNow(t *testing.T) {
	for range 3 {
		Now()
	}
}
