// Package lessons checks the notebooks of the course: that each has the shape of a lesson, that every
// row of the course's contents is covered by a cell, and that the cells show what they are there for.
package lessons

import (
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/jupyter/nbformat"
)

const notebooks = "../../../notebooks"

func lessons(t *testing.T) map[string]*nbformat.Notebook {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(notebooks, "*.ipynb"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	all := map[string]*nbformat.Notebook{}
	for _, file := range files {
		nb, err := nbformat.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[nameOf(file)] = nb
	}
	return all
}

func nameOf(file string) string { return strings.TrimSuffix(filepath.Base(file), ".ipynb") }

// claims are what a code cell's metadata says of it, under "weft".
type claims struct {
	covers   []string // rows of the course's contents that the cell shows
	asserts  []string // Go expressions that are true in the session after the cell
	measured []string // such expressions about times: true unless the machine has stood still meanwhile
	shows    []string // regular expressions that match what the cell writes
}

func claimsOf(c *nbformat.Cell) claims {
	weft, _ := c.Metadata["weft"].(map[string]any)
	return claims{words(weft["covers"]), words(weft["asserts"]), words(weft["measured"]), words(weft["shows"])}
}

func words(list any) []string {
	var words []string
	values, _ := list.([]any)
	for _, v := range values {
		s, _ := v.(string)
		words = append(words, s)
	}
	return words
}
