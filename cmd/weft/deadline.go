package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"weft/grader/store"
)

// A deadlinePlan is what `weft results deadline` was asked for.
type deadlinePlan struct {
	flags   gradingFlags
	book    string
	grace   string
	penalty string
	cutoff  bool
	remove  bool
}

func deadlineCmd() *cobra.Command {
	var plan deadlinePlan
	cmd := &cobra.Command{
		Use: "deadline EXERCISE [TIME] --book FILE", Short: "Set, move, show or remove the deadline of an exercise",
		Long: "TIME is written as \"2026-11-30 23:59\", in the zone of this machine, or with its zone as 2026-11-30T23:59:00+01:00; a date\n" +
			"alone is the end of that day. Without TIME the deadline is shown. A new deadline replaces the old one with its grace and\n" +
			"penalty. Without --penalty and --cutoff lateness is shown and costs nothing.",
		Args: args(cobra.RangeArgs(1, 2)),
		RunE: func(cmd *cobra.Command, given []string) error {
			d, err := plan.deadline(given[1:])
			if err != nil {
				return usageError{err}
			}
			ctx := cmd.Context()
			return withBook(ctx, plan.book, d != nil, func(b *store.Book) error {
				e, err := plan.exercise(ctx, b, given[0])
				if err != nil {
					return err
				}
				if d != nil || plan.remove {
					if err := b.SetDeadline(ctx, e, d); err != nil {
						return err
					}
					e.Deadline = d
				}
				return showDeadline(cmd.OutOrStdout(), e)
			})
		},
	}
	plan.flags.addDir(cmd)
	f := cmd.Flags()
	f.StringVar(&plan.grace, "grace", "0s", "what is late by no more than that is in time, such as 10m")
	f.StringVar(&plan.penalty, "penalty", "", "the share of the points that is lost for each day, hour or week that has begun since TIME: 10%/day")
	f.BoolVar(&plan.cutoff, "cutoff", false, "what is late has no points")
	f.BoolVar(&plan.remove, "remove", false, "there is no deadline any more")
	addBook(cmd, &plan.book)
	return cmd
}

// deadline is the new one; nil if none is given.
func (p *deadlinePlan) deadline(given []string) (*store.Deadline, error) {
	switch {
	case len(given) == 0 && (p.cutoff || p.penalty != "" || p.grace != "0s"):
		return nil, errors.New("--grace, --penalty and --cutoff belong to a deadline: say its time too")
	case len(given) == 0:
		return nil, nil
	case p.remove:
		return nil, errors.New("--remove takes no time")
	case p.cutoff && p.penalty != "":
		return nil, errors.New("either --penalty or --cutoff")
	}
	d := store.Deadline{Cutoff: p.cutoff}
	var err error
	if d.At, err = store.ParseTime(given[0], time.Local); err != nil {
		return nil, err
	}
	if d.Grace, err = store.ParseGrace(p.grace); err != nil {
		return nil, err
	}
	if p.penalty != "" {
		if d.Percent, d.Unit, err = store.ParsePenalty(p.penalty); err != nil {
			return nil, err
		}
	}
	return &d, nil
}

// exercise is one of the book, else one that can be graded and is put into the book.
func (p *deadlinePlan) exercise(ctx context.Context, b *store.Book, name string) (store.Exercise, error) {
	found, err := b.FindExercise(ctx, name)
	var unknown *store.UnknownError
	if !errors.As(err, &unknown) {
		return found, err
	}
	_, e, other := p.flags.exercise(name)
	if other != nil {
		if unknown.Meant != "" {
			return found, err
		}
		return found, other
	}
	if err := b.Know(ctx, e); err != nil {
		return found, err
	}
	return b.FindExercise(ctx, e.Name)
}

func showDeadline(w io.Writer, e store.Exercise) error {
	text := "no deadline"
	if e.Deadline != nil {
		text = fmt.Sprintf("until %s; %s", e.Deadline.At.Local().Format("2006-01-02 15:04:05 -07:00"), e.Deadline.Policy())
	}
	_, err := fmt.Fprintf(w, "%s: %s\n", e.Name, text)
	return err
}
