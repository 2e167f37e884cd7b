package e2e

import (
	"bufio"
	"context"
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

//go:embed lab.js
var labJS string

// A lab is JupyterLab, started by `weft lab`, and a browser that looks at it.
type lab struct {
	*bench
	dir   string // its notebooks
	url   string // with the token
	shots string // where screenshots go
	ctx   context.Context
}

// startLab opens JupyterLab on a copy of the lessons.
func startLab(t *testing.T, b *bench) *lab {
	t.Helper()
	l := &lab{bench: b, dir: t.TempDir(), shots: os.Getenv("WEFT_SHOTS")}
	if l.shots == "" {
		l.shots = t.TempDir()
	}
	lessons, _ := filepath.Glob(filepath.Join(b.root, "notebooks", "*.ipynb"))
	for _, name := range lessons {
		copyFile(t, name, filepath.Join(l.dir, filepath.Base(name)))
	}
	l.quiet(t)
	port, token := freePort(t), rand.Text()
	cmd := exec.Command(b.weft, "lab", "--no-browser", l.dir, "--", "--allow-root",
		fmt.Sprintf("--ServerApp.port=%d", port), "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="+token,
		"--LabApp.expose_app_in_browser=True")
	cmd.Env = b.env
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	var drained sync.WaitGroup
	drained.Go(func() { io.Copy(&log, bufio.NewReader(stderr)) })
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		drained.Wait()
		cmd.Wait()
		if t.Failed() {
			t.Logf("JupyterLab's log:\n%s", log.String())
		}
	})
	base := fmt.Sprintf("http://127.0.0.1:%d", port)
	l.url = base + "/lab?token=" + token + "&reset"
	waitFor(t, "JupyterLab to answer", func() bool {
		r, err := http.Get(base + "/api?token=" + token)
		if err != nil {
			return false
		}
		r.Body.Close()
		return r.StatusCode == http.StatusOK
	})
	l.browse(t)
	return l
}

