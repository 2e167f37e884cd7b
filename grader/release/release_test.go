package release

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/nbformat"
)

// notebook makes a notebook of code cells; a text that begins with "md:" is one in words.
func notebook(t testing.TB, sources ...string) *nbformat.Notebook {
	t.Helper()
	nb := &nbformat.Notebook{Minor: nbformat.Minor}
	for _, s := range sources {
		c := nbformat.Cell{Type: nbformat.Code, Source: s, ID: nb.NewID(s), Metadata: map[string]any{}}
		if text, ok := strings.CutPrefix(s, "md:"); ok {
			c.Type, c.Source = nbformat.Markdown, text
		}
		nb.Cells = append(nb.Cells, c)
	}
	return nb
}

func bytesOf(t testing.TB, nb *nbformat.Notebook) []byte {
	t.Helper()
	data, err := nb.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestStudentsText: what becomes of one cell.
func TestStudentsText(t *testing.T) {
	for _, tt := range []struct{ name, before, after string }{
		{"the rest returns", "func f() int {\n\tn := 1\n\t// BEGIN SOLUTION\n\tn = 42\n\t// END SOLUTION\n\treturn n\n}", "func f() int {\n\tn := 1\n\t// YOUR CODE HERE\n\treturn n\n}"},
		{"a value is missing", "func f() int {\n\t// BEGIN SOLUTION\n\treturn 42\n\t// END SOLUTION\n}", "func f() int {\n\t// YOUR CODE HERE\n\tpanic(\"not implemented\")\n}"},
		{"no value is needed", "func f() {\n\t// BEGIN SOLUTION\n\tprintln(42)\n\t// END SOLUTION\n}\n", "func f() {\n\t// YOUR CODE HERE\n}\n"},
		{"two in one function", "func f(b bool) int {\n\tif b {\n\t\t// BEGIN SOLUTION\n\t\treturn 1\n\t\t// END SOLUTION\n\t} else {\n\t\t// BEGIN SOLUTION\n\t\tpanic(2)\n\t\t// END SOLUTION\n\t}\n\treturn 3\n}", "func f(b bool) int {\n\tif b {\n\t\t// YOUR CODE HERE\n\t} else {\n\t\t// YOUR CODE HERE\n\t}\n\treturn 3\n}"},
		{"two functions", "func f() int {\n// BEGIN SOLUTION\nreturn 1\n// END SOLUTION\n}\nfunc g() (s string) {\n// BEGIN SOLUTION\ns = \"x\"\n// END SOLUTION\nreturn\n}", "func f() int {\n// YOUR CODE HERE\npanic(\"not implemented\")\n}\nfunc g() (s string) {\n// YOUR CODE HERE\nreturn\n}"},
		{"an import for the solution alone", "import \"sync\"\nfunc f() {\n\t// BEGIN SOLUTION\n\tvar mu sync.Mutex\n\tmu.Lock()\n\t// END SOLUTION\n}", "import \"sync\"\nfunc f() {\n\t// YOUR CODE HERE\n}"},
		{"nbgrader's way to write it", "func f() {\n### BEGIN SOLUTION: with care\nprintln(42)\n### END SOLUTION\n}", "func f() {\n// YOUR CODE HERE\n}"},
		{"the whole cell", "// exercise: one\n// BEGIN SOLUTION\nfunc f() {}\n// END SOLUTION", "// exercise: one\n// YOUR CODE HERE"},
		{"hidden tests", "// BEGIN SOLUTION\n// END SOLUTION\nprintln(1)\n// BEGIN HIDDEN TESTS\nprintln(2)\n// END HIDDEN TESTS\nprintln(3)", "// YOUR CODE HERE\nprintln(1)\nprintln(3)"},
		{"words", "md:**Why?**\n<!-- BEGIN SOLUTION -->\nBecause.\n<!-- END SOLUTION -->\n", "**Why?**\nYOUR ANSWER HERE\n"},
		{"a magic", "%%native\nfunc f() int {\n\t// BEGIN SOLUTION\n\treturn 42\n\t// END SOLUTION\n}\nf()", "%%native\nfunc f() int {\n\t// YOUR CODE HERE\n\tpanic(\"not implemented\")\n}\nf()"},
		{"Windows' ends of lines", "func f() {\r\n\t// BEGIN SOLUTION\r\n\tprintln(42)\r\n\t// END SOLUTION\r\n}", "func f() {\n\t// YOUR CODE HERE\n}"},
	} {
		r, err := Make(bytesOf(t, notebook(t, tt.before)))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		nb, m, err := Open(r.Notebook)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.after, nb.Cells[0].Source); diff != "" || !m.Cells[0].Answer {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		second, err := Make(r.Notebook)
		if err != nil || !bytes.Equal(r.Notebook, second.Notebook) {
			t.Errorf("%s: released a second time it is another one (%v)", tt.name, err)
		}
	}
}

// TestProblems: what is not released, and where that is.
func TestProblems(t *testing.T) {
	good := "// BEGIN SOLUTION\n// END SOLUTION"
	for _, tt := range []struct {
		name  string
		cells []string
		want  string
	}{
		{"no end", []string{"x := 1", "\n// BEGIN SOLUTION\n"}, "cell 2, line 2: BEGIN SOLUTION without an END SOLUTION"},
		{"no beginning", []string{"// END SOLUTION"}, "cell 1, line 1: END SOLUTION without a BEGIN SOLUTION"},
		{"another end", []string{"// BEGIN SOLUTION\n// END HIDDEN TESTS"}, "cell 1, line 2: END HIDDEN TESTS without a BEGIN HIDDEN TESTS"},
		{"nested", []string{"// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION\n// END SOLUTION"}, "cell 1, line 2: BEGIN SOLUTION inside of the BEGIN SOLUTION of line 1"},
		{"nested, of two kinds", []string{"// BEGIN SOLUTION\n// BEGIN HIDDEN TESTS\n// END HIDDEN TESTS\n// END SOLUTION"}, "cell 1, line 2: BEGIN HIDDEN TESTS inside of the BEGIN SOLUTION of line 1"},
		{"behind code", []string{good, "x := 1 // BEGIN SOLUTION"}, "cell 2, line 1: this is nearly a marker"},
		{"small letters", []string{good, "// begin solution\nx := 1\n// end solution"}, "cell 2, line 1: this is nearly a marker"},
		{"an underscore", []string{good, "// BEGIN_SOLUTION"}, "cell 2, line 1: this is nearly a marker"},
		{"nothing to do", []string{"x := 1", "md:words"}, "no cell is for answers"},
		{"the exercise's name is hidden", []string{"// BEGIN SOLUTION\n// exercise: workers\nfunc f() {}\n// END SOLUTION"}, `cell 1: the line "// exercise: workers" is part of the solution`},
		{"a name that only the solution uses", []string{"func f() {\n\tn := 1\n\t// BEGIN SOLUTION\n\tprintln(n)\n\t// END SOLUTION\n}"}, "cell 1, line 3: without its solution the cell does not compile: line 2 would be: n := 1: declared and not used: n"},
		{"a name that only the solution declares", []string{"// BEGIN SOLUTION\nn := 1\n// END SOLUTION\nprintln(n)"}, "cell 1, line 1: without its solution the cell does not compile: line 2 would be: println(n): undefined: n"},
		{"all at once", []string{"// END SOLUTION", "// END SOLUTION"}, "cell 2, line 1:"},
	} {
		_, err := Make(bytesOf(t, notebook(t, tt.cells...)))
		var problems *ProblemsError
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
	for _, text := range []string{"", "{}", "[]", "package solution", strings.Repeat("[", 1<<20)} {
		if _, err := Make([]byte(text)); err == nil {
			t.Errorf("released %.10q", text)
		}
	}
}

// TestNotes: what is released, with something to look at.
func TestNotes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		want  string
	}{
		{"a later cell needs a solution", []string{"// BEGIN SOLUTION\nfunc f() int { return 1 }\n// END SOLUTION", "println(f())"}, "cell 2: as students get it, it does not compile until other cells are solved: undefined: f"},
		{"a later answer needs an earlier one", []string{"// BEGIN SOLUTION\nfunc f() int { return 1 }\n// END SOLUTION", "func g() int {\n\t// BEGIN SOLUTION\n\treturn 2\n\t// END SOLUTION\n\treturn f()\n}"}, "cell 2: as students get it"},
		{"a line twice", []string{"func f() {\n\t// BEGIN SOLUTION\n\tprintln(\"the secret of it\")\n\t// END SOLUTION\n}", "println(\"the secret of it\")"}, `cell 2: students see a line that is also in what was taken out of cell 1: println("the secret of it")`},
		{"wrong with the solution too", []string{"func f() {\n\t// BEGIN SOLUTION\n\ty()\n\t// END SOLUTION\n\tz()\n}"}, "cell 1, line 3: it does not compile with its solution either: undefined: y"},
		{"an exercise without a solution", []string{"// exercise: one\ntype T struct{}", "// BEGIN SOLUTION\n// END SOLUTION"}, "cell 1: it belongs to the exercise one and has no solution in it"},
	} {
		r, err := Make(bytesOf(t, notebook(t, tt.cells...)))
		var all []string
		for _, n := range r.Notes {
			all = append(all, n.String())
		}
		if err != nil || !strings.Contains(strings.Join(all, "\n"), tt.want) {
			t.Errorf("%s: notes %q (%v), want %q", tt.name, all, err, tt.want)
		}
	}
	r, err := Make(bytesOf(t, notebook(t, "func f() int {\n\t// BEGIN SOLUTION\n\treturn 42\n\t// END SOLUTION\n}", "f() == 0")))
	if err != nil || len(r.Notes) > 0 {
		t.Errorf("notes on a good notebook: %v, %v", r.Notes, err)
	}
}
