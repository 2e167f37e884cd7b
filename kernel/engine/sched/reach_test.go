//go:build unix

package sched

import (
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	posix "syscall"
	"testing"
)

// TestWalkOfWoken: a goroutine that is woken after it was looked at, and before its stack is walked through, has no
// stack pointer while it runs, and another one after that.
func TestWalkOfWoken(t *testing.T) {
	if !tolerated {
		alone := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWalkOfWoken$", "-test.timeout=5m")
		alone.Env = append(os.Environ(), "GODEBUG="+Setting)
		if out, err := alone.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	var pipe [2]int
	if err := posix.Pipe(pipe[:]); err != nil {
		t.Fatal(err)
	}
	channel, deeper := make(chan bool), make(chan bool)
	for _, tt := range []struct {
		name       string
		wait, wake func()
		runs       bool // when its stack is looked at
	}{
		{"channel", func() { <-channel }, func() { channel <- true }, true},
		{"channel, waits again", func() { <-channel }, func() { channel <- true }, false},
		{"system call", func() { posix.Read(pipe[0], make([]byte, 1)) }, func() { posix.Write(pipe[1], []byte("w")) }, true},
		{"system call, waits again", func() { posix.Read(pipe[0], make([]byte, 1)) }, func() { posix.Write(pipe[1], []byte("w")) }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			defer debug.SetGCPercent(debug.SetGCPercent(-1))
			var wg sync.WaitGroup
			var woken, over atomic.Bool
			id := make(chan int64)
			wg.Go(func() {
				id <- Self()
				tt.wait()
				woken.Store(true)
				for tt.runs && !over.Load() {
				}
				<-deeper
			})
			target, self, looked := <-id, Self(), 0
			for !stopped(r, target) {
				runtime.Gosched()
			}
			for looked == 0 { // a goroutine of the run time's may be running, so that the walk ends before
				lost, ok := r.Lost(nil, func(g Goroutine) bool {
					if g.ID == target {
						looked++
						for tt.wake(); !woken.Load() || !tt.runs && !stopped(r, target); {
							runtime.Gosched()
						}
					}
					return g.ID == self
				}, nil, 1<<30)
				if looked > 0 && (ok || len(lost) > 0) {
					t.Errorf("Lost = %v, %v, want no answer", lost, ok)
				}
			}
			over.Store(true)
			deeper <- true
			for wg.Wait(); alive(r, target); {
				runtime.Gosched()
			}
			for ok := false; !ok; {
				_, ok = r.Lost(nil, func(g Goroutine) bool { return g.ID == self }, nil, 1<<30)
			}
		})
	}
}

// stopped reports whether a goroutine waits, or is in a system call.
func stopped(r *Runtime, id int64) bool {
	for g := range r.Goroutines() {
		if g.ID == id {
			return g.Waits() || g.Calls()
		}
	}
	return false
}

// alive reports whether a goroutine has not ended.
func alive(r *Runtime, id int64) bool {
	for g := range r.Goroutines() {
		if g.ID == id {
			return true
		}
	}
	return false
}
