package collect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/grader/release"
	"weft/kernel/jupyter/nbformat"
)

const (
	stub = "func f() int {\n\t// YOUR CODE HERE\n\tpanic(\"not implemented\")\n}"
	mine = "func f() int {\n\treturn 42\n}"
)

// released is a release of four cells: a title, an answer "one", given code, an answer "two".
func released(t testing.TB) []byte {
	t.Helper()
	nb := &nbformat.Notebook{Minor: nbformat.Minor, Cells: []nbformat.Cell{
		{Type: nbformat.Markdown, ID: "title", Source: "# Title"},
		{Type: nbformat.Code, ID: "one", Source: "func f() int {\n\t// BEGIN SOLUTION\n\treturn 42\n\t// END SOLUTION\n}"},
		{Type: nbformat.Code, ID: "given", Source: "f()"},
		{Type: nbformat.Code, ID: "two", Source: "// exercise: two\n// BEGIN SOLUTION\nvar x = 1\n// END SOLUTION"},
	}}
	data, err := nb.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	r, err := release.Make(data)
	if err != nil {
		t.Fatal(err)
	}
	return r.Notebook
}

func collector(t testing.TB) *Collector {
	t.Helper()
	c, err := New(released(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// a tree is a notebook as JSON, to be changed in ways that package nbformat does not allow.
type tree = map[string]any

func changed(t testing.TB, change func(nb tree, cells []any) []any) []byte {
	t.Helper()
	var nb tree
	if err := json.Unmarshal(released(t), &nb); err != nil {
		t.Fatal(err)
	}
	nb["cells"] = change(nb, nb["cells"].([]any))
	data, err := json.Marshal(nb)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// with is a cell with another value.
func with(cell any, name string, value any) tree {
	c := tree{}
	for k, v := range cell.(tree) {
		c[k] = v
	}
	c[name] = value
	return c
}

// told is a report in short.
func told(r Taken) string {
	var b strings.Builder
	for _, a := range r.Answers {
		fmt.Fprintf(&b, "%s %s", a.ID, a.State)
		if a.Note != "" {
			fmt.Fprintf(&b, " (%s)", a.Note)
		}
		b.WriteString("; ")
	}
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s %s; ", c.ID, c.What)
	}
	if r.Own > 0 {
		fmt.Fprintf(&b, "own %d; ", r.Own)
	}
	return b.String() + strings.Join(r.Notes, "; ")
}

// TestTake: what students do to notebooks, and what comes of it.
func TestTake(t *testing.T) {
	const two = "two unanswered; "
	const deep = 9000
	huge := tree{"output_type": "stream", "name": "stdout", "text": strings.Repeat("x", 8<<20)}
	for _, tt := range []struct {
		name   string
		change func(nb tree, cells []any) []any
		want   string
		one    string // the text of cell one; "" is mine
	}{
		{"as it was", func(_ tree, c []any) []any { return c }, "one unanswered; " + two, stub},
		{"an answer", func(_ tree, c []any) []any { c[1] = with(c[1], "source", mine); return c }, "one answered; " + two, ""},
		{"a list of lines", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", strings.SplitAfter(mine, "\n"))
			return c
		}, "one answered; " + two, ""},
		{"Windows' ends of lines", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", strings.ReplaceAll(mine, "\n", "\r\n"))
			return c
		}, "one answered; " + two, ""},
		{"a locked cell changed", func(_ tree, c []any) []any {
			c[1], c[2] = with(c[1], "source", mine), with(c[2], "source", "f() == 1")
			return c
		}, "one answered; " + two + "given changed; ", ""},
		{"a locked cell made words", func(_ tree, c []any) []any {
			c[1], c[2] = with(c[1], "source", mine), with(c[2], "cell_type", "markdown")
			return c
		}, "one answered; " + two + "given changed; ", ""},
		{"a locked cell deleted", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", mine)
			return append(c[:2], c[3])
		}, "one answered; " + two + "given missing; ", ""},
		{"the answer deleted", func(_ tree, c []any) []any { return append(c[:1], c[2:]...) }, "one missing; " + two, stub},
		{"the answer emptied", func(_ tree, c []any) []any { c[1] = with(c[1], "source", " \n"); return c }, "one unanswered (it is empty); " + two, stub},
		{"another order", func(_ tree, c []any) []any {
			return []any{c[3], with(c[1], "source", mine), c[2], c[0]}
		}, "one answered; " + two + "its cells are in another order than they were released in", ""},
		{"own cells", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", mine)
			return append(c, tree{"cell_type": "code", "source": "mine"}, tree{"cell_type": "code", "source": " "})
		}, "one answered; " + two + "own 1; ", ""},
		{"an own cell for the exercise", func(_ tree, c []any) []any {
			return append(c, tree{"id": "new", "source": "// exercise: two\nvar x = 2"})
		}, "one unanswered; " + two + "own 1; cell 5 is the student's own, and marked as part of the exercise two: it is not taken", stub},
		{"a copy of the answer, changed", func(_ tree, c []any) []any {
			return append(c, with(with(c[1], "source", mine), "id", "copy"))
		}, "one answered; " + two, ""},
		{"two answers", func(_ tree, c []any) []any {
			first := with(with(c[1], "source", "other"), "id", "copy")
			c[1] = with(c[1], "source", mine)
			return append([]any{first}, c...)
		}, "one answered (there are 2 different ones; that of cell 3 was taken); " + two + "its cells are in another order than they were released in", ""},
		{"twice the same answer", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", mine)
			return append(c, c[1])
		}, "one answered; " + two, ""},
		{"ids are lost", func(_ tree, c []any) []any {
			for i := range c {
				c[i] = with(c[i], "id", fmt.Sprint("new", i))
			}
			c[1] = with(c[1], "source", mine)
			return c
		}, "one answered; " + two, ""},
		{"an answer as words", func(_ tree, c []any) []any {
			c[1] = with(with(c[1], "source", mine), "cell_type", "raw")
			return c
		}, "one answered (it was made a raw cell); " + two, ""},
		{"unlocked, with other points", func(_ tree, c []any) []any {
			c[1] = with(with(c[1], "source", mine), "metadata", tree{"editable": true, "tags": []any{"hidden"}, "nbgrader": tree{"grade": true, "points": 100}})
			return c
		}, "one answered; " + two, ""},
		{"another release", func(nb tree, c []any) []any {
			nb["metadata"] = tree{"weft": tree{"release": tree{"id": "older"}}}
			c[1] = with(c[1], "source", mine)
			return c
		}, "one answered; " + two + "it was made from another release of this notebook", ""},
		{"a huge output", func(_ tree, c []any) []any {
			c[1] = with(with(c[1], "source", mine), "outputs", []any{huge})
			return c
		}, "one answered; " + two, ""},
		{"outputs that are none", func(_ tree, c []any) []any {
			c[1] = with(with(c[1], "source", mine), "outputs", tree{"x": 1})
			return c
		}, "one answered; " + two, ""},
		{"an answer nested deep", func(_ tree, c []any) []any {
			c[1] = with(with(c[1], "source", mine), "attachments", json.RawMessage(strings.Repeat("[", deep)+strings.Repeat("]", deep)))
			return c
		}, "one answered; " + two, ""},
		{"an answer too large", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", strings.Repeat("x", MaxAnswer+1))
			return c
		}, "one refused (it is larger than 256 KiB); " + two, stub},
		{"an answer much too large", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", strings.Repeat("x", maxRaw))
			return c
		}, "one refused (it is larger than 256 KiB); " + two, stub},
		{"an answer that is binary", func(_ tree, c []any) []any { c[1] = with(c[1], "source", "x\x00y"); return c }, "one refused (it is not text: it has the character U+0000); " + two, stub},
		{"an answer that is a number", func(_ tree, c []any) []any { c[1] = with(c[1], "source", 7); return c }, "one refused (its text is neither a string nor a list of strings); " + two, stub},
		{"cells that are none", func(_ tree, c []any) []any {
			c[1] = with(c[1], "source", mine)
			return append(c, 7, nil, "x", []any{}, tree{"id": 7, "cell_type": 7, "metadata": 7})
		}, "one answered; " + two, ""},
	} {
		got, err := collector(t).Take(changed(t, tt.change))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.want, told(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		nb, err := nbformat.Parse(got.Notebook)
		if err != nil || len(nb.Cells) != 4 {
			t.Fatalf("%s: %v\n%s", tt.name, err, got.Notebook)
		}
		want := tt.one
		if want == "" {
			want = mine
		}
		if nb.Cells[1].Source != want || nb.Cells[0].Source != "# Title" || nb.Cells[2].Source != "f()" {
			t.Errorf("%s: cells %q %q %q", tt.name, nb.Cells[0].Source, nb.Cells[1].Source, nb.Cells[2].Source)
		}
		if len(got.Notebook) > 2*len(released(t)) {
			t.Errorf("%s: the collected notebook has %d bytes", tt.name, len(got.Notebook))
		}
	}
}

