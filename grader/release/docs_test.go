package release

import (
	"os"
	"strings"
	"testing"
)

// TestDocs: the example in docs/NOTEBOOKS.md is what becomes of it.
func TestDocs(t *testing.T) {
	text, err := os.ReadFile("../../docs/NOTEBOOKS.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(strings.ReplaceAll(string(text), "\r\n", "\n"), "```go\n")
	before, rest, _ := strings.Cut(rest, "```\n")
	_, rest, _ = strings.Cut(rest, "```go\n")
	after, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("there are not two examples")
	}
	r, err := Make(bytesOf(t, notebook(t, "type Job struct { Run func() int }", before)))
	if err != nil {
		t.Fatal(err)
	}
	nb, _, err := Open(r.Notebook)
	if err != nil {
		t.Fatal(err)
	}
	if got := nb.Cells[1].Source; got != after {
		t.Errorf("students get\n%s\nthe page says\n%s", got, after)
	}
}
