package interp

import (
	"bytes"
	"fmt"
	"reflect"
	exectrace "runtime/trace"
	"sync"
	"unsafe"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/tracing"
	golang "weft/kernel/golang/cell"
	"weft/kernel/golang/lower"
)

// maxRecording is how many bytes of an execution trace are kept: some millions of events.
const maxRecording = 48 << 20

// A recorder keeps the execution trace of a cell.
type recorder struct {
	mu   sync.Mutex
	text bytes.Buffer
	cut  bool
}

// record begins to record if that is wanted. The result is nil if it is not, or if something records already,
// as a learner's own trace of a goroutine that lives on does.
func record(wanted bool) *recorder {
	if !wanted {
		return nil
	}
	r := &recorder{}
	if exectrace.Start(r) != nil {
		return nil
	}
	return r
}

// Write keeps a piece of the trace as long as there is room, and drops all that follow.
func (r *recorder) Write(text []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cut = r.cut || r.text.Len()+len(text) > maxRecording; !r.cut {
		r.text.Write(text)
	}
	return len(text), nil
}

// end ends the recording.
func (r *recorder) end(cell int) *pipe.Recording {
	exectrace.Stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	return &pipe.Recording{Cell: cell, Cut: r.cut, Trace: r.text.Bytes()}
}

// recorded is a step that may wait. A recording says where, before it runs, and if channel is not nil how full the channel
// is that it reads, after it.
func (n *nodes) recorded(run step, nt *note, channel func(frame unsafe.Pointer) reflect.Value) step {
	if channel == nil || n.buffers == nil {
		return func(frame unsafe.Pointer) step {
			if tracing.On() {
				tracing.At(nt.place())
			}
			return run(frame)
		}
	}
	return func(frame unsafe.Pointer) step {
		if !tracing.On() {
			return run(frame)
		}
		tracing.At(nt.place())
		ch := channel(frame)
		next := run(frame)
		n.buffers.Used(ch, nt.Kind == lower.MarkSend)
		return next
	}
}

// place is a note's place as text: "cell[3]:9:2".
func (n *note) place() string {
	if text := n.text.Load(); text != nil {
		return *text
	}
	text := fmt.Sprintf("%s:%d:%d", golang.FileName(n.Pos.Cell), n.Pos.Line, n.Pos.Col)
	n.text.Store(&text)
	return text
}

// channelOf reads the channel that a node of a kind uses; nil if it is not to be read.
func (n *nodes) channelOf(node unsafe.Pointer, kind lower.Kind) func(frame unsafe.Pointer) reflect.Value {
	children, at := *at[[]unsafe.Pointer](node, n.child), 0
	switch kind {
	case lower.MarkSend, lower.MarkRecv:
	case lower.MarkRange:
		at = 1
	default:
		return nil
	}
	if len(children) <= at {
		return nil
	}
	read, ok := n.reader(children[at])
	if !ok {
		return nil
	}
	return read
}

// made is a step that makes a channel, if what it makes is one. A recording says where.
func (n *nodes) made(run step, node unsafe.Pointer, nt *note) step {
	get := n.getter(node)
	if get == nil || n.buffers == nil {
		return run
	}
	return func(frame unsafe.Pointer) step {
		next := run(frame)
		if tracing.On() {
			n.buffers.Made(get(frame), nt.place())
		}
		return next
	}
}
