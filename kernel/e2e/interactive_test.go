package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLab is what a person does in JupyterLab. The steps share one browser, so they run in order.
func TestLab(t *testing.T) {
	b := setUp(t)
	b.python(t)
	l := startLab(t, b)
	for _, step := range []struct {
		name string
		do   func(*testing.T, *lab)
	}{
		{"launcher", launcher},
		{"lesson", lesson},
		{"mistakes", mistakes},
		{"failures", failures},
		{"magics", magics},
		{"compiled cells", compiledCells},
		{"checks", checks},
		{"input", input},
		{"interrupt", interrupt},
		{"flood", flood},
		{"restart", restart},
		{"kernel info", kernelInfo},
		{"two notebooks", twoNotebooks},
		{"completion", completion},
		{"inspection", inspection},
		{"asked while running", askedWhileRunning},
	} {
		passed := t.Run(step.name, func(t *testing.T) {
			defer func() {
				if t.Failed() {
					l.shot(t, "failure")
				}
			}()
			step.do(t, l)
		})
		if !passed {
			return
		}
	}
}

// launcher: the kernel is offered, with its logo.
func launcher(t *testing.T, l *lab) {
	card := `.jp-LauncherCard[data-category="Notebook"][title*="Go (weft)"] img`
	if err := chromedp.Do(l.ctx, chromedp.WaitVisible(chromedp.CSS(card))); err != nil {
		t.Fatalf("no card with a logo: %v", err)
	}
	waitFor(t, "the logo to load", func() bool {
		var width int
		l.js(t, "document.querySelector('"+card+"').naturalWidth", &width)
		return width > 0
	})
	l.shot(t, "launcher")
}

// lesson: Run All on the first lesson, every output there, errors only where they belong.
func lesson(t *testing.T, l *lab) {
	const name = "01-concurrency-and-parallelism.ipynb"
	l.open(t, name)
	rich := 0
	for _, c := range l.runLesson(t, name) {
		for _, o := range c.Outputs {
			if o.Data["text/html"] != nil || o.Data["image/svg+xml"] != nil {
				rich++
			}
		}
	}
	if rich == 0 {
		t.Error("no rich outputs")
	}
	waitFor(t, "a table to be drawn", func() bool {
		var tables int
		l.js(t, "weft.panel('"+name+"').node.querySelectorAll('.jp-OutputArea table').length", &tables)
		return tables > 0
	})
	for i, at := range []int{0, 6, 12, 18, 24} {
		l.js(t, fmt.Sprintf("weft.scrollTo(%q, %d)", name, at), nil)
		l.shot(t, fmt.Sprintf("lesson-%d", i+1))
	}
	l.js(t, "weft.theme('JupyterLab Dark')", nil)
	l.shot(t, "lesson-dark")
	l.js(t, "weft.theme('JupyterLab Light')", nil)
}

// input: the box appears, the answer arrives.
func input(t *testing.T, l *lab) {
	const name = "input.ipynb"
	l.write(t, name, "import (\"fmt\"; \"weft/display\")\nname, err := display.Input(\"Your ship? \")\nfmt.Println(\"moored:\", name, err)",
		"var n int\nfmt.Print(\"Length? \")\nfmt.Scan(&n)\nfmt.Println(n * 2)")
	l.open(t, name)
	l.js(t, "weft.start('"+name+"')", nil)
	for i, step := range []struct{ answer, shows string }{{"Aurora", "moored: Aurora <nil>"}, {"21", "42"}} {
		waitFor(t, "the answer "+step.answer+" to arrive", func() bool {
			if strings.Contains(l.cells(t, name)[i].text(), step.shows) {
				return true
			}
			l.answer(t, i, step.answer)
			return false
		})
	}
	l.shot(t, "input")
}

// answer types into the input box of a code cell, if one is open there.
func (l *lab) answer(t *testing.T, cell int, text string) {
	t.Helper()
	box := fmt.Sprintf(".jp-Notebook .jp-CodeCell:nth-of-type(%d) .jp-Stdin-input", cell+1)
	l.js(t, fmt.Sprintf("weft.answer(%q, %q)", box, text), nil)
}

