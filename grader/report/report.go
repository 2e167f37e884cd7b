// Package report renders results: for a terminal, a notebook, as the page of a class, and for other programs. It is pure: it
// decides nothing, reads no clock and no file. What it shows is what it is given; for a student give it [result.Result.ForStudent].
package report

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"weft/grader/result"
	"weft/kernel/display/timeline"
)

// JSON writes a result as one indented JSON value.
func JSON(w io.Writer, r result.Result) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// A page is what all renderings of a result say, in the same words.
type page struct {
	tone     tone
	exercise string // "Exercise 3, Producers"
	verdict  string // "Not yet: 2 of 5 cases failed"
	count    string // "3 of 5 cases"; "" if nothing was graded
	next     string // what to do now
	rows     []row
	facts    []fact // why there are no rows
	note     string // small print
}

// A tone is how the verdict is meant.
type tone int

const (
	good tone = iota
	bad
	unsure // it was not graded
)

// A row is a case, the failed ones first.
type row struct {
	status  result.CheckStatus
	title   string
	took    string // virtual time
	checks  []check
	comment string // of a case whose checks are not shown,
	hint    string // and what a student is told instead
}

// A check is a line below a failed case.
type check struct {
	status  result.CheckStatus
	title   string
	details []detail
	places  []result.Place
	picture *timeline.Timeline // nil: none
	seed    uint64             // of the schedule; 0: none
	replay  string             // the command that runs it again; "" if there is none
	hint    string
}

// A detail is a labelled text: what was expected, what was seen.
type detail struct{ label, text string }

func newPage(r result.Result) page {
	p := page{exercise: fmt.Sprintf("Exercise %d, %s", r.Exercise.ID, r.Exercise.Title)}
	switch r.Status {
	case result.Ungradable:
		p.tone, p.verdict = unsure, "Cannot be graded yet"
		p.next = "This costs nothing. Put right what is said below, then check again."
		for _, d := range r.Diagnostics {
			p.facts = append(p.facts, newFact(d))
		}
		return p
	case result.Absent:
		p.tone, p.verdict = unsure, "Nothing was handed in"
		return p
	case result.Failed:
		p.tone, p.verdict = unsure, "Not graded: weft failed, not your solution"
		p.next = "Try again. If it stays so, show this to your teacher."
		p.facts = []fact{{text: r.Fault}}
		return p
	}
	p.rows = rows(r)
	failed := 0
	for _, row := range p.rows {
		if row.status != result.Pass {
			failed++
		}
	}
	p.count = fmt.Sprintf("%d of %s", len(p.rows)-failed, count(len(p.rows), "case"))
	switch {
	case r.Passed():
		p.verdict = "All checks passed"
	case failed == 0:
		p.tone, p.verdict = unsure, "Nothing was checked"
		p.next = "None of the exercise's cases is public."
	default:
		p.tone, p.verdict = bad, fmt.Sprintf("Not yet: %s failed", count(failed, "case"))
		p.next = "Start with the first failed check; the others may go away with it."
		if failed == 1 {
			p.next = "Start with the first failed check."
		}
	}
	if len(r.Voided) > 0 {
		p.next = "No points as long as this does not hold: " + strings.Join(r.Voided, "; ") + "."
	}
	if r.Public {
		p.note = "Public cases only. When it is graded, there may be more."
	}
	if r.Unscheduled != "" {
		p.note = strings.TrimSpace(p.note + " Schedules delayed locks only, since weft could not prepare this text for more: " + r.Unscheduled)
	}
	return p
}

// maxPictures is how many failed cases have a picture: one mistake often fails many, and weft replay shows the others.
const maxPictures = 3

// rows are the cases, the failed ones first.
func rows(r result.Result) []row {
	var list []row
	cases, told, pictures := r.Cases, newTold(), 0
	for _, c := range cases {
		if !c.Passed() {
			f := failedRow(c, told).replayed(r, c)
			for i := range f.checks {
				if f.checks[i].picture == nil {
					continue
				}
				if pictures++; pictures > maxPictures {
					f.checks[i].picture = nil
				}
			}
			list = append(list, f)
		}
	}
	for _, c := range cases {
		if c.Passed() {
			passed := row{status: result.Pass, title: c.Title, took: virtual(c.Elapsed)}
			for _, k := range c.Checks {
				if k.Trace != nil { // somebody asked to see it
					passed.checks = append(passed.checks, newCheck(k, c.Title, told))
				}
			}
			list = append(list, passed)
		}
	}
	return list
}

