package interp

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
	gstack "weft/kernel/engine/stack"
	"weft/kernel/engine/vigil"
)

// Fatal errors. Package runtime ends the process for some mistakes: what the interpreter's steps see before it does
// ends the cell alone, with Go's words and the place. Deferred calls are not made, as in a program.

// limits are what steps watch for. The zero value watches for nothing.
type limits struct {
	maps     *rt.Maps
	clash    func(text string, here, other *pipe.Frame) // does not return
	mu       sync.Mutex
	mapNodes []unsafe.Pointer // by the numbers of their places

	sole atomic.Uintptr // the goroutine that the running cell has begun on; 0 between cells

	depth    uintptr // bytes of stack that interpreted code may use
	overflow func()  // does not return

	ask func(bytes int64) // returns if there are so many
}

// watch lets the steps of everything that is compiled from now on see mistakes.
func (s *session) watch(maxStack int) {
	s.nodes.maps, s.nodes.clash, s.nodes.ask = s.rt.Maps(), s.clashed, s.ask
	if maxStack > 0 && gstack.Known() {
		s.nodes.depth, s.nodes.overflow = uintptr(maxStack), s.overflowed
	} else {
		s.rt.Maps().Stranger() // nobody could tell when one comes
	}
}

// enter has a function's first step look how deep the stack is, and whose. A recursion of interpreted code passes one,
// whatever compiled code is in between, and so does every goroutine that runs any.
func (n *nodes) enter(first unsafe.Pointer) {
	generate := *at[generator](first, n.gen)
	if n.overflow == nil || generate == nil {
		return
	}
	depth, maps := n.depth, n.maps
	*at[generator](first, n.gen) = func(node unsafe.Pointer) {
		generate(node)
		run := *at[step](node, n.exec)
		if run == nil {
			return
		}
		*at[step](node, n.exec) = func(frame unsafe.Pointer) step {
			used, self := gstack.Look()
			if used > depth {
				n.overflow()
			}
			if maps.Alone() && self != n.sole.Load() {
				maps.Stranger()
			}
			return run(frame)
		}
	}
}

// fatal ends the cell of the calling goroutine as a fatal error ends a program.
func (s *session) fatal(text string) {
	s.perish(&pipe.Panic{Message: "fatal error: " + text, Frames: s.traces.here()})
}

// clashed is fatal for two goroutines in a map.
func (s *session) clashed(text string, here, other *pipe.Frame) {
	frames := s.traces.here()
	if here != nil && len(frames) > 0 && !frames[0].Exact {
		here.Func = frames[0].Func
		frames[0] = *here
	}
	s.perish(&pipe.Panic{Message: "fatal error: " + text, Frames: frames, Other: other})
}

// overflowed is fatal for a stack that is too deep. The cell's other goroutines are stopped when this one has
// ended: each look at all goroutines would read the whole of its stack.
func (s *session) overflowed() {
	p := &pipe.Panic{Message: fmt.Sprintf("runtime: goroutine stack exceeds %d-byte limit\nfatal error: stack overflow", s.nodes.depth)}
	if c := s.own(); c != nil && c.perishing.CompareAndSwap(false, true) {
		p.Cell, p.Started = c.number, s.startedAt()
		p.Frames, p.Gap = s.traces.deep()
		s.link.send(p)
		vigil.AfterFunc(unwindingTime, func() { s.perished(c) })
	}
	runtime.Goexit()
}

// unwindingTime is how long a goroutine that compiled code has started may take to end, which nobody is told of.
const unwindingTime = 2 * time.Second

// perish ends the cell of the calling goroutine, and the goroutine. Of several in one cell the first is told.
func (s *session) perish(p *pipe.Panic) {
	if c := s.own(); c != nil && c.perishing.CompareAndSwap(false, true) {
		p.Cell, p.Started = c.number, s.startedAt()
		s.link.send(p)
		s.perished(c)
	}
	runtime.Goexit()
}

// perished is called when the goroutine of c with the fatal error needs no more time.
func (s *session) perished(c *cell) { s.stopCell(c, pipe.Panicked, 0) }

// startedAt is where the calling goroutine was started; nil if it is a cell's own.
func (s *session) startedAt() *pipe.Frame {
	self := rt.Goroutine()
	for b := range s.rt.Births() {
		if b.Goroutine == self && b.At != "" {
			return placeOf(b.At)
		}
	}
	return nil
}
