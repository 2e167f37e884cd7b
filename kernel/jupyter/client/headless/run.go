// Package headless runs a notebook through a kernel from top to bottom, as a frontend's Run All
// does, and stores the outputs in it. It owns the order of cells, their time limits, and how a
// kernel's messages become outputs. It knows nothing of files, of starting kernels and of what
// the outcome is shown on.
package headless

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/kernel/jupyter/client"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/nbformat"
)

// A Kernel runs cells; client.Kernel and client.Client do.
type Kernel interface {
	Execute(ctx context.Context, code string, o client.ExecuteOptions) (msg.ExecuteReply, error)
	Interrupt(ctx context.Context) error
	Info() msg.KernelInfoReply
}

// Options are the choices of Run. A zero field means its default.
type Options struct {
	Timeout     time.Duration // for each cell; default: none
	Grace       time.Duration // how long an interrupted cell may take to end; default 10s
	AllowErrors bool          // go on after a cell that fails
	Progress    func(Progress)
	Now         func() time.Time // the clock of elapsed times; default time.Now

	// Input answers questions of cells. Without it they are not allowed to ask.
	Input func(ctx context.Context, q msg.InputRequest) (string, error)

	pass func(context.Context, time.Duration) bool // how the time of a limit passes; default sleep
}

// Progress tells that a cell begins, or has ended.
type Progress struct {
	Cell    int           // which one of those that are run, from 1
	Cells   int           // how many are run
	Index   int           // of the cell in the notebook, from 0
	Elapsed time.Duration // since Run was called
	Result  *CellResult   // nil: the cell begins
}

// A Status says how a cell came out.
type Status string

const (
	OK       Status = "ok"        // to its end
	Failed   Status = "failed"    // the code failed
	TimedOut Status = "timed out" // Options.Timeout; the cell was interrupted
	Died     Status = "died"      // the kernel ended while the cell ran
	Stopped  Status = "stopped"   // ctx ended while the cell ran
	Skipped  Status = "skipped"   // tagged skip-execution, or blank
	NotRun   Status = "not run"   // after a failure
)

// A CellResult is the outcome of one code cell.
type CellResult struct {
	Index   int // of the cell in the notebook, from 0
	ID      string
	Status  Status
	Allowed bool // Failed, but by a cell tagged raises-exception or with Options.AllowErrors
	Elapsed time.Duration

	EName     string   // Failed: the kernel's words; TimedOut, Died: ours
	EValue    string   // the same
	Traceback []string // Failed: lines with ANSI colours
}

// A Report is the outcome of a run.
type Report struct {
	Cells    []CellResult // one for each code cell
	Elapsed  time.Duration
	Stuck    bool     // a cell that timed out goes on although it was interrupted: kill the kernel
	Problems []string // messages of the kernel that could not be stored
}

// Failure returns the first cell that was not OK and not allowed to fail, nil if all is well.
func (r *Report) Failure() *CellResult {
	for i, c := range r.Cells {
		switch c.Status {
		case OK, Skipped:
		default:
			if !c.Allowed {
				return &r.Cells[i]
			}
		}
	}
	return nil
}

