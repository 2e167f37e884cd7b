package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// magics shows what %help, %lsmagic, %whos and %timeit put out, as documents and tables that fit their place.
func magics(t *testing.T, l *lab) {
	const name = "magics.ipynb"
	all := []struct {
		source, shot string
		want         []string // parts of the output's text
	}{
		{"%help", "help", []string{"A cell holds Go", "Shift-Tab", "%whos"}},
		{"%help timeit", "help-timeit", []string{"Says how long a statement takes", "-n N", "Example:"}},
		{"%lsmagic", "lsmagic", []string{"The session", "%whos", "Files, folders, the shell", "%%writefile"}},
		{"words := []string{\"go\", \"chan\", \"select\"}\ncounts := map[string]int{\"go\": 2, \"chan\": 1}\nconst limit = 10\nfunc half(n int) int { return n / 2 }", "", nil},
		{"%whos", "whos", []string{"Variables", "[\"go\" \"chan\" \"select\"]", "Functions"}},
		{"%timeit -n 1000 strings.Join(words, \" \")", "timeit", []string{"per loop", "interpreted code"}},
		{"%pip install numpy", "habit", []string{"%get MODULE adds a Go module"}},
	}
	var cells []string
	for _, c := range all {
		cells = append(cells, c.source)
	}
	l.write(t, name, cells...)
	l.open(t, name)
	for i, c := range all {
		l.js(t, fmt.Sprintf("weft.scrollTo(%q, %d)", name, i), nil)
		l.js(t, fmt.Sprintf("weft.run(%q, %d)", name, i), nil)
		if len(c.want) == 0 {
			continue
		}
		waitFor(t, "the output of "+c.source, func() bool { return l.cells(t, name)[i].Count != nil && l.status(t, name) == "idle" })
		l.js(t, fmt.Sprintf("weft.showOutputs(%q, %d)", name, i), nil)
		l.shows(t, name, i, c.want...)
	}
	if os.Getenv("WEFT_SHOTS") == "" {
		return
	}
	for _, theme := range []string{"Dark", "Light"} {
		l.js(t, "weft.theme('JupyterLab "+theme+"')", nil)
		for i, c := range all {
			if c.shot != "" {
				l.js(t, fmt.Sprintf("weft.showOutputs(%q, %d)", name, i), nil)
				l.shotOf(t, "magics-"+c.shot+"-"+strings.ToLower(theme), fmt.Sprintf(".jp-NotebookPanel:not(.lm-mod-hidden) [data-windowed-list-index=%q]", fmt.Sprint(i)))
			}
		}
	}
}
