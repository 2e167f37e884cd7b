package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"weft/grader/batch"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/store"
	"weft/grader/submission"
)

// A regradePlan is what `weft regrade` was asked for.
type regradePlan struct {
	flags   gradingFlags
	options batch.Options
	journal journalFlags
	book    string
	student string
	changed bool
	dry     bool
}

func regradeCmd() *cobra.Command {
	var plan regradePlan
	cmd := &cobra.Command{
		Use: "regrade EXERCISE --book FILE", Short: "Grade again what is in a gradebook",
		Long: "Grades the attempts that a gradebook has kept with the exercise as it is now, and shows whose points change. A verdict\n" +
			"by another version of the exercise stays in the book beside the new one; the newest counts. The exit status is 0, or 3\n" +
			"if weft failed; what it failed on keeps its verdict.",
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, given []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			failed := 0
			err := withBook(ctx, plan.book, false, func(b *store.Book) (err error) {
				failed, err = plan.run(ctx, b, given[0], cmd.OutOrStdout(), cmd.ErrOrStderr())
				return err
			})
			if err == nil && failed > 0 {
				return exitStatus(statusFault)
			}
			return err
		},
	}
	plan.flags.add(cmd)
	f := cmd.Flags()
	f.StringVar(&plan.student, "student", "", "only this student, by name, id or email address")
	f.BoolVar(&plan.changed, "changed", false, "only what this weft has not graded with the exercise as it is now")
	f.BoolVar(&plan.dry, "dry-run", false, "show what would change, and record nothing")
	f.IntVarP(&plan.options.Parallel, "parallel", "p", 0, "how many are graded at one time; default: one for each core")
	f.StringVar(&plan.journal.dir, "journal", "", "the folder in which verdicts are kept as they come, as that of weft grade")
	f.BoolVar(&plan.journal.fresh, "fresh", false, "forget the verdicts that were kept for this exercise, and grade all again")
	addBook(cmd, &plan.book)
	return cmd
}

// run grades again; failed is on how many attempts weft itself failed.
func (p *regradePlan) run(ctx context.Context, b *store.Book, name string, stdout, stderr io.Writer) (failed int, err error) {
	fsys, e, err := p.flags.exercise(name)
	if err != nil {
		return 0, err
	}
	work, err := p.work(ctx, b, e)
	if err != nil {
		return 0, err
	}
	if len(work.attempts) > 0 {
		g, closer, err := p.flags.open(ctx, fsys, stderr)
		if err != nil {
			return 0, err
		}
		if p.options.Journal = p.journal.open(e, stderr); p.options.Journal != nil {
			defer p.options.Journal.Close()
		}
		p.options.Record = func(entry int, _ *submission.Submission, r result.Result) error {
			if r.Kept = false; p.dry {
				return nil
			}
			return b.Judge(ctx, work.attempts[entry], r)
		}
		progress := newGradeProgress(stderr)
		p.options.Progress = progress.show
		work.results, err = batch.Run(ctx, g, e, work.entries, p.options)
		progress.close()
		if ctx.Err() != nil {
			_ = closer() // processes that the terminal interrupted too
			return 0, interrupted(p.options.Journal)
		}
		if err := errors.Join(err, closer()); err != nil {
			return 0, err
		}
	}
	return work.show(stdout, p.dry)
}

// A regrading is what is graded again: entries, attempts and results have the same order.
type regrading struct {
	before   store.Table // of this exercise
	attempts []store.Attempt
	entries  []batch.Entry
	results  []result.Result
	unread   int // attempts without a text
}

// work is what there is to be graded again.
func (p *regradePlan) work(ctx context.Context, b *store.Book, e *exercise.Exercise) (w regrading, err error) {
	asked := resultsPlan{student: p.student}
	if w.before, err = asked.table(ctx, b, []string{e.Name}); err != nil {
		return w, err
	}
	version := exactVersion()
	for i, s := range w.before.Students {
		for _, g := range w.before.Cells[i][0].Grades {
			if g.Attempt.Submission == "" {
				w.unread++
				continue
			}
			if v := g.Verdict; p.changed && v.Hash == e.Hash && v.Grader == version && v.Status != result.Failed {
				continue
			}
			text, err := b.Content(ctx, g.Attempt)
			if err != nil {
				return w, err
			}
			w.attempts = append(w.attempts, g.Attempt)
			w.entries = append(w.entries, batch.Entry{Name: s.Name, ID: s.ID, Email: s.Email, Text: &text})
		}
	}
	return w, nil
}

// show says whose points change: what is said of the attempt, and what counts for the student.
func (w regrading) show(out io.Writer, dry bool) (failed int, err error) {
	after := map[int64]result.Result{}
	for i, r := range w.results {
		after[w.attempts[i].ID] = r
		if r.Status == result.Failed {
			failed++
		}
	}
	rows := [][]string{{"student", "handed in", "verdict", "counts"}}
	students := 0
	for i, s := range w.before.Students {
		before := w.before.Cells[i][0]
		now := store.CellOf(judged(before, after), w.before.Exercises[0].Deadline, w.before.Count)
		counts := cellPoints(before) + " -> " + cellPoints(now)
		if cellPoints(before) == cellPoints(now) {
			counts = cellPoints(now)
		} else {
			students++
		}
		for j, g := range before.Grades {
			if old, fresh := verdictText(g), verdictText(now.Grades[j]); old != fresh {
				rows = append(rows, []string{clip(s.Name, 32), g.Attempt.HandedIn.Format(minutes), old + " -> " + fresh, counts})
			}
		}
	}
	text := &strings.Builder{}
	if len(rows) > 1 {
		writeColumns(text, rows, 3)
	}
	fmt.Fprintf(text, "%d graded again, %d changed; what counts changed for %d", len(w.results), len(rows)-1, students)
	if failed > 0 {
		fmt.Fprintf(text, "; on %d weft failed, and what was said before stays", failed)
	}
	if w.unread > 0 {
		fmt.Fprintf(text, "; %d could not be read when handed in, and there is no text of them", w.unread)
	}
	if dry {
		text.WriteString("; nothing was recorded")
	}
	_, err = io.WriteString(out, text.String()+"\n")
	return failed, err
}

// judged are the attempts of a cell with their new verdicts.
func judged(c store.Cell, after map[int64]result.Result) (attempts []store.Attempt) {
	for _, g := range c.Grades {
		a := g.Attempt
		if r, ok := after[a.ID]; ok {
			a.Verdicts = append(a.Verdicts[:len(a.Verdicts):len(a.Verdicts)], store.Verdict{
				ID: 1 << 62, Version: r.Exercise.Version, Hash: r.Exercise.Hash, Status: r.Status, Points: r.Points, Max: r.Max,
			})
		}
		attempts = append(attempts, a)
	}
	return attempts
}

// cellPoints are the points that count, without marks.
func cellPoints(c store.Cell) string {
	if g, ok := c.Counts(); ok && g.Graded() {
		return g.Points.String()
	}
	return "-"
}
