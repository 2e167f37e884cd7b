package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLessonPictures runs every lesson in JupyterLab as a reader does, from the top, and writes pictures
// of all its screens, light and dark, to the folder WEFT_SHOTS. `make pictures` runs it.
func TestLessonPictures(t *testing.T) {
	if os.Getenv("WEFT_SHOTS") == "" {
		t.Skip("it makes pictures to look at: `make pictures` writes them")
	}
	b := setUp(t)
	b.python(t)
	if err := os.MkdirAll(os.Getenv("WEFT_SHOTS"), 0o755); err != nil {
		t.Fatal(err)
	}
	lessons, err := filepath.Glob(filepath.Join(b.root, "notebooks", "*.ipynb"))
	if err != nil || len(lessons) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	for _, file := range lessons {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			l := startLab(t, b)
			l.open(t, name)
			l.runLesson(t, name)
			l.look(t, name)
		})
	}
}

// runLesson runs all cells; each runs, and only those fail that are to.
func (l *lab) runLesson(t *testing.T, name string) []codeCell {
	t.Helper()
	cells := l.runAll(t, name)
	for i, c := range cells {
		if c.Count == nil {
			t.Errorf("code cell %d did not run:\n%s", i+1, c.Source)
		}
		for _, o := range c.Outputs {
			if o.Type == "error" && !slices.Contains(c.Metadata.Tags, "raises-exception") {
				t.Errorf("code cell %d failed: %s: %s\n%s", i+1, o.EName, o.Value, c.Source)
			}
		}
	}
	return cells
}

// look takes a picture at every third cell, in a window that is taller than most screens.
func (l *lab) look(t *testing.T, name string) {
	t.Helper()
	if err := chromedp.Do(l.ctx, chromedp.EmulateViewport(1280, 1800)); err != nil {
		t.Fatal(err)
	}
	number, _, _ := strings.Cut(name, "-")
	var n int
	l.js(t, fmt.Sprintf("weft.panel(%q).content.widgets.length", name), &n)
	for _, theme := range []string{"Light", "Dark"} {
		l.js(t, fmt.Sprintf("weft.theme('JupyterLab %s')", theme), nil)
		for at := 0; at < n; at += 3 {
			l.js(t, fmt.Sprintf("weft.scrollTo(%q, %d)", name, at), nil)
			l.shot(t, fmt.Sprintf("%s-%02d-%s", number, at, strings.ToLower(theme)))
		}
	}
}
