package stdio

import (
	"bytes"
	"strings"
	"time"
)

const (
	maxTail = 4 << 10
	maxHeld = 256 << 10 // a trace of many goroutines; its beginning says what happened
)

// hold keeps back what looks like the run time giving up: if it is, the process ends at once, and its
// words become part of what is said about its end rather than of the cell's output.
func (o *Streams[S]) hold(text []byte) (pass []byte) {
	if o.held != nil {
		if len(o.held)+len(text) > maxHeld && o.Dying != nil && !o.Dying() {
			o.release()
			return text
		}
		room := max(0, maxHeld-len(o.held))
		o.held = append(o.held, text[:min(room, len(text))]...)
		if o.Dying == nil || o.Dying() {
			o.waitAnew()
		}
		return nil
	}
	i := CrashStart(text)
	if i < 0 {
		return text
	}
	o.held = bytes.Clone(text[i:])
	o.waitAnew()
	return text[:i]
}

// release gives up holding: the process lives on.
func (o *Streams[S]) release() {
	held := o.held
	o.held = nil
	o.queue("stderr", held)
}

func (o *Streams[S]) waitAnew() { o.waited, o.looked = 0, time.Now() }

// expired looks at what is held, and reports whether it has been held for long enough. Of a long time between two looks only
// a part counts: the machine may have stood still, and the process with it.
func (o *Streams[S]) expired(now time.Time) bool {
	o.waited += min(now.Sub(o.looked), mostLook)
	o.looked = now
	return o.held != nil && o.waited >= o.patience() && (o.Dying == nil || !o.Dying())
}

// patience is how long what is held may stay without more. Once it has a trace the run time writes it, which a busy
// machine can interrupt for long.
func (o *Streams[S]) patience() time.Duration {
	for _, trace := range []string{"\nruntime stack:\n", "\ngoroutine ", "goroutine stack exceeds"} {
		if bytes.Contains(o.held, []byte(trace)) {
			return holdTrace
		}
	}
	return holdFor
}

// Tail is the end of what was written to descriptor 2, at most 4 KiB.
func (o *Streams[S]) Tail() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.tail.String()
}

// Held is what was held when the process ended, after Finish: the words of a crash, or what began like
// one. It is at most 256 KiB long. What turns out to be the cell's own is given to Late.
func (o *Streams[S]) Held() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return string(o.held)
}

// Late delivers text of descriptor 2 after Finish.
func (o *Streams[S]) Late(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.queue("stderr", []byte(text))
	o.flush()
}

// crashWords begin what the run time prints when it gives up.
func crashWords() []string {
	return []string{
		"fatal error: ", "panic: ", "runtime: goroutine stack exceeds ", "runtime: out of memory",
		"runtime: may need to increase max user processes", "unexpected fault address ",
		"SIGSEGV: ", "SIGBUS: ", "SIGFPE: ", "SIGILL: ", "SIGABRT: ", "SIGQUIT: ",
	}
}

// CrashStart returns where in a piece of standard error a crash begins, or -1. The run time writes its
// words at once, so they are at the beginning of a line or of a piece.
func CrashStart(text []byte) int {
	at := 0
	for rest := string(text); ; {
		for _, w := range crashWords() {
			if strings.HasPrefix(rest, w) {
				return at
			}
		}
		i := strings.IndexByte(rest, '\n')
		if i < 0 {
			return -1
		}
		at += i + 1
		rest = rest[i+1:]
	}
}

// A tail keeps the last bytes written to it.
type tail struct{ buf []byte }

func (t *tail) add(text []byte) {
	t.buf = append(t.buf, text...)
	if n := len(t.buf); n > 4*maxTail {
		t.buf = append(t.buf[:0], t.buf[n-maxTail:]...)
	}
}

func (t *tail) String() string { return string(t.buf[max(0, len(t.buf)-maxTail):]) }