// interrupt: an endless loop stops, the state is kept.
func interrupt(t *testing.T, l *lab) {
	const name = "interrupt.ipynb"
	l.write(t, name, "kept := 41", "for {\n}")
	l.open(t, name)
	l.js(t, "weft.start('"+name+"')", nil)
	waitFor(t, "the loop to run", func() bool {
		var prompt string
		l.js(t, "[...weft.panel('"+name+"').node.querySelectorAll('.jp-InputPrompt')].map(e => e.textContent).join(' ')", &prompt)
		return l.status(t, name) == "busy" && l.cells(t, name)[0].Count != nil && strings.Contains(prompt, "[*]")
	})
	l.js(t, "weft.kernel('"+name+"').interrupt().then(() => true)", nil)
	waitFor(t, "the cell to end", func() bool { return strings.Contains(l.cells(t, name)[1].text(), "Interrupted") })
	l.shot(t, "interrupt")
	var value string
	l.js(t, evaluate(name, "kept + 1"), &value)
	if value != "42" {
		t.Errorf("after the interrupt kept + 1 is %q, want 42", value)
	}
}

// evaluate runs code in a notebook's kernel, beside its cells, and gives its text or error.
func evaluate(name, code string) string {
	return "new Promise((done) => { const f = weft.kernel('" + name + "').requestExecute({code: " + quoteJS(code) + ", store_history: false});" +
		" let text = ''; f.onIOPub = m => { text += m.content.data?.['text/plain'] ?? m.content.text ?? m.content.ename ?? '' }; f.done.then(() => done(text)); })"
}

func quoteJS(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`).Replace(s) + "'"
}

// restart: a new session knows nothing of the old one.
func restart(t *testing.T, l *lab) {
	const name = "interrupt.ipynb"
	l.js(t, "weft.kernel('"+name+"').restart().then(() => true)", nil)
	waitFor(t, "the kernel to be idle", func() bool {
		l.js(t, "weft.ask('"+name+"')", nil)
		return l.status(t, name) == "idle"
	})
	var text string
	l.js(t, evaluate(name, "kept + 1"), &text)
	if !strings.Contains(text, "CompileError") {
		t.Errorf("after a restart kept + 1 gives %q, want a CompileError", text)
	}
}

func kernelInfo(t *testing.T, l *lab) {
	var info struct {
		Implementation string `json:"implementation"`
		Protocol       string `json:"protocol_version"`
		Language       struct {
			Name string `json:"name"`
		} `json:"language_info"`
	}
	l.js(t, "weft.kernel('interrupt.ipynb').info", &info)
	if info.Implementation != "weft" || info.Language.Name != "go" || !strings.HasPrefix(info.Protocol, "5.") {
		t.Errorf("kernel info is %+v", info)
	}
}

// twoNotebooks run at once and do not see each other.
func twoNotebooks(t *testing.T, l *lab) {
	for _, n := range []string{"a", "b"} {
		l.write(t, n+".ipynb", "import (\"fmt\"; \"time\")\nname := \""+n+"\"\nfor i := range 5 { fmt.Println(name, i); time.Sleep(50 * time.Millisecond) }\nname")
		l.open(t, n+".ipynb")
	}
	l.js(t, "weft.start('a.ipynb').then(() => weft.start('b.ipynb'))", nil)
	waitFor(t, "both notebooks to be busy", func() bool {
		busy := l.status(t, "a.ipynb") == "busy" && l.status(t, "b.ipynb") == "busy"
		return busy || l.cells(t, "b.ipynb")[0].Count != nil
	})
	l.shot(t, "two-notebooks")
	for _, n := range []string{"a", "b"} {
		var text string
		t.Cleanup(func() {
			if t.Failed() {
				t.Logf("%s: %s, %q", n, l.status(t, n+".ipynb"), text)
			}
		})
		waitFor(t, "notebook "+n, func() bool {
			text = l.cells(t, n+".ipynb")[0].text()
			return strings.HasSuffix(text, `"`+n+`"`) && strings.Contains(text, n+" 4")
		})
	}
}
