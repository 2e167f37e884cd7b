package sync

import (
	"sync"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A Map is the standard concurrent map, which waits for nobody: only the synchronization points are added, and each call
// counts as an acquisition of a lock.
type Map struct {
	_ noCopy
	m sync.Map
}

//go:norace
func (m *Map) at() {
	raceOff()
	hook.At(hook.MapOp, unsafe.Pointer(m))
	hook.CountMap()
	raceOn()
}

// Load returns the value of key; ok says whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	m.at()
	return m.m.Load(key)
}

// Store sets the value of key.
func (m *Map) Store(key, value any) {
	m.at()
	m.m.Store(key, value)
}

// Clear removes all entries.
func (m *Map) Clear() {
	m.at()
	m.m.Clear()
}

// LoadOrStore returns the value of key, and stores the given one first if there is none; loaded says
// that there was one.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.at()
	return m.m.LoadOrStore(key, value)
}

// LoadAndDelete removes key and returns the value that it had; loaded says whether it had one.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.at()
	return m.m.LoadAndDelete(key)
}

// Delete removes key.
func (m *Map) Delete(key any) {
	m.at()
	m.m.Delete(key)
}

// Swap sets the value of key and returns the previous one; loaded says whether there was one.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.at()
	return m.m.Swap(key, value)
}

// CompareAndSwap sets the value of key to new if it is old, which must be comparable.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.at()
	return m.m.CompareAndSwap(key, old, new)
}

// CompareAndDelete removes key if its value is old, which must be comparable.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.at()
	return m.m.CompareAndDelete(key, old)
}

// Range calls f for the entries until it returns false, in no order and at no single moment.
func (m *Map) Range(f func(key, value any) bool) {
	m.at()
	m.m.Range(f)
}

// A Pool is the standard pool of objects that may be dropped at any time. While there are points for a
// schedule, it is a plain stack instead, so that what Get returns is the schedule's doing.
type Pool struct {
	_     noCopy
	New   func() any
	p     sync.Pool
	mu    sync.Mutex // guards stack
	stack []any
}

// Put gives x to the pool. A nil is ignored.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	if s := hook.Load(); s == nil || s.Point == nil {
		p.p.Put(x)
		return
	}
	hook.At(hook.PoolPut, unsafe.Pointer(p))
	p.mu.Lock()
	p.stack = append(p.stack, x)
	p.mu.Unlock()
}

// Get takes any object out of the pool, or returns New's, or nil if there is no New.
func (p *Pool) Get() any {
	if x := p.take(); x != nil {
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

func (p *Pool) take() any {
	if s := hook.Load(); s == nil || s.Point == nil {
		return p.p.Get()
	}
	hook.At(hook.PoolGet, unsafe.Pointer(p))
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.stack)
	if n == 0 {
		return nil
	}
	x := p.stack[n-1]
	p.stack[n-1] = nil
	p.stack = p.stack[:n-1]
	return x
}
