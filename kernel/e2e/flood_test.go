package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// flood: a cell prints 200 MB. The page answers meanwhile and afterwards, another cell runs, and the notebook is saved.
func flood(t *testing.T, l *lab) {
	const name = "flood.ipynb"
	l.write(t, name, `kept := 41`, `line := strings.Repeat(" a long line", 7)
for i := range 2_200_000 {
	fmt.Printf("%06d%s\n", i, line)
}`, `kept + 1`, `for i := range 100_000 {
	display.Show(i)
}`)
	l.open(t, name)
	l.js(t, "weft.scrollTo('"+name+"', 1)", nil)
	// The longest time that the page has done nothing for is that between two ticks.
	l.js(t, `(() => { window.gap = 0; let last = performance.now();
		window.ticking = setInterval(() => { const now = performance.now(); window.gap = Math.max(window.gap, now - last); last = now; }, 20); return true })()`, nil)
	start := time.Now()
	l.js(t, "weft.start('"+name+"')", nil)
	waitFor(t, "the cells to end", func() bool { return l.cells(t, name)[3].Count != nil && l.status(t, name) == "idle" })
	took := time.Since(start)
	var gap float64
	l.js(t, "(clearInterval(window.ticking), window.gap)", &gap)
	cells := l.cells(t, name)
	text := cells[1].text()
	if !strings.Contains(text, "output truncated, 200 MB more") || len(text) > 1_100_000 {
		t.Errorf("the cell shows %d bytes that end with %q", len(text), text[max(0, len(text)-200):])
	}
	if got := cells[2].text(); got != "42" {
		t.Errorf("the next cell shows %q", got)
	}
	if n := len(cells[3].Outputs); n > 1010 || !strings.Contains(cells[3].text(), "displays truncated, 99000 more") {
		t.Errorf("%d displays", n)
	}
	began := time.Now()
	var value string
	l.js(t, evaluate(name, "kept + 2"), &value)
	answered := time.Since(began)
	if value != "43" {
		t.Errorf("kept + 2 is %q", value)
	}
	var saved float64
	l.js(t, fmt.Sprintf("(async () => { const t = performance.now(); await weft.panel(%q).context.save(); return performance.now() - t })()", name), &saved)
	l.js(t, "([...weft.panel('"+name+"').node.querySelectorAll('.jp-OutputArea-output')].find(e => e.textContent.includes('output truncated')).scrollIntoView({block: 'center'}), true)", nil)
	l.shot(t, "flood")
	t.Logf("200 MB and 100,000 displays took %.1f s; the page did nothing else for %.0f ms at most; then it answers in %.0f ms and saves in %.0f ms",
		took.Seconds(), gap, answered.Seconds()*1000, saved)
}
