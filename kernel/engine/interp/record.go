package interp

import (
	"bytes"
	"fmt"
	exectrace "runtime/trace"
	"sync"
	"unsafe"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/tracing"
	golang "weft/kernel/golang/cell"
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

// recorded is a step that may wait. A recording says where, before it runs.
func recorded(run step, nt *note) step {
	place := sync.OnceValue(func() string {
		return fmt.Sprintf("%s:%d:%d", golang.FileName(nt.Pos.Cell), nt.Pos.Line, nt.Pos.Col)
	})
	return func(frame unsafe.Pointer) step {
		if tracing.On() {
			tracing.At(place())
		}
		return run(frame)
	}
}
