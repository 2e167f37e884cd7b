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

	"github.com/spf13/cobra"

	"weft/grader"
	"weft/grader/checks"
	"weft/grader/result"
	"weft/grader/submission"
)

// A replayPlan is what `weft replay` was asked for.
type replayPlan struct {
	flags  gradingFlags
	format string
	name   string // of a student, in a list of results
	file   string // the submission, if it is not where it was
	times  int
	seeded bool // a seed was given
	job    grader.Replay
	before result.Check // what is to come again; no name: nothing in particular
}

func replayCmd() *cobra.Command {
	plan := replayPlan{times: 1}
	cmd := &cobra.Command{
		Use: "replay RESULT.json | replay EXERCISE FILE", Short: "Run a case that failed again, under the same schedule",
		Long: "Runs the case of a submission that failed again: under the schedule of its seed, or with the input that was drawn. RESULT.json\n" +
			"is what check or grade wrote with --format json; then weft says whether the same finding came again. Shows when what\n" +
			"happened. The same seed gives the same events, but for races, and for submissions that draw random numbers or depend\n" +
			"on the order of a map. The exit status is that of check.",
		Args: args(cobra.RangeArgs(1, 2)),
		RunE: func(cmd *cobra.Command, given []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			show, ok := formats()[plan.format]
			if !ok {
				return usageError{fmt.Errorf("unknown format %q: text, json or html", plan.format)}
			}
			plan.seeded = cmd.Flags().Changed("seed")
			results, err := plan.run(ctx, given, cmd.ErrOrStderr())
			if err == nil {
				fmt.Fprintln(cmd.ErrOrStderr(), plan.says(results))
				err = show(cmd.OutOrStdout(), results[0])
			}
			return graded(cmd.ErrOrStderr(), results, err)
		},
	}
	plan.flags.add(cmd)
	f := cmd.Flags()
	f.StringVar(&plan.job.Case, "case", "", "the case; default: the first that failed")
	f.Uint64Var(&plan.job.Seed, "seed", 0, "the schedule, 0 for none; default: that of the failure, else all that the case asks for")
	f.StringVar(&plan.name, "name", "", "whose result, in a file with several; default: the first with a failure")
	f.StringVar(&plan.file, "file", "", "the submission, if it is not where it was when it was graded")
	f.IntVar(&plan.times, "times", 1, "how often, to see whether it is the same each time")
	f.StringVar(&plan.format, "format", "text", "text, json or html (a fragment, as in a notebook)")
	return cmd
}

func (p *replayPlan) run(ctx context.Context, given []string, stderr io.Writer) ([]result.Result, error) {
	name, path := given[0], p.file
	var hash string
	if len(given) == 2 {
		path, p.job.Once = given[1], p.seeded
	} else {
		r, err := p.read(given[0])
		if err != nil {
			return nil, err
		}
		name, hash = r.Exercise.Name, r.Submission
		if path == "" {
			path = r.Path
		}
		if path == "" {
			return nil, usageError{errors.New("the result does not say where the submission is: give it with --file")}
		}
	}
	fsys, e, err := p.flags.exercise(name)
	if err != nil {
		return nil, err
	}
	s, err := submission.Read(filepath.FromSlash(path), p.name, e.Name)
	if err != nil {
		return nil, usageError{err}
	}
	if s = p.called(s); hash != "" && s.Hash() != hash {
		fmt.Fprintf(stderr, "%s has changed since it was graded\n", path)
	}
	p.job.Exercise, p.job.Submission = e.Folder, s
	g, closer, err := p.flags.open(ctx, fsys, stderr)
	if err != nil {
		return nil, err
	}
	var results []result.Result
	for range max(p.times, 1) {
		r, err := g.Replay(ctx, p.job)
		if err != nil {
			return nil, errors.Join(err, closer())
		}
		r.Path, r.Options = filepath.ToSlash(path), p.flags.options()
		results = append(results, r)
	}
	return results, closer()
}

// read reads what was said before, and takes from it what is to be run again.
func (p *replayPlan) read(file string) (result.Result, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return result.Result{}, usageError{err}
	}
	var results []result.Result
	if err := json.Unmarshal(data, &results); err != nil {
		var one result.Result
		if err := json.Unmarshal(data, &one); err != nil {
			return one, usageError{fmt.Errorf("%s is no result that weft wrote with --format json: %w", file, err)}
		}
		results = []result.Result{one}
	}
	for _, r := range results {
		if p.name != "" && r.Name != p.name {
			continue
		}
		for _, c := range r.Cases {
			if k, ok := c.FirstFailed(); ok && (p.job.Case == "" || p.job.Case == c.Name) && k.Name != result.HiddenCheck {
				p.take(c, k)
				return r, nil
			}
		}
	}
	return result.Result{}, usageError{fmt.Errorf("%s: %s", file, absent(results, p.name, p.job.Case))}
}

// take asks for the run in which check k of case c failed.
func (p *replayPlan) take(c result.Case, k result.Check) {
	p.job.Case, p.job.Once, p.before = c.Name, true, k
	if k.Trace == nil { // an older result, or one of a case that is not shown whole
		p.job.Once = false
	}
	if p.seeded {
		return
	}
	p.job.Seed, p.job.Input, p.job.Race = k.Seed, k.Data, k.Name == checks.NameRace
}

// called is s with the name of its file that positions were told with.
func (p *replayPlan) called(s submission.Submission) submission.Submission {
	plain := s.Nameless()
	if len(plain.Files) != 1 {
		return s
	}
	name := plain.Files[0].Name
	for _, at := range p.before.Where {
		if at.File == name {
			return plain
		}
	}
	if strings.Contains(p.before.Problem+p.before.Seen, name+":") {
		return plain
	}
	return s
}

// says is what came of it, in one line.
func (p *replayPlan) says(results []result.Result) string {
	var found []result.Check
	for _, r := range results {
		if r.Status != result.Graded || len(r.Cases) == 0 {
			return "It could not be run again."
		}
		found = append(found, told(r.Cases[len(r.Cases)-1]))
	}
	what := fmt.Sprintf("Case %q", results[0].Cases[len(results[0].Cases)-1].Name)
	if p.job.Seed != 0 {
		what += fmt.Sprintf(" under schedule %d", p.job.Seed)
	}
	first, again := found[0], "verdict"
	if p.before.Name != "" {
		first, again = p.before, "finding as before"
	}
	same, events := 0, 0
	for _, k := range found {
		if result.SameFinding(first, k) {
			same++
		}
		if first.Trace != nil && k.Trace != nil && result.SameEvents(*first.Trace, *k.Trace) {
			events++
		}
	}
	switch {
	case len(found) > 1:
		return fmt.Sprintf("%s, run %d times: the same %s %d times, the same events %d times.", what, len(found), again, same, events)
	case p.before.Name == "" && first.Status == result.Fail:
		return what + " failed."
	case p.before.Name == "":
		return what + " is passed."
	case same == 1 && events == 1:
		return what + ": the same finding, and the same events."
	case same == 1:
		return what + ": the same finding."
	case found[0].Status != result.Fail && p.job.Seed == 0:
		return what + ": it did not fail this time. Without a schedule the order within one instant is free: see --times."
	case found[0].Status != result.Fail:
		return what + ": it did not fail this time."
	}
	return what + ": another finding this time."
}

// told is the check of a case that is told first: the first that failed, if one did.
func told(c result.Case) (k result.Check) {
	if len(c.Checks) > 0 {
		k = c.Checks[0]
	}
	if failed, ok := c.FirstFailed(); ok {
		return failed
	}
	return k
}
