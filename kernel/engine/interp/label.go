package interp

import (
	"context"
	"runtime/pprof"
	"strconv"
	"sync"
	"unsafe"

	"weft/kernel/engine/sched"
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
type labels struct{ cells sync.Map } // unsafe.Pointer -> member

// A member is a goroutine of a cell.
type member struct {
	cell   *cell
	joined bool // it was started through rt
}

// label returns a context with the label of a cell.
func label(number int) context.Context {
	return pprof.WithLabels(context.Background(), pprof.Labels(cellLabel, strconv.Itoa(number)))
}

// enter makes the calling goroutine the own one of c. Those that compiled code starts there look the same. Both sets
// of labels are known then, so that no goroutine has one before it is.
func (l *labels) enter(c *cell) {
	l.set(c, c.others)
	l.set(c, c.label)
}

// join makes the calling goroutine one of the others of c, which has been entered.
func (l *labels) join(c *cell) { pprof.SetGoroutineLabels(c.others) }

func (l *labels) set(c *cell, label context.Context) {
	pprof.SetGoroutineLabels(label)
	l.cells.Store(runtimeLabels(), member{c, label == c.others})
}

// leave makes the calling goroutine belong to no cell, whichever it was started from.
func leave() { pprof.SetGoroutineLabels(context.Background()) }

// own returns the cell that the calling goroutine belongs to, or nil if that cannot be known:
// it was started by a timer, say, or has set labels of its own.
func (l *labels) own() *cell { return l.member().cell }

// member is own, and whether the goroutine has joined the cell.
func (l *labels) member() member {
	if p := runtimeLabels(); p != nil {
		if m, ok := l.cells.Load(p); ok {
			return m.(member)
		}
	}
	return member{}
}

// of is the member whose label set it is.
func (l *labels) of(set unsafe.Pointer) (member, bool) {
	m, ok := l.cells.Load(set)
	if !ok {
		return member{}, false
	}
	return m.(member), true
}

// wakes are the channels that stop cells, and for which their goroutines wait too.
func (l *labels) wakes() map[sched.Object]bool {
	found := map[sched.Object]bool{}
	for _, v := range l.cells.Range {
		c := v.(member).cell
		found[sched.ObjectOf(c.stop)] = true
		if wake := c.channels(); wake != nil {
			found[sched.ObjectOf(wake)] = true
		}
	}
	return found
}

// cell is the cell of a number, or else otherwise.
func (l *labels) cell(number int, otherwise *cell) *cell {
	found := otherwise
	l.cells.Range(func(_, v any) bool {
		if c := v.(member).cell; c.number == number {
			found = c
		}
		return found == otherwise
	})
	return found
}
