// Package lint proves exercises: that a folder is in order, and that its judge says of the author's own solutions, right
// and wrong ones, what the author says of them. It finds out by grading them; it knows no command line.
package lint

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sync"

	"weft/grader"
	"weft/grader/checks"
	"weft/grader/exercise"
	"weft/grader/result"
)

// A Grader is what lint needs of one.
type Grader interface {
	Cases(context.Context, *exercise.Exercise) ([]checks.Listed, error)
	Grade(context.Context, grader.Job) (result.Result, error)
}

// Options say how exercises are proved. The zero value is usable.
type Options struct {
	Times    int // how often each solution is graded; default 1
	Parallel int // how many at one time; default: a solution for each core
	// Only are patterns of package path for the solutions that are graded, "wrong/race_*" say; none: all.
	Only []string
	// Wrong is how many wrong solutions of each exercise are graded, taken evenly from all; 0: all.
	Wrong    int
	Progress func(done, total int, now string)
}

// A Report is what was found about one exercise.
type Report struct {
	Exercise string `json:"exercise"` // folder
	Cases    int    `json:"cases"`
	Wrong    int    `json:"wrong"`
	Accepted int    `json:"accepted"`
	Graded   int    `json:"graded"` // how often something was

	Surviving int       `json:"surviving"` // wrong ones that do not fail what they should
	Rejected  int       `json:"rejected"`  // of the solution and the accepted ones
	Unstable  int       `json:"unstable"`  // with another verdict at another time
	Problems  []Problem `json:"problems,omitempty"`
}

// OK reports whether there is nothing to put right.
func (r Report) OK() bool { return len(r.Problems) == 0 }

// A Problem is something to put right.
type Problem struct {
	File string `json:"file"` // in the exercise's folder
	Text string `json:"text"`
}

func (r *Report) problem(file, text string) { r.Problems = append(r.Problems, Problem{file, text}) }

// Run proves the exercises in folders of fsys. The error is that of ctx or of the file system; all else is in the reports.
func Run(ctx context.Context, g Grader, fsys fs.FS, folders []string, o Options) ([]Report, error) {
	reports := make([]Report, len(folders))
	var tasks []*task
	for i, folder := range folders {
		r := &reports[i]
		r.Exercise = folder
		e, err := exercise.Load(fsys, folder)
		var bad *exercise.ProblemError
		if errors.As(err, &bad) {
			for _, p := range bad.Problems {
				r.problem(".", p)
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		r.Cases, r.Wrong, r.Accepted = len(e.Manifest.Cases), len(e.Wrong), len(e.Accepted)
		cases, err := g.Cases(ctx, e)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			r.problem("checks", err.Error())
			continue
		}
		r.statement(e)
		r.packages(e)
		r.text(e, cases)
		tasks = append(tasks, o.chosen(solutions(e, r))...)
	}
	if err := gradeAll(ctx, g, tasks, o); err != nil {
		return nil, err
	}
	for _, t := range tasks {
		t.judge()
	}
	return reports, nil
}

// chosen are the tasks that are asked for.
func (o Options) chosen(tasks []*task) []*task {
	if len(o.Only) > 0 {
		tasks = slices.DeleteFunc(tasks, func(t *task) bool {
			return !slices.ContainsFunc(o.Only, func(pattern string) bool {
				ok, _ := path.Match(pattern, t.file) // a bad pattern matches nothing
				return ok
			})
		})
	}
	i := slices.IndexFunc(tasks, func(t *task) bool { return t.kind == wrong }) // they are the last
	if i < 0 || o.Wrong <= 0 || len(tasks)-i <= o.Wrong {
		return tasks
	}
	all := tasks[i:]
	tasks = tasks[:i:i]
	for n := range o.Wrong {
		tasks = append(tasks, all[n*len(all)/o.Wrong])
	}
	return tasks
}

// gradeAll grades every task's solution as often as was asked for, the same one never twice in a row.
func gradeAll(ctx context.Context, g Grader, tasks []*task, o Options) error {
	times, workers := max(o.Times, 1), o.Parallel
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan *task)
	var mu sync.Mutex
	done, total := 0, times*len(tasks)
	tell := func(name string, n int) {
		mu.Lock()
		defer mu.Unlock()
		done += n
		if o.Progress != nil {
			o.Progress(done, total, name)
		}
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for t := range queue {
				tell(t.name(), 0)
				if err := t.grade(ctx, g); err != nil {
					cancel(err)
				}
				tell(t.name(), 1)
			}
		})
	}
send:
	for range times {
		for _, t := range tasks {
			select {
			case queue <- t:
			case <-ctx.Done():
				break send
			}
		}
	}
	close(queue)
	wg.Wait()
	return context.Cause(ctx)
}
