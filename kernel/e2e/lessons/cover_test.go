package lessons

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weft/kernel/jupyter/nbformat"
)

// The contents of the course: each notebook's name, then its rows, one a line. A row begins with the
// document that it comes from; rows of Go are what the documents have no counterpart of.
//
//go:embed rows.txt
var contents string

var update = flag.Bool("update", false, "write docs/LESSONS.md")

// A row is one line of the contents and where it is shown.
type row struct {
	notebook, name string
	cells          []string
}

func rows(t *testing.T) []row {
	t.Helper()
	var all []row
	notebook := ""
	for line := range strings.Lines(contents) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case !strings.Contains(line, ": "):
			notebook = line
		default:
			all = append(all, row{notebook: notebook, name: line})
		}
	}
	return all
}

// TestRowsAreCovered: each row has a cell in its notebook that claims to show it, and says how that is
// seen. TestLessonsHold tries the claims.
func TestRowsAreCovered(t *testing.T) {
	all := rows(t)
	found := lessons(t)
	for name, nb := range found {
		for i := range nb.Cells {
			checkClaims(t, name, &nb.Cells[i], all)
		}
	}
	for i := range all {
		row := &all[i]
		nb, ok := found[row.notebook]
		if !ok {
			t.Errorf("%s: no notebook %s", row.name, row.notebook)
			continue
		}
		for j := range nb.Cells {
			if slices.Contains(claimsOf(&nb.Cells[j]).covers, row.name) {
				row.cells = append(row.cells, nb.Cells[j].ID)
			}
		}
		if len(row.cells) == 0 {
			t.Errorf("%s: no cell of %s covers it", row.name, row.notebook)
		}
	}
	if t.Failed() {
		return
	}
	comparePage(t, page(all, found))
}

func checkClaims(t *testing.T, name string, c *nbformat.Cell, all []row) {
	t.Helper()
	claims := claimsOf(c)
	for _, text := range claims.covers {
		if !slices.ContainsFunc(all, func(r row) bool { return r.notebook == name && r.name == text }) {
			t.Errorf("%s, cell %s covers %q, which is no row of that notebook", name, c.ID, text)
		}
	}
	if len(claims.covers) > 0 && (c.Type != nbformat.Code || len(claims.asserts)+len(claims.measured)+len(claims.shows) == 0) {
		t.Errorf("%s, cell %s covers rows, but asserts and shows nothing", name, c.ID)
	}
	if len(claims.asserts)+len(claims.measured)+len(claims.shows) > 0 && c.Type != nbformat.Code {
		t.Errorf("%s, cell %s claims something, but is no code", name, c.ID)
	}
	if c.HasTag("break-it") && len(claims.shows) == 0 {
		t.Errorf("%s, cell %s breaks something, but does not say what it shows then", name, c.ID)
	}
	for _, pattern := range claims.shows {
		if re, err := regexp.Compile(pattern); err != nil || re.MatchString("") {
			t.Errorf("%s, cell %s shows %q: no regular expression, or one that matches nothing at all (%v)", name, c.ID, pattern, err)
		}
	}
}

const pageFile = "../../../docs/LESSONS.md"

// page is the table of rows, for readers.
func page(all []row, found map[string]*nbformat.Notebook) string {
	var b strings.Builder
	b.WriteString(`# What the lessons cover

Every row of the course's contents, the cell that shows it, and how the tests see that it does:
expressions that are true in the session after the cell, or words that it writes. An expression about times may be
false where the machine has stood still for a moment: it has to be true in one of several runs. S0 to S4 are the documents
from which the course was made; Go marks what they have no counterpart of.
The cells are run by TestLessonsHold, this page is written by ` + "`go test ./kernel/e2e/lessons -run TestRowsAreCovered -update`." + "\n")
	notebook := ""
	for _, r := range all {
		if r.notebook != notebook {
			notebook = r.notebook
			fmt.Fprintf(&b, "\n## %s\n\n| row | cell | holds |\n|---|---|---|\n", notebook)
		}
		var holds []string
		nb := found[notebook]
		for i := range nb.Cells {
			if c := &nb.Cells[i]; slices.Contains(r.cells, c.ID) {
				claims := claimsOf(c)
				for _, s := range slices.Concat(claims.asserts, claims.measured, claims.shows) {
					holds = append(holds, "`"+strings.NewReplacer("|", `\|`, "\n", `\n`, "\t", `\t`).Replace(s)+"`")
				}
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.name, strings.Join(r.cells, ", "), strings.Join(holds, "; "))
	}
	return b.String()
}

func comparePage(t *testing.T, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(pageFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(pageFile); err != nil || string(got) != want {
		t.Errorf("docs/LESSONS.md is not what the notebooks say (%v): run this test with -update", err)
	}
}
