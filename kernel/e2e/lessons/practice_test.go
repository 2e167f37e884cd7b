package lessons

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"weft/grader/exercise"
	"weft/kernel/jupyter/nbformat"
)

const practice = "10-practice"

// TestPracticeStatesTheExercises: the cells NAME-statement, NAME-starter and NAME-check of the last
// notebook say what the folder of exercise NAME says. With -update they are written anew.
func TestPracticeStatesTheExercises(t *testing.T) {
	nb, ok := lessons(t)[practice]
	if !ok {
		t.Fatal("there is no last notebook")
	}
	exercises := os.DirFS("../../../exercises")
	folders, err := exercise.All(exercises)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]*nbformat.Cell{}
	for i := range nb.Cells {
		cells[nb.Cells[i].ID] = &nb.Cells[i]
	}
	changed := false
	for _, folder := range folders {
		e, err := exercise.Load(exercises, folder)
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range cellsOf(t, e, folder) {
			// What a check says of a starter is long, and no help before somebody has written something.
			check := strings.HasSuffix(id, "-check")
			switch c := cells[id]; {
			case c == nil:
				t.Errorf("%s: there is no cell %s", folder, id)
			case c.Source == want && !(check && len(c.Outputs) > 0):
			case *update:
				c.Source, changed = want, true
				if check {
					c.Outputs, c.ExecutionCount = nil, nil
				}
			default:
				t.Errorf("%s: cell %s is not what the folder says, or a check with its output: run this test with -update", folder, id)
			}
		}
	}
	if changed {
		if err := nb.WriteFile(filepath.Join(notebooks, practice+".ipynb")); err != nil {
			t.Fatal(err)
		}
	}
}

// cellsOf are the cells for an exercise, by id.
func cellsOf(t *testing.T, e *exercise.Exercise, folder string) map[string]string {
	t.Helper()
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join("../../../exercises", folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	_, starter, ok := strings.Cut(read("starter.go"), "package solution\n")
	if !ok {
		t.Fatalf("%s: the starter has no package clause", folder)
	}
	name := e.Name
	return map[string]string{
		name + "-statement": statement(e, read("README.md")),
		name + "-starter":   "// exercise: " + name + "\n\n" + strings.TrimSpace(starter),
		name + "-check":     "%check " + name,
	}
}

var (
	codeBlock = regexp.MustCompile("(?ms)^```.*?^```\n+")
	ownFile   = regexp.MustCompile(`\s+Your\s+solution\s+is\s+one\s+file,\s+` + "`package\\s+solution`" + `\.`)
	section   = regexp.MustCompile(`(?m)^## `)
)

// statement is the text of an exercise, as a cell: need and task are seen, the rest is folded.
func statement(e *exercise.Exercise, readme string) string {
	parts := section.Split(readme, -1)
	_, need, _ := strings.Cut(parts[0], "\n")
	need = ownFile.ReplaceAllString(codeBlock.ReplaceAllString(need, ""), "")
	var b strings.Builder
	fmt.Fprintf(&b, "### Exercise %d: %s\n\n%s\n", e.ID, e.Title, here(strings.TrimSpace(need)))
	for _, part := range parts[1:] {
		title, body, _ := strings.Cut(part, "\n")
		if title != "Hints" {
			fold(&b, title, strings.ReplaceAll(here(body), "```go\n", "```text\n"))
		}
	}
	for i, hint := range e.Hints {
		fold(&b, fmt.Sprintf("Hint %d of %d", i+1, len(e.Hints)), hint)
	}
	return strings.TrimSpace(b.String())
}

// here turns mentions of the starter's file into mentions of the next cell.
func here(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "in `starter.go`", "in the next cell"), "`starter.go`", "the next cell")
}

func fold(b *strings.Builder, title, body string) {
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n\n%s\n\n</details>\n", title, strings.TrimSpace(body))
}

// TestPracticeCanBeSolved writes the references into the cells and wants every check passed.
func TestPracticeCanBeSolved(t *testing.T) {
	needsBinary(t)
	nb, ok := lessons(t)[practice]
	if !ok {
		t.Fatal("there is no last notebook")
	}
	solved := &nbformat.Notebook{Metadata: nb.Metadata, Minor: nb.Minor}
	for _, c := range nb.Cells {
		c.Outputs, c.ExecutionCount = nil, nil
		if name, ok := strings.CutSuffix(c.ID, "-starter"); ok {
			c.Source = "// exercise: " + name + "\n\n" + reference(t, name)
			solved.Cells = append(solved.Cells, c)
		}
		if strings.HasSuffix(c.ID, "-check") {
			solved.Cells = append(solved.Cells, c)
		}
	}
	done, err := execute(t, solved)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for i := range done.Cells {
		if c := &done.Cells[i]; strings.HasSuffix(c.ID, "-check") {
			checked++
			if text, _ := textOf(c); !regexp.MustCompile(`(?m)^Exercise \d+, .*[Pp]assed`).MatchString(text) {
				t.Errorf("%s with the reference:\n%s", c.ID, text)
			}
		}
	}
	if checked != 10 {
		t.Errorf("%d checks, want 10", checked)
	}
}

// reference is the solution of an exercise without its package clause.
func reference(t *testing.T, name string) string {
	t.Helper()
	files, err := filepath.Glob("../../../exercises/*-" + name + "/solution/*.go")
	if err != nil || len(files) != 1 {
		t.Fatalf("solutions of %s: %v, %v", name, files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(data), "package solution\n")
	return strings.TrimSpace(body)
}
