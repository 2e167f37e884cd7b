package lessons

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weft/kernel/jupyter/nbformat"
)

// tries is how often a lesson is run at most until each of its claims about times has held once. Work that
// stands still for a moment, with the whole machine or for want of a CPU, makes a time longer than it is said to be; what
// is wrong with a cell makes it so in every run.
const tries = 6

// TestLessonsHold runs each lesson with its answers and its claims: behind a code cell the expressions
// that it asserts, behind a text the Go code that stands in it. A cell fails if and only if it is
// tagged so, in every run.
func TestLessonsHold(t *testing.T) {
	needsBinary(t)
	for name, nb := range lessons(t) {
		t.Run(name, func(t *testing.T) {
			tried, expected := withClaims(nb)
			held := map[int]bool{} // by the number of the cell
			for try := 1; ; try++ {
				done, err := execute(t, tried, "--allow-errors") // a cell that fails, or may not, is told below
				open := judge(t, done, expected, held)
				switch {
				case t.Failed():
					return
				case len(open) > 0 && try < tries:
					t.Logf("run %d: not yet:\n%s", try, strings.Join(open, "\n"))
				case len(open) > 0:
					t.Fatalf("in %d runs never:\n%s", tries, strings.Join(open, "\n"))
				case err != nil:
					t.Fatal(err)
				default:
					return
				}
			}
		})
	}
}

// judge compares what the cells came to with what was expected, and returns the claims about times that have not held
// yet. Those that hold are noted in held, by the number of their cell.
func judge(t *testing.T, done *nbformat.Notebook, expected []expectation, held map[int]bool) (open []string) {
	t.Helper()
	for i := range done.Cells {
		c := &done.Cells[i]
		switch text, raised := textOf(c); {
		case c.Type != nbformat.Code:
		case !expected[i].measured:
			expected[i].check(t, c)
		case !raised && c.ExecutionCount != nil:
			held[i] = true
		case !held[i]:
			open = append(open, expected[i].what+"\n"+text)
		}
	}
	return open
}

func needsBinary(t *testing.T) {
	t.Helper()
	if os.Getenv("WEFT_E2E") == "" {
		t.Skip("end-to-end tests run by `make e2e`, which builds the binary")
	}
}

// execute runs a notebook by `weft run` and returns it with its outputs. The error is that of the command, with what it
// printed.
func execute(t *testing.T, nb *nbformat.Notebook, flags ...string) (*nbformat.Notebook, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "lesson.ipynb")
	if err := nb.WriteFile(file); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"run", "--in-place", file}, flags...)
	cmd := exec.CommandContext(t.Context(), absolute(t, "../../../bin/weft"), args...)
	cmd.Env = append(os.Environ(), "WEFT_EXERCISES="+absolute(t, "../../../exercises"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("weft run: %w\n%s", err, out)
	}
	done, readErr := nbformat.ReadFile(file)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return done, err
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// An expectation is what is to come of a code cell.
type expectation struct {
	what     string // for whom it stands there
	raises   bool
	measured bool // need not hold in each run
	shows    []string
}

// withClaims returns nb with cells that try what it claims, and what each cell is to come to.
func withClaims(nb *nbformat.Notebook) (*nbformat.Notebook, []expectation) {
	tried := &nbformat.Notebook{Metadata: nb.Metadata, Minor: nb.Minor}
	var expected []expectation
	add := func(c nbformat.Cell, e expectation) {
		tried.Cells = append(tried.Cells, c)
		expected = append(expected, e)
	}
	code := func(source string, e expectation) {
		add(nbformat.Cell{Type: nbformat.Code, ID: fmt.Sprintf("tried-%d", len(tried.Cells)), Source: source, Metadata: map[string]any{}}, e)
	}
	for _, c := range nb.Cells {
		claims := claimsOf(&c)
		c.Outputs, c.ExecutionCount = nil, nil
		add(c, expectation{what: "cell " + c.ID, raises: c.HasTag("raises-exception"), shows: claims.shows})
		if c.Type != nbformat.Code {
			for _, a := range answers(c.Source) {
				code(a.code, expectation{what: "answer in " + c.ID, raises: a.raises})
			}
			continue
		}
		for i, claim := range slices.Concat(claims.asserts, claims.measured) {
			code(fmt.Sprintf("if !(%s) {\n\tpanic(%q)\n}", claim, "does not hold: "+claim),
				expectation{what: "claim of " + c.ID, measured: i >= len(claims.asserts)})
		}
	}
	return tried, expected
}

type answerCode struct {
	code   string
	raises bool
}

var goBlock = regexp.MustCompile("(?ms)^```go( raises)?\n(.*?)^```")

// answers are the Go code blocks of a text.
func answers(markdown string) []answerCode {
	var all []answerCode
	for _, m := range goBlock.FindAllStringSubmatch(markdown, -1) {
		all = append(all, answerCode{m[2], m[1] != ""})
	}
	return all
}

func (e expectation) check(t *testing.T, c *nbformat.Cell) {
	t.Helper()
	text, raised := textOf(c)
	if raised != e.raises || c.ExecutionCount == nil {
		t.Errorf("%s: it raised an error is %t, want %t\n%s\n--- wrote\n%s", e.what, raised, e.raises, c.Source, text)
	}
	for _, pattern := range e.shows {
		if !regexp.MustCompile("(?m)" + pattern).MatchString(text) {
			t.Errorf("%s does not show %q\n--- wrote\n%s", e.what, pattern, text)
		}
	}
}

var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")

// textOf is what a cell wrote, as text, and whether it raised an error.
func textOf(c *nbformat.Cell) (string, bool) {
	var b strings.Builder
	raised := false
	for _, o := range c.Outputs {
		b.WriteString(o.Text)
		if plain, ok := o.Data["text/plain"].(string); ok {
			b.WriteString(plain + "\n")
		}
		if o.Type == nbformat.Error {
			raised = true
			fmt.Fprintf(&b, "%s: %s\n%s\n", o.EName, o.EValue, strings.Join(o.Traceback, "\n"))
		}
	}
	return colours.ReplaceAllString(b.String(), ""), raised
}
