//go:build unix

package worker

import (
	"bytes"
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"weft/kernel/engine/pipe/fd"
	"weft/kernel/engine/stdio"
)

// Text that looks like the run time giving up is held for a while without more, if the process lives on. The while is
// made of many looks, and what there is is read at each, so that a machine which stands still takes away one look and not all.
const (
	holdFor  = time.Second
	looks    = 20
	maxWords = 256 << 10 // of a crash; its beginning says what happened
)

// words is what a process writes to its descriptor 2: what the builtin println and package log print, which
// is the cell's and passed on, and the last words of a crash, which are not.
type words struct {
	from *os.File
	raw  syscall.RawConn
	to   io.Writer
	gone <-chan struct{} // closed when the process is

	mu      sync.Mutex // held while text is on its way
	buf     []byte
	holding bool
	held    []byte
	holdFor time.Duration
	looked  int // since it began to hold, or a trace goes on
}

// newWords are those of a process that is there until gone is closed.
func newWords(from *os.File, to io.Writer, gone <-chan struct{}) (*words, error) {
	raw, err := from.SyscallConn()
	return &words{from: from, raw: raw, to: to, gone: gone, buf: make([]byte, 16<<10), holdFor: holdFor}, err
}

// listen passes text on until its end, or until a deadline after the process is gone, and returns the last
// words.
func (w *words) listen() string {
	for {
		err := w.raw.Read(w.pass)
		over := err == nil || !os.IsTimeout(err) || closed(w.gone)
		w.raw.Control(func(descriptor uintptr) { w.pass(descriptor) }) // a late look must not pass over what came in time
		w.mu.Lock()
		if over {
			defer w.mu.Unlock()
			return string(w.held)
		}
		if w.looked++; w.holding && w.looked < looks {
			w.lookAgain()
		} else {
			w.to.Write(w.held)
			w.holding, w.held = false, nil
			w.deadline(time.Time{})
		}
		w.mu.Unlock()
	}
}

func (w *words) lookAgain() { w.deadline(time.Now().Add(w.holdFor / looks)) }

// deadline ends the wait for more text then. The end of the text of a process that has gone is waited for with patience.
func (w *words) deadline(t time.Time) {
	if w.from.SetReadDeadline(t); closed(w.gone) {
		w.from.SetReadDeadline(time.Now().Add(patience)) // another process may have the descriptor as well
	}
}

// pass passes on what there is, and returns true at the end.
func (w *words) pass(descriptor uintptr) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for {
		n, err := syscall.Read(int(descriptor), w.buf)
		switch {
		case err == syscall.EINTR:
		case err == syscall.EAGAIN:
			return false
		case err != nil || n <= 0:
			return true
		default:
			w.add(w.buf[:n])
		}
	}
}

func (w *words) add(text []byte) {
	if !w.holding {
		i := stdio.CrashStart(text)
		if w.holding = i >= 0; w.holding {
			w.looked = 0
			w.lookAgain()
		} else {
			i = len(text)
		}
		w.to.Write(text[:i])
		text = text[i:]
	}
	if w.holding {
		w.held = append(w.held, text[:min(len(text), maxWords-len(w.held))]...)
		if bytes.Contains(w.held, []byte("\ngoroutine ")) && len(w.held) < maxWords {
			w.looked = 0 // the run time writes a trace, which a busy machine can interrupt for long
		}
	}
}

// flush returns when what has been written before is passed on.
func (w *words) flush() {
	w.raw.Control(func(descriptor uintptr) {
		w.mu.Lock()
		n := fd.Unread(int(descriptor))
		w.mu.Unlock()
		if n > 0 {
			w.pass(descriptor)
		}
	})
}
