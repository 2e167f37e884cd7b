package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const introspected = "introspection.ipynb"

// fleet is what the notebook of these steps has run.
const fleet = `import ("fmt"; "sync")

// A Ship is moored at a berth.
type Ship struct {
	Name   string // as it is painted on the bow
	Berth  int
	cargo  map[string]int
}

// Moor makes the ship fast at a berth. It fails if another
// ship lies there already:
//
//	err := aurora.Moor(3)
//
// See [sync.Mutex] for how berths are kept apart.
func (s *Ship) Moor(berth int) error { s.Berth = berth; return nil }
func (s *Ship) Length() float64 { return 42.5 }

aurora := &Ship{Name: "Aurora", Berth: 3, cargo: map[string]int{"tea": 40, "silk": 7}}
var wg sync.WaitGroup
fmt.Println(aurora.Name)`

// completion: Tab opens a list with the kinds of things, in code that does not parse yet; what is
// chosen is inserted.
func completion(t *testing.T, l *lab) {
	l.write(t, introspected, fleet, "", "")
	l.open(t, introspected)
	l.js(t, "weft.activate('"+introspected+"')", nil)
	l.js(t, "weft.run('"+introspected+"', 0)", nil)
	waitFor(t, "the first cell", func() bool { return strings.Contains(l.cells(t, introspected)[0].text(), "Aurora") })

	l.edit(t, 1, "for i := range 3 {\n\tif i == aurora.")
	for _, theme := range []string{"Light", "Dark"} {
		l.js(t, "weft.theme('JupyterLab "+theme+"')", nil)
		l.focusCell(t, 1)
		items := l.popup(t, "Moor")
		if want := []string{"Berth", "Length", "Moor", "Name", "cargo"}; !slices.Equal(slices.Sorted(slices.Values(items)), want) {
			t.Errorf("Tab offers %q, want %q", items, want)
		}
		l.shot(t, "completion-"+strings.ToLower(theme))
		l.keys(t, kb.Escape)
		l.js(t, "weft.gone('.jp-Completer')", nil)
	}
	l.js(t, "weft.theme('JupyterLab Light')", nil)
	for _, tt := range []struct{ typed, wait, shot string }{
		{"x := Ship{", "Berth", "completion-fields"},
		{"s := strings.", "ToUpper", "completion-package"},
		{"import \"net/http/", "net/http/httptest", "completion-imports"},
		{"%", "%time", "completion-magics"},
	} {
		l.edit(t, 1, tt.typed)
		l.popup(t, tt.wait)
		l.shot(t, tt.shot)
		l.keys(t, kb.Escape)
		l.js(t, "weft.gone('.jp-Completer')", nil)
	}
	// What is chosen takes the place of what was typed.
	l.edit(t, 1, "größe := \"世界 😀\" + aurora.Na")
	l.popup(t, "Name")
	l.keys(t, kb.Enter)
	waitFor(t, "the field to be inserted", func() bool {
		return l.cells(t, introspected)[1].Source == "größe := \"世界 😀\" + aurora.Name"
	})
}