// quiet keeps JupyterLab from asking about news and looking for updates, and from leaving out of its lists what the kernel
// has not offered within a second.
func (l *lab) quiet(t *testing.T) {
	t.Helper()
	for _, v := range l.env {
		if dir, ok := strings.CutPrefix(v, "JUPYTER_CONFIG_DIR="); ok {
			dir = filepath.Join(dir, "labconfig")
			settings := `{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false},
				"@jupyterlab/completer-extension:manager": {"providerTimeout": 120000}}`
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "default_setting_overrides.json"), []byte(settings), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// browse opens the lab in a headless Chromium.
func (l *lab) browse(t *testing.T) {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.WindowSize(1280, 900), chromedp.WSURLReadTimeout(3*time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("force-device-scale-factor", "1"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	ctx, stop = context.WithTimeout(ctx, 30*time.Minute)
	t.Cleanup(stop)
	l.ctx = ctx
	if err := chromedp.Do(ctx, focused, chromedp.Navigate(l.url), chromedp.WaitVisible(chromedp.CSS(".jp-Launcher-body"))); err != nil {
		t.Fatalf("open JupyterLab: %v", err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](labJS)); err != nil {
		t.Fatalf("prepare the page: %v", err)
	}
}

// focused has the page believe that its window has the focus, also where the browser has given that to none of its windows
// yet: JupyterLab knows by the focus which notebook a key or a command is for.
func focused(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	var answer map[string]any
	return chromedp.Void{}, t.Call(ctx, "Emulation.setFocusEmulationEnabled", map[string]bool{"enabled": true}, &answer)
}

// js evaluates an expression in the page, waits if it is a promise, and decodes its value.
func (l *lab) js(t *testing.T, expression string, into any) {
	t.Helper()
	text, err := chromedp.Run(l.ctx, chromedp.Evaluate[string]("(async () => JSON.stringify(await ("+expression+")) ?? 'null')()", chromedp.EvalAwaitPromise))
	if err != nil {
		l.shot(t, "failure")
		t.Fatalf("in the page: %s: %v", expression, err)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("result of %s: %v", expression, err)
	}
}

// shot writes a screenshot of the whole window.
func (l *lab) shot(t *testing.T, name string) {
	t.Helper()
	png, err := chromedp.Run(l.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Logf("screenshot %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(l.shots, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

// An output is one of a cell, as the notebook keeps it.
type output struct {
	Type  string         `json:"output_type"`
	Name  string         `json:"name"`
	Text  any            `json:"text"`
	Data  map[string]any `json:"data"`
	EName string         `json:"ename"`
	Value string         `json:"evalue"`
}

// A codeCell is one of an open notebook.
type codeCell struct {
	Source   string   `json:"source"`
	Count    *int     `json:"execution_count"`
	Outputs  []output `json:"outputs"`
	Metadata struct {
		Tags []string `json:"tags"`
	} `json:"metadata"`
}

// text is everything that the cell shows as text.
func (c codeCell) text() string {
	var b strings.Builder
	for _, o := range c.Outputs {
		for _, v := range []any{o.Text, o.Data["text/plain"]} {
			switch v := v.(type) {
			case string:
				b.WriteString(v)
			case []any:
				for _, line := range v {
					fmt.Fprint(&b, line)
				}
			}
		}
		if o.EName != "" {
			b.WriteString(o.EName + ": " + o.Value)
		}
	}
	return b.String()
}

// open shows a notebook and waits until its kernel is ready.
func (l *lab) open(t *testing.T, name string) {
	t.Helper()
	l.js(t, fmt.Sprintf("weft.open(%q)", name), nil)
}

// write makes a notebook of code cells.
func (l *lab) write(t *testing.T, name string, cells ...string) {
	t.Helper()
	nb := map[string]any{"nbformat": 4, "nbformat_minor": 5,
		"metadata": map[string]any{"kernelspec": map[string]any{"name": "weft", "display_name": "Go (weft)", "language": "go"}}}
	var list []any
	for i, source := range cells {
		list = append(list, map[string]any{"id": fmt.Sprintf("c%d", i), "cell_type": "code", "metadata": map[string]any{}, "source": source, "outputs": []any{}, "execution_count": nil})
	}
	nb["cells"] = list
	data, err := json.Marshal(nb)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(l.dir, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func (l *lab) cells(t *testing.T, name string) []codeCell {
	t.Helper()
	var cells []codeCell
	l.js(t, fmt.Sprintf("weft.cells(%q)", name), &cells)
	return cells
}

func (l *lab) status(t *testing.T, name string) string {
	t.Helper()
	var s string
	l.js(t, fmt.Sprintf("weft.status(%q)", name), &s)
	return s
}

// drawn is the text of a cell's output as the page has it.
func (l *lab) drawn(t *testing.T, name string, index int) (text string) {
	t.Helper()
	l.js(t, fmt.Sprintf("weft.outputs(%q, %d)?.innerText ?? ''", name, index), &text)
	return text
}

// shows waits until all that is wanted of a cell's output is drawn.
func (l *lab) shows(t *testing.T, name string, index int, want ...string) {
	t.Helper()
	var shown string
	defer func() {
		if t.Failed() {
			t.Logf("the output is:\n%s", shown)
		}
	}()
	waitFor(t, fmt.Sprintf("the output of cell %d of %s to have all of %q", index, name, want), func() bool {
		shown = l.drawn(t, name, index)
		return !slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(shown, w) })
	})
}

// runAll runs every cell and waits until all have run. JupyterLab's own promise ends at the
// first error, also where that is allowed and the other cells go on.
func (l *lab) runAll(t *testing.T, name string) []codeCell {
	t.Helper()
	l.js(t, fmt.Sprintf("weft.runAll(%q)", name), nil)
	var cells []codeCell
	waitFor(t, "the cells of "+name, func() bool {
		cells = l.cells(t, name)
		return l.status(t, name) == "idle" && !slices.ContainsFunc(cells, func(c codeCell) bool { return c.Count == nil })
	})
	return cells
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.NewTimer(4 * time.Minute)
	defer deadline.Stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-deadline.C:
			t.Fatalf("gave up waiting for %s", what)
		case <-tick.C:
		}
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	port, err := anyPort()
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// anyPort returns a port on which nobody listens. It is below those that the system gives to whoever asks for any, so
// that no other process is given it before it is used.
func anyPort() (int, error) {
	for {
		port := 10_000 + mathrand.IntN(20_000)
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			return port, l.Close()
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			return 0, err
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
