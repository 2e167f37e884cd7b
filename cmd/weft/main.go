// Command weft is a Go kernel for Jupyter and the tools around it. This package holds flags and
// wiring only.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"weft/grader/inspect"
	"weft/kernel/engine/sandbox"
)

func main() {
	if sandbox.IsLauncher(os.Args) {
		os.Exit(sandbox.Launch())
	}
	if inspect.IsServer(os.Args) {
		os.Exit(inspect.Serve())
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// An exitStatus ends the command with that status and no further message.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// run executes one command line and returns the process's exit status: 0, 1 for a failure of what
// was run, 2 for wrong usage.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(context.Background())
	var status exitStatus
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return int(status)
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "weft: %v\nusage: %s\nrun '%s --help' for more\n", err, cmd.UseLine(), cmd.CommandPath())
		return 2
	}
	fmt.Fprintf(stderr, "weft: %v\n", err)
	return 1
}

// A usageError is a mistake in the command line itself.
type usageError struct{ error }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "weft",
		Short:         "A Go kernel for Jupyter, for a course on concurrency",
		Version:       buildVersion(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("unknown command %q%s", args[0], suggestion(cmd, args[0]))}
			}
			return cmd.Help()
		},
	}
	root.SetVersionTemplate(versionLine())
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		installCmd(), uninstallCmd(), doctorCmd(), kitCmd(),
		labCmd(), kernelCmd(), childCmd(), runCmd(), evalCmd(),
		checkCmd(), gradeCmd(), replayCmd(), resultsCmd(), regradeCmd(), releaseCmd(), collectCmd(), exerciseCmd(),
	)
	return root
}

func suggestion(cmd *cobra.Command, typed string) string {
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(typed); len(near) > 0 {
		return fmt.Sprintf("; did you mean %q?", near[0])
	}
	return ""
}

// args turns cobra's argument checks into usage errors.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		if err := check(cmd, given); err != nil {
			return usageError{err}
		}
		return nil
	}
}
