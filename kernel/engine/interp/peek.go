package interp

import (
	"bytes"
	"runtime"
	"strings"

	"weft/kernel/display"
	"weft/kernel/engine/pipe"
)

// shown is the value of a cell's last expression as the cell displays it.
func (s *session) shown(v any) display.Bundle {
	if s.peeking.Load() {
		v = bare{v}
	}
	return display.Of(v)
}

// bare is a value whose methods are not to be called.
type bare struct{ v any }

// WithoutMethods is what package display looks for.
func (b bare) WithoutMethods() any { return b.v }

// disturbed reports whether goroutines run interpreted code, or could begin to by themselves, beside
// which a value must not be read.
func (s *session) disturbed(p pipe.Peek) bool {
	if runtime.NumGoroutine() > crowd {
		return true
	}
	text, ok := trace()
	if !ok {
		return true
	}
	for block := range bytes.SplitSeq(text, []byte("\n\n")) {
		header, body, _ := bytes.Cut(block, []byte("\n"))
		g := parseStack(string(header), string(body))
		if !bytes.Contains(block, []byte(runCall)) {
			if belongs(block) && g.state == "runnable" && !bytes.Contains(block, []byte(ownStart)) {
				return true // it has not begun yet
			}
			continue
		}
		if p == pipe.PeekAlone || g.busy() || g.wakes() {
			return true
		}
	}
	return false
}

// ownStart is how a cell's own goroutine is created, which may not have ended yet.
const ownStart = "\ncreated by weft/kernel/engine/interp.(*session).eval"

// wakes reports whether the goroutine waits for something that other goroutines are not needed for.
func (s stack) wakes() bool {
	return s.state == "sleep" || s.state == "IO wait" || strings.HasPrefix(s.state, "syscall")
}
