// Counters: with a mutex, with atomics of all kinds, with CompareAndSwap; sync.Once and friends.
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

type Config struct {
	Version int
	Hosts   []string
}

type spin struct{ state atomic.Uint32 }

func (s *spin) Lock() {
	for !s.state.CompareAndSwap(0, 1) {
	}
}
func (s *spin) Unlock() { s.state.Store(0) }

var _ sync.Locker = (*spin)(nil)

func hammer(n, times int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range times {
				f(i)
			}
		}()
	}
	wg.Wait()
}

func main() {
	var mu sync.Mutex
	var plain int
	hammer(8, 100, func(int) { mu.Lock(); plain++; mu.Unlock() })
	var a atomic.Int64
	hammer(8, 100, func(i int) { a.Add(int64(i)) })
	var old int32
	hammer(4, 50, func(int) { atomic.AddInt32(&old, 2) })
	fmt.Println(plain, a.Load(), atomic.LoadInt32(&old))

	var lock spin
	m := map[int]int{}
	hammer(4, 25, func(i int) { lock.Lock(); defer lock.Unlock(); m[i]++ })
	fmt.Println(m)

	var highest atomic.Int32
	hammer(10, 1, func(i int) {
		v := int32(i * 7 % 10)
		for {
			cur := highest.Load()
			if v <= cur || highest.CompareAndSwap(cur, v) {
				break
			}
		}
	})
	fmt.Println(highest.Load(), highest.Swap(-1), highest.Load())

	var cfg atomic.Pointer[Config]
	fmt.Println(cfg.Load() == nil)
	first := &Config{1, []string{"a"}}
	cfg.Store(first)
	fmt.Println(cfg.CompareAndSwap(first, &Config{2, []string{"a", "b"}}), cfg.CompareAndSwap(first, nil), *cfg.Load())
	var val atomic.Value
	val.Store(Config{Version: 3})
	c, ok := val.Load().(Config)
	fmt.Println(c.Version, ok)
	var flag atomic.Bool
	fmt.Println(flag.Swap(true), flag.Load())

	var once sync.Once
	calls := 0
	hammer(5, 3, func(int) { once.Do(func() { calls++ }) })
	value := sync.OnceValue(func() int { calls += 10; return 42 })
	both := sync.OnceValues(func() (string, error) { calls += 100; return "", errors.New("only once") })
	fmt.Println(value(), value())
	_, err1 := both()
	_, err2 := both()
	f := sync.OnceFunc(func() { calls += 1000 })
	f()
	f()
	fmt.Println(calls, err1 == err2, err1)
}
