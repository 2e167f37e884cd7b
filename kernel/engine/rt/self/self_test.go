package self

import (
	"sync"
	"testing"
)

func TestID(t *testing.T) {
	const n = 200
	var mu sync.Mutex
	seen := map[uintptr]bool{ID(): true}
	var begun, wg sync.WaitGroup
	begun.Add(n)
	for range n {
		wg.Go(func() {
			mine := ID()
			begun.Done()
			begun.Wait() // all are there at the same time
			if mine != ID() {
				t.Error("it changes")
			}
			mu.Lock()
			seen[mine] = true
			mu.Unlock()
		})
	}
	wg.Wait()
	if len(seen) != n+1 {
		t.Errorf("%d goroutines have %d numbers", n+1, len(seen))
	}
}

func BenchmarkID(b *testing.B) {
	for b.Loop() {
		ID()
	}
}
