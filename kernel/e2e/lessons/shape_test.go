package lessons

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"weft/kernel/jupyter/nbformat"
)

func TestLessonsHaveTheirShape(t *testing.T) {
	for name, nb := range lessons(t) {
		t.Run(name, func(t *testing.T) {
			if spec, _ := nb.Metadata["kernelspec"].(map[string]any); spec["name"] != "weft" || spec["language"] != "go" {
				t.Errorf("kernelspec is %v, want weft and go", spec)
			}
			most := 34
			if name == practice {
				most = 52 // three for each exercise
			}
			if n := len(nb.Cells); n < 24 || n > most {
				t.Errorf("%d cells, want 24 to %d", n, most)
			}
			seen := map[string]bool{}
			for i, c := range nb.Cells {
				if c.ID == "" || seen[c.ID] || strings.ToLower(c.ID) != c.ID {
					t.Errorf("cell %d: id %q is missing, taken or not in small letters", i+1, c.ID)
				}
				seen[c.ID] = true
				if c.Type == nbformat.Code {
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

func before(cells []nbformat.Cell, i int) nbformat.Cell {
	for i--; i >= 0; i-- {
		if cells[i].Type == nbformat.Markdown {
			return cells[i]
		}
	}
	return nbformat.Cell{}
}

func after(cells []nbformat.Cell, i int) string {
	for _, c := range cells[i+1:] {
		if c.Type == nbformat.Code {
			return c.ID
		}
	}
	return ""
}

func checkCode(t *testing.T, c, prose nbformat.Cell, next string) {
	t.Helper()
	if n := strings.Count(c.Source, "\n") + 1; n > 25 && !strings.HasSuffix(c.ID, "-starter") {
		t.Errorf("%s: %d lines, want at most 25", c.ID, n)
	}
	for _, line := range strings.Split(c.Source, "\n") {
		if n := len([]rune(strings.ReplaceAll(line, "\t", "    "))); n > 100 && !strings.HasSuffix(c.ID, "-starter") {
			t.Errorf("%s: a line of %d characters, want at most 100: %s", c.ID, n, line)
		}
	}
	if c.HasTag("break-it") {
		if !strings.Contains(prose.Source, "Break it: ") {
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
	unread   = regexp.MustCompile("(?m)^</?details>.*\n(.+\n)*?.*[`*]") // HTML goes on to an empty line, and Markdown in it stays as it is
)

func checkProse(t *testing.T, c nbformat.Cell) {
	t.Helper()
	s := c.Source
	if word := tooEasy.FindString(s); word != "" {
		t.Errorf("%s says %q", c.ID, word)
	}
	if open := strings.Count(s, "<details>"); open != len(answer.FindAllString(s, -1)) || open != strings.Count(s, "</details>") {
		t.Errorf("%s: a folded answer is not well formed", c.ID)
	}
	if text := unread.FindString(s); text != "" {
		t.Errorf("%s: Markdown is not read in %q; it needs an empty line before it", c.ID, text)
	}
	if strings.Contains(s, "**Try this.**") && !answer.MatchString(s) {
		t.Errorf("%s has something to try, but no answer", c.ID)
	}
	visible := tableRow.ReplaceAllString(answer.ReplaceAllString(s, ""), "")
	if n := len(strings.Fields(visible)); n > 100 && c.ID != "opening" && c.ID != "in-short" && !strings.HasSuffix(c.ID, "-statement") {
		t.Errorf("%s: %d words, want at most 100", c.ID, n)
	}
}

// checkHeadings wants one title, sections that are numbered without gaps, and no level left out.
func checkHeadings(t *testing.T, nb *nbformat.Notebook) {
	t.Helper()
	heading := regexp.MustCompile(`(?m)^(#+) (\S+).*$`)
	level, sections := 0, 0
	var lesson string
	breakIts, covers, predictions := 0, 0, 0
	for _, c := range nb.Cells {
		covers += len(claimsOf(&c).covers)
		if c.HasTag("break-it") {
			breakIts++
		}
		if c.Type != nbformat.Markdown {
			continue
		}
		predictions += strings.Count(c.Source, "**Predict.**")
		for _, h := range heading.FindAllStringSubmatch(c.Source, -1) {
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
