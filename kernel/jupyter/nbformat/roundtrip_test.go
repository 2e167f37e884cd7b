package nbformat

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// testdata/all.in.ipynb has every kind of cell and output, stored in unusual ways;
// all.out.ipynb is what Jupyter's nbformat 5.11.1 made of it, empty.ipynb its empty notebook.
func TestWritesLikeJupyter(t *testing.T) {
	for _, tt := range []struct{ in, out string }{
		{"all.in.ipynb", "all.out.ipynb"},
		{"all.out.ipynb", "all.out.ipynb"},
		{"empty.ipynb", "empty.ipynb"},
	} {
		nb, err := ReadFile(filepath.Join("testdata", tt.in))
		if err != nil {
			t.Error(err)
			continue
		}
		want, err := os.ReadFile(filepath.Join("testdata", tt.out))
		if err != nil {
			t.Fatal(err)
		}
		got, err := nb.Bytes()
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.in, diff)
		}
		if len(nb.Repairs) > 0 {
			t.Errorf("%s: repaired %q, want nothing to repair", tt.in, nb.Repairs)
		}
		if err := nb.Validate(); err != nil {
			t.Errorf("%s: %v", tt.in, err)
		}
	}
}

func TestUpgrade(t *testing.T) {
	const old = `{"nbformat":4,"nbformat_minor":%,"metadata":{},"x":[1.0],"cells":[
		{"cell_type":"markdown","metadata":{},"source":"same"},
		{"cell_type":"markdown","metadata":{},"source":"same"},
		{"cell_type":"code","metadata":{},"source":["a\n","b"],"outputs":[{"output_type":"new","y":1e400}],"execution_count":null}]}`
	for _, minor := range []string{"0", "1", "2", "3", "4"} {
		text := []byte(strings.Replace(old, "%", minor, 1))
		nb, err := Parse(text)
		if err != nil {
			t.Errorf("4.%s: %v", minor, err)
			continue
		}
		again, _ := Parse(text)
		if diff := cmp.Diff(nb, again); diff != "" {
			t.Errorf("4.%s: read twice (-first +second):\n%s", minor, diff)
		}
		if nb.Minor != 5 || len(nb.Repairs) != 0 {
			t.Errorf("4.%s: became 4.%d with repairs %q", minor, nb.Minor, nb.Repairs)
		}
		if nb.Cells[0].ID == nb.Cells[1].ID {
			t.Errorf("4.%s: equal cells got one id %q", minor, nb.Cells[0].ID)
		}
		out, _ := nb.Bytes()
		for _, want := range []string{`"x": [` + "\n  1.0\n ]", `"y": 1e400`, `"output_type": "new"`} {
			if !bytes.Contains(out, []byte(want)) {
				t.Errorf("4.%s: %s is lost in\n%s", minor, want, out)
			}
		}
	}
}

