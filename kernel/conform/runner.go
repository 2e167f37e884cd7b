package conform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// A Runner judges programs.
type Runner struct {
	Weft     string // the binary under test
	Compiler *Compiler
	Limit    time.Duration // for one program in weft
	Workers  int           // programs at a time
	Scratch  string        // a folder for cells
	Modes    []Mode
	Skip     func(Program, Mode) bool // which are too slow to be run again; may be nil
	Progress func(Progress)           // called by one goroutine at a time; may be nil
}

// Progress says how far a run is.
type Progress struct {
	Done, Total int // programs
	Last        []Result
}

// Run judges the programs in every mode; the results have their order. An error means that a program
// could not be judged, for instance because the compiler does not accept it.
func (r *Runner) Run(ctx context.Context, programs []Program) ([]Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	results := make([][]Result, len(programs))
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex // orders calls of Progress
	done := 0
	for range max(r.Workers, 1) {
		wg.Go(func() {
			for i := range next {
				list, err := r.program(ctx, programs[i])
				if err != nil {
					cancel(err)
					return
				}
				results[i] = list
				mu.Lock()
				if done++; r.Progress != nil {
					r.Progress(Progress{Done: done, Total: len(programs), Last: list})
				}
				mu.Unlock()
			}
		})
	}
	for i := 0; i < len(programs) && ctx.Err() == nil; i++ {
		select {
		case next <- i:
		case <-ctx.Done():
		}
	}
	close(next)
	wg.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var all []Result
	for _, list := range results {
		all = append(all, list...)
	}
	return all, nil
}

func (r *Runner) program(ctx context.Context, p Program) ([]Result, error) {
	text, err := os.ReadFile(p.File)
	if err != nil {
		return nil, fmt.Errorf("read program %s/%s: %w", p.Corpus, p.Name, err)
	}
	var list []Result
	for _, mode := range r.Modes {
		if !Judged(p.Corpus, mode) {
			continue
		}
		result := Result{Program: p, Mode: mode}
		cells := []string{string(text)}
		if mode == Native {
			cells[0] = "%%native\n" + cells[0]
		}
		if !mode.entire() {
			cells, result.Uncut = Cut(string(text), mode)
		}
		switch {
		case result.Uncut != "":
		case r.Skip != nil && r.Skip(p, mode):
			result.Kind, result.Cause = Slow, "not run, since it is listed as too slow"
		default:
			got, err := r.eval(ctx, cells)
			if err != nil {
				return nil, err
			}
			result.Kind, result.Cause, err = r.judge(ctx, p, text, got, mode)
			if err != nil {
				return nil, err
			}
		}
		list = append(list, result)
	}
	return list, nil
}

// judge asks the compiler for the output only where it may tell more than its sum.
func (r *Runner) judge(ctx context.Context, p Program, text []byte, got Outcome, mode Mode) (Kind, string, error) {
	want, err := r.Compiler.Outcome(ctx, p, text, false)
	if err != nil {
		return "", "", err
	}
	kind, cause := Judge(want, got, mode)
	if kind == Wrong {
		if want, err = r.Compiler.Outcome(ctx, p, text, true); err != nil {
			return "", "", err
		}
		kind, cause = Judge(want, got, mode)
	}
	return kind, cause, nil
}

// eval runs cells in one fresh session.
func (r *Runner) eval(ctx context.Context, cells []string) (Outcome, error) {
	dir, err := os.MkdirTemp(r.Scratch, "cells")
	if err != nil {
		return Outcome{}, fmt.Errorf("make folder for cells: %w", err)
	}
	defer os.RemoveAll(dir)
	args := []string{"eval"}
	for i, c := range cells {
		file := filepath.Join(dir, fmt.Sprintf("cell%03d.go", i+1))
		if err := os.WriteFile(file, []byte(c), 0o644); err != nil {
			return Outcome{}, fmt.Errorf("write cell: %w", err)
		}
		args = append(args, file)
	}
	return execute(ctx, r.Limit, dir, r.Weft, args...)
}
