package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"weft/grader/release"
)

// A releasePlan is what `weft release` was asked for.
type releasePlan struct {
	dir    string
	asJSON bool
}

func releaseCmd() *cobra.Command {
	var plan releasePlan
	cmd := &cobra.Command{
		Use: "release NOTEBOOK.ipynb... [-o DIR]", Short: "Make the students' version of a teacher's notebook",
		Long: "Takes solutions (from // BEGIN SOLUTION to // END SOLUTION), hidden tests (// BEGIN HIDDEN TESTS, cells tagged hidden), all\n" +
			"outputs and unknown metadata out of notebooks, locks all other cells, and looks whether what is left compiles. The\n" +
			"cells' metadata is nbgrader's. A manifest in the notebook says which cells weft collect will take. The exit\n" +
			"status is 1 if a notebook is not released; why is said with cell and line.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			return plan.run(files, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&plan.dir, "output", "o", "release", "the folder for the students' notebooks")
	f.BoolVar(&plan.asJSON, "json", false, "print what was done as JSON")
	return cmd
}

// A releasedFile says what became of a teacher's notebook.
type releasedFile struct {
	Notebook string         `json:"notebook"`
	Released string         `json:"released,omitempty"` // the students'; "" if there is none
	Release  string         `json:"release,omitempty"`  // its id
	Cells    []release.Cell `json:"cells,omitempty"`
	Removed  []int          `json:"removed,omitempty"`
	Notes    []release.Note `json:"notes,omitempty"`
	Problems []release.Note `json:"problems,omitempty"`
}

func (p releasePlan) run(files []string, stdout, stderr io.Writer) error {
	names := map[string]bool{}
	for _, file := range files {
		if base := filepath.Base(file); names[base] {
			return usageError{fmt.Errorf("two notebooks are called %s", base)}
		} else if names[base] = true; same(file, filepath.Join(p.dir, base)) {
			return usageError{fmt.Errorf("%s would take its own place: name another folder with -o", file)}
		}
	}
	var all []releasedFile
	failed := false
	for _, file := range files {
		done, err := p.release(file)
		if err != nil {
			return err
		}
		failed = failed || done.Released == ""
		all = append(all, done)
		for _, n := range done.Problems {
			fmt.Fprintf(stderr, "%s: %s\n", file, n)
		}
		for _, n := range done.Notes {
			fmt.Fprintf(stderr, "%s: note: %s\n", file, n)
		}
		if done.Released != "" && !p.asJSON {
			fmt.Fprintf(stdout, "%s: %s\n", done.Released, done.summary())
		}
	}
	if p.asJSON {
		if err := json.NewEncoder(stdout).Encode(all); err != nil {
			return err
		}
	}
	if failed {
		return exitStatus(1)
	}
	return nil
}

// release releases one notebook. An error is not about what is in it.
func (p releasePlan) release(file string) (done releasedFile, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return done, fmt.Errorf("read notebook: %w", err)
	}
	done.Notebook = file
	r, err := release.Make(data)
	var problems *release.ProblemsError
	switch {
	case errors.As(err, &problems):
		done.Problems = problems.Problems
		return done, nil
	case err != nil:
		done.Problems = []release.Note{{Text: err.Error()}}
		return done, nil
	}
	done.Released, done.Release = filepath.Join(p.dir, filepath.Base(file)), r.Manifest.ID
	done.Cells, done.Removed, done.Notes = r.Manifest.Cells, r.Removed, r.Notes
	if older, err := os.ReadFile(done.Released); err == nil {
		if _, m, err := release.Open(older); err == nil && m.ID != r.Manifest.ID {
			done.Notes = append(done.Notes, release.Note{Text: "it takes the place of another release; if students have that, keep it to collect with"})
		}
	}
	return done, writeFile(done.Released, func(w io.Writer) error {
		_, err := w.Write(r.Notebook)
		return err
	})
}

func (r releasedFile) summary() string {
	answers := 0
	for _, c := range r.Cells {
		if c.Answer {
			answers++
		}
	}
	s := fmt.Sprintf("cells: %d, for answers: %d", len(r.Cells), answers)
	if len(r.Removed) > 0 {
		s += fmt.Sprintf(", left out: %d", len(r.Removed))
	}
	return s
}
