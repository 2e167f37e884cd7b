package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"weft/kernel"
	"weft/kernel/jupyter/client"
	"weft/kernel/jupyter/client/headless"
	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/nbformat"
)

// A runPlan is what `weft run` was asked for.
type runPlan struct {
	outDir      string
	inPlace     bool
	timeout     time.Duration
	allowErrors bool
	kernel      string
	asJSON      bool
}

func runCmd() *cobra.Command {
	var plan runPlan
	cmd := &cobra.Command{
		Use:   "run NOTEBOOK.ipynb... [-o DIR]",
		Short: "Execute notebooks through a real kernel, without Python",
		Long: "Runs every code cell from the top, each notebook in a kernel of its own, and prints a table. With -o the\n" +
			"executed notebooks are written to DIR. The exit status is 1 if a cell fails that may not; cells tagged\n" +
			"raises-exception may.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			if plan.outDir != "" && plan.inPlace {
				return usageError{errors.New("-o and --in-place exclude each other")}
			}
			return plan.run(ctx, files, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&plan.outDir, "output", "o", "", "write the executed notebooks to this folder")
	f.BoolVar(&plan.inPlace, "in-place", false, "store the outputs in the notebooks themselves")
	f.DurationVar(&plan.timeout, "timeout", 2*time.Minute, "for each cell; 0 is none")
	f.BoolVar(&plan.allowErrors, "allow-errors", false, "go on after a cell that fails")
	f.StringVar(&plan.kernel, "kernel", "", "an installed kernel, in place of this program's own")
	f.BoolVar(&plan.asJSON, "json", false, "print the table as JSON")
	return cmd
}

// A verdict is one row of the table.
type verdict struct {
	Notebook string  `json:"notebook"`
	Cells    int     `json:"cells"` // that ran
	Seconds  float64 `json:"seconds"`
	Verdict  string  `json:"verdict"` // "ok", "failed", "error"
	Detail   string  `json:"detail,omitempty"`

	traceback string
}

func (p runPlan) run(ctx context.Context, files []string, stdout, stderr io.Writer) error {
	spec, err := p.spec()
	if err != nil {
		return err
	}
	if p.outDir != "" {
		if err := os.MkdirAll(p.outDir, 0o755); err != nil {
			return fmt.Errorf("make folder for executed notebooks: %w", err)
		}
	}
	line := newStatusLine(stderr)
	var rows []verdict
	for _, file := range files {
		v := p.notebook(ctx, spec, file, line)
		line.clear()
		if v.traceback != "" {
			text := v.traceback
			if !isTerminal(stderr) {
				text = kernel.StripColours(text)
			}
			fmt.Fprintln(stderr, text)
		}
		rows = append(rows, v)
		if ctx.Err() != nil {
			break
		}
	}
	if p.asJSON {
		err = json.NewEncoder(stdout).Encode(rows)
	} else {
		err = writeTable(stdout, rows)
	}
	if err != nil {
		return err
	}
	for _, v := range rows {
		if v.Verdict != "ok" {
			return exitStatus(1)
		}
	}
	return nil
}

// spec is the kernel to run: this binary's own unless another was named.
func (p runPlan) spec() (kernelspec.Kernel, error) {
	if p.kernel != "" {
		return kernelspec.Host().Find(p.kernel)
	}
	own, err := ownSpec()
	if err != nil {
		return kernelspec.Kernel{}, err
	}
	return client.Command(own.Argv...), nil
}

// notebook executes one file. What it cannot do is the verdict "error".
func (p runPlan) notebook(ctx context.Context, spec kernelspec.Kernel, file string, line *statusLine) verdict {
	v := verdict{Notebook: strings.TrimSuffix(filepath.Base(file), ".ipynb")}
	fail := func(err error) verdict {
		v.Verdict, v.Detail = "error", err.Error()
		return v
	}
	nb, err := nbformat.ReadFile(file)
	if err != nil {
		return fail(err)
	}
	k, err := client.Start(ctx, spec, client.StartOptions{Dir: filepath.Dir(file), Env: environment(nb)})
	if err != nil {
		return fail(err)
	}
	defer k.Close()
	report, err := headless.Run(ctx, k, nb, headless.Options{
		Timeout: p.timeout, AllowErrors: p.allowErrors,
		Progress: func(g headless.Progress) { line.show(v.Notebook, g) },
	})
	v.take(report)
	if err != nil {
		v.Verdict, v.Detail = "error", err.Error()
	}
	if len(report.Problems) > 0 && v.Detail == "" {
		v.Detail = report.Problems[0]
	}
	if !report.Stuck && err == nil {
		if err := k.Shutdown(ctx); err != nil {
			return fail(err)
		}
	}
	if err := p.store(file, nb); err != nil {
		return fail(err)
	}
	return v
}

// environment tells the kernel of a graded notebook to refuse shell commands.
func environment(nb *nbformat.Notebook) []string {
	own, _ := nb.Metadata["weft"].(map[string]any)
	if graded, _ := own["graded"].(bool); graded {
		return []string{"WEFT_SHELL=off"}
	}
	return nil
}

// take turns a report into the row's figures.
func (v *verdict) take(r headless.Report) {
	v.Verdict, v.Seconds = "ok", r.Elapsed.Seconds()
	for _, c := range r.Cells {
		if c.Status != headless.Skipped && c.Status != headless.NotRun {
			v.Cells++
		}
	}
	if f := r.Failure(); f != nil {
		v.Verdict = "failed"
		v.Detail = fmt.Sprintf("cell %s: %s: %s", f.ID, f.EName, firstLine(f.EValue))
		v.traceback = strings.Join(f.Traceback, "\n")
	}
}

// store writes the executed notebook where it was asked for.
func (p runPlan) store(file string, nb *nbformat.Notebook) error {
	switch {
	case p.inPlace:
		return nb.WriteFile(file)
	case p.outDir != "":
		return nb.WriteFile(filepath.Join(p.outDir, filepath.Base(file)))
	}
	return nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
