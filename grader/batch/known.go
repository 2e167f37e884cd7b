package batch

import (
	"context"
	"strings"
	"sync"

	"weft/grader/journal"
	"weft/grader/result"
	"weft/grader/submission"
)

// key is all that the verdict on a submission depends on.
func (b *batch) key(s submission.Submission) journal.Key {
	c := b.grader.Conditions()
	return journal.Key{
		Submission: s.Hash(), Exercise: b.exercise.Hash, Grader: c.Version, Go: c.Go,
		Sandbox: strings.Join(append([]string{c.Sandbox}, c.Missing...), " -"), Public: b.options.Public,
	}
}

// known are the verdicts that there are: from the journal, and from this run.
type known struct {
	journal *journal.Journal // nil: none is kept

	mu      sync.Mutex
	flights map[journal.Key]*flight
}

// A flight is a submission that is being graded; those that are equal wait for it.
type flight struct {
	done   chan struct{}
	result result.Result
	err    error
}

// verdict is the one that is known for a key, else what grade gives. It is kept before anybody sees it.
func (k *known) verdict(ctx context.Context, key journal.Key, grade func() (result.Result, error)) (result.Result, error) {
	f, first := k.board(key)
	if !first {
		select {
		case <-f.done:
			r := f.result
			r.Kept = r.Status != result.Failed
			return r, f.err
		case <-ctx.Done():
			return result.Result{}, ctx.Err()
		}
	}
	defer close(f.done)
	if k.journal != nil {
		if r, ok := k.journal.Find(key); ok {
			r.Kept = true
			f.result = r
			return r, nil
		}
	}
	f.result, f.err = grade()
	if f.err == nil && k.journal != nil {
		f.err = k.journal.Keep(key, f.result)
	}
	if f.err != nil || f.result.Status == result.Failed {
		k.forget(key) // those that wait now share it; the next one is tried again
	}
	return f.result, f.err
}

// board is the flight of a key; first says that the caller grades.
func (k *known) board(key journal.Key) (f *flight, first bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if f = k.flights[key]; f != nil {
		return f, false
	}
	f = &flight{done: make(chan struct{})}
	k.flights[key] = f
	return f, true
}

func (k *known) forget(key journal.Key) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.flights, key)
}
