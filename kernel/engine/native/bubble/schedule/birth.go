package schedule

import (
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// A Birth is handed from a go statement to the goroutine that it starts in the one word that the run time
// copies to every new goroutine: its profiling labels. So the statement itself stays as it is.
type Birth struct {
	labels    [4]uintptr // an empty set of labels, for whoever reads it as one
	goroutine *goroutine
	before    unsafe.Pointer // the parent's own word
}

//go:linkname runtimeLabels runtime/pprof.runtime_getProfLabel
func runtimeLabels() unsafe.Pointer

//go:linkname setRuntimeLabels runtime/pprof.runtime_setProfLabel
func setRuntimeLabels(unsafe.Pointer)

// Fork comes before a go statement: a point, and the new goroutine's name. The result is nil without a
// schedule.
func Fork() *Birth {
	h := hook.Load()
	if h == nil || h.Fork == nil {
		return nil
	}
	hook.At(hook.Go, nil)
	g, ok := h.Fork().(*goroutine)
	if !ok {
		return nil
	}
	b := &Birth{goroutine: g, before: runtimeLabels()}
	g.of.expect(b)
	setRuntimeLabels(unsafe.Pointer(b))
	return b
}

// Forked comes after the go statement.
func Forked(b *Birth) {
	if b != nil {
		setRuntimeLabels(b.before)
	}
}

// expect notes a goroutine that is about to start.
func (s *Schedule) expect(b *Birth) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.births[unsafe.Pointer(b)] = b
}

// inherited takes the goroutine that the calling one was started as, or nil. The standard library's own
// goroutines inherit the word of whoever called it, which is not expected any more. The caller
// holds the mutex.
func (s *Schedule) inherited() *goroutine {
	p := runtimeLabels()
	b := s.births[p]
	if b == nil {
		return nil
	}
	delete(s.births, p)
	return b.goroutine
}
