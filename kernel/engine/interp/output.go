package interp

import (
	"os"

	"weft/kernel/engine/pipe"
)

// A printer is where fmt.Print and its like write. What a goroutine of the latest cell prints goes to
// the descriptor, in order with everything else that is written there. What a goroutine of an earlier
// cell prints is sent as an event, or it would appear below the wrong cell.
type printer struct {
	s    *session
	name string // "stdout" or "stderr"
	file *os.File
}

func (p printer) Write(text []byte) (int, error) {
	own := p.s.labels.own()
	if own != nil && own.crashed() {
		return len(text), nil // a deferred call, which the end of a program would have left out
	}
	p.s.printing.RLock()
	defer p.s.printing.RUnlock()
	if own == nil || own == p.s.latest {
		return p.file.Write(text)
	}
	if err := p.s.link.send(&pipe.Late{Cell: own.number, Stream: p.name, Text: text}); err != nil {
		return 0, err
	}
	return len(text), nil
}

func (s *session) stdout() printer { return printer{s, "stdout", os.Stdout} }
func (s *session) stderr() printer { return printer{s, "stderr", os.Stderr} }

// own is the cell of the calling goroutine: the latest one, where that cannot be known. It is nil
// before the first cell.
func (s *session) own() *cell {
	if c := s.labels.own(); c != nil {
		return c
	}
	return s.current()
}

// current is the latest cell, nil before the first.
func (s *session) current() *cell {
	s.printing.RLock()
	defer s.printing.RUnlock()
	return s.latest
}
