package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"weft/grader/exercise"
	"weft/grader/lint"
)

func exerciseCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use: "exercise", Short: "Make and prove exercises",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(exerciseLintCmd(), exerciseNewCmd(), exerciseDemoCmd())
	return cmd
}

func exerciseLintCmd() *cobra.Command {
	var flags gradingFlags
	var options lint.Options
	var asJSON bool
	cmd := &cobra.Command{
		Use: "lint [EXERCISE...]", Short: "Prove exercises with their own right and wrong solutions",
		Long: "Grades the starter, the solution, every accepted and every wrong solution of exercises (all of them, or those that\n" +
			"are named), and compares the verdicts with what the exercise says. The exit status is 1 if there is a problem.",
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
			stderr := cmd.ErrOrStderr()
			g, closer, err := flags.open(ctx, fsys, stderr)
			if err != nil {
				return err
			}
			line := newStatusLine(stderr)
			options.Progress = func(done, total int, now string) {
				if line.live {
					line.put(fmt.Sprintf("%s %3d/%d  %s", bar(done, total), done, total, now))
				}
			}
			reports, err := lint.Run(ctx, g, fsys, folders, options)
			line.clear()
			if err := errors.Join(err, closer()); err != nil {
				return err
			}
			return showLint(cmd.OutOrStdout(), reports, asJSON)
		},
	}
	flags.add(cmd)
	cmd.Flags().IntVar(&options.Times, "times", 1, "how often each solution is graded")
	cmd.Flags().IntVarP(&options.Parallel, "parallel", "p", 0, "how many are graded at one time; default: one for each core")
	cmd.Flags().StringSliceVar(&options.Only, "only", nil, "grade only these solutions: patterns such as accepted/*, wrong/race_*")
	cmd.Flags().IntVar(&options.Wrong, "wrong", 0, "how many wrong solutions of each exercise are graded, taken evenly from all; 0: all")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the reports as JSON")
	return cmd
}

// foldersOf are the folders of the named exercises, all for no name.
func foldersOf(fsys fs.FS, names []string) ([]string, error) {
	if len(names) == 0 {
		folders, err := exercise.All(fsys)
		if err == nil && len(folders) == 0 {
			err = errors.New("there are no exercises: `weft exercise new NAME` makes one")
		}
		return folders, err
	}
	var folders []string
	for _, name := range names {
		f, err := exercise.Find(fsys, name)
		if err != nil {
			return nil, usageError{err}
		}
		folders = append(folders, f)
	}
	return folders, nil
}

func showLint(w io.Writer, reports []lint.Report, asJSON bool) error {
	write := lint.WriteTable
	if asJSON {
		write = func(w io.Writer, reports []lint.Report) error { return json.NewEncoder(w).Encode(reports) }
	}
	if err := write(w, reports); err != nil {
		return err
	}
	for _, r := range reports {
		if !r.OK() {
			return exitStatus(1)
		}
	}
	return nil
}

func exerciseNewCmd() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use: "new NAME", Short: "Make the folder of a new exercise, a small one that passes lint",
		Long: "NAME is 12-name, or name for the next free number.",
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, names []string) error {
			if dir == "" {
				here, err := os.Getwd()
				if err != nil {
					return err
				}
				if dir = exercise.Locate(here); dir == "" {
					dir = filepath.Join(here, "exercises")
				}
			}
			folder, err := exercise.New(dir, names[0])
			if err != nil {
				return err
			}
			tw := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintf(tw, "made\t%s\nprove it\tweft exercise lint --exercises %s %s\n", filepath.Join(dir, folder), dir, folder)
			return tw.Flush()
		},
	}
	cmd.Flags().StringVar(&dir, "exercises", "", "where the folder is made; default: the folder named exercises in this folder or one above it")
	return cmd
}
