// Readers and writers with priorities; invariants are checked while it runs.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type RWLock struct {
	mu             sync.Mutex
	ok             *sync.Cond
	readers        int
	writing        bool
	waitingWriters int
}

func New() *RWLock {
	l := &RWLock{}
	l.ok = sync.NewCond(&l.mu)
	return l
}

func (l *RWLock) RLock() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.writing || l.waitingWriters > 0 {
		l.ok.Wait()
	}
	l.readers++
}

func (l *RWLock) RUnlock() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.readers--; l.readers < 0 {
		panic("RUnlock without RLock")
	}
	l.ok.Broadcast()
}

func (l *RWLock) Lock() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waitingWriters++
	for l.writing || l.readers > 0 {
		l.ok.Wait()
	}
	l.waitingWriters--
	l.writing = true
}

func (l *RWLock) Unlock() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.writing = false
	l.ok.Broadcast()
}

func main() {
	l := New()
	var data [4]int
	var wrong, reads atomic.Int32
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 10 {
				l.Lock()
				for k := range data {
					data[k] = w*100 + i
				}
				l.Unlock()
			}
		}()
	}
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				l.RLock()
				first := data[0]
				for _, v := range data {
					if v != first {
						wrong.Add(1)
					}
				}
				reads.Add(1)
				l.RUnlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println("reads", reads.Load(), "wrong", wrong.Load(), "last", data[0]%100, l.readers, l.writing)
	defer func() { fmt.Println("recovered:", recover()) }()
	l.RUnlock()
}
