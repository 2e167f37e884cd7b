package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"weft/grader"
	"weft/grader/batch"
	"weft/grader/exercise"
	"weft/grader/report"
	"weft/grader/result"
	"weft/grader/submission"
)

// Exit statuses of check and grade; the worst of several submissions counts.
const (
	statusFailed     = 1 // a check failed
	statusUngradable = 2
	statusFault      = 3 // ours
)

func checkCmd() *cobra.Command {
	var flags gradingFlags
	var format string
	cmd := &cobra.Command{
		Use: "check EXERCISE FILE", Short: "Check a solution of an exercise, as a student does",
		Long: "Runs the public cases of an exercise on a .go file, a notebook or a folder of Go files. EXERCISE is a number or a\n" +
			"name. The exit status is 0 if all is passed, 1 if a check failed, 2 if it cannot be graded, 3 if weft failed.",
		Args: args(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, given []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			show, ok := formats()[format]
			if !ok {
				return usageError{fmt.Errorf("unknown format %q: text, json or html", format)}
			}
			r, err := flags.check(ctx, given[0], given[1], cmd.ErrOrStderr())
			if err == nil {
				err = show(cmd.OutOrStdout(), r)
			}
			return graded(cmd.ErrOrStderr(), []result.Result{r}, err)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&format, "format", "text", "text, json or html (a fragment, as in a notebook)")
	return cmd
}

// formats are the renderings of one result.
func formats() map[string]func(io.Writer, result.Result) error {
	return map[string]func(io.Writer, result.Result) error{
		"text": func(w io.Writer, r result.Result) error { return report.Text(w, r, textOptions(w)) },
		"json": report.JSON,
		"html": report.HTML,
	}
}

// check grades a submission's public cases.
func (g *gradingFlags) check(ctx context.Context, name, path string, stderr io.Writer) (result.Result, error) {
	fsys, e, err := g.exercise(name)
	if err != nil {
		return result.Result{}, err
	}
	began := time.Now()
	s, err := submission.Read(path, "", e.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return result.Result{}, usageError{err}
	} else if err != nil {
		return batch.Unread(e, batch.Entry{Path: path}, err, began), nil
	}
	gr, closer, err := g.open(ctx, fsys, stderr)
	if err != nil {
		return result.Result{}, err
	}
	r, err := gr.Grade(ctx, grader.Job{Exercise: e.Folder, Submission: s, Public: true})
	r.Path, r.Options = filepath.ToSlash(path), g.options()
	return r.ForStudent(false), errors.Join(err, closer())
}

// exercise is the exercise that is meant.
func (g *gradingFlags) exercise(name string) (fs.FS, *exercise.Exercise, error) {
	fsys, err := g.exercises()
	if err != nil {
		return nil, nil, err
	}
	folder, err := exercise.Find(fsys, name)
	if err != nil {
		return nil, nil, usageError{err}
	}
	e, err := exercise.Load(fsys, folder)
	return fsys, e, err
}

// graded turns results into the exit status.
func graded(stderr io.Writer, results []result.Result, err error) error {
	var usage usageError
	if errors.As(err, &usage) {
		return err
	}
	if err != nil {
		fmt.Fprintf(stderr, "weft: %v\n", err)
		return exitStatus(statusFault)
	}
	worst := exitStatus(0)
	for _, r := range results {
		switch {
		case r.Status == result.Absent: // not a grade
		case r.Status == result.Failed:
			worst = max(worst, statusFault)
		case r.Status == result.Ungradable:
			worst = max(worst, statusUngradable)
		case !r.Passed():
			worst = max(worst, statusFailed)
		}
	}
	if worst == 0 {
		return nil
	}
	return worst
}

// textOptions are those of what w is.
func textOptions(w io.Writer) report.TextOptions {
	var o report.TextOptions
	if !isTerminal(w) {
		return o
	}
	o.Colour = os.Getenv("NO_COLOR") == ""
	if width, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil {
		o.Width = width
	}
	return o
}
