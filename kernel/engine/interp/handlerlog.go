package interp

import (
	"bytes"
	"os"

	golang "weft/kernel/golang/cell"
)

// A handlerLog is where package log writes in an evaluator, in place of standard error. What net/http says of a
// panic in a handler has the calls of the cells there, in place of the interpreter's own, which nobody can read.
type handlerLog struct{ s *session }

// Write is called on the goroutine of the handler, whose calls still stand below this one.
func (h handlerLog) Write(text []byte) (int, error) {
	head, _, trace := bytes.Cut(text, []byte("\ngoroutine "))
	if !trace || !bytes.Contains(head, []byte(": panic serving ")) {
		return os.Stderr.Write(text)
	}
	var b bytes.Buffer
	b.Write(head)
	b.WriteByte('\n')
	for _, f := range h.s.traces.here() {
		if f.Cell == 0 {
			continue
		}
		b.WriteString("\tat " + golang.Pos{Cell: f.Cell, Line: f.Line, Col: f.Col}.String() + "\n")
	}
	if _, err := os.Stderr.Write(b.Bytes()); err != nil {
		return 0, err
	}
	return len(text), nil
}
