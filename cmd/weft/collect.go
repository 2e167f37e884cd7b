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
	"text/tabwriter"

	"github.com/spf13/cobra"

	"weft/grader/collect"
	"weft/grader/handin"
)

// A collectPlan is what `weft collect` was asked for.
type collectPlan struct {
	dir    string
	asJSON bool
}

func collectCmd() *cobra.Command {
	var plan collectPlan
	cmd := &cobra.Command{
		Use: "collect RELEASED.ipynb SUBMITTED... [-o DIR]", Short: "Take the answers out of notebooks that were handed in",
		Long: "Puts the answers of each student into the notebook that was released, for weft grade. SUBMITTED is a notebook, or a folder or\n" +
			".zip archive in which each notebook, and each folder with one, is a student's. Of what was handed in only the text of\n" +
			"the cells for answers is taken; all else is the teacher's, and outputs are left out. Links, binary and oversized\n" +
			"files are refused, each for itself. The exit status is 1 if something was refused.",
		Args: args(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, given []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			return plan.run(ctx, given[0], given[1:], cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&plan.dir, "output", "o", "collected", "the folder for the collected notebooks, outside of the submissions")
	f.BoolVar(&plan.asJSON, "json", false, "print what was taken as JSON")
	return cmd
}

// A collected says what became of what one student handed in.
type collected struct {
	Name    string           `json:"name"`
	Path    string           `json:"path"`
	File    string           `json:"file,omitempty"`    // the collected notebook; "" if there is none
	Refused string           `json:"refused,omitempty"` // why
	Answers []collect.Answer `json:"answers,omitempty"`
	Changes []collect.Change `json:"changes,omitempty"` // to locked cells, which have no effect
	Own     int              `json:"own,omitempty"`     // cells of the student's own, which are left out
	Notes   []string         `json:"notes,omitempty"`
}

func (p collectPlan) run(ctx context.Context, released string, paths []string, stdout, stderr io.Writer) error {
	for _, path := range paths {
		if inside(p.dir, path) {
			return usageError{fmt.Errorf("the folder %s is among the submissions: name another one with -o", p.dir)}
		}
	}
	data, err := os.ReadFile(released)
	if err != nil {
		return fmt.Errorf("read released notebook: %w", err)
	}
	c, err := collect.New(data)
	if err != nil {
		return fmt.Errorf("read released notebook %s: %w", released, err)
	}
	items, done, err := handin.Find(paths, filepath.Base(released))
	if err != nil {
		return err
	}
	defer done()
	if len(items) == 0 {
		return usageError{errors.New("there are no submissions")}
	}
	line := newStatusLine(stderr)
	var all []collected
	for i, it := range items {
		if ctx.Err() != nil {
			return errors.New("interrupted")
		}
		if line.live {
			line.put(fmt.Sprintf("%s %3d/%d  %s", bar(i, len(items)), i, len(items), it.Name))
		}
		one, err := p.collect(c, it)
		if err != nil {
			line.clear()
			return err
		}
		all = append(all, one)
	}
	line.clear()
	return p.tell(all, stdout, stderr)
}

// collect collects from one student. What is wrong with it is part of the result; an error is ours.
func (p collectPlan) collect(c *collect.Collector, it handin.Item) (collected, error) {
	one := collected{Name: it.Name, Path: it.Path}
	data, err := it.Read()
	var unread *handin.RefusedError
	if errors.As(err, &unread) {
		one.Refused = unread.Reason
		return one, nil
	} else if err != nil {
		return one, fmt.Errorf("read %s: %w", it.Path, err)
	}
	t, err := c.Take(data)
	var refused *collect.RefusedError
	if errors.As(err, &refused) {
		one.Refused = refused.Reason
		return one, nil
	} else if err != nil {
		return one, fmt.Errorf("collect %s: %w", it.Path, err)
	}
	one.File = filepath.Join(p.dir, it.Name+".ipynb")
	one.Answers, one.Changes, one.Own, one.Notes = t.Answers, t.Changes, t.Own, t.Notes
	return one, writeFile(one.File, func(w io.Writer) error {
		_, err := w.Write(t.Notebook)
		return err
	})
}

// tell prints what was done, and what is in the folder from before.
func (p collectPlan) tell(all []collected, stdout, stderr io.Writer) error {
	var err error
	if p.asJSON {
		err = json.NewEncoder(stdout).Encode(all)
	} else {
		err = writeCollected(stdout, all)
	}
	if err != nil {
		return err
	}
	refused := false
	written := map[string]bool{}
	for _, c := range all {
		refused = refused || c.Refused != ""
		written[c.File] = true
	}
	before, err := filepath.Glob(filepath.Join(p.dir, "*.ipynb"))
	if err != nil {
		before = nil // a folder with signs of a pattern in its name
	}
	for _, f := range before {
		if !written[f] {
			fmt.Fprintf(stderr, "from before, and not collected now: %s\n", f)
		}
	}
	if refused {
		return exitStatus(1)
	}
	return nil
}

// writeCollected prints a line for each student, and a sum.
func writeCollected(w io.Writer, all []collected) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "status\tanswers\tnotebook")
	refused := 0
	for _, c := range all {
		if c.Refused != "" {
			refused++
			fmt.Fprintf(tw, "refused\t-\t%s  (%s; %s)\n", c.Name, c.Path, c.Refused)
			continue
		}
		fmt.Fprintf(tw, "collected\t%d of %d\t%s%s\n", c.answered(), len(c.Answers), c.Name, c.details())
	}
	fmt.Fprintf(tw, "%d collected, %d refused\n", len(all)-refused, refused)
	return tw.Flush()
}

func (c collected) answered() (n int) {
	for _, a := range c.Answers {
		if a.State == collect.Answered {
			n++
		}
	}
	return n
}

// details is what is not as it should be, in brackets.
func (c collected) details() string {
	var list []string
	for _, a := range c.Answers {
		switch {
		case a.Note != "":
			list = append(list, fmt.Sprintf("%s %s: %s", a.ID, a.State, a.Note))
		case a.State != collect.Answered:
			list = append(list, fmt.Sprintf("%s %s", a.ID, a.State))
		}
	}
	for _, l := range c.Changes {
		list = append(list, fmt.Sprintf("locked %s %s", l.ID, l.What))
	}
	if c.Own > 0 {
		list = append(list, fmt.Sprintf("own cells: %d", c.Own))
	}
	list = append(list, c.Notes...)
	if len(list) == 0 {
		return ""
	}
	return "  (" + strings.Join(list, "; ") + ")"
}

// inside reports whether dir is a folder or below it.
func inside(dir, folder string) bool {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return false
	}
	folder, errA := filepath.Abs(folder)
	dir, errB := filepath.Abs(dir)
	rel, err := filepath.Rel(folder, dir)
	return errA == nil && errB == nil && err == nil && filepath.IsLocal(rel)
}