// TestRefused: of what nothing is taken.
func TestRefused(t *testing.T) {
	same := string(released(t))
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", "it is empty"},
		{"not JSON", "package solution", "it is not a notebook"},
		{"half of it", same[:len(same)/2], "it is not a notebook"},
		{"more behind it", same + "{}", "it is not a notebook"},
		{"a list", "[]", "it is not a notebook"},
		{"null", "null", "it is not a notebook"},
		{"no cells", `{"nbformat": 4}`, "its cells are not a list"},
		{"cells that are no list", `{"nbformat": 4, "cells": {}}`, "its cells are not a list"},
		{"an old format", `{"nbformat": 3, "cells": []}`, "not a notebook of format 4"},
		{"no format", `{"cells": []}`, "not a notebook of format 4"},
		{"binary", "\x7fELF\x02\x01\xff\xfe", "it is not text in UTF-8"},
		{"a NUL", "{\x00}", "it is not text in UTF-8"},
		{"UTF-16", "{\x00\"\x00n\x00", "it is not text in UTF-8"},
		{"too large", strings.Repeat(" ", MaxNotebook+1), "it is larger than 16 MiB"},
		{"nested deep", `{"nbformat": 4, "cells": [], "x": ` + strings.Repeat("[", 1<<20) + strings.Repeat("]", 1<<20) + "}", "exceeded max depth"},
		{"nested deep and open", strings.Repeat(`{"a":`, 1<<20), "it is not a notebook"},
		{"too many cells", `{"nbformat": 4, "cells": [` + strings.Repeat("{},", 1<<20) + `{}]}`, "more than 2000 cells"},
		{"too many names", `{"nbformat": 4, "cells": []` + strings.Repeat(`,"a":0`, 1<<19) + `}`, "it is not made from this notebook"},
		{"another notebook", `{"nbformat": 4, "cells": [{"id": "x", "source": "y"}]}`, "it is not made from this notebook"},
	} {
		_, err := collector(t).Take([]byte(tt.text))
		var refused *RefusedError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestAgain: what was collected is collected again as it is; what is not released is no release.
func TestAgain(t *testing.T) {
	c := collector(t)
	first, err := c.Take(changed(t, func(_ tree, cells []any) []any { cells[1] = with(cells[1], "source", mine); return cells }))
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.Take(first.Notebook)
	if err != nil || !bytes.Equal(first.Notebook, second.Notebook) {
		t.Errorf("collected again it is another one: %v", err)
	}
	if _, err := New(first.Notebook); err == nil || !strings.Contains(err.Error(), "it has changed since it was released") {
		t.Errorf("a student's notebook is taken for the release: %v", err)
	}
	if _, err := New([]byte(`{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}`)); err == nil || !strings.Contains(err.Error(), "it is not a released notebook") {
		t.Errorf("a notebook is taken for a release: %v", err)
	}
}
