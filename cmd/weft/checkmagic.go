package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"weft/grader/batch"
	"weft/grader/exercise"
	"weft/grader/report"
	"weft/grader/result"
	"weft/grader/submission"
	"weft/kernel/jupyter/nbformat"
	"weft/kernel/magic"
)

// notebookMagics are those of a session of this program: the kernel's, and %check. The function ends what they have
// kept open, once the session is closed.
func notebookMagics() (*magic.Registry, func() error) {
	g := &notebookGrader{}
	r := magic.New()
	r.Add(magic.Magic{
		Name: "check", Group: magic.Testing, Line: true, Block: true, Go: true, Toolchain: true, Usage: "%check [NAME] [--fail], %%check NAME [--fail]",
		Doc: "Checks a solution of an exercise by its public cases. NAME is the exercise's name or number; %check alone lists the exercises. " +
			"The solution is the code below %%check NAME. For %check NAME it is those cells that begin with the comment // exercise: NAME, or have the tag exercise-NAME, in the text with which they were run last; " +
			"if there are none, it is what the session has declared. What stands in the same cell as %check NAME is run before. " +
			"A check that fails does not fail the cell, so the notebook goes on; with --fail it does, for programs that look at that, such as nbgrader.",
		Example: "%check",
		Words:   g.words,
		Run:     g.check,
	})
	return r, g.close
}

// check is the magic.
func (g *notebookGrader) check(ctx context.Context, h magic.Host, call magic.Call) error {
	fsys, err := g.exercises()
	if err != nil {
		return err
	}
	name, fail := strings.TrimSpace(call.Args), false
	if words := strings.Fields(name); slices.Contains(words, failFlag) {
		words = slices.DeleteFunc(words, func(w string) bool { return w == failFlag })
		name, fail = strings.Join(words, " "), true
	}
	if name == "" {
		text, err := listExercises(fsys)
		h.Print(text)
		return err
	}
	folder, err := exercise.Find(fsys, name)
	if err != nil {
		return fmt.Errorf("%w; %%check alone lists them", err)
	}
	e, err := exercise.Load(fsys, folder)
	if err != nil {
		return err
	}
	if call.Body == "" && call.Rest != nil {
		if err := call.Rest(ctx); err != nil {
			return err
		}
	}
	ctx, release := h.Stoppable(ctx)
	defer release()
	began := time.Now()
	s, err := solution(h, e, call.Body != "")
	var r result.Result
	if refused := (*submission.RefusedError)(nil); errors.As(err, &refused) {
		r = batch.Unread(e, batch.Entry{}, err, began)
		err = show(h, "", r)
	} else if err == nil {
		r, err = g.grade(ctx, h, e, s)
	}
	if err != nil || !fail {
		return err
	}
	return failure(r)
}

// failFlag makes a cell fail whose checks do.
const failFlag = "--fail"

// failure is what is not passed as an error.
func failure(r result.Result) error {
	switch {
	case r.Passed():
		return nil
	case r.Status == result.Failed:
		return fmt.Errorf("%s was not checked, which is weft's failure: run this cell again", r.Exercise.Name)
	case r.Status == result.Ungradable:
		return fmt.Errorf("%s cannot be graded: mend what is said above", r.Exercise.Name)
	}
	failed := 0
	for _, c := range r.Cases {
		if !c.Passed() {
			failed++
		}
	}
	return fmt.Errorf("%s: %d of %d cases failed, see above", r.Exercise.Name, failed, len(r.Cases))
}

// solution finds the text that is to be checked: this cell's, that of the cells which belong to the exercise, or that of the
// session's declarations.
func solution(h magic.Host, e *exercise.Exercise, own bool) (s submission.Submission, err error) {
	if own {
		c := h.Cell()
		var others []submission.Cell
		for _, o := range h.Cells() {
			others = append(others, submission.Cell{Number: o.Number, Source: o.Source})
		}
		s.Files, err = submission.FromCells("", []submission.Cell{{Number: c.Number, Source: c.Source}}, others...)
		return s, err
	}
	var cells, others []submission.Cell
	known := true // which cells are others in new texts
	for _, c := range h.Cells() {
		if submission.Belongs(nbformat.Cell{Type: nbformat.Code, Source: c.Source, Metadata: c.Metadata}, e.Name) {
			cells = append(cells, submission.Cell{Number: c.Number, Source: c.Source})
			known = known && c.ID != ""
		} else {
			others = append(others, submission.Cell{Number: c.Number, Source: c.Source})
		}
	}
	if !known {
		cells = submission.Latest(cells)
	}
	if len(cells) > 0 {
		s.Files, err = submission.FromCells("", cells, others...)
		return s, err
	}
	s.Files, err = submission.FromParts(h.Declarations(submission.Names(e.Starter)...))
	if err == nil && len(s.Files) == 0 {
		return s, fmt.Errorf("there is no solution of %s yet: write it into a cell that begins with // exercise: %[1]s, and run that cell", e.Name)
	}
	return s, err
}

// show displays a result, in place of what was displayed under the id.
func show(h magic.Host, id string, r result.Result) error {
	var text, html strings.Builder
	if err := report.Text(&text, r, report.TextOptions{}); err != nil {
		return err
	}
	if err := report.HTML(&html, r); err != nil {
		return err
	}
	h.Display(map[string]any{"text/plain": strings.TrimRight(text.String(), "\n"), "text/html": html.String()}, id)
	return nil
}

// listExercises is the exercises with their titles.
func listExercises(fsys fs.FS) (string, error) {
	folders, err := exercise.All(fsys)
	if err != nil {
		return "", err
	}
	if len(folders) == 0 {
		return "there are no exercises here\n", nil
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, f := range folders {
		number, name, _ := strings.Cut(f, "-")
		title := "cannot be checked: it is not in order"
		if e, err := exercise.Load(fsys, f); err == nil {
			title = e.Title
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", strings.TrimLeft(number, "0"), name, title)
	}
	w.Flush()
	return b.String(), nil
}

// words are the names of exercises, for completion.
func (g *notebookGrader) words() []magic.Word {
	fsys, err := g.exercises()
	if err != nil {
		return nil
	}
	folders, _ := exercise.All(fsys)
	var words []magic.Word
	for _, f := range folders {
		_, name, _ := strings.Cut(f, "-")
		w := magic.Word{Text: name}
		if e, err := exercise.Load(fsys, f); err == nil {
			w.Detail = e.Title
		}
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b magic.Word) int { return strings.Compare(a.Text, b.Text) })
	return words
}
