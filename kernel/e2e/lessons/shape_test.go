// Package lessons checks what can be told from the text of the notebooks: that each has the shape of
// a lesson. That every cell runs is checked where there is a kernel.
package lessons

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

type notebook struct {
	Cells    []cell
	Metadata struct {
		Kernelspec struct{ Name, Language string }
	}
}

type cell struct {
	ID       string
	Type     string `json:"cell_type"`
	Source   lines
	Metadata struct {
		Tags []string
		Weft struct{ Covers []string }
	}
}

// lines is a text that a notebook stores as one string or as a list of lines.
type lines string

func (l *lines) UnmarshalJSON(data []byte) error {
	var list []string
	if err := json.Unmarshal(data, &list); err == nil {
		*l = lines(strings.Join(list, ""))
		return nil
	}
	return json.Unmarshal(data, (*string)(l))
}

func lessons(t *testing.T) map[string]notebook {
	files, err := filepath.Glob("../../../notebooks/*.ipynb")
	if err != nil || len(files) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	all := map[string]notebook{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var nb notebook
		if err := json.Unmarshal(data, &nb); err != nil {
			t.Fatalf("read %s: %v", file, err)
		}
		all[filepath.Base(file)] = nb
	}
	return all
}

func TestLessonsHaveTheirShape(t *testing.T) {
	for file, nb := range lessons(t) {
		t.Run(file, func(t *testing.T) {
			if nb.Metadata.Kernelspec.Name != "weft" || nb.Metadata.Kernelspec.Language != "go" {
				t.Errorf("kernelspec is %+v, want weft and go", nb.Metadata.Kernelspec)
			}
			if n := len(nb.Cells); n < 24 || n > 34 {
				t.Errorf("%d cells, want 24 to 34", n)
			}
			seen := map[string]bool{}
			for i, c := range nb.Cells {
				if c.ID == "" || seen[c.ID] || strings.ToLower(c.ID) != c.ID {
					t.Errorf("cell %d: id %q is missing, taken or not in small letters", i+1, c.ID)
				}
				seen[c.ID] = true
				if c.Type == "code" {
					checkCode(t, c, before(nb.Cells, i), after(nb.Cells, i))
				} else {
					checkProse(t, c)
				}
			}
			checkHeadings(t, nb)
			if first, last := nb.Cells[0], nb.Cells[len(nb.Cells)-1]; first.ID != "opening" || last.ID != "in-short" {
				t.Errorf("the first cell is %q and the last %q, want opening and in-short", first.ID, last.ID)
			}
		})
	}
}

func before(cells []cell, i int) cell {
	for i--; i >= 0; i-- {
		if cells[i].Type == "markdown" {
			return cells[i]
		}
	}
	return cell{}
}

func after(cells []cell, i int) string {
	for _, c := range cells[i+1:] {
		if c.Type == "code" {
			return c.ID
		}
	}
	return ""
}

func checkCode(t *testing.T, c, prose cell, next string) {
	t.Helper()
	if n := strings.Count(string(c.Source), "\n") + 1; n > 25 {
		t.Errorf("%s: %d lines, want at most 25", c.ID, n)
	}
	for _, line := range strings.Split(string(c.Source), "\n") {
		if n := len([]rune(strings.ReplaceAll(line, "\t", "    "))); n > 100 {
			t.Errorf("%s: a line of %d characters, want at most 100: %s", c.ID, n, line)
		}
	}
	if slices.Contains(c.Metadata.Tags, "break-it") {
		if !strings.Contains(string(prose.Source), "Break it: ") {
			t.Errorf("%s is tagged break-it, but the text before it has no title that begins with Break it:", c.ID)
		}
		if !strings.HasSuffix(next, "-repaired") {
			t.Errorf("%s is tagged break-it, but the next code cell is %q, want one that ends with -repaired", c.ID, next)
		}
	}
}

var (
	tooEasy  = regexp.MustCompile(`(?i)\b(just|simply|obviously|of course|easy|easily|trivial)\b`)
	answer   = regexp.MustCompile(`(?s)<details><summary>[^<]+</summary>\n.*?\n</details>`)
	tableRow = regexp.MustCompile(`(?m)^\|.*\n?`)
)

func checkProse(t *testing.T, c cell) {
	t.Helper()
	s := string(c.Source)
	if word := tooEasy.FindString(s); word != "" {
		t.Errorf("%s says %q", c.ID, word)
	}
	if open := strings.Count(s, "<details>"); open != len(answer.FindAllString(s, -1)) || open != strings.Count(s, "</details>") {
		t.Errorf("%s: a folded answer is not well formed", c.ID)
	}
	if strings.Contains(s, "**Try this.**") && !answer.MatchString(s) {
		t.Errorf("%s has something to try, but no answer", c.ID)
	}
	visible := tableRow.ReplaceAllString(answer.ReplaceAllString(s, ""), "")
	if n := len(strings.Fields(visible)); n > 100 && c.ID != "opening" && c.ID != "in-short" {
		t.Errorf("%s: %d words, want at most 100", c.ID, n)
	}
}

// checkHeadings wants one title, sections that are numbered without gaps, and no level left out.
func checkHeadings(t *testing.T, nb notebook) {
	t.Helper()
	heading := regexp.MustCompile(`(?m)^(#+) (\S+).*$`)
	level, sections := 0, 0
	var lesson string
	breakIts, covers, predictions := 0, 0, 0
	for _, c := range nb.Cells {
		covers += len(c.Metadata.Weft.Covers)
		if slices.Contains(c.Metadata.Tags, "break-it") {
			breakIts++
		}
		if c.Type != "markdown" {
			continue
		}
		predictions += strings.Count(string(c.Source), "**Predict.**")
		for _, h := range heading.FindAllStringSubmatch(string(c.Source), -1) {
			depth := len(h[1])
			if depth > level+1 {
				t.Errorf("%s: %q comes after a heading of level %d", c.ID, h[0], level)
			}
			level = depth
			switch {
			case depth == 1:
				lesson = h[2]
			case depth == 2 && h[0] != "## In short":
				sections++
				if want := fmt.Sprintf("%s.%d", lesson, sections); h[2] != want {
					t.Errorf("%s: section %q, want number %s", c.ID, h[0], want)
				}
			}
		}
	}
	if sections < 6 || sections > 10 {
		t.Errorf("%d sections, want 6 to 10", sections)
	}
	if breakIts < 2 || covers == 0 || predictions < sections {
		t.Errorf("%d cells to break, %d rows covered, %d predictions in %d sections; want at least 2, 1 and one a section",
			breakIts, covers, predictions, sections)
	}
}
