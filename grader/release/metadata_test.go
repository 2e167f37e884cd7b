package release

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/nbformat"
)

// TestNothingLeft hides a word wherever a notebook can hold one.
func TestNothingLeft(t *testing.T) {
	const secret = "XYZZY"
	in := map[string]any{"text": secret, secret: true, "deep": []any{map[string]any{"x": secret}}}
	outputs := []nbformat.Output{
		{Type: nbformat.Stream, Name: "stdout", Text: secret}, {Type: nbformat.Error, EName: "E", Traceback: []string{secret}},
		{Type: nbformat.DisplayData, Data: map[string]any{"text/plain": secret}, Metadata: in},
	}
	run := 7
	bundle := map[string]any{secret + ".png": map[string]any{"image/png": secret}}
	cell := func(kind nbformat.CellType, source string) nbformat.Cell {
		c := nbformat.Cell{Type: kind, Source: source, Metadata: map[string]any{
			"note": in, "nbgrader": map[string]any{"grade": false, "solution": false, "locked": true, "grade_id": "", "old": secret}, "slideshow": in, "jupyter": in, "name": secret,
		}, Extra: in}
		if kind == nbformat.Code {
			c.Outputs, c.ExecutionCount = outputs, &run
		} else {
			c.Attachments = bundle
		}
		return c
	}
	nb := &nbformat.Notebook{Minor: nbformat.Minor, Extra: in, Metadata: map[string]any{
		"kernelspec":    map[string]any{"name": "weft", "display_name": "Go", "env": map[string]any{"A": secret}, "argv": []any{secret}},
		"language_info": map[string]any{"name": "go", "x": secret}, "widgets": in, "weft": map[string]any{"graded": true, "x": secret}, "authors": []any{secret},
	}}
	nb.Cells = []nbformat.Cell{
		cell(nbformat.Markdown, "words"), cell(nbformat.Code, "x := 1"), cell(nbformat.Raw, "raw"),
		cell(nbformat.Code, "func f() int {\n\t// BEGIN SOLUTION\n\treturn "+secret+"()\n\t// END SOLUTION "+secret+"\n}"),
		cell(nbformat.Code, "x\n// BEGIN HIDDEN TESTS "+secret+"\nx == "+secret+"\n// END HIDDEN TESTS"),
		cell(nbformat.Markdown, "### BEGIN SOLUTION\n![x](attachment:"+secret+".png)\n### END SOLUTION"),
		cell(nbformat.Markdown, "task\n### BEGIN MARK SCHEME\n"+secret+"\n### END MARK SCHEME"),
		cell(nbformat.Code, secret), cell(nbformat.Code, secret), cell(nbformat.Markdown, secret),
	}
	nb.Cells[7].Metadata["tags"] = []any{"hidden"}
	for i := 8; i < 10; i++ {
		nb.Cells[i].Metadata["nbgrader"] = map[string]any{"grade": true, "solution": true, "points": json.Number("2"), "grade_id": "whole" + string(rune('a'+i))}
	}
	for i := range nb.Cells {
		nb.Cells[i].ID = nb.NewID(nb.Cells[i].Source)[:7] + string(rune('a'+i))
	}
	r, err := Make(bytesOf(t, nb))
	if err != nil {
		t.Fatal(err)
	}
	if at := strings.Index(string(r.Notebook), secret); at >= 0 {
		t.Errorf("%s is left: %s", secret, r.Notebook[max(0, at-200):at+20])
	}
	out, _, err := Open(r.Notebook)
	if err != nil || len(out.Cells) != 9 || !slices.Equal(r.Removed, []int{8}) {
		t.Fatalf("%d cells, removed %v, %v", len(out.Cells), r.Removed, err)
	}
	for i, c := range out.Cells {
		if len(c.Outputs) > 0 || c.ExecutionCount != nil {
			t.Errorf("cell %d has outputs", i+1)
		}
	}
	if own, _ := out.Metadata["weft"].(map[string]any); own["graded"] != true {
		t.Error("the notebook is not one for grading any more")
	}
}

