package interp

import (
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// lockStates is where the locks of package sync keep what they are, found by the names of their fields. It tells
// a mistake before package sync finds it, which would end the process.
type lockStates struct {
	ok      bool
	mutex   uintptr // in a sync.Mutex: the word whose lowest bit says that it is locked
	readers uintptr // in a sync.RWMutex: the number of readers, less maxReaders if a writer has or wants it
}

// maxReaders is that of package sync.
const maxReaders = 1 << 30

// knownStates are those of this Go release.
var knownStates = newLockStates()

func newLockStates() (s lockStates) {
	inner, ok1 := reflect.TypeFor[sync.Mutex]().FieldByName("mu")
	readers, ok2 := reflect.TypeFor[sync.RWMutex]().FieldByName("readerCount")
	if !ok1 || !ok2 || inner.Type.Kind() != reflect.Struct || readers.Type != reflect.TypeFor[atomic.Int32]() {
		return s
	}
	state, ok := inner.Type.FieldByName("state")
	if !ok || state.Type.Kind() != reflect.Int32 {
		return s
	}
	s = lockStates{true, inner.Offset + state.Offset, readers.Offset}
	var m sync.Mutex
	var r, w sync.RWMutex
	before := !s.locked(&m) && s.count(&r) == 0
	m.Lock()
	r.RLock()
	w.Lock()
	s.ok = before && s.locked(&m) && s.count(&r) == 1 && s.count(&w) == -maxReaders
	return s
}

func (s lockStates) locked(m *sync.Mutex) bool {
	return atomic.LoadInt32((*int32)(unsafe.Add(unsafe.Pointer(m), s.mutex)))&1 != 0
}

func (s lockStates) count(m *sync.RWMutex) int32 {
	return atomic.LoadInt32((*int32)(unsafe.Add(unsafe.Pointer(m), s.readers)))
}

// mayUnlock reports whether Unlock may be called.
func (s lockStates) mayUnlock(l locker) bool {
	switch {
	case !s.ok:
		return true
	case l.mutex != nil:
		return s.locked(l.mutex)
	}
	return s.count(l.rw) < 0
}

// mayRUnlock reports whether RUnlock may be called.
func (s lockStates) mayRUnlock(m *sync.RWMutex) bool {
	n := s.count(m)
	return !s.ok || n != 0 && n != -maxReaders
}
