package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"weft/grader/report"
	"weft/grader/store"
)

// A resultsPlan is what `weft results` was asked for.
type resultsPlan struct {
	book    string
	student string
	count   string
	format  string
	report  bool
}

func resultsCmd() *cobra.Command {
	var plan resultsPlan
	cmd := &cobra.Command{
		Use: "results [EXERCISE] --book FILE", Short: "Show what is in a gradebook",
		Long: "Shows the points of everybody for everything, for one exercise in more detail, or with --student the history of one\n" +
			"student. What counts and what lateness costs is worked out now, from the verdicts that `weft grade --book` records:\n" +
			"to move a deadline changes no verdict.",
		Args: args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, given []string) error {
			ctx := cmd.Context()
			show, ok := resultsFormats()[plan.format]
			if !ok {
				return usageError{fmt.Errorf("unknown format %q: table, json or csv", plan.format)}
			}
			if plan.report && (plan.student == "" || len(given) == 0) {
				return usageError{errors.New("--report needs an exercise and --student")}
			}
			return withBook(ctx, plan.book, false, func(b *store.Book) error {
				if plan.count != "" {
					if err := b.SetCount(ctx, store.Count(plan.count)); err != nil {
						return usageError{err}
					}
					fmt.Fprintf(cmd.ErrOrStderr(), "from now on the %s attempt counts\n", plan.count)
				}
				t, err := plan.table(ctx, b, given)
				switch {
				case err != nil:
					return err
				case plan.report:
					return studentReport(ctx, cmd.OutOrStdout(), b, t)
				}
				return show(cmd.OutOrStdout(), resultsView{t, len(given) > 0, plan.student != ""})
			})
		},
	}
	cmd.Flags().StringVar(&plan.student, "student", "", "only this student, by name, id or email address, with all attempts")
	cmd.Flags().StringVar(&plan.count, "count", "", "which attempt counts from now on: best (as in a new gradebook) or last")
	cmd.Flags().StringVar(&plan.format, "format", "table", "table, json or csv")
	cmd.Flags().BoolVar(&plan.report, "report", false, "with --student: the findings on the attempt that counts, as the student may see them now")
	addBook(cmd, &plan.book)
	cmd.AddCommand(deadlineCmd())
	return cmd
}

func addBook(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVar(path, "book", "", "the gradebook; needed")
}

// withBook does something with a gradebook; names that are not in it are mistakes in the command line.
func withBook(ctx context.Context, path string, create bool, do func(*store.Book) error) error {
	b, err := openBook(ctx, path, create)
	if err != nil {
		return err
	}
	err = do(b)
	var unknown *store.UnknownError
	if errors.As(err, &unknown) {
		err = usageError{err}
	}
	return errors.Join(err, b.Close())
}

// table is the part of the book that is meant.
func (p *resultsPlan) table(ctx context.Context, b *store.Book, given []string) (t store.Table, err error) {
	var s *store.Student
	var e *store.Exercise
	if len(given) > 0 {
		found, err := b.FindExercise(ctx, given[0])
		if err != nil {
			return t, err
		}
		e = &found
	}
	if p.student != "" {
		found, err := b.FindStudent(ctx, p.student)
		if err != nil {
			return t, err
		}
		s = &found
	}
	if t, err = b.Table(ctx); err != nil {
		return t, err
	}
	return t.Only(s, e), nil
}

// studentReport writes the findings on the counting attempt of the only cell.
func studentReport(ctx context.Context, w io.Writer, b *store.Book, t store.Table) error {
	g, ok := t.Cells[0][0].Counts()
	if !ok {
		fmt.Fprintf(w, "%s has handed in nothing for %s.\n", clip(t.Students[0].Name, 60), t.Exercises[0].Name)
		return nil
	}
	r, err := b.Result(ctx, g.Verdict)
	if err != nil {
		return err
	}
	d := t.Exercises[0].Deadline
	return report.Text(w, r.ForStudent(d != nil && d.Over(time.Now())), textOptions(w))
}
