package links

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestRepository follows every link of the repository's own documents. With -v it lists those to other hosts, which
// it does not follow.
func TestRepository(t *testing.T) {
	r, err := Check(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Error(p)
	}
	t.Logf("%d documents, %d links and names of paths followed; to other hosts, not followed:\n%s",
		r.Documents, r.Internal, strings.Join(r.External, "\n"))
	if r.Documents < 20 || r.Internal < 50 {
		t.Fatalf("looked at %d documents and %d links only; is the test in the right folder?", r.Documents, r.Internal)
	}
}

func TestCheck(t *testing.T) {
	const notebook = `{"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": %s}],
		"metadata": {}, "nbformat": 4, "nbformat_minor": 5}`
	nb := func(source string) string { return strings.Replace(notebook, "%s", source, 1) }
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"a file, a folder, a heading", map[string]string{
			"README.md": "[a](docs/a.md) [b](docs) [c](docs/a.md#two-words) [d](#here)\n\n# Here",
			"docs/a.md": "# Two `words`!"}, nil},
		{"no file", map[string]string{"README.md": "one\n\n[a](gone.md)"},
			[]string{"README.md:3: gone.md: no such file or folder"}},
		{"no picture", map[string]string{"docs/a.md": "![a](pictures/a.png)"},
			[]string{"docs/a.md:1: pictures/a.png: no such file or folder"}},
		{"no heading", map[string]string{"README.md": "[a](a.md#three)", "a.md": "# Two"},
			[]string{"README.md:1: a.md#three: no such heading in a.md"}},
		{"the second of two headings", map[string]string{"README.md": "# A\n[a](#a-1) [b](#a-2)\n# A"},
			[]string{"README.md:2: #a-2: no such heading in README.md"}},
		{"other letters", map[string]string{"README.md": "[a](A.md)", "a.md": ""},
			[]string{"README.md:1: A.md: no such file or folder"}},
		{"outside", map[string]string{"README.md": "[a](../x.md)"},
			[]string{"README.md:1: ../x.md: outside of the repository"}},
		{"from the root", map[string]string{"README.md": "[a](/x.md)", "x.md": ""},
			[]string{"README.md:1: /x.md: not relative: it depends on where the document lies"}},
		{"a line of a program", map[string]string{"README.md": "[a](x.go#L3)", "x.go": ""},
			[]string{"README.md:1: x.go#L3: a fragment of a file that has no headings"}},
		{"HTML", map[string]string{"README.md": "<a id=\"x\"></a>\n\n<img src=\"no.png\"> [a](#x)"},
			[]string{"README.md:3: no.png: no such file or folder"}},
		{"a path in words", map[string]string{"README.md": "see `kernel/a`, `kernel/*.go`, `kernel/b/`", "kernel/b/x.go": ""},
			[]string{"README.md:1: kernel/a: no such file or folder", "README.md:1: kernel/*.go: no such file or folder"}},
		{"code is no link", map[string]string{"README.md": "```\n[a](gone.md)\n```\n`[b](gone.md)`"}, nil},
		{"a notebook", map[string]string{"n/1.ipynb": nb(`"# A Cell\n[a](2.ipynb#A-Cell)"`), "n/2.ipynb": nb(`["# A Cell\n", "[b](3.ipynb)"]`)},
			[]string{"n/2.ipynb:cell 1, line 2: 3.ipynb: no such file or folder"}},
	} {
		fsys := fstest.MapFS{}
		for name, text := range tt.files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		r, err := Check(fsys)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var got []string
		for _, p := range r.Problems {
			got = append(got, p.String())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestExternal(t *testing.T) {
	r, err := Check(fstest.MapFS{"a.md": {Data: []byte("<https://b.example> [a](https://a.example/x#y) https://b.example")}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"https://a.example/x#y", "https://b.example"}, r.External); diff != "" || len(r.Problems) > 0 {
		t.Errorf("External (-want +got):\n%s\nProblems %v", diff, r.Problems)
	}
}
