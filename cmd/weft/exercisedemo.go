package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"weft/grader"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
)

func exerciseDemoCmd() *cobra.Command {
	var flags gradingFlags
	cmd := &cobra.Command{
		Use: "demo [EXERCISE...]", Short: "Grade each exercise's own solution, and one of its wrong ones",
		Long: "Shows what grading comes to: for each exercise (all of them, or those that are named) its author's solution, and one\n" +
			"wrong solution with the check that it fails. The exit status is 1 if a verdict is not what the exercise says.",
		RunE: func(cmd *cobra.Command, names []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			fsys, err := flags.exercises()
			if err != nil {
				return err
			}
			folders, err := foldersOf(fsys, names)
			if err != nil {
				return err
			}
			g, closer, err := flags.open(ctx, fsys, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			d := demo{grader: g, out: cmd.OutOrStdout(), line: newStatusLine(cmd.ErrOrStderr())}
			err = d.run(ctx, folders)
			if err := errors.Join(err, closer()); err != nil {
				return err
			}
			if d.surprises > 0 {
				return exitStatus(1)
			}
			return nil
		},
	}
	flags.add(cmd)
	return cmd
}

// A demo shows verdicts on exercises' own solutions.
type demo struct {
	grader    *grader.Grader
	out       io.Writer
	line      *statusLine
	surprises int // verdicts that are not what the exercise says
}

func (d *demo) run(ctx context.Context, folders []string) error {
	tw := tabwriter.NewWriter(d.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "exercise\tsolution\tpoints\tcases\tfails")
	for i, folder := range folders {
		e, err := d.grader.Exercise(folder)
		if err != nil {
			return err
		}
		if d.line.live {
			d.line.put(fmt.Sprintf("%s %2d/%d  %s", bar(i, len(folders)), i, len(folders), folder))
		}
		right, err := d.grade(ctx, e, "solution", e.Solution...)
		if err != nil {
			return err
		}
		if !right.Passed() {
			d.surprises++
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\n", folder, "the author's", outcome(right))
		if len(e.Wrong) == 0 {
			continue
		}
		s := e.Wrong[0]
		bad, err := d.grade(ctx, e, s.Name, s.File)
		if err != nil {
			return err
		}
		if bad.Passed() || bad.Status != result.Graded {
			d.surprises++
		}
		fmt.Fprintf(tw, "\t%s\t%s\n", strings.TrimSuffix(strings.ReplaceAll(s.Name, "_", " "), ".go"), outcome(bad))
	}
	d.line.clear()
	return tw.Flush()
}

func (d *demo) grade(ctx context.Context, e *exercise.Exercise, name string, files ...exercise.File) (result.Result, error) {
	s := submission.Submission{Name: name}
	for _, f := range files {
		s.Files = append(s.Files, submission.File{Name: f.Name, Text: f.Text})
	}
	r, err := d.grader.Grade(ctx, grader.Job{Exercise: e.Folder, Submission: s})
	if err == nil && r.Status == result.Failed {
		err = fmt.Errorf("grade %s of exercise %s: %s", name, e.Name, r.Fault)
	}
	return r, err
}

// outcome is points, cases and failed checks, as columns.
func outcome(r result.Result) string {
	if r.Status == result.Ungradable {
		return "-\t-\t" + r.Diagnostics[0].String()
	}
	passed := 0
	var failed []string
	for _, c := range r.Cases {
		if c.Passed() {
			passed++
		}
		for _, k := range c.Checks {
			if k.Status == result.Fail && !slices.Contains(failed, k.Name) {
				failed = append(failed, k.Name)
			}
		}
	}
	return fmt.Sprintf("%d %%\t%d/%d\t%s", r.Percent(), passed, len(r.Cases), strings.Join(failed, ", "))
}
