package hook_test

import (
	"bytes"
	"context"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"sync"
	"testing"

	"weft/kernel/engine/native/bubble/hook"
)

// number reads the goroutine's number from its stack dump.
func number(t *testing.T) int64 {
	buf := make([]byte, 64)
	fields := bytes.Fields(buf[:runtime.Stack(buf, false)])
	n, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		t.Error(err)
	}
	return n
}

// TestSelf asks goroutines of every origin who they are, several times.
func TestSelf(t *testing.T) {
	var wg sync.WaitGroup
	var ask func(depth int, who any)
	ask = func(depth int, who any) {
		defer wg.Done()
		for range 3 {
			g := hook.Self()
			if g.ID() != number(t) || g != hook.Self() || g.Who != who {
				t.Errorf("goroutine %d is taken for %d, %v; want %v", number(t), g.ID(), g.Who, who)
			}
			runtime.Gosched()
		}
		if depth == 0 {
			return
		}
		for i := range 3 {
			wg.Add(2)
			go ask(depth-1, nil) // inherits the word but not the flag
			e := hook.Expect(i)
			if hook.Self().ID() != number(t) {
				t.Error("the parent is taken for the child")
			}
			go ask(depth-1, i)
			hook.Expected(e)
		}
	}
	wg.Add(1)
	go ask(3, nil)
	wg.Wait()
}

// TestSelfWithLabels holds that a program's own labels cost the memory of who, but never a wrong answer.
func TestSelfWithLabels(t *testing.T) {
	done := make(chan bool)
	go func() {
		defer close(done)
		for range 2 {
			pprof.Do(context.Background(), pprof.Labels("a", "b"), func(context.Context) {
				if got := hook.Goroutine(); got != number(t) {
					t.Errorf("taken for %d", got)
				}
				inner := make(chan bool)
				go func() {
					defer close(inner)
					if got := hook.Goroutine(); got != number(t) {
						t.Errorf("taken for %d", got)
					}
				}()
				<-inner
			})
			if got := hook.Goroutine(); got != number(t) {
				t.Errorf("taken for %d", got)
			}
		}
		debug.SetPanicOnFault(false)
		if got := hook.Goroutine(); got != number(t) {
			t.Errorf("taken for %d", got)
		}
	}()
	<-done
}

func BenchmarkSelf(b *testing.B) {
	for b.Loop() {
		hook.Self()
	}
}
