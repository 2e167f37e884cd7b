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
	"weft/grader/journal"
	"weft/grader/result"
	"weft/grader/submission"
)

// A Grader is what is needed of one.
type Grader interface {
	Grade(context.Context, grader.Job) (result.Result, error)
	Conditions() grader.Conditions
}

// Options say how submissions are graded. The zero value is usable.
type Options struct {
	Parallel int              // how many at one time; default: one for each core
	Public   bool             // only public cases
	Journal  *journal.Journal // verdicts that there are already, and where new ones go at once; nil for none
	// Progress is called when a submission begins, and when it is done; one call at a time.
	Progress func(Progress)
	// Record is called with each result as soon as there is one, with the entry's index and the submission, nil if it
	// could not be read; several calls at one time. Its error ends the batch.
	Record func(entry int, s *submission.Submission, r result.Result) error
}

// Progress is how far a batch is.
type Progress struct {
	Done, Total int
	Kept        int    // of those done, the ones that were not graded now
	Now         string // whose submission has begun or is done
}

// Run grades the entries for an exercise; the results are in their order. What cannot be read is ungradable. Equal
// submissions are graded once. The error is that of ctx, of the exercise, or of the journal.
func Run(ctx context.Context, g Grader, e *exercise.Exercise, entries []Entry, o Options) ([]result.Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	workers := o.Parallel
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	b := &batch{grader: g, exercise: e, options: o, known: &known{journal: o.Journal, flights: map[journal.Key]*flight{}}, progress: Progress{Total: len(entries)}}
	results := make([]result.Result, len(entries))
	queue := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range queue {
				b.tell(entries[i].Name, 0, false)
				r, err := b.one(ctx, entries[i], i)
				if err != nil {
					cancel(err)
				}
				results[i] = r
				b.tell(entries[i].Name, 1, r.Kept)
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

// A batch is one call of Run.
type batch struct {
	grader   Grader
	exercise *exercise.Exercise
	options  Options
	known    *known

	mu       sync.Mutex
	progress Progress
}

func (b *batch) tell(name string, done int, kept bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.progress.Done, b.progress.Now = b.progress.Done+done, name
	if kept {
		b.progress.Kept++
	}
	if b.options.Progress != nil {
		b.options.Progress(b.progress)
	}
}

// one reads, grades and records a submission.
func (b *batch) one(ctx context.Context, entry Entry, index int) (result.Result, error) {
	s, r, err := b.verdict(ctx, entry)
	r = entry.own(r)
	if err == nil && b.options.Record != nil {
		err = b.options.Record(index, s, r)
	}
	return r, err
}

// verdict reads and grades a submission, if that is not done yet.
func (b *batch) verdict(ctx context.Context, entry Entry) (*submission.Submission, result.Result, error) {
	began, s := time.Now(), entry.Text
	if s == nil {
		read, err := submission.Read(entry.Path, entry.Name, b.exercise.Name)
		if err != nil {
			return nil, Unread(b.exercise, entry, err, began), nil
		}
		s = &read
	}
	nameless := s.Nameless()
	r, err := b.known.verdict(ctx, b.key(nameless), func() (result.Result, error) { return b.grade(ctx, nameless) })
	return s, r, err
}

// attempts is how often a submission is graded if we fail.
const attempts = 2

func (b *batch) grade(ctx context.Context, s submission.Submission) (r result.Result, err error) {
	for range attempts {
		if r, err = b.grader.Grade(ctx, grader.Job{Exercise: b.exercise.Folder, Submission: s, Public: b.options.Public}); err != nil || r.Status != result.Failed {
			break
		}
	}
	return r, err
}

// own is a verdict as this entry's result: another entry may have got it.
func (e Entry) own(r result.Result) result.Result {
	r.Name, r.ID, r.Email, r.Path = e.Name, e.ID, e.Email, filepath.ToSlash(e.Path)
	return r
}

// Unread is the result for a submission that cannot be read: it is ungradable if that is what was handed in, else we failed.
func Unread(e *exercise.Exercise, entry Entry, err error, at time.Time) result.Result {
	r := blank(e, entry)
	r.Status, r.Fault, r.At = result.Failed, err.Error(), at.UTC()
	var refused *submission.RefusedError
	if errors.As(err, &refused) {
		r.Status, r.Fault = result.Ungradable, ""
		r.Diagnostics = []submission.Diagnostic{{File: filepath.Base(refused.Path), Text: refused.Reason}}
	}
	return r
}

// Absent is the result of somebody who has handed in nothing.
func Absent(e *exercise.Exercise, entry Entry) result.Result {
	r := blank(e, entry)
	r.Status = result.Absent
	return r
}

func blank(e *exercise.Exercise, entry Entry) result.Result {
	return entry.own(result.Result{
		Exercise: result.Exercise{ID: e.ID, Name: e.Name, Title: e.Title, Version: e.Version, Hash: e.Hash}, Max: e.Points(),
	})
}
