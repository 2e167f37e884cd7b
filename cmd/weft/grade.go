package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"weft/grader/batch"
	"weft/grader/report"
	"weft/grader/result"
)

// A gradePlan is what `weft grade` was asked for.
type gradePlan struct {
	flags   gradingFlags
	options batch.Options
	format  string
	whole   bool
	journal journalFlags
	roster  string
}

func gradeCmd() *cobra.Command {
	var plan gradePlan
	cmd := &cobra.Command{
		Use: "grade EXERCISE PATH...", Short: "Grade submissions: files, notebooks, folders of them",
		Long: "Runs all cases of an exercise on submissions. A PATH is a .go file, a notebook, or a folder in which each .go file,\n" +
			"notebook or folder is a submission. The exit status is 0 if all are passed, 1 if a check failed, 2 if a submission\n" +
			"cannot be graded, 3 if weft failed; the highest counts, and who is missing does not.\n\n" +
			"Each verdict is kept as soon as there is one. A run that was ended, even by kill -9, goes on where it was, and what has\n" +
			"not changed since is not graded again: submission, exercise, weft, Go and sandbox.",
		Args: args(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, given []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			if plan.format != "table" && plan.format != "json" {
				return usageError{fmt.Errorf("unknown format %q: table or json", plan.format)}
			}
			began := time.Now()
			results, err := plan.run(ctx, given[0], given[1:], cmd.ErrOrStderr())
			if err == nil {
				err = plan.show(cmd.OutOrStdout(), results, time.Since(began))
			}
			return graded(cmd.ErrOrStderr(), results, err)
		},
	}
	plan.flags.add(cmd)
	f := cmd.Flags()
	f.StringVar(&plan.format, "format", "table", "table or json")
	f.IntVarP(&plan.options.Parallel, "parallel", "p", 0, "how many are graded at one time; default: one for each core")
	f.BoolVar(&plan.options.Public, "public", false, "only the public cases")
	f.StringVar(&plan.journal.dir, "journal", "", "the folder in which verdicts are kept as they come; default: weft/verdicts in the user's cache folder")
	f.BoolVar(&plan.journal.fresh, "fresh", false, "forget the verdicts that were kept for this exercise, and grade all again")
	f.StringVar(&plan.roster, "roster", "", "a CSV file with who is in the class: columns name, id, email, file (which is whose; else by name, id or email).\nWho has handed in nothing is listed as missing")
	f.BoolVar(&plan.whole, "whole", false, "each folder is one submission, not a folder of submissions")
	return cmd
}

func (p *gradePlan) run(ctx context.Context, name string, paths []string, stderr io.Writer) ([]result.Result, error) {
	fsys, e, err := p.flags.exercise(name)
	if err != nil {
		return nil, err
	}
	entries, skipped, err := batch.Find(paths, p.whole)
	if err != nil {
		return nil, usageError{err}
	}
	for _, s := range skipped {
		fmt.Fprintf(stderr, "not a submission: %s\n", s)
	}
	class, err := assign(p.roster, entries)
	if err != nil {
		return nil, err
	}
	for _, s := range class.strangers {
		fmt.Fprintf(stderr, "of nobody in %s, and not graded: %s\n", p.roster, s)
	}
	if len(class.entries)+len(class.absent) == 0 {
		return nil, usageError{errors.New("there are no submissions")}
	}
	g, closer, err := p.flags.open(ctx, fsys, stderr)
	if err != nil {
		return nil, err
	}
	if p.options.Journal = p.journal.open(e, stderr); p.options.Journal != nil {
		defer p.options.Journal.Close()
	}
	progress := newGradeProgress(stderr)
	p.options.Progress = progress.show
	results, err := batch.Run(ctx, g, e, class.entries, p.options)
	progress.close()
	return class.all(e, results), errors.Join(err, closer())
}

func (p *gradePlan) show(w io.Writer, results []result.Result, took time.Duration) error {
	if p.format == "table" {
		return report.Table(w, results, took, textOptions(w))
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(results)
}