// Run executes the code cells of nb in order and replaces their outputs and execution counts;
// cell ids and everything else stay. It stops at the first cell that fails, unless
// Options.AllowErrors or the cell's tag raises-exception allow that, and at one that times out.
// Cells tagged skip-execution keep the outputs that they have; cells that are not reached have
// none. Failing cells are in the Report. The error says that the run itself could not go on: the
// kernel died or ctx ended; nb and the Report then have all that there was until that moment.
func Run(ctx context.Context, k Kernel, nb *nbformat.Notebook, o Options) (Report, error) {
	if o.Grace == 0 {
		o.Grace = 10 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.pass == nil {
		o.pass = sleep
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	r := &runner{k: k, nb: nb, o: o, out: newCollector(len(nb.Cells)), begin: o.Now()}
	r.prepare()
	err := r.run(ctx)
	r.store()
	r.report.Elapsed = o.Now().Sub(r.begin)
	r.report.Problems = r.out.problems()
	return r.report, err
}

type runner struct {
	k      Kernel
	nb     *nbformat.Notebook
	o      Options
	out    *collector
	begin  time.Time
	todo   []int // results of cells to run
	report Report
}

// prepare decides which cells run, and clears what these had from an earlier run.
func (r *runner) prepare() {
	if r.nb.Metadata == nil {
		r.nb.Metadata = map[string]any{}
	}
	r.nb.Metadata["language_info"] = languageInfo(r.k.Info().LanguageInfo)
	for i := range r.nb.Cells {
		c := &r.nb.Cells[i]
		if c.Type != nbformat.Code {
			continue
		}
		result := CellResult{Index: i, ID: c.ID, Status: NotRun}
		switch {
		case c.HasTag("skip-execution"):
			result.Status = Skipped
			r.out.keep(i, c.Outputs)
		case strings.TrimSpace(c.Source) == "":
			result.Status = Skipped
			c.ExecutionCount = nil
		default:
			r.todo = append(r.todo, len(r.report.Cells))
			c.ExecutionCount = nil
			delete(c.Metadata, "execution") // times of the earlier run
		}
		r.report.Cells = append(r.report.Cells, result)
	}
	r.store()
}

func (r *runner) run(ctx context.Context) error {
	for i, at := range r.todo {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("run notebook: %w", err)
		}
		result := &r.report.Cells[at]
		p := Progress{Cell: i + 1, Cells: len(r.todo), Index: result.Index}
		started := r.o.Now()
		p.Elapsed = started.Sub(r.begin)
		r.o.Progress(p)

		err := r.cell(ctx, result)
		r.store()
		result.Elapsed = r.o.Now().Sub(started)
		p.Elapsed, p.Result = r.o.Now().Sub(r.begin), result
		r.o.Progress(p)
		if err != nil {
			return fmt.Errorf("run notebook: cell %d: %w", result.Index+1, err)
		}
		if r.report.Stuck || result.Status != OK && !result.Allowed && !r.o.AllowErrors {
			return nil
		}
	}
	return nil
}

// store copies the outputs so far into the notebook.
func (r *runner) store() {
	for i := range r.nb.Cells {
		if c := &r.nb.Cells[i]; c.Type == nbformat.Code {
			c.Outputs = r.out.outputs(i)
		}
	}
}

// cell runs one cell and fills in its result.
func (r *runner) cell(ctx context.Context, result *CellResult) error {
	i := result.Index
	c := &r.nb.Cells[i]
	mayFail := r.o.AllowErrors || c.HasTag("raises-exception")
	limited, limit := newLimit(ctx, r.k, r.o)
	reply, err := r.k.Execute(limited, c.Source, client.ExecuteOptions{
		CellID:          c.ID,
		ContinueOnError: mayFail,
		Output:          r.out.add(i),
		Late:            r.out.add(i),
		Input:           r.o.Input,
	})
	outcome := limit.stop()
	if n := max(reply.ExecutionCount, r.out.count(i)); n > 0 {
		c.ExecutionCount = &n
	}
	switch {
	case outcome != nil && (err == nil || errors.Is(err, context.Canceled) && ctx.Err() == nil):
		r.report.Stuck = err != nil
		result.fail(TimedOut, "Timeout", outcome.Error())
	case err != nil && ctx.Err() != nil:
		result.fail(Stopped, "Stopped", "the run was ended: "+ctx.Err().Error())
		return err
	case err != nil:
		result.fail(Died, "DeadKernel", err.Error())
		r.out.fail(i, result)
		return err
	case reply.Status == msg.StatusOK:
		result.Status = OK
		return nil
	case reply.Status == msg.StatusAborted:
		result.fail(Failed, "Aborted", "the kernel did not run the cell")
	default:
		result.Status, result.Allowed = Failed, mayFail
		result.EName, result.EValue, result.Traceback = reply.EName, reply.EValue, reply.Traceback
	}
	// The kernel's own account of the failure is better than ours.
	if !slices.ContainsFunc(r.out.outputs(i), func(o nbformat.Output) bool { return o.Type == nbformat.Error }) {
		r.out.fail(i, result)
	}
	return nil
}

func (c *CellResult) fail(s Status, name, value string) {
	c.Status, c.EName, c.EValue = s, name, value
}
