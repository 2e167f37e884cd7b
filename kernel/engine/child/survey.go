package child

import (
	"context"
	"fmt"
	"sync"

	"weft/kernel/engine/pipe"
)

// Surveys are the questions about goroutines that a process has not answered yet.
type surveys struct {
	mu      sync.Mutex
	last    uint64
	waiting map[uint64]chan pipe.Goroutines
}

// begin numbers a question; its answer comes on the channel.
func (s *surveys) begin() (uint64, <-chan pipe.Goroutines) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.waiting == nil {
		s.waiting = make(map[uint64]chan pipe.Goroutines)
	}
	s.last++
	reply := make(chan pipe.Goroutines, 1)
	s.waiting[s.last] = reply
	return s.last, reply
}

// end forgets a question; an answer that comes later is dropped.
func (s *surveys) end(seq uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.waiting, seq)
}

// answer delivers an answer to the caller that waits for it. A learner's program can write what the evaluator writes, so
// there may be none, or several.
func (s *surveys) answer(g pipe.Goroutines) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if reply := s.waiting[g.Seq]; reply != nil {
		delete(s.waiting, g.Seq)
		reply <- g
	}
}

// Survey lists the session's goroutines, also while a cell runs. It waits for the answer until ctx ends. An
// *ExitError means that the process died, with all goroutines; the next cell begins a new one.
func (c *Child) Survey(ctx context.Context) (pipe.Goroutines, error) { return c.survey(ctx, false) }

// Weigh is Survey with what the session's variables hold.
func (c *Child) Weigh(ctx context.Context) (pipe.Goroutines, error) { return c.survey(ctx, true) }

func (c *Child) survey(ctx context.Context, weigh bool) (pipe.Goroutines, error) {
	c.mu.Lock()
	p, closed, err := c.current, c.closed, c.failed
	c.mu.Unlock()
	switch {
	case closed:
		return pipe.Goroutines{}, ErrClosed
	case p == nil:
		return pipe.Goroutines{}, err
	}
	seq, reply := p.surveys.begin()
	defer p.surveys.end(seq)
	go p.requests.Send(&pipe.Survey{Seq: seq, Weigh: weigh}) // a process that does not read its requests must not hold us up
	select {
	case g := <-reply:
		return g, nil
	case <-p.exited:
		select {
		case g := <-reply: // it died just after
			return g, nil
		default:
		}
		return pipe.Goroutines{}, p.exitError(0)
	case <-ctx.Done():
		return pipe.Goroutines{}, fmt.Errorf("ask the evaluator for its goroutines: %w", ctx.Err())
	}
}
