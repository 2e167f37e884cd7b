package interp

import (
	"runtime/pprof"
	"testing"
)

// TestLabelsKnown: a goroutine is a cell's from the moment it has labels of the cell, whoever looks at it.
func TestLabelsKnown(t *testing.T) {
	var l labels
	c, done := newCell(7), make(chan bool)
	go func() {
		defer close(done)
		l.enter(c)
		if m := l.member(); m.cell != c || m.joined {
			t.Errorf("the cell's own goroutine is %+v", m)
		}
	}()
	<-done
	defer leave()
	pprof.SetGoroutineLabels(c.others) // join has begun
	if m, ok := l.of(runtimeLabels()); !ok || m.cell != c || !m.joined {
		t.Errorf("a goroutine that is joining is %+v, %v", m, ok)
	}
}
