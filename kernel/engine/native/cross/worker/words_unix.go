//go:build unix

package worker

import (
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"weft/kernel/engine/pipe/fd"
	"weft/kernel/engine/stdio"
)

const (
	holdFor  = time.Second // text that looks like the run time giving up, if the process lives on
	maxWords = 256 << 10   // of a crash; its beginning says what happened
)

// words is what a process writes to its descriptor 2: what the builtin println and package log print, which
// is the cell's and passed on, and the last words of a crash, which are not.
type words struct {
	from *os.File
	raw  syscall.RawConn
	to   io.Writer

	mu      sync.Mutex // held while text is on its way
	buf     []byte
	holding bool
	held    []byte
}

func newWords(from *os.File, to io.Writer) (*words, error) {
	raw, err := from.SyscallConn()
	return &words{from: from, raw: raw, to: to, buf: make([]byte, 16<<10)}, err
}

// listen passes text on until its end, or until a deadline after the process is gone, and returns the last
// words.
func (w *words) listen(gone <-chan struct{}) string {
	for {
		err := w.raw.Read(w.pass)
		w.mu.Lock()
		if err == nil || !os.IsTimeout(err) || closed(gone) {
			defer w.mu.Unlock()
			return string(w.held)
		}
		w.to.Write(w.held)
		w.holding, w.held = false, nil
		if w.from.SetReadDeadline(time.Time{}); closed(gone) {
			w.from.SetReadDeadline(time.Now())
		}
		w.mu.Unlock()
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
			w.from.SetReadDeadline(time.Now().Add(holdFor))
		} else {
			i = len(text)
		}
		w.to.Write(text[:i])
		text = text[i:]
	}
	if w.holding {
		w.held = append(w.held, text[:min(len(text), maxWords-len(w.held))]...)
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
