package kernel

import (
	"cmp"
	"context"
	"errors"
	"go/types"
	"strings"
	"sync"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/complete"
)

// peekLooks times peekLook is how long somebody who asks what a name means waits for its value. A stall of this process
// uses up one of the looks only.
const (
	peekLooks = 6
	peekLook  = 50 * time.Millisecond
)

// How much of a value is shown.
const (
	peekBytes = 2000
	peekLines = 30
)

// A peeked is the value of a variable, or why it cannot be told.
type peeked struct{ text, note string }

// lookAt adds the current value of a variable to what is known about it. It does not wait for a cell,
// and never interrupts the evaluator: if reading takes too long, the answer goes without it.
func (s *Session) lookAt(info *complete.Info) {
	if info.Variable == "" {
		return
	}
	if !s.running.TryLock() {
		info.ValueNote = "not read while a cell is running"
		return
	}
	s.peekWithin(info, s.running.Unlock)
}

// lookAt is Session.lookAt for a help request: its own cell runs, but no code does.
func (r *run) lookAt(info *complete.Info) {
	if info.Variable != "" {
		r.session.peekWithin(info, func() {})
	}
}

// peekWithin peeks, and calls done when the evaluator is free again, which may be later.
func (s *Session) peekWithin(info *complete.Info, done func()) {
	result := make(chan peeked, 1)
	go func() {
		p := s.peek(info.Variable)
		done() // before the answer, or the next question finds the evaluator taken
		result <- p
	}()
	for range peekLooks {
		select {
		case p := <-result:
			info.Value, info.ValueNote = shorten(p.text), p.note
			return
		case <-time.After(peekLook):
		}
	}
	info.ValueNote = "it takes too long to read"
}

// peek evaluates an expression that only reads variables. No cell may be running.
func (s *Session) peek(expression string) peeked {
	s.mu.Lock()
	lost, pending := lostNote(s.check.Empty(), expression), s.pending
	s.mu.Unlock()
	if lost != "" || pending {
		return peeked{note: cmp.Or(lost, "the evaluator is being started")}
	}
	number := s.out.last()
	unit, program, failure := s.prepare(cell.Parse(number, expression))
	if failure != nil || unit.Value == nil {
		return peeked{note: "it cannot be read"}
	}
	e := evalOf(number, program)
	e.Peek = pipe.PeekBeside
	if holdsMap(unit.Info.TypeOf(unit.Value), map[types.Type]bool{}) {
		e.Peek = pipe.PeekAlone
	}
	var p peekSink
	p.outputs = s.out
	done, err := s.child.Eval(context.Background(), e, &p)
	var exit *child.ExitError
	switch {
	case errors.As(err, &exit):
		f := s.death(exit)
		s.mu.Lock()
		s.died = f // the next cell says so
		s.mu.Unlock()
		return peeked{note: "the evaluator has ended"}
	case err != nil:
		return peeked{note: "it cannot be read: " + err.Error()}
	}
	if done.Status != pipe.Faulty && done.Status != pipe.Busy {
		s.mu.Lock()
		s.lower.CommitImports(program) // the interpreter has them
		s.mu.Unlock()
	}
	return p.end(done)
}

// obituary reports the end of an evaluator that a peek found, once.
func (s *Session) obituary() *Failure {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.died
	s.died = nil
	return f
}

// A peekSink keeps the value of a peek. What other goroutines put out goes where it always goes.
type peekSink struct {
	*outputs

	mu    sync.Mutex
	value peeked
	ended bool
}

// Result implements child.Sink.
func (p *peekSink) Result(r pipe.Result) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		p.outputs.Result(r)
		return
	}
	p.value.text, _ = r.Data.Map()["text/plain"].(string)
}

// Panic implements child.Sink.
func (p *peekSink) Panic(e pipe.Panic) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended || e.Started != nil {
		p.outputs.Panic(e)
		return
	}
	p.value.note = "reading it would panic: " + strings.TrimPrefix(firstLine(e.Message), "panic: ")
}

func (p *peekSink) end(d pipe.Done) peeked {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	switch {
	case d.Status == pipe.Busy:
		p.value = peeked{note: "not read while goroutines of earlier cells may change it"}
	case d.Status == pipe.Interrupted:
		p.value = peeked{note: "interrupted"}
	case p.value.text == "" && p.value.note == "":
		p.value.note = "it cannot be read"
	}
	return p.value
}

// holdsMap reports whether a value of type t may contain a map.
func holdsMap(t types.Type, seen map[types.Type]bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Map, *types.Interface:
		return true
	case *types.Pointer:
		return holdsMap(u.Elem(), seen)
	case *types.Slice:
		return holdsMap(u.Elem(), seen)
	case *types.Array:
		return holdsMap(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if holdsMap(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

// shorten keeps the beginning of a long text.
func shorten(s string) string {
	cut := false
	if lines := strings.SplitAfter(s, "\n"); len(lines) > peekLines {
		s, cut = strings.Join(lines[:peekLines], ""), true
	}
	if len(s) > peekBytes {
		s, cut = s[:wholeRunes([]byte(s[:peekBytes]))], true
	}
	if cut {
		s = strings.TrimRight(s, "\n") + "…"
	}
	return s
}
