package report

import (
	"encoding/json"
	"io"

	"weft/grader/exercise"
	"weft/grader/result"
)

// Gradescope writes a result as Gradescope's autograder expects it in results.json (the fields are those of its
// "Autograder Specifications"). Students read it there, so of a hidden case it tells name and hint; of a case that is
// hidden until the deadline Gradescope keeps everything back until then. With reveal it tells everything. There is no
// file for our own failure or for nobody: write reports false then, and Gradescope says that the autograder failed.
func Gradescope(w io.Writer, r result.Result, reveal bool) (written bool, err error) {
	if r.Status == result.Failed || r.Status == result.Absent {
		return false, nil
	}
	g := gradescope{
		ExecutionTime: r.Times.Total.Seconds(), Visibility: "visible", StdoutVisibility: "hidden", OutputFormat: "text", TestOutputFormat: "text",
		Extra: map[string]any{
			"status": r.Status, "submission": r.Submission, "exercise": r.Exercise.Name, "exercise_version": r.Exercise.Version,
			"grader": r.Grader, "go": r.Go, "sandbox": r.Sandbox,
		},
		Tests: []gradescopeTest{},
	}
	p := newPage(r.ForStudent(false))
	g.Output = p.exercise + ": " + p.verdict + "\n" + p.next
	if r.Status == result.Ungradable {
		g.Tests = append(g.Tests, gradescopeTest{Name: "It can be graded", Max: r.Max, Status: "failed", Output: unable(r), Visibility: "visible"})
	}
	shown := r
	if !reveal {
		shown = r.ForStudent(true) // what waits for the deadline is kept back by Gradescope
	}
	for _, c := range shown.Cases {
		g.Tests = append(g.Tests, gradescopeTestOf(c, reveal))
	}
	g.Score = r.Points
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return true, e.Encode(g)
}

type gradescope struct {
	Score            int              `json:"score"`
	ExecutionTime    float64          `json:"execution_time"` // s
	Output           string           `json:"output"`
	OutputFormat     string           `json:"output_format"`
	TestOutputFormat string           `json:"test_output_format"`
	Visibility       string           `json:"visibility"`
	StdoutVisibility string           `json:"stdout_visibility"`
	Extra            map[string]any   `json:"extra_data"`
	Tests            []gradescopeTest `json:"tests"`
}

type gradescopeTest struct {
	Score      int    `json:"score"`
	Max        int    `json:"max_score"`
	Status     string `json:"status"` // passed or failed
	Name       string `json:"name"`
	Output     string `json:"output,omitempty"`
	Visibility string `json:"visibility"`
}

func gradescopeTestOf(c result.Case, reveal bool) gradescopeTest {
	t := gradescopeTest{Score: c.Points, Max: c.Max, Status: "passed", Name: clean(c.Title), Visibility: "visible"}
	if !c.Passed() {
		t.Status, t.Output = "failed", explain(c)
	}
	if c.Visible == exercise.AfterDeadline && !reveal {
		t.Visibility = "after_due_date"
	}
	return t
}
