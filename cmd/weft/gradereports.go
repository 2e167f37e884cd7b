package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weft/grader/exercise"
	"weft/grader/report"
	"weft/grader/result"
	"weft/grader/similar"
	"weft/grader/submission"
)

// A gradedClass is the results with what reports need besides.
type gradedClass struct {
	exercise  *exercise.Exercise
	results   []result.Result
	strangers []string
	took      time.Duration
}

// A reporter writes reports.
type reporter struct {
	to            []reportTo
	dir           string // of -o, or ""
	reveal        bool   // hidden cases in full for everybody
	afterDeadline bool   // cases that wait for it are public
	stdout        io.Writer
	summary       string // GITHUB_STEP_SUMMARY
}

// check refuses before anything is graded what cannot be written for so many submissions.
func (p *reporter) check(submissions int) error {
	for _, to := range p.to {
		if to.format.name == "gradescope" && submissions != 1 && (to.path == "" || strings.HasSuffix(to.path, ".json")) {
			return usageError{fmt.Errorf("gradescope has a file for each of %d submissions: give it a folder, with gradescope=DIR or -o DIR", submissions)}
		}
	}
	return nil
}

// write writes all reports.
func (p *reporter) write(c gradedClass) error {
	var errs []error
	for _, to := range p.to {
		errs = append(errs, p.one(to, c))
	}
	return errors.Join(errs...)
}

func (p *reporter) one(to reportTo, c gradedClass) error {
	if to.format.name == "gradescope" {
		return p.gradescope(to.path, c.results)
	}
	put := func(w io.Writer) error { return p.render(to.format.name, w, c) }
	if to.path == "" {
		if err := put(p.stdout); err != nil {
			return fmt.Errorf("write report: %w", err)
		}
	} else if err := writeFile(to.path, put); err != nil {
		return err
	}
	switch to.format.name {
	case "html":
		return p.students(c.results)
	case "github":
		return p.jobSummary(c)
	}
	return nil
}

func (p *reporter) render(format string, w io.Writer, c gradedClass) error {
	switch format {
	case "table":
		return report.Table(w, c.results, c.took, textOptions(w))
	case "html":
		return report.ClassHTML(w, report.Class{Results: c.results, Strangers: c.strangers, Alike: alike(c), Took: c.took, At: time.Now()})
	case "junit":
		return report.JUnit(w, p.shown(c.results))
	case "nbgrader-csv":
		return report.NBGrader(w, c.results)
	case "github":
		return report.GitHub(w, p.shown(c.results))
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(c.results)
}

// shown are results as others than the teacher may see them.
func (p *reporter) shown(results []result.Result) []result.Result {
	if p.reveal {
		return results
	}
	list := make([]result.Result, len(results))
	for i, r := range results {
		list[i] = r.ForStudent(p.afterDeadline)
	}
	return list
}

// gradescope writes a file for each result that is Gradescope's business, into a folder or, for a single one, to path.
func (p *reporter) gradescope(path string, results []result.Result) error {
	var names []string
	for _, r := range results {
		names = append(names, r.Name)
	}
	for i, name := range fileNames(names) {
		file := path
		switch {
		case path == "":
			_, err := report.Gradescope(p.stdout, results[i], p.reveal)
			return err
		case !strings.HasSuffix(path, ".json"):
			file = filepath.Join(path, name+".json")
		}
		if s := results[i].Status; s == result.Failed || s == result.Absent {
			if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) { // an older verdict must not stand for this one
				return fmt.Errorf("write report: %w", err)
			}
			continue
		}
		if err := writeFile(file, func(w io.Writer) error {
			_, err := report.Gradescope(w, results[i], p.reveal)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// students writes a page for each, if there is a folder.
func (p *reporter) students(results []result.Result) error {
	if p.dir == "" {
		return nil
	}
	var names []string
	for _, r := range results {
		names = append(names, r.Name)
	}
	shown := p.shown(results)
	for i, name := range fileNames(names) {
		if err := writeFile(filepath.Join(p.dir, "students", name+".html"), func(w io.Writer) error { return report.StudentHTML(w, shown[i]) }); err != nil {
			return err
		}
	}
	return nil
}

// jobSummary appends to the file that GitHub names.
func (p *reporter) jobSummary(c gradedClass) error {
	put := func(w io.Writer) error { return report.Summary(w, p.shown(c.results), c.took) }
	switch {
	case p.summary != "":
		f, err := os.OpenFile(p.summary, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
		if err != nil {
			return fmt.Errorf("write summary: %w", err)
		}
		return errors.Join(put(f), f.Close())
	case p.dir != "":
		return writeFile(filepath.Join(p.dir, "summary.md"), put)
	}
	return nil
}

// alike are the submissions that are nearly the same, in groups.
func alike(c gradedClass) []report.Alike {
	texts := make([]submission.Submission, len(c.results))
	for i, r := range c.results {
		if r.Status != result.Graded && r.Status != result.Ungradable || r.Path == "" {
			continue
		}
		if s, err := submission.Read(filepath.FromSlash(r.Path), r.Name, c.exercise.Name); err == nil {
			texts[i] = s
		}
	}
	pairs := similar.Compare(texts, c.exercise.Starter, similar.Options{})
	var list []report.Alike
	for _, members := range similar.Groups(pairs) {
		a := report.Alike{Members: members, Least: 1}
		for _, p := range pairs {
			if !slices.Contains(members, p.A) {
				continue
			}
			a.Least, a.Most = min(a.Least, p.Share), max(a.Most, p.Share)
			switch {
			case len(members) == 2:
				a.Where = lines(p.Lines[0]) + " and " + lines(p.Lines[1])
			case a.Where == "": // the first pair is the most similar one
				a.Where = "closest: " + c.results[p.A].Name + " and " + c.results[p.B].Name
			}
		}
		list = append(list, a)
	}
	return list
}

// lines are ranges in words.
func lines(ranges []similar.Range) string {
	var parts []string
	file := ""
	for _, r := range ranges {
		text := fmt.Sprintf("%d–%d", r.First, r.Last)
		if r.File != file {
			text, file = r.File+" "+text, r.File
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}