func failedRow(c result.Case, told told) row {
	f := row{status: result.Fail, title: c.Title, took: virtual(c.Elapsed)}
	if len(c.Checks) == 1 && c.Checks[0].Name == result.HiddenCheck {
		f.took, f.comment, f.hint = "", "What this case does is not shown.", c.Hint
		return f
	}
	ordered := slices.Clone(c.Checks)
	slices.SortStableFunc(ordered, func(a, b result.Check) int { return rank(a.Status) - rank(b.Status) })
	shown := map[string]bool{} // several checks may share a title: what failed is told, once
	for _, k := range ordered {
		if shown[k.Title+"\n"+k.Problem] || k.Status != result.Fail && shown[k.Title] {
			continue
		}
		shown[k.Title], shown[k.Title+"\n"+k.Problem] = true, true
		f.checks = append(f.checks, newCheck(k, c.Title, told))
	}
	f.checks[0].hint = strings.TrimSpace(f.checks[0].hint + " " + told.hint(c.Hint))
	return f
}

func rank(s result.CheckStatus) int {
	return slices.Index([]result.CheckStatus{result.Fail, result.Pass, result.NotRun}, s)
}

func newCheck(k result.Check, title string, told told) check {
	c := check{status: k.Status, title: k.Title}
	if k.Status != result.Fail {
		c.picture = picture(k)
		return c
	}
	if before := told.failure(k, title); before != "" {
		c.details = []detail{{"seen", "the same as in the case “" + before + "”"}}
		if k.Input != "" {
			c.details = append(c.details, detail{"with", k.Input})
		}
		return c
	}
	problem, difference, _ := strings.Cut(k.Problem, "\n")
	problem = strings.TrimSuffix(problem, " (-want +got):")
	add := func(label, text string) {
		if text != "" {
			c.details = append(c.details, detail{label, text})
		}
	}
	if seen := k.Seen; strings.Contains(problem, seen) { // it says what was seen
		add("expected", k.Expected)
		add("seen", problem)
	} else {
		add("problem", problem)
		add("expected", k.Expected)
		add("seen", seen)
	}
	if difference != "" && len(k.Expected)+len(k.Seen) > longValues {
		add("diff", "- expected, + seen\n"+strings.ReplaceAll(difference, "\t", "    "))
	}
	add("with", k.Input)
	if c.seed = k.Seed; k.Seed != 0 {
		add("schedule", fmt.Sprintf("number %d: goroutines take turns in another order than usual", k.Seed))
	}
	c.places, c.picture = places(k.Where), picture(k)
	c.hint = told.hint(k.Hint)
	return c
}

// places leaves out those that are named twice, as the two sides of a race in one line.
func places(list []result.Place) []result.Place {
	var different []result.Place
	for _, p := range list {
		if !slices.ContainsFunc(different, func(q result.Place) bool { return q.File == p.File && q.Line == p.Line }) {
			different = append(different, p)
		}
	}
	return different
}

// longValues is how long two values are, in bytes, before a reader wants their difference too.
const longValues = 80

// words are those of a status, with its mark.
func words(s result.CheckStatus) string {
	switch s {
	case result.Pass:
		return "✓ passed"
	case result.Fail:
		return "✗ failed"
	}
	return "– not run"
}

func mark(s result.CheckStatus) string {
	m, _, _ := strings.Cut(words(s), " ")
	return m
}

// virtual is a virtual time as it is shown; "" for none.
func virtual(d time.Duration) string {
	switch {
	case d <= 0:
		return ""
	case d < time.Second:
		return fmt.Sprintf("%.4g ms", float64(d)/1e6)
	case d < time.Minute:
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
	return d.Round(time.Second).String()
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// where names a place: "queue.go, line 31".
func where(p result.Place) string { return fmt.Sprintf("%s, line %d", p.File, p.Line) }

// code is a place's lines with their numbers and without what they share of indentation; at is the index of the line that is meant.
func code(p result.Place) (lines []string, at int) {
	at = -1
	margin := indentation(p.Lines)
	for i, l := range p.Lines {
		sign := " "
		if l.Number == p.Line {
			sign, at = ">", i
		}
		text := strings.ReplaceAll(strings.TrimPrefix(l.Text, margin), "\t", "    ")
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s %3d  %s", sign, l.Number, text), " "))
	}
	return lines, at
}

// indentation is what all lines that are not empty begin with.
func indentation(lines []result.Line) string {
	common, first := "", true
	for _, l := range lines {
		if strings.TrimSpace(l.Text) == "" {
			continue
		}
		own := l.Text[:len(l.Text)-len(strings.TrimLeft(l.Text, " \t"))]
		if first {
			common, first = own, false
		}
		for !strings.HasPrefix(own, common) {
			common = common[:len(common)-1]
		}
	}
	return common
}
