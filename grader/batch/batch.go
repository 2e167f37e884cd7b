package batch

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"weft/grader"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
)

// A Grader is what is needed of one.
type Grader interface {
	Grade(context.Context, grader.Job) (result.Result, error)
}

// Options say how submissions are graded. The zero value is usable.
type Options struct {
	Parallel int  // how many at one time; default: one for each core
	Public   bool // only public cases
	// Progress is called when a submission begins, and when it is done; one call at a time.
	Progress func(done, total int, now string)
}

// attempts is how often a submission is graded if we fail.
const attempts = 2

// Run grades the entries for an exercise; the results are in their order. What cannot be read is ungradable. The error
// is that of ctx, or of the exercise.
func Run(ctx context.Context, g Grader, e *exercise.Exercise, entries []Entry, o Options) ([]result.Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	workers := o.Parallel
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var mu sync.Mutex
	done := 0
	tell := func(name string, n int) {
		mu.Lock()
		defer mu.Unlock()
		if done += n; o.Progress != nil {
			o.Progress(done, len(entries), name)
		}
	}
	results := make([]result.Result, len(entries))
	queue := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range queue {
				tell(entries[i].Name, 0)
				r, err := one(ctx, g, e, entries[i], o.Public)
				if err != nil {
					cancel(err)
				}
				results[i] = r
				tell(entries[i].Name, 1)
			}
		})
	}
send:
	for i := range entries {
		select {
		case queue <- i:
		case <-ctx.Done():
			break send
		}
	}
	close(queue)
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return results, nil
}

// one reads and grades a submission.
func one(ctx context.Context, g Grader, e *exercise.Exercise, entry Entry, public bool) (r result.Result, err error) {
	began := time.Now()
	s, err := submission.Read(entry.Path, entry.Name, e.Name)
	if err != nil {
		return Unread(e, entry, err, began), nil
	}
	for range attempts {
		if r, err = g.Grade(ctx, grader.Job{Exercise: e.Folder, Submission: s, Public: public}); err != nil || r.Status != result.Failed {
			break
		}
	}
	return r, err
}

// Unread is the result for a submission that cannot be read: it is ungradable if that is what was handed in, else we failed.
func Unread(e *exercise.Exercise, entry Entry, err error, at time.Time) result.Result {
	r := result.Result{
		Exercise: result.Exercise{ID: e.ID, Name: e.Name, Title: e.Title, Version: e.Version, Hash: e.Hash},
		Name:     entry.Name, Status: result.Failed, Fault: err.Error(), Max: e.Points(), At: at.UTC(),
	}
	var refused *submission.RefusedError
	if errors.As(err, &refused) {
		r.Status, r.Fault = result.Ungradable, ""
		r.Diagnostics = []submission.Diagnostic{{File: filepath.Base(refused.Path), Text: refused.Reason}}
	}
	return r
}
