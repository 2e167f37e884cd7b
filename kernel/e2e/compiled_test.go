package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// compiledCells runs cells of docs/COMPILED.md and looks at what is shown: texts, tables, the shading of covered
// lines, in both themes.
// It takes a minute, so it is for those who make the pictures anew: WEFT_SHOTS=DIR WEFT_E2E=1 go test -run TestLab/compiled.
func compiledCells(t *testing.T, l *lab) {
	if os.Getenv("WEFT_SHOTS") == "" {
		t.Skip("set WEFT_SHOTS to a folder to make the pictures of docs/COMPILED.md")
	}
	for _, tool := range []string{"go", "gcc"} {
		if _, err := exec.LookPath(tool); err != nil {
			lack(t, "%s is needed for compiled cells", tool)
		}
	}
	const name = "compiled.ipynb"
	cells := pageCells(t, filepath.Join(l.root, "docs", "COMPILED.md"), "## The magics", "### What the compiler says")
	l.write(t, name, cells...)
	l.open(t, name)
	at := func(begin string) int { // the last cell that begins so
		for i := len(cells) - 1; i >= 0; i-- {
			if strings.HasPrefix(cells[i], begin) {
				return i
			}
		}
		t.Fatalf("the page has no cell that begins with %q", begin)
		return 0
	}
	for i := range cells {
		l.js(t, fmt.Sprintf("weft.run(%q, %d)", name, i), nil) // ends when the cell has
	}
	for _, tt := range []struct {
		cell, shot string
		want       []string
	}{
		{"%%race", "race", []string{"data race: one goroutine writes a variable while another reads it", "write by a goroutine", "total = fib(10)", "wg.Go(func() {", "hint:"}},
		{"%%test", "test", []string{"1 of 4 tests failed", "✗ failed", "✓ passed", "TestSign/none", `sign(0) = "zero", want "none"`}},
		{"%bench", "bench", []string{"Benchmarks, compared with the run before", "Join", "time/op", "allocs/op", "better"}},
		{"%%cover", "cover", []string{"4 of 6 statements executed: 67%", "case n < 0:", `return "zero"`}},
		{"%%virtual", "virtual", []string{"deadlock after 2s of virtual time", "the cell waits at ", "held by goroutine 2", "ring: goroutine 1 → 2 → 1"}},
	} {
		i := at(tt.cell)
		l.js(t, fmt.Sprintf("weft.showOutputs(%q, %d)", name, i), nil) // JupyterLab keeps only what is near the view
		var shown string
		l.js(t, fmt.Sprintf("weft.outputs(%q, %d).innerText", name, i), &shown)
		for _, want := range tt.want {
			if !strings.Contains(shown, want) {
				t.Errorf("the output of %s lacks %q:\n%s", tt.cell, want, shown)
			}
		}
		var over int
		l.js(t, fmt.Sprintf("weft.outputs(%q, %d).scrollWidth - weft.outputs(%q, %d).clientWidth", name, i, name, i), &over)
		if over > 1 {
			t.Errorf("the output of %s is %d pixels wider than its place", tt.cell, over)
		}
		for _, theme := range []string{"Dark", "Light"} {
			l.js(t, "weft.theme('JupyterLab "+theme+"')", nil)
			l.js(t, fmt.Sprintf("weft.showOutputs(%q, %d)", name, i), nil)
			l.shotOf(t, tt.shot+"-"+strings.ToLower(theme), fmt.Sprintf(".jp-NotebookPanel:not(.lm-mod-hidden) [data-windowed-list-index=%q]", fmt.Sprint(i)))
		}
	}
	l.js(t, fmt.Sprintf("weft.showOutputs(%q, %d)", name, at("%%cover")), nil)
	var colours []string
	l.js(t, fmt.Sprintf("[...weft.outputs(%q, %d).querySelectorAll('tr')].map(r => getComputedStyle(r).backgroundColor)", name, at("%%cover")), &colours)
	shades := map[string]int{}
	for _, c := range colours {
		shades[c]++
	}
	if executed, not := shades["rgba(15, 138, 95, 0.18)"], shades["rgba(217, 72, 15, 0.22)"]; executed != 4 || not != 2 {
		t.Errorf("%d lines are shaded as executed and %d as not, want 4 and 2: %v", executed, not, shades)
	}
}

// pageCells are the Go blocks of a part of a page.
func pageCells(t *testing.T, path, from, to string) []string {
	t.Helper()
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, part, ok := strings.Cut(string(page), from)
	part, _, found := strings.Cut(part, to)
	if !ok || !found {
		t.Fatalf("%s has no part from %q to %q", filepath.Base(path), from, to)
	}
	var cells []string
	for _, block := range strings.Split(part, "```go")[1:] {
		_, code, _ := strings.Cut(block, "\n")
		code, _, _ = strings.Cut(code, "\n```")
		cells = append(cells, code)
	}
	return cells
}

// shotOf writes a screenshot of what a selector finds.
func (l *lab) shotOf(t *testing.T, name, selector string) {
	t.Helper()
	png, err := chromedp.Run(l.ctx, chromedp.Screenshot(chromedp.CSS(selector)))
	if err != nil {
		t.Logf("screenshot %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(l.shots, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
