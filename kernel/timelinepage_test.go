package kernel

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

const timelinePage = "../docs/TIMELINE.md"

var timelineCell = regexp.MustCompile("(?s)<!-- holds: (.*?) -->\n\n```go\n(.*?)\n```\n(?:\n```text\n.*?\n```\n)?")

// TestTimelinePage runs the cells of docs/TIMELINE.md. Lanes and times differ from run to run; what the page says of each picture has
// to hold, for what is shown and for what the page shows.
func TestTimelinePage(t *testing.T) {
	if underRace {
		t.Skip("the page shows what a learner sees, without the race detector")
	}
	text, err := os.ReadFile(timelinePage)
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	cells := timelineCell.FindAllStringSubmatch(page, -1)
	if len(cells) != strings.Count(page, "```go\n") || len(cells) != strings.Count(page, "![") {
		t.Fatalf("%d cells of %d, with %d pictures", len(cells), strings.Count(page, "```go\n"), strings.Count(page, "!["))
	}
	for _, c := range cells {
		holds, source := regexp.MustCompile(c[1]), c[2]
		shown := strings.TrimSpace(show(newNotebook(t), 1, source, false))
		words := func(text string) string { return strings.Join(strings.Fields(text), " ") }
		if !holds.MatchString(words(shown)) {
			t.Errorf("%q does not hold of what is shown below this cell:\n%s\n\n%s", c[1], source, shown)
		}
		if !*update && !holds.MatchString(words(c[0][strings.Index(c[0], source)+len(source):])) {
			t.Errorf("%q does not hold of the page: go test ./kernel -run TestTimelinePage -update", c[1])
		}
		page = strings.Replace(page, c[0], "<!-- holds: "+c[1]+" -->\n\n```go\n"+source+"\n```\n\n```text\n"+shown+"\n```\n", 1)
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(timelinePage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
