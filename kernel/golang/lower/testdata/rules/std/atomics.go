// Atomic counters, values, bools and compare-and-swap loops.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type cfg struct{ v int }

type stats struct {
	hits atomic.Int64
	on   atomic.Bool
	last atomic.Value
	cur  atomic.Pointer[cfg]
}

func main() {
	var s stats
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			s.hits.Add(int64(i))
			for {
				old := s.cur.Load()
				n := &cfg{1}
				if old != nil {
					n.v = old.v + 1
				}
				if s.cur.CompareAndSwap(old, n) {
					return
				}
			}
		})
	}
	wg.Wait()
	s.on.Store(true)
	s.last.Store(cfg{3})
	fmt.Println(s.hits.Load(), s.cur.Load().v, s.on.Load(), s.last.Load().(cfg).v)
	var n int32
	atomic.AddInt32(&n, 5)
	fmt.Println(atomic.CompareAndSwapInt32(&n, 5, 8), atomic.LoadInt32(&n), s.hits.Swap(1))
	var u atomic.Uint32
	u.Store(0b1100)
	fmt.Println(u.And(0b0110), u.Or(1), u.Load())
	defer func() { fmt.Println(recover()) }()
	s.last.Store("another type")
}
