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
	notes *tracing.Notes
	mu    sync.Mutex
	text  bytes.Buffer
	cut   bool
}

// record begins to record if that is wanted. The result is nil if it is not, or if something records already,
// as a learner's own trace of a goroutine that lives on does.
func (s *session) record(e *pipe.Eval) *recorder {
	if !e.Record {
		return nil
	}
	r := &recorder{notes: s.rt.Notes()}
	if exectrace.Start(r) != nil {
		return nil
	}
	if e.Notes {
		r.notes.Keep()
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
	notes, cut := r.notes.Kept()
	r.mu.Lock()
	defer r.mu.Unlock()
	return &pipe.Recording{Cell: cell, Cut: r.cut || cut, Trace: r.text.Bytes(), Notes: notes}
}

// recorded is a step that may wait. A recording says where, before it runs, and if channel is not nil how full the channel
// is that it reads, after it.
func (n *nodes) recorded(run step, nt *note, channel func(frame unsafe.Pointer) reflect.Value) step {
	if channel == nil {
		return func(frame unsafe.Pointer) step {
			if n.notes.On() {
				n.notes.At(nt.place())
			}
			return run(frame)
		}
	}
	return func(frame unsafe.Pointer) step {
		if !n.notes.On() {
			return run(frame)
		}
		n.notes.At(nt.place())
		ch := channel(frame)
		next := run(frame)
		n.notes.Used(ch, nt.Kind == lower.MarkSend)
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
	if get == nil {
		return run
	}
	return func(frame unsafe.Pointer) step {
		next := run(frame)
		if n.notes.On() {
			n.notes.Made(get(frame), nt.place())
		}
		return next
	}
}