// TestMarks: nbgrader's metadata of released cells, and of what no release is made.
func TestMarks(t *testing.T) {
	code, words := "// BEGIN SOLUTION\n// END SOLUTION", "md:text"
	for _, tt := range []struct {
		name   string
		source string
		meta   map[string]any // nbgrader's in the teacher's notebook
		want   map[string]any // some of the students'
		err    string
	}{
		{"none", code, nil, map[string]any{"solution": true, "locked": false, "grade": false, "task": false, "cell_type": "code"}, ""},
		{"none, given", "x := 1", nil, map[string]any{"solution": false, "locked": true, "grade": false}, ""},
		{"manually graded", code, map[string]any{"grade": true, "solution": true, "grade_id": "one", "points": json.Number("2")}, map[string]any{"grade": true, "solution": true, "grade_id": "one", "points": json.Number("2")}, ""},
		{"tests", "x := 1", map[string]any{"grade": true, "grade_id": "t", "points": json.Number("0.5"), "schema_version": json.Number("1")}, map[string]any{"grade": true, "solution": false, "locked": true, "points": json.Number("0.5"), "schema_version": json.Number("3")}, ""},
		{"an answer in words", "md:### BEGIN SOLUTION\n### END SOLUTION", nil, map[string]any{"grade": true, "solution": true, "points": json.Number("0")}, ""},
		{"a task", words, map[string]any{"task": true, "grade_id": "t", "points": json.Number("3")}, map[string]any{"task": true, "grade": false, "locked": true, "points": json.Number("3")}, ""},
		{"points for given words", words, map[string]any{"grade": true, "grade_id": "t"}, nil, "allows points for text only if"},
		{"a wrong id", code, map[string]any{"solution": true, "grade_id": "../x"}, nil, "grade_id must be of the characters"},
		{"a wrong type", code, map[string]any{"solution": "yes", "grade_id": "x"}, nil, "solution must be true or false"},
		{"points below 0", code, map[string]any{"grade": true, "solution": true, "grade_id": "x", "points": json.Number("-1")}, nil, "points must be a number"},
		{"no object", code, map[string]any{"": nil}, nil, "is not an object"},
		{"the same id", code, map[string]any{"solution": true, "grade_id": "other"}, nil, `its grade_id "other" is that of cell 1 too`},
	} {
		nb := notebook(t, code, tt.source)
		nb.Cells[0].Metadata["nbgrader"] = map[string]any{"solution": true, "grade_id": "other"}
		if tt.meta != nil {
			nb.Cells[1].Metadata["nbgrader"] = tt.meta
		}
		if tt.err == "is not an object" {
			nb.Cells[1].Metadata["nbgrader"] = true
		}
		nb.Cells[1].ID = "second"
		r, err := Make(bytesOf(t, nb))
		if tt.err != "" {
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: error %v, want %q", tt.name, err, tt.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		out, _, err := Open(r.Notebook)
		if err != nil {
			t.Fatal(err)
		}
		c := out.Cells[1]
		got := c.Metadata["nbgrader"].(map[string]any)
		maps.DeleteFunc(got, func(k string, _ any) bool { _, ok := tt.want[k]; return !ok })
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		_, open := c.Metadata["editable"]
		if c.Metadata["deletable"] != false || open == (tt.want["solution"] == true) {
			t.Errorf("%s: metadata %v", tt.name, c.Metadata)
		}
	}
}

// TestChecksum: what Python makes of the same values, by nbgrader's rule.
func TestChecksum(t *testing.T) {
	points := func(f float64) *float64 { return &f }
	for _, tt := range []struct {
		marks marks
		kind  nbformat.CellType
		text  string
		want  string
	}{
		{marks{solution: true, id: "answer-1"}, nbformat.Code, "x := \"ü\"", "cbb924d7cc7356767c874f661b5b7f24"},
		{marks{solution: true, grade: true, id: "answer-1", points: points(2)}, nbformat.Code, "x := \"ü\"", "fd79c1c5a3402f5271c24fb5c90fa795"},
		{marks{grade: true, id: "test_1", points: points(0.5)}, nbformat.Code, "x := 1", "a9a3fb9aba0195ecfb50b3c37149b6b8"},
		{marks{id: "a1b2"}, nbformat.Markdown, "# Title", "c834d4f0957a2992121e95bb586f8a1a"},
	} {
		if got := tt.marks.checksum(tt.kind, tt.text); got != tt.want {
			t.Errorf("%+v %q: %s, want %s", tt.marks, tt.text, got, tt.want)
		}
	}
	for f, want := range map[float64]string{0: "0.0", 5: "5.0", 0.1: "0.1", 1e16: "1e+16", 1e-5: "1e-05", 0.0001: "0.0001", 1e15: "1000000000000000.0", 2.5e22: "2.5e+22"} {
		if got := python(f); got != want {
			t.Errorf("%g as Python prints it is %s, want %s", f, got, want)
		}
	}
}

// TestChanged: a release that somebody has edited is none.
func TestChanged(t *testing.T) {
	r, err := Make(bytesOf(t, notebook(t, "x := 1", "// BEGIN SOLUTION\n// END SOLUTION", "md:end")))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func(nb *nbformat.Notebook)
		want   string
	}{
		{"a text", func(nb *nbformat.Notebook) { nb.Cells[0].Source = "x := 2" }, "cell 1 is not the one"},
		{"a cell more", func(nb *nbformat.Notebook) {
			nb.Cells = append(nb.Cells, nbformat.Cell{Type: nbformat.Raw, ID: "new"})
		}, "other cells than in its manifest"},
		{"a cell less", func(nb *nbformat.Notebook) { nb.Cells = nb.Cells[:2] }, "cell 3 is not the one"},
		{"another order", func(nb *nbformat.Notebook) { slices.Reverse(nb.Cells) }, "cell 1 is not the one"},
		{"unlocked", func(nb *nbformat.Notebook) { nb.Cells[0].Metadata["nbgrader"].(map[string]any)["solution"] = true }, "cell 1 is not the one"},
		{"another manifest", func(nb *nbformat.Notebook) { nb.Metadata["weft"] = map[string]any{"release": []any{}} }, "its manifest cannot be read"},
		{"a later manifest", func(nb *nbformat.Notebook) {
			nb.Metadata["weft"] = map[string]any{"release": map[string]any{"version": json.Number("2")}}
		}, "a newer weft made it"},
	} {
		nb, _, err := Open(r.Notebook)
		if err != nil {
			t.Fatal(err)
		}
		tt.change(nb)
		data := bytesOf(t, nb)
		if _, _, err := Open(data); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: opened with error %v, want %q", tt.name, err, tt.want)
		}
		if _, err := Make(data); err == nil || !strings.Contains(err.Error(), "not the teacher's notebook") {
			t.Errorf("%s: released with error %v", tt.name, err)
		}
	}
}
