package modules

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"weft/kernel/engine/native/modules/proxytest"
)

func session(t *testing.T) *Modules {
	proxytest.Use(t, "../../../testdata/modules/proxy")
	m := New(Options{Go: func(context.Context) (string, error) { return exec.LookPath("go") }, Say: func(string) {}})
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m
}

// A session's folder begins with the first module and ends with the session.
func TestFolder(t *testing.T) {
	m := session(t)
	if m.dir != "" {
		t.Errorf("a folder before the first module: %s", m.dir)
	}
	if err := m.Get(t.Context(), "example.com/greet@v1.0.0"); err != nil {
		t.Fatal(err)
	}
	dir := m.dir
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after Close: %v", err)
	}
	if err := m.Get(t.Context(), "example.com/greet"); err == nil {
		t.Error("a closed session got a module")
	}
	if list := m.List(); len(list) > 0 {
		t.Errorf("after Close: %v", list)
	}
}

// What fails changes nothing.
func TestFailureChangesNothing(t *testing.T) {
	m := session(t)
	if err := m.Get(t.Context(), "example.com/greet@v1.0.0"); err != nil {
		t.Fatal(err)
	}
	before, err := read(m.dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Get(t.Context(), "example.com/nothing"); err == nil {
		t.Error("got a module that there is not")
	}
	if err := m.Load(t.Context(), "example.com/greet/nothing"); err == nil {
		t.Error("loaded a package that there is not")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := m.Get(ctx, "example.com/needs"); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if after, err := read(m.dir); err != nil || after != before {
		t.Errorf("changed from %q to %q, %v", before, after, err)
	}
}

// Programs that import no module's package are not built with modules.
func TestJob(t *testing.T) {
	m := session(t)
	if err := m.Get(t.Context(), "example.com/greet@v1.0.0"); err != nil {
		t.Fatal(err)
	}
	if err := m.Load(t.Context(), "fmt", "example.com/greet/loud", "example.com/other"); err != nil {
		t.Fatal(err)
	}
	if job, err := m.Job([]string{"fmt", "golang.org/x/sync/errgroup"}); job != nil || err != nil {
		t.Errorf("without modules: %+v, %v", job, err)
	}
	job, err := m.Job([]string{"fmt", "example.com/greet/loud"})
	if err != nil || job == nil || !strings.Contains(job.GoMod, "example.com/greet v1.0.0") || !strings.Contains(job.GoSum, "example.com/greet v1.0.0 h1:") || !strings.HasPrefix(job.Proxy, "file://") {
		t.Errorf("with modules: %+v, %v", job, err)
	}
	if data, err := m.Export("example.com/greet"); err != nil || len(data) == 0 {
		t.Errorf("declarations of what a loaded package needs: %d bytes, %v", len(data), err)
	}
	if data, err := m.Export("example.com/other"); err != nil || data != nil {
		t.Errorf("declarations of nobody's package: %d bytes, %v", len(data), err)
	}
}
