package e2e

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// checks is a student who checks solutions of an exercise that lies beside the notebook: one that passes, in a cell with
// the exercise's tag, and several that fail, each in its own way.
func checks(t *testing.T, l *lab) {
	for _, tool := range []string{"go", "gcc"} {
		if _, err := exec.LookPath(tool); err != nil {
			lack(t, "%s is needed for checking", tool)
		}
	}
	samples := filepath.Join(l.root, "grader", "testdata", "exercises")
	copyFolder(t, samples, filepath.Join(l.dir, "exercises"))
	if _, err := chromedp.Run(l.ctx, chromedp.EmulateViewport(1280, 1500)); err != nil { // a result is to be seen whole
		t.Fatal(err)
	}
	defer func() {
		if _, err := chromedp.Run(l.ctx, chromedp.ResetViewport()); err != nil {
			t.Error(err)
		}
	}()
	for _, tt := range []struct {
		sample, shot string
		want         []string
	}{
		{"accepted/semaphore.go", "check-pass", []string{"All checks passed", "3 of 3 cases", "✓ passed\tside by side"}},
		{"wrong/sequential.go", "check-time", []string{"Not yet: 1 case failed", "✗ failed\tside by side", "expected", "30.3 ms", "seen", "Show the hint"}},
		{"wrong/race.go", "check-race", []string{"no data race", "where\ncell 1, line ", ">  "}},
		{"wrong/deadlock.go", "check-deadlock", []string{"deadlock", "where\ncell 1, line ", "next <- i"}},
		{"", "check-ungradable", []string{"Cannot be graded yet", "undefined: wg", "wg.Wait()", "^"}},
	} {
		solution := "\n\nfunc Process(jobs []Job, workers int) []int {\n\tvalues := make([]int, len(jobs))\n\tfor i := range jobs {\n\t\tgo func() { values[i] = jobs[i].Run() }()\n\t}\n\twg.Wait()\n\treturn values\n}"
		if tt.sample != "" {
			solution = cutSample(t, filepath.Join(samples, "01-workers", filepath.FromSlash(tt.sample)))
		}
		name := tt.shot + ".ipynb"
		l.write(t, name, solution, "%check workers")
		l.tag(t, name, 0, "exercise-workers")
		l.open(t, name)
		for i := range 2 {
			l.js(t, fmt.Sprintf("weft.run(%q, %d)", name, i), nil)
		}
		l.shows(t, name, 1, tt.want...)
		var over float64
		l.js(t, fmt.Sprintf("Math.max(...[...weft.outputs(%q, 1).querySelectorAll('.weft-check *')].map(e => e.getBoundingClientRect().right)) - weft.outputs(%[1]q, 1).querySelector('.weft-check').getBoundingClientRect().right", name), &over)
		if over > 1 {
			t.Errorf("the check of %s is %.0f pixels wider than its place", tt.sample, over)
		}
		waitFor(t, "the pictures in the check of "+tt.sample, func() (loaded bool) {
			l.js(t, fmt.Sprintf("[...weft.outputs(%q, 1).querySelectorAll('img')].every(i => i.naturalWidth > 0)", name), &loaded)
			return loaded
		})
		for _, theme := range []string{"Dark", "Light"} {
			l.js(t, "weft.theme('JupyterLab "+theme+"')", nil)
			l.js(t, fmt.Sprintf("weft.showOutputs(%q, 1)", name), nil)
			l.shotOf(t, tt.shot+"-"+strings.ToLower(theme), `.jp-NotebookPanel:not(.lm-mod-hidden) [data-windowed-list-index="1"]`)
		}
	}
}

// cutSample is a sample as a student would write it in a cell: without the package clause, imports and what only says
// why it is there.
func cutSample(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, code, ok := strings.Cut(string(text), "\ntype ")
	if !ok {
		t.Fatalf("%s declares no type", file)
	}
	code, _, _ = strings.Cut(code, "\nvar _ ")
	return "type " + strings.TrimSpace(code)
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		copyFile(t, path, filepath.Join(to, rel))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tag gives a cell of a notebook's file a tag.
func (l *lab) tag(t *testing.T, name string, index int, tag string) {
	t.Helper()
	file := filepath.Join(l.dir, name)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var nb map[string]any
	if err := json.Unmarshal(data, &nb); err != nil {
		t.Fatal(err)
	}
	nb["cells"].([]any)[index].(map[string]any)["metadata"] = map[string]any{"tags": []string{tag}}
	if data, err = json.Marshal(nb); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
