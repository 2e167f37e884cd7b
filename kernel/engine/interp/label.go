package interp

import (
	"context"
	"runtime/pprof"
	"strconv"
	"sync"
	"unsafe"
)

// Which cell a goroutine belongs to is in its profiler labels, because goroutines inherit labels
// from the goroutine that started them, whoever wrote the go statement. The public API can set the
// labels of a goroutine but cannot read them, so this file links to the run time's own getter, which
// the Go project has promised not to remove or change (go.dev/issue/67401).

//go:linkname runtimeLabels runtime/pprof.runtime_getProfLabel
func runtimeLabels() unsafe.Pointer

// cellLabel is the label's key. Its value is the cell's number.
const cellLabel = "cell"

// labels knows the cells by the identity of their label sets; the sets' contents are not read.
type labels struct{ cells sync.Map } // unsafe.Pointer -> *cell

// label returns a context with the label of a cell.
func label(number int) context.Context {
	return pprof.WithLabels(context.Background(), pprof.Labels(cellLabel, strconv.Itoa(number)))
}

// enter makes the calling goroutine, and those that it starts, belong to c.
func (l *labels) enter(c *cell) {
	pprof.SetGoroutineLabels(c.label)
	l.cells.Store(runtimeLabels(), c)
}

// leave makes the calling goroutine belong to no cell, whichever it was started from.
func leave() { pprof.SetGoroutineLabels(context.Background()) }

// own returns the cell that the calling goroutine belongs to, or nil if that cannot be known:
// it was started by a timer, say, or has set labels of its own.
func (l *labels) own() *cell {
	if p := runtimeLabels(); p != nil {
		if c, ok := l.cells.Load(p); ok {
			return c.(*cell)
		}
	}
	return nil
}
