package e2e

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/nbformat"
)

// TestNotebooks: nbclient and weft run execute every lesson, nbconvert the first, and their outputs are
// of the same kinds with the same words; figures may differ. Nothing that a lesson started is left.
func TestNotebooks(t *testing.T) {
	b := setUp(t)
	py := b.python(t)
	lessons, err := filepath.Glob(filepath.Join(b.root, "notebooks", "*.ipynb"))
	if err != nil || len(lessons) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	for i, lesson := range lessons {
		t.Run(filepath.Base(lesson), func(t *testing.T) {
			b := b.marked(t)
			own := func() [][]output {
				dir := t.TempDir()
				b.run(t, b.weft, "run", "-o", dir, lesson)
				return outputsOf(t, filepath.Join(dir, filepath.Base(lesson)))
			}
			compare(t, "nbclient", own, func() (outputs [][]output) {
				raw := b.run(t, py, filepath.Join(b.root, "kernel/e2e/py/notebooks.py"), lesson)
				if err := json.Unmarshal([]byte(raw), &outputs); err != nil {
					t.Fatalf("nbclient's outputs: %v", err)
				}
				return outputs
			})
			if i > 0 {
				return
			}
			compare(t, "nbconvert", own, func() [][]output {
				dir := t.TempDir()
				b.run(t, filepath.Join(b.venv, "jupyter"), "nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.iopub_timeout=120", "--output-dir", dir, lesson)
				return outputsOf(t, filepath.Join(dir, filepath.Base(lesson)))
			})
		})
	}
}

// outputsOf reads the outputs of a notebook's code cells.
func outputsOf(t *testing.T, file string) [][]output {
	t.Helper()
	nb, err := nbformat.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := nb.Validate(); err != nil {
		t.Errorf("%s is not valid: %v", filepath.Base(file), err)
	}
	var all [][]output
	for _, c := range nb.Cells {
		if c.Type != nbformat.Code {
			continue
		}
		var list []output
		for _, o := range c.Outputs {
			list = append(list, output{Type: string(o.Type), Name: o.Name, Text: o.Text, Data: o.Data, EName: o.EName, Value: o.EValue})
		}
		all = append(all, list)
	}
	return all
}

// figures are what two runs may differ in: lanes with numbers in them, numbers with their units, and bars drawn from
// them.
var figures = regexp.MustCompile(`[0-9█· ]*▌[0-9█▌· ]*|[0-9]+(\.[0-9]+)?( ?([nµm]?s|m|h|[kKMG]?i?B)\b)?|[█·░─ ]+`)

// happened is what a timeline draws below its title, and a profile lists below its. Who waits for how long, and in
// which order, is not the same in two runs.
var happened = regexp.MustCompile(`(?s)(\(real\stime\s·[^)]*\)|^(?:Processor time|Allocations|Waits[a-z ]*) of cell \[\d+\],? \(?(?:compiled|interpreted) code).*`)

// plotted are the lines of a chart's text that have its points and axes.
var plotted = regexp.MustCompile(`(?m)^ *[-+0-9.e]* *[│└].*\n`)

// rounds is how often two clients run a lesson at most until each cell has come to the same in both. Who is first may
// depend on time, and where the machine stands still for a moment another one is; what a client loses or adds, it
// loses or adds in every run.
const rounds = 4

func compare(t *testing.T, who string, own, theirs func() [][]output) {
	t.Helper()
	var ours, others []map[string]bool // what each cell has come to
	for round := 1; ; round++ {
		ours, others = seen(ours, own()), seen(others, theirs())
		if len(ours) != len(others) {
			t.Fatalf("%s: %d code cells, want %d", who, len(others), len(ours))
		}
		var differences strings.Builder
		for i := range ours {
			a, b := slices.Sorted(maps.Keys(ours[i])), slices.Sorted(maps.Keys(others[i]))
			if !slices.ContainsFunc(a, func(shape string) bool { return others[i][shape] }) {
				fmt.Fprintf(&differences, "cell %d differs (-weft run +%s):\n%s\n", i+1, who, cmp.Diff(strings.Split(a[0], "\n"), strings.Split(b[0], "\n")))
			}
		}
		switch {
		case differences.Len() == 0:
			return
		case round == rounds:
			t.Errorf("in each of %d rounds:\n%s", rounds, &differences)
			return
		}
		t.Logf("round %d: %s", round, &differences)
	}
}

// seen adds what the cells of a run have come to.
func seen(shapes []map[string]bool, run [][]output) []map[string]bool {
	for i, outputs := range run {
		if i == len(shapes) {
			shapes = append(shapes, map[string]bool{})
		}
		shapes[i][shape(outputs)] = true
	}
	return shapes
}

// shape is a cell's outputs as text, without figures. Adjacent pieces of a stream count as one, as
// they do for readers; clients differ in joining them.
func shape(outputs []output) string {
	var b strings.Builder
	var joined []output
	for _, o := range outputs {
		if last := len(joined) - 1; last >= 0 && o.Type == "stream" && joined[last].Type == "stream" && joined[last].Name == o.Name {
			joined[last].Text = codeCell{Outputs: joined[last:]}.text() + codeCell{Outputs: []output{o}}.text()
			continue
		}
		joined = append(joined, o)
	}
	for _, o := range joined {
		fmt.Fprintf(&b, "%s %s %s %s\n", o.Type, o.Name, o.EName, figures.ReplaceAllString(o.Value, "#"))
		text := happened.ReplaceAllString(codeCell{Outputs: []output{o}}.text(), "$1")
		text = plotted.ReplaceAllString(text, "")
		b.WriteString(figures.ReplaceAllString(text, "#") + "\n")
		for mime := range o.Data {
			if mime == "text/html" {
				b.WriteString("with HTML\n")
			}
		}
	}
	return b.String()
}

// marked returns b with a mark in its environment; when the test ends, no process with that mark is
// left. Where there is no /proc nothing is looked at.
func (b *bench) marked(t *testing.T) *bench {
	t.Helper()
	marked := *b
	mark := "WEFT_E2E_MARK=" + rand.Text()
	marked.env = append(slices.Clip(b.env), mark)
	t.Cleanup(func() {
		waitFor(t, "the processes of this test to end", func() bool { return len(processesWith(mark)) == 0 })
	})
	return &marked
}

func processesWith(mark string) []string {
	var found []string
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range files {
		if env, err := os.ReadFile(file); err == nil && bytes.Contains(env, []byte(mark)) {
			found = append(found, filepath.Dir(file))
		}
	}
	return found
}
