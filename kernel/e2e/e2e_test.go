// Package e2e tests the built binary under foreign clients: jupyter_kernel_test, nbclient, nbconvert,
// and JupyterLab in a real Chromium. `make e2e` installs what it needs and runs it.
package e2e

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A bench is the installed kernel and the tools that these tests drive.
type bench struct {
	root   string   // of the repository
	weft   string   // the binary
	venv   string   // bin folder of the virtual environment
	prefix string   // where the kernelspec is installed
	env    []string // for every client
}

// setUp installs the built kernel under a temporary prefix, with own Jupyter folders.
func setUp(t *testing.T) *bench {
	t.Helper()
	if os.Getenv("WEFT_E2E") == "" {
		t.Skip("end-to-end tests run by `make e2e`, which installs what they need")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{root: root, weft: filepath.Join(root, "bin", "weft"), venv: filepath.Join(root, ".venv", "bin"), prefix: t.TempDir()}
	home := t.TempDir()
	b.env = append(os.Environ(),
		"HOME="+home, "JUPYTER_PATH="+filepath.Join(b.prefix, "share", "jupyter"),
		"JUPYTER_CONFIG_DIR="+filepath.Join(home, "config"), "JUPYTER_DATA_DIR="+filepath.Join(home, "data"),
		"JUPYTER_RUNTIME_DIR="+filepath.Join(home, "run"), "IPYTHONDIR="+filepath.Join(home, "ipython"),
		"PATH="+b.venv+string(os.PathListSeparator)+os.Getenv("PATH"), "PYTHONDONTWRITEBYTECODE=1")
	if cache, err := os.UserCacheDir(); err == nil && os.Getenv("WEFT_KIT") == "" {
		b.env = append(b.env, "WEFT_KIT="+filepath.Join(cache, "weft")) // not made anew in the folder of each test
	}
	b.run(t, b.weft, "install", "--prefix", b.prefix)
	return b
}

// python is the virtual environment's interpreter; without it the test is skipped, or fails in CI.
func (b *bench) python(t *testing.T) string {
	t.Helper()
	p := filepath.Join(b.venv, "python")
	if _, err := os.Stat(p); err != nil {
		lack(t, "no virtual environment at %s: run `make test-tools`", b.venv)
	}
	return p
}

// lack skips loudly, or fails where everything that can be installed must be.
func lack(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(format, args...)
	}
	t.Skipf("*** SKIPPED: "+format, args...)
}

// run fails the test unless the command succeeds, and returns its standard output.
func (b *bench) run(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env, cmd.Dir = b.env, b.root
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", filepath.Base(name), strings.Join(args, " "), err, &out, &errs)
	}
	if testing.Verbose() {
		t.Log(errs.String())
	}
	return out.String()
}

func TestConformance(t *testing.T) {
	b := setUp(t)
	py := b.python(t)
	cmd := exec.CommandContext(t.Context(), py, filepath.Join(b.root, "kernel/e2e/py/conformance.py"))
	cmd.Env = b.env
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "skipped") {
		t.Fatalf("jupyter_kernel_test: %v\n%s", err, out)
	}
	t.Logf("%s", out)
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "google-chrome", "chromium-browser"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	lack(t, "no Chromium on %s: run `make test-tools`", runtime.GOOS)
	return ""
}