// inspection: Shift-Tab shows signature, documentation and value.
func inspection(t *testing.T, l *lab) {
	for _, tt := range []struct {
		typed, shot string
		want        []string
	}{
		{"aurora.Moor(", "inspection-method", []string{"func (s *Ship) Moor(berth int) error", "makes the ship fast", "sync.Mutex"}},
		{"aurora", "inspection-variable", []string{"var aurora *Ship", "Value", `Name:"Aurora"`, "cell [1]"}},
		{"Ship", "inspection-type", []string{"type Ship struct", "as it is painted on the bow", "func (s *Ship) Length() float64"}},
		{"wg.Go", "inspection-std", []string{"func (wg *WaitGroup) Go(f func())", "package sync"}},
		{"strings", "inspection-package", []string{"package strings", "func ToUpper(s string) string"}},
		{"select", "inspection-keyword", []string{"Waits until one of the channel operations"}},
	} {
		l.edit(t, 1, tt.typed)
		for _, theme := range []string{"Light", "Dark"} {
			l.js(t, "weft.theme('JupyterLab "+theme+"')", nil)
			l.focusCell(t, 1)
			l.shiftTab(t)
			text := l.visible(t, ".jp-Tooltip")
			for _, want := range tt.want {
				if !strings.Contains(text, want) {
					t.Errorf("Shift-Tab on %q lacks %q:\n%s", tt.typed, want, text)
				}
			}
			l.shot(t, tt.shot+"-"+strings.ToLower(theme))
			l.keys(t, kb.Escape)
			l.js(t, "weft.gone('.jp-Tooltip')", nil)
		}
	}
	l.js(t, "weft.theme('JupyterLab Light')", nil)
	// A cell that asks gets its answer in the pager.
	l.edit(t, 1, "aurora.Moor??")
	l.js(t, "weft.run('"+introspected+"', 1)", nil)
	waitFor(t, "the source in the pager", func() bool {
		return strings.Contains(l.visible(t, ".jp-OutputArea, .jp-InspectorContent, .jp-Notebook"), "s.Berth = berth; return nil }")
	})
	l.shot(t, "inspection-pager")
}

// askedWhileRunning: both are answered while a cell runs.
func askedWhileRunning(t *testing.T, l *lab) {
	l.edit(t, 2, "for {\n}")
	l.js(t, "weft.begin('"+introspected+"', 2)", nil)
	waitFor(t, "the loop to run", func() bool { return l.status(t, introspected) == "busy" })
	l.edit(t, 1, "aurora.")
	if items := l.popup(t, "Moor"); !slices.Contains(items, "Length") {
		t.Errorf("Tab offers %q while a cell runs", items)
	}
	l.keys(t, kb.Escape)
	l.edit(t, 1, "aurora")
	l.shiftTab(t)
	if text := l.visible(t, ".jp-Tooltip"); !strings.Contains(text, "var aurora *Ship") || !strings.Contains(text, "not read while a cell is running") {
		t.Errorf("Shift-Tab while a cell runs: %s", text)
	}
	l.shot(t, "inspection-busy")
	l.keys(t, kb.Escape)
	l.js(t, "weft.kernel('"+introspected+"').interrupt().then(() => true)", nil)
	waitFor(t, "the loop to end", func() bool { return l.status(t, introspected) == "idle" })
}

// edit puts a text into a code cell and the cursor at its end.
func (l *lab) edit(t *testing.T, cell int, text string) {
	t.Helper()
	l.js(t, fmt.Sprintf("weft.edit(%q, %d, %s)", introspected, cell, quoteJS(text)), nil)
}

func (l *lab) focusCell(t *testing.T, cell int) {
	t.Helper()
	l.js(t, fmt.Sprintf("weft.focusCell(%q, %d)", introspected, cell), nil)
}

func (l *lab) keys(t *testing.T, keys string) {
	t.Helper()
	if err := chromedp.Do(l.ctx, chromedp.KeyEvent(keys)); err != nil {
		t.Fatalf("press %q: %v", keys, err)
	}
}

func (l *lab) shiftTab(t *testing.T) {
	t.Helper()
	if err := chromedp.Do(l.ctx, chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))); err != nil {
		t.Fatalf("press Shift-Tab: %v", err)
	}
}

// popup presses Tab and returns the texts of the list, once one of them is there.
func (l *lab) popup(t *testing.T, wait string) []string {
	t.Helper()
	l.js(t, "weft.completes()", nil)
	l.keys(t, kb.Tab)
	var items []string
	waitFor(t, "the completer to offer "+wait, func() bool {
		l.js(t, "weft.completions()", &items)
		return slices.Contains(items, wait)
	})
	return items
}

// visible waits for an element and returns its text.
func (l *lab) visible(t *testing.T, selector string) string {
	t.Helper()
	var text string
	waitFor(t, selector, func() bool {
		l.js(t, fmt.Sprintf("weft.text(%q)", selector), &text)
		return strings.TrimSpace(text) != ""
	})
	return text
}
