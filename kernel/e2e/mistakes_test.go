package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mistakes shows cells of docs/mistakes.md: every kind of message, with its colours, in both themes.
func mistakes(t *testing.T, l *lab) {
	const name = "mistakes.ipynb"
	page, err := os.ReadFile(filepath.Join(l.root, "docs", "mistakes.md"))
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for _, section := range []string{"## 4.", "## 10.", "## 13.", "## 21."} {
		_, rest, _ := strings.Cut(string(page), section)
		_, rest, _ = strings.Cut(rest, "```go\n")
		code, _, ok := strings.Cut(rest, "\n```")
		if !ok {
			t.Fatalf("the page has no section %s with a cell", section)
		}
		cells = append(cells, code)
	}
	l.write(t, name, cells...)
	l.open(t, name)
	for i := range cells {
		l.js(t, fmt.Sprintf("weft.scrollTo(%q, %d)", name, i), nil)
		l.js(t, fmt.Sprintf("weft.run(%q, %d)", name, i), nil)
	}
	waitFor(t, "the last of the mistakes", func() bool {
		shown := l.cells(t, name)
		return l.status(t, name) == "idle" && shown[len(cells)-1].Count != nil
	})
	waitFor(t, "the messages to be drawn in their colours", func() bool {
		var colours, errors int
		l.js(t, "weft.panel('"+name+"').node.querySelectorAll('.jp-OutputArea span[class*=\"ansi-\"]').length", &colours)
		l.js(t, "weft.panel('"+name+"').node.querySelectorAll('.jp-OutputArea [data-mime-type=\"application/vnd.jupyter.stderr\"]').length", &errors)
		return colours >= 10 && errors >= 4
	})
	for _, theme := range []string{"Dark", "Light"} {
		l.js(t, "weft.theme('JupyterLab "+theme+"')", nil)
		l.js(t, fmt.Sprintf("weft.scrollTo(%q, 0)", name), nil)
		l.shot(t, "mistakes-"+strings.ToLower(theme))
	}
}
