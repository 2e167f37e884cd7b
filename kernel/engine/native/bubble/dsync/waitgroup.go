package sync

import (
	"sync"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A WaitGroup waits for a number of goroutines to be done. The zero value waits for none.
type WaitGroup struct {
	_     noCopy
	mu    sync.Mutex // guards what follows; never held while anything waits
	count int
	queue queue
	first byte // address for the race detector: the first Add and the first Wait must be ordered
}

// Add adds delta, which may be negative, to the count of what is waited for. At zero all who wait go
// on. It panics below zero.
//
//go:norace
func (wg *WaitGroup) Add(delta int) {
	if delta < 0 {
		raceReleaseMerge(unsafe.Pointer(wg))
	}
	raceOff()
	hook.At(hook.Add, unsafe.Pointer(wg))
	wg.mu.Lock()
	// The standard count has 32 bits, and so overflows to a negative one where this would not.
	wg.count = int(int32(wg.count) + int32(delta))
	if delta > 0 && wg.count == delta {
		raceRead(unsafe.Pointer(&wg.first))
	}
	if wg.count < 0 {
		wg.mu.Unlock()
		raceOn()
		panic("sync: negative WaitGroup counter")
	}
	if wg.count == 0 {
		for wg.queue.wake() != nil {
		}
	}
	wg.mu.Unlock()
	raceOn()
}

// Done is Add(-1).
//
//go:norace
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the count is zero.
//
//go:norace
func (wg *WaitGroup) Wait() {
	raceOff()
	hook.At(hook.Wait, unsafe.Pointer(wg))
	wg.mu.Lock()
	if wg.count > 0 {
		if wg.queue.empty() {
			raceWrite(unsafe.Pointer(&wg.first))
		}
		wg.queue.wait(&wg.mu, hook.Wait, unsafe.Pointer(wg), nil)
		if wg.count > 0 || !wg.queue.empty() {
			wg.mu.Unlock()
			raceOn()
			panic("sync: WaitGroup is reused before previous Wait has returned")
		}
	}
	wg.mu.Unlock()
	raceOn()
	raceAcquire(unsafe.Pointer(wg))
}

// Go runs f in a goroutine that is waited for. f must not panic.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	birth := fork()
	go func() {
		born(birth)
		defer wg.leave(birth)
		f()
	}()
}

// leave counts a goroutine of Go as done when its function returned or called Goexit. A panic must end the
// process before Wait can return in another goroutine and hide it by ending main.
func (wg *WaitGroup) leave(birth *hook.Birth) {
	if p := recover(); p != nil {
		panic(p)
	}
	died(birth)
	wg.Done()
}

//go:norace
func fork() *hook.Birth {
	raceOff()
	b := hook.Fork()
	raceOn()
	return b
}

//go:norace
func born(b *hook.Birth) {
	raceOff()
	hook.Born(b)
	raceOn()
}

//go:norace
func died(b *hook.Birth) {
	raceOff()
	hook.Died(b)
	raceOn()
}
