package kernel

import (
	"errors"
	"sync"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
)

// A privateSink is for cells that the session makes itself: their panics are kept. What goroutines of other cells
// put out goes where it always goes.
type privateSink struct {
	*outputs

	mu    sync.Mutex
	first *pipe.Panic
}

// Panic implements child.Sink.
func (p *privateSink) Panic(e pipe.Panic) {
	if e.Started != nil {
		p.outputs.Panic(e)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.first == nil {
		p.first = &e
	}
}

// evaluated says how such a cell ended, nil if well.
func (s *Session) evaluated(done pipe.Done, err error, sink *privateSink) *Failure {
	var exit *child.ExitError
	switch {
	case errors.As(err, &exit):
		return s.death(exit)
	case err != nil:
		return ourFailure(err)
	}
	sink.mu.Lock()
	p := sink.first
	sink.mu.Unlock()
	if done.Status == pipe.Panicked && p != nil {
		return &Failure{Name: "VariableError", Value: firstLine(p.Message), Traceback: []string{red + p.Message + plain}, Code: 1}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.doneFailure(done, ending{panic: p})
}