func TestRepairs(t *testing.T) {
	nb, err := Parse([]byte(`{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[
		{"cell_type":"raw","id":"a","metadata":{},"source":""},
		{"cell_type":"raw","id":"a","metadata":{},"source":""},
		{"cell_type":"raw","id":"not ok","metadata":{},"source":""},
		{"cell_type":"raw","metadata":{},"source":""}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if nb.Cells[0].ID != "a" {
		t.Errorf("the first cell lost its id, it has %q", nb.Cells[0].ID)
	}
	if len(nb.Repairs) != 3 {
		t.Fatalf("repairs %q, want 3", nb.Repairs)
	}
	for i, want := range []string{`cell 2 has the id "a"`, `cell 3 has the malformed id "not ok"`, `cell 4 has no id`} {
		if !strings.HasPrefix(nb.Repairs[i], want) {
			t.Errorf("repair %q, want %q", nb.Repairs[i], want)
		}
	}
	if err := nb.Validate(); err != nil {
		t.Error(err)
	}
}

func TestParseErrors(t *testing.T) {
	deep := strings.Repeat("[", MaxDepth+1)
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"cut off", `{"cells": [`, "ends in the middle"},
		{"not JSON", "{\n\n x}", "line 3"},
		{"NaN", `{"x": NaN}`, "invalid character 'N'"},
		{"two values", "{\"nbformat\":4}\n{}", "more text after the end, at line 2"},
		{"a list", `[]`, "holds a list"},
		{"binary", "\x89PNG\r\n\x1a\n\xff", "byte 0 is not UTF-8"},
		{"bad text inside", `{"a": "` + "\xff" + `"}`, "byte 7 is not UTF-8"},
		{"deep", deep, "nested deeper"},
		{"deep in an object", strings.Repeat(`{"a":`, MaxDepth+1), "nested deeper"},
		{"no version", `{"cells":[]}`, `"nbformat" is missing`},
		{"version 3", `{"nbformat":3,"worksheets":[]}`, "open the notebook in Jupyter and save it"},
		{"huge version", `{"nbformat":1e999999999}`, "nbformat: want an integer, not the number 1e999999999"},
		{"long number", `{"nbformat":` + strings.Repeat("4", 1000) + `}`, "want an integer"},
		{"negative minor", `{"nbformat":4,"nbformat_minor":-1}`, "nbformat_minor -1"},
		{"fraction", `{"nbformat":4.5}`, "the number 4.5"},
		{"cells of a wrong type", `{"nbformat":4,"cells":{}}`, "cells: want a list, not an object"},
		{"metadata of a wrong type", `{"nbformat":4,"metadata":null}`, "metadata: want an object, not null"},
		{"cell of a wrong type", `{"nbformat":4,"cells":[1]}`, "cell 1: want an object, not the number 1"},
		{"no cell type", `{"nbformat":4,"cells":[{}]}`, "cell 1: cell_type is missing"},
		{"source", `{"nbformat":4,"cells":[{"cell_type":"raw","source":[1]}]}`, "cell 1: source: want a string or a list of strings"},
		{"count", `{"nbformat":4,"cells":[{"cell_type":"code","execution_count":"1"}]}`, "cell 1: execution_count: want an integer or null, not a string"},
		{"outputs", `{"nbformat":4,"cells":[{"cell_type":"code","outputs":true}]}`, "outputs: want a list, not a truth value"},
		{"output", `{"nbformat":4,"cells":[{"cell_type":"code","outputs":[[]]}]}`, "cell 1: output 1: want an object"},
		{"no output type", `{"nbformat":4,"cells":[{"cell_type":"code","outputs":[{}]}]}`, "cell 1: output 1: output_type is missing"},
		{"traceback", `{"nbformat":4,"cells":[{"cell_type":"code","outputs":[{"output_type":"error","traceback":[1]}]}]}`, "output 1: traceback"},
	} {
		_, err := Parse([]byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want an error with %q", tt.name, err, tt.want)
		}
	}
}

func TestParseTolerates(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"byte order mark", "\xef\xbb\xbf{\"nbformat\":4}"},
		{"count as a float", `{"nbformat":4.0,"cells":[{"cell_type":"code","execution_count":2.0}]}`},
		{"newer minor", `{"nbformat":4,"nbformat_minor":9,"cells":[{"cell_type":"chat","id":"a","metadata":{},"source":"","who":"me"}]}`},
		{"brackets in a string", `{"nbformat":4,"x":"` + strings.Repeat(`[\"`, MaxDepth) + `"}`},
	} {
		nb, err := Parse([]byte(tt.text))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if tt.name == "newer minor" && (nb.Minor != 9 || nb.Cells[0].Extra["who"] != "me") {
			t.Errorf("%s: %+v, want what is unknown to be kept", tt.name, nb)
		}
	}
}

func TestSplitLines(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []any
	}{
		{"", []any{}},
		{"a", []any{"a"}},
		{"\n", []any{"\n"}},
		{"a\nb\n", []any{"a\n", "b\n"}},
		{"a\r\nb\rc", []any{"a\r\n", "b\r", "c"}},
		{"a\vb\fc\x1cd\x1ee", []any{"a\v", "b\f", "c\x1c", "d\x1e", "e"}},
		{"a\u0085b\u2028c\u2029", []any{"a\u0085", "b\u2028", "c\u2029"}},
		{"a\x1fb", []any{"a\x1fb"}},
	} {
		if diff := cmp.Diff(tt.want, splitLines(tt.in)); diff != "" {
			t.Errorf("splitLines(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.ipynb")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.ipynb")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	nb := &Notebook{Minor: Minor}
	nb.Metadata = map[string]any{"n": 1, "list": []string{"<"}}
	if err := nb.WriteFile(link); err != nil {
		t.Fatal(err)
	}
	st, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && st.Mode() != 0o600 {
		t.Errorf("mode %v, want the file's own 0600", st.Mode())
	}
	if st, _ := os.Lstat(link); st.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced by a file")
	}
	back, err := ReadFile(path)
	if err != nil || len(back.Metadata) != 2 {
		t.Errorf("read back %+v, %v", back, err)
	}
	nb.Metadata["f"] = func() {}
	if err := nb.WriteFile(path); err == nil || !strings.Contains(err.Error(), "metadata: f: a func() cannot be stored") {
		t.Errorf("a function in metadata: %v", err)
	}
	nb.Metadata = nil
	if err := nb.WriteFile(filepath.Join(dir, "none", "a.ipynb")); err == nil {
		t.Error("writing into a missing folder succeeded")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("left behind %v", entries)
	}
}
