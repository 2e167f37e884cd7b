package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"weft/grader"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
)

// A kind says what is expected of a solution.
type kind int

const (
	starter  kind = iota // it can be graded, and is not passed
	accepted             // it passes
	wrong                // it fails what it says
)

// A task is one of the author's solutions to be graded, perhaps more than once.
type task struct {
	report *Report
	kind   kind
	file   string // in the exercise's folder
	sample exercise.Sample
	job    grader.Job

	mu      sync.Mutex
	results []result.Result
}

func (t *task) name() string { return t.report.Exercise + "/" + t.file }

// solutions are those of an exercise.
func solutions(e *exercise.Exercise, r *Report) []*task {
	add := func(k kind, file string, s exercise.Sample, files ...exercise.File) *task {
		t := &task{report: r, kind: k, file: file, sample: s}
		t.job = grader.Job{Exercise: e.Folder, Submission: submission.Submission{Name: file}}
		for _, f := range files {
			t.job.Submission.Files = append(t.job.Submission.Files, submission.File{Name: f.Name, Text: f.Text})
		}
		return t
	}
	tasks := []*task{
		add(starter, "starter.go", exercise.Sample{}, exercise.File{Name: "starter.go", Text: e.Starter}),
		add(accepted, "solution", exercise.Sample{}, e.Solution...),
	}
	for _, s := range e.Accepted {
		tasks = append(tasks, add(accepted, "accepted/"+s.Name, s, s.File))
	}
	for _, s := range e.Wrong {
		tasks = append(tasks, add(wrong, "wrong/"+s.Name, s, s.File))
	}
	return tasks
}

func (t *task) grade(ctx context.Context, g Grader) error {
	r, err := g.Grade(ctx, t.job)
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.results = append(t.results, r)
	return nil
}

// judge says what is wrong with the verdicts.
func (t *task) judge() {
	r := t.report
	r.Graded += len(t.results)
	bad := ""
	for _, one := range t.results {
		if one.Status == result.Failed {
			r.problem(t.file, "it could not be graded: "+one.Fault)
			return
		}
		if bad == "" {
			bad = t.objection(one)
		}
	}
	if bad != "" {
		r.problem(t.file, bad)
		switch t.kind {
		case wrong:
			r.Surviving++
		case accepted:
			r.Rejected++
		}
	}
	if text := unstable(t.results); text != "" {
		r.Unstable++
		r.problem(t.file, text)
	}
}

// objection is what is wrong with a verdict, "" for nothing.
func (t *task) objection(one result.Result) string {
	if one.Status == result.Ungradable {
		return "it is not graded: " + one.Diagnostics[0].String()
	}
	switch t.kind {
	case starter:
		if one.Passed() {
			return "the starter passes all checks"
		}
	case accepted:
		if !one.Passed() {
			return "it is right, and fails " + strings.Join(failures(one), "; ")
		}
	case wrong:
		if t.failsAsSaid(one) {
			return ""
		}
		expected := strings.Join(t.sample.Fails, " or ")
		if t.sample.In != "" {
			expected += fmt.Sprintf(" in case %q", t.sample.In)
		}
		if one.Passed() {
			return "it is wrong, and passes; it should fail " + expected
		}
		return "it should fail " + expected + "; it fails " + strings.Join(failures(one), "; ")
	}
	return ""
}

func (t *task) failsAsSaid(one result.Result) bool {
	for _, c := range one.Cases {
		if t.sample.In != "" && t.sample.In != c.Name {
			continue
		}
		for _, k := range c.Checks {
			named := slices.ContainsFunc(t.sample.Fails, func(name string) bool { return strings.EqualFold(name, k.Name) })
			if named && k.Status == result.Fail {
				return true
			}
		}
	}
	return false
}

// maxFailures is how many failed checks a problem tells.
const maxFailures = 4

func failures(one result.Result) []string {
	var all []string
	for _, c := range one.Cases {
		for _, k := range c.Checks {
			if k.Status == result.Fail {
				all = append(all, fmt.Sprintf("%s in case %q: %s", k.Name, c.Name, k.Problem))
			}
		}
	}
	if n := len(all); n > maxFailures {
		all = append(all[:maxFailures], fmt.Sprintf("and %d more", n-maxFailures))
	}
	return all
}

// unstable says in which case two verdicts on the same solution differ, "" for none. A verdict is what counts: which
// cases are passed.
func unstable(all []result.Result) string {
	for _, r := range all {
		if r.Status != all[0].Status {
			return fmt.Sprintf("it is %s at one time and %s at another", all[0].Status, r.Status)
		}
		for i, c := range r.Cases {
			if c.Passed() == all[0].Cases[i].Passed() {
				continue
			}
			passed := 0
			for _, other := range all {
				if len(other.Cases) > i && other.Cases[i].Passed() {
					passed++
				}
			}
			return fmt.Sprintf("case %q is passed %d times of %d", c.Name, passed, len(all))
		}
	}
	return ""
}
