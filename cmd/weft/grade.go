package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"weft/grader/batch"
	"weft/grader/journal"
	"weft/grader/result"
	"weft/grader/submission"
)

// A gradePlan is what `weft grade` was asked for.
type gradePlan struct {
	flags    gradingFlags
	options  batch.Options
	whole    bool
	journal  journalFlags
	roster   string
	book     bookFlags
	formats  []string
	reporter reporter
}

func gradeCmd() *cobra.Command {
	var plan gradePlan
	cmd := &cobra.Command{
		Use: "grade EXERCISE PATH...", Short: "Grade submissions: files, notebooks, folders of them",
		Long: "Runs all cases of an exercise on submissions. A PATH is a .go file, a notebook, or a folder in which each .go file,\n" +
			"notebook or folder is a submission. The exit status is 0 if all are passed, 1 if a check failed, 2 if a submission\n" +
			"cannot be graded, 3 if weft failed; the highest counts, and who is missing does not.\n\n" +
			"Each verdict is kept as soon as there is one. A run that was ended, even by kill -9, goes on where it was, and what has\n" +
			"not changed since is not graded again: submission, exercise, weft, Go and sandbox.\n\n" + formatHelp,
		Args: args(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, given []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			var err error
			if plan.reporter.to, err = parseFormats(plan.formats, plan.reporter.dir); err != nil {
				return err
			}
			if plan.book.path != "" && plan.options.Public {
				return usageError{errors.New("--book records whole results, so --public does not go with it")}
			}
			plan.reporter.stdout, plan.reporter.summary = cmd.OutOrStdout(), os.Getenv("GITHUB_STEP_SUMMARY")
			c, err := plan.run(ctx, given[0], given[1:], cmd.ErrOrStderr())
			if err == nil {
				err = plan.reporter.write(c)
			}
			return graded(cmd.ErrOrStderr(), c.results, err)
		},
	}
	plan.flags.add(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&plan.formats, "format", nil, "FORMAT[=FILE],...: see above; default: table, with -o also html and json")
	f.StringVarP(&plan.reporter.dir, "output", "o", "", "the folder for reports, best outside of the submissions")
	f.BoolVar(&plan.reporter.reveal, "reveal", false, "show hidden cases in full in all formats")
	f.BoolVar(&plan.reporter.afterDeadline, "after-deadline", false, "cases that are hidden until the deadline are public now, whatever the deadline is")
	f.IntVarP(&plan.options.Parallel, "parallel", "p", 0, "how many are graded at one time; default: one for each core")
	f.BoolVar(&plan.options.Public, "public", false, "only the public cases")
	f.StringVar(&plan.journal.dir, "journal", "", "the folder in which verdicts are kept as they come; default: weft/verdicts in the user's cache folder")
	f.BoolVar(&plan.journal.fresh, "fresh", false, "forget the verdicts that were kept for this exercise, and grade all again")
	f.StringVar(&plan.roster, "roster", "", "a CSV file with who is in the class: columns name, id, email, handed in, file (which is whose; else by name, id or email).\nWho has handed in nothing is listed as missing")
	plan.book.add(cmd)
	f.BoolVar(&plan.whole, "whole", false, "each folder is one submission, not a folder of submissions")
	return cmd
}

func (p *gradePlan) run(ctx context.Context, name string, paths []string, stderr io.Writer) (c gradedClass, err error) {
	began := time.Now()
	fsys, e, err := p.flags.exercise(name)
	if err != nil {
		return c, err
	}
	class, err := p.handedIn(paths, stderr)
	if err != nil {
		return c, err
	}
	if err := p.reporter.check(len(class.entries) + len(class.absent)); err != nil {
		return c, err
	}
	keeper, over, err := p.book.keeper(ctx, e, class)
	if err != nil {
		return c, err
	}
	p.reporter.afterDeadline = p.reporter.afterDeadline || over
	if keeper != nil {
		defer func() { err = errors.Join(err, keeper.book.Close()) }()
		p.options.Record = func(entry int, s *submission.Submission, r result.Result) error {
			return keeper.record(ctx, entry, s, r)
		}
	}
	g, closer, err := p.flags.open(ctx, fsys, stderr)
	if err != nil {
		return c, err
	}
	if p.options.Journal = p.journal.open(e, stderr); p.options.Journal != nil {
		defer p.options.Journal.Close()
	}
	progress := newGradeProgress(stderr)
	p.options.Progress = progress.show
	results, err := batch.Run(ctx, g, e, class.entries, p.options)
	progress.close()
	if ctx.Err() != nil {
		_ = closer() // processes that the terminal interrupted too
		return c, interrupted(p.options.Journal)
	}
	return gradedClass{e, class.all(e, results), class.strangers, time.Since(began)}, errors.Join(err, closer())
}

// interrupted says what is lost: nothing.
func interrupted(j *journal.Journal) error {
	if j == nil {
		return errors.New("interrupted; no verdict was kept")
	}
	return fmt.Errorf("interrupted; verdicts are kept, so the same command goes on (%s)", j.Path())
}

// handedIn is the class with its submissions; what is none, and what is nobody's, is said on stderr.
func (p *gradePlan) handedIn(paths []string, stderr io.Writer) (class, error) {
	entries, skipped, err := batch.Find(paths, p.whole)
	if err != nil {
		return class{}, usageError{err}
	}
	entries = slices.DeleteFunc(entries, func(e batch.Entry) bool { return same(e.Path, p.reporter.dir) })
	for _, s := range skipped {
		if !same(s, p.roster) {
			fmt.Fprintf(stderr, "not a submission: %s\n", s)
		}
	}
	c, err := assign(p.roster, entries, p.book.path != "")
	if err != nil {
		return c, err
	}
	for _, s := range c.strangers {
		fmt.Fprintf(stderr, "of nobody in %s, and not graded: %s\n", p.roster, s)
	}
	if len(c.strangers) > 0 {
		fmt.Fprintf(stderr, "name those by id, address or name of a student, or say whose they are in a column \"file\" of %s\n", p.roster)
	}
	if len(c.entries)+len(c.absent) == 0 {
		return c, usageError{errors.New("there are no submissions")}
	}
	return c, nil
}

// same reports whether two paths mean one file; none does for "".
func same(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return errA == nil && errB == nil && a == b
}
