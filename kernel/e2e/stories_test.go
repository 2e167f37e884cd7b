package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/nbformat"
)

// TestStories: the stories of docs/INSTALL.md that need nothing but PyPI's packages, each as a user types them, in an
// empty home folder where the kernel was installed.
func TestStories(t *testing.T) {
	b := setUp(t)
	for _, story := range []struct {
		tool string
		tell func(*testing.T, *bench, string)
	}{
		{"jupyter-console", console},
		{"jupyter-run", feedIn},
		{"jupyter-nbconvert", convert},
		{"papermill", parameters},
		{"jupytext", text},
		{"nbdiff", differences},
	} {
		t.Run(story.tool, func(t *testing.T) {
			if _, err := os.Stat(filepath.Join(b.venv, story.tool)); err != nil {
				lack(t, "no %s in %s: run `make test-tools`", story.tool, b.venv)
			}
			story.tell(t, b, t.TempDir())
		})
	}
}

// tool runs a command of the virtual environment.
func (b *bench) tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	return b.run(t, filepath.Join(b.venv, name), args...)
}

// small is the notebook of the stories. Its parameters are what papermill sets.
func small(t *testing.T, dir, name, greeting string) string {
	t.Helper()
	cell := func(id, source string, tags ...string) map[string]any {
		return map[string]any{"cell_type": "code", "id": id, "execution_count": nil, "outputs": []any{}, "source": source, "metadata": map[string]any{"tags": append([]string{}, tags...)}}
	}
	file := filepath.Join(dir, name)
	data, err := json.Marshal(map[string]any{
		"nbformat": 4, "nbformat_minor": 5,
		"metadata": map[string]any{
			"kernelspec":    map[string]any{"name": "weft", "display_name": "Go (weft)", "language": "go"},
			"language_info": map[string]any{"name": "go", "file_extension": ".go"},
		},
		"cells": []any{
			cell("set", "n := 2 // how often\nwho := \""+greeting+"\"\nrate := 0.5\nlist := []string{}", "parameters"),
			map[string]any{"cell_type": "markdown", "id": "words", "metadata": map[string]any{}, "source": "# A title"},
			cell("loop", "import \"fmt\"\nfor range n {\n\tfmt.Println(who, rate/2, list)\n}"),
			cell("magic", "%%bash\necho from the shell"),
		},
	})
	if err == nil {
		err = os.WriteFile(file, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// printed is what the cells of an executed notebook have printed.
func printed(t *testing.T, file string) string {
	t.Helper()
	var all strings.Builder
	for _, outputs := range outputsOf(t, file) {
		for _, o := range outputs {
			words, _ := o.Text.(string) // nothing for results and errors
			all.WriteString(words)
		}
	}
	return all.String()
}

func has(t *testing.T, what, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%s lacks %q:\n%s", what, w, text)
		}
	}
}

func console(t *testing.T, b *bench, dir string) {
	log := filepath.Join(dir, "log")
	cmd := exec.CommandContext(t.Context(), b.python(t), filepath.Join(b.root, "kernel/e2e/py/console.py"), log)
	cmd.Env, cmd.Dir = b.env, dir
	if out, err := cmd.CombinedOutput(); err != nil {
		seen, _ := os.ReadFile(log)
		t.Fatalf("jupyter console: %v\n%s\n%q", err, out, seen)
	}
}

func feedIn(t *testing.T, b *bench, dir string) {
	file := filepath.Join(dir, "answer.go")
	if err := os.WriteFile(file, []byte("import \"fmt\"\nfmt.Println(6 * 7)\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	has(t, "jupyter run", b.tool(t, "jupyter", "run", "--kernel", "weft", file), "42\n")
}

func convert(t *testing.T, b *bench, dir string) {
	file := small(t, dir, "small.ipynb", "Anna")
	b.tool(t, "jupyter", "nbconvert", "--to", "html", "--execute", "--embed-images", file)
	page, _ := os.ReadFile(filepath.Join(dir, "small.html"))
	has(t, "the page", string(page), "Anna 0.25 []", "from the shell", `<span class="kn">import</span>`) // run, and coloured as Go
	b.tool(t, "jupyter", "nbconvert", "--to", "script", file)
	script, _ := os.ReadFile(filepath.Join(dir, "small.go")) // named so by language_info
	has(t, "the script", string(script), "for range n {")
}

func parameters(t *testing.T, b *bench, dir string) {
	file, out := small(t, dir, "small.ipynb", "Anna"), filepath.Join(dir, "out.ipynb")
	b.tool(t, "papermill", "--no-progress-bar", file, out, "-p", "n", "1", "-p", "who", "Renée \"x\"", "-p", "rate", "3", "-y", "list: [a, b]")
	if diff := cmp.Diff("Renée \"x\" 1.5 [a b]\nfrom the shell\n", printed(t, out)); diff != "" {
		t.Errorf("with parameters (-want +got):\n%s", diff)
	}
	has(t, "papermill's help", b.tool(t, "papermill", "--help-notebook", file), "n: Unknown type (default 2)", "how often")

	cmd := exec.CommandContext(t.Context(), filepath.Join(b.venv, "papermill"), "--no-progress-bar", file, out, "-p", "n", "1.5")
	cmd.Env = b.env
	said, err := cmd.CombinedOutput()
	if err == nil {
		t.Error("a parameter of the wrong type was taken")
	}
	has(t, "the refusal", string(said), "cannot use 1.5 (untyped float constant) as int value in assignment")
}

// text: every lesson becomes a .go file and comes back as it was; such a file is run.
func text(t *testing.T, b *bench, dir string) {
	lessons, err := filepath.Glob(filepath.Join(b.root, "notebooks", "*.ipynb"))
	if err != nil || len(lessons) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	args := []string{"--quiet", "--to", "go:percent"}
	var goes, backs []string
	for _, lesson := range lessons {
		name := filepath.Join(dir, filepath.Base(lesson))
		data, err := os.ReadFile(lesson)
		if err == nil {
			err = os.WriteFile(name, data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		backs, goes = append(backs, name), append(goes, strings.TrimSuffix(name, ".ipynb")+".go")
	}
	b.tool(t, "jupytext", append(args, backs...)...)
	for _, name := range backs {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	b.tool(t, "jupytext", append([]string{"--quiet", "--to", "ipynb"}, goes...)...)
	for i, lesson := range lessons {
		if diff := cmp.Diff(sources(t, lesson), sources(t, backs[i])); diff != "" {
			t.Errorf("%s is not what it was (-want +got):\n%s", filepath.Base(lesson), diff)
		}
	}

	file := filepath.Join(dir, "typed.go")
	if err := os.WriteFile(file, []byte("// %% [markdown]\n// # A title\n\n// %%\nx := 6\n\n// %%\nimport \"fmt\"\nfmt.Println(x * 7)\n\n// %%\n// %time x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.tool(t, "jupytext", "--quiet", "--set-kernel", "weft", "--to", "ipynb", "--execute", file)
	has(t, "a typed file, run", printed(t, filepath.Join(dir, "typed.ipynb")), "42\n")
}

// A source is what of a cell comes back from text.
type source struct{ Type, Text string }

func sources(t *testing.T, file string) (all []source) {
	t.Helper()
	nb, err := nbformat.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range nb.Cells {
		all = append(all, source{string(c.Type), c.Source})
	}
	return all
}

func differences(t *testing.T, b *bench, dir string) {
	base, ours, theirs := small(t, dir, "base.ipynb", "Anna"), filepath.Join(dir, "ours.ipynb"), filepath.Join(dir, "theirs.ipynb")
	b.run(t, b.weft, "run", "-o", filepath.Join(dir, "run"), base) // outputs, which --sources leaves out
	data, err := os.ReadFile(filepath.Join(dir, "run", "base.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	for file, change := range map[string][2]string{ours: {"n := 2", "n := 3"}, theirs: {"rate/2", "rate*2"}} {
		if err := os.WriteFile(file, []byte(strings.Replace(string(data), change[0], change[1], 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	diff := b.tool(t, "nbdiff", "--sources", "--no-color", base, ours)
	has(t, "nbdiff", diff, "-n := 2", "+n := 3")
	if strings.Contains(diff, "from the shell") {
		t.Errorf("nbdiff --sources shows outputs:\n%s", diff)
	}
	merged := filepath.Join(dir, "merged.ipynb")
	b.tool(t, "nbmerge", base, ours, theirs, "--out", merged)
	var both strings.Builder
	for _, s := range sources(t, merged) {
		both.WriteString(s.Text)
	}
	has(t, "the merged notebook", both.String(), "n := 3", "rate*2")
}
