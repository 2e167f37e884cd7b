package e2e

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// TestHub runs deploy/jupyterhub_config.py on loopback with a stand-in for the container engine. Two students have a server
// and a kernel each: py/hub.py does what they do. Then the teacher collects what they have handed in.
func TestHub(t *testing.T) {
	b := setUp(t)
	for _, name := range []string{"jupyterhub", "jupyterhub-singleuser", "configurable-http-proxy", "jupyterhub-idle-culler"} {
		if _, err := os.Stat(filepath.Join(b.venv, name)); err != nil {
			lack(t, "no %s in %s: run `make test-tools`", name, b.venv)
		}
	}
	class := classFolder(t, b)
	e := startEngine(t, b)
	h := startHub(t, b, e, class)

	script := exec.CommandContext(t.Context(), filepath.Join(b.venv, "python"), filepath.Join(b.root, "kernel/e2e/py/hub.py"), h.url)
	script.Env = h.env
	out, err := script.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatalf("hub.py: %v", err)
	}
	if len(e.all) != 2 {
		t.Fatalf("%d containers were asked for, want 2", len(e.all))
	}
	for i, name := range []string{"anna", "ben"} {
		i = slices.IndexFunc(e.all, func(c *container) bool { return c.Name == "jupyter-"+name })
		if i < 0 {
			t.Errorf("no container for %s", name)
			continue
		}
		checkContainer(t, e.all[i], class, name)
	}

	b.run(t, b.weft, "collect", filepath.Join(class, "release/workers.ipynb"), filepath.Join(class, "students"), "-o", filepath.Join(class, "course/collected"))
	collected, _ := filepath.Glob(filepath.Join(class, "course/collected/*.ipynb"))
	if want := []string{filepath.Join(class, "course/collected/anna.ipynb"), filepath.Join(class, "course/collected/ben.ipynb")}; !slices.Equal(collected, want) {
		t.Fatalf("collected %q, want %q", collected, want)
	}
	if text, err := os.ReadFile(collected[0]); err != nil || !strings.Contains(string(text), "return n + n") {
		t.Errorf("anna's answer was not collected: %v\n%s", err, text)
	}
}

// checkContainer compares what the engine was asked for with what docs/HUB.md promises.
func checkContainer(t *testing.T, c *container, class, user string) {
	t.Helper()
	h := c.Host
	for _, tt := range []struct {
		what      string
		got, want any
	}{
		{"image", c.Image, "weft:latest"},
		{"memory", h.Memory, int64(2 << 30)},
		{"memory with swap", h.MemorySwap, int64(2 << 30)},
		{"CPUs", float64(h.CPUQuota) / float64(h.CPUPeriod), 2.0},
		{"processes", h.PidsLimit, int64(1024)},
		{"capabilities dropped", fmt.Sprint(h.CapDrop), "[ALL]"},
		{"security options", fmt.Sprint(h.SecurityOpt), "[no-new-privileges]"},
		{"privileged", h.Privileged, false},
		{"removed at its end", h.AutoRemove, true},
		{"published on", h.PortBindings["8888/tcp"][0].HostIp, "127.0.0.1"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s's container: %s: %v, want %v", user, tt.what, tt.got, tt.want)
		}
	}
	want := []string{
		filepath.Join(class, "release") + ":/srv/release:ro",
		filepath.Join(class, "students", user) + ":/home/jovyan/class:rw",
		"weft-home-" + user + ":/home/jovyan:rw",
	}
	if got := slices.Sorted(slices.Values(h.Binds)); !slices.Equal(got, want) {
		t.Errorf("%s's container: mounts %q, want %q", user, got, want)
	}
	if log := c.output.String(); !strings.Contains(log, "idle durations > 2700 seconds") || strings.Contains(log, "not recognized") {
		t.Errorf("%s's server does not understand what it is told:\n%s", user, log)
	}
	if !slices.Contains(c.Env, "WEFT_MEMORY=600MB") {
		t.Errorf("%s's container: cells have no limit of memory: %q", user, c.Env)
	}
	if slices.ContainsFunc(c.Env, func(v string) bool { return strings.HasPrefix(v, "HUB_") || strings.HasPrefix(v, "DOCKER_") }) {
		t.Errorf("%s's container has the hub's own environment", user)
	}
}

// A runningHub is JupyterHub with its proxy.
type runningHub struct {
	url string
	env []string // for hub.py
}

func startHub(t *testing.T, b *bench, e *engine, class string) *runningHub {
	t.Helper()
	dir := t.TempDir() // the hub's database and cookie secret
	port := freePort(t)
	h := &runningHub{url: fmt.Sprintf("http://127.0.0.1:%d", freePort(t))}
	h.env = append(slices.Clone(b.env), "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1", "HUB_TOKEN="+rand.Text(), "HUB_CULLER_TOKEN="+rand.Text())
	cmd := exec.Command(filepath.Join(b.venv, "jupyterhub"), "-f", filepath.Join(b.root, "kernel/e2e/py/hub_config.py"))
	cmd.Env = append(slices.Clone(h.env), "DOCKER_HOST="+e.url, "WEFT_CLASS="+class, "WEFT_HUB_IP=127.0.0.1",
		"HUB_CONFIG="+filepath.Join(b.root, "deploy/jupyterhub_config.py"), "HUB_URL="+h.url,
		fmt.Sprintf("HUB_PORT=%d", port), fmt.Sprintf("HUB_PROXY=http://127.0.0.1:%d", freePort(t)))
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var log strings.Builder
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		syscall.Kill(cmd.Process.Pid, syscall.SIGTERM) // it ends its proxy, its culler and what servers are left
		cmd.Wait()
		if t.Failed() {
			t.Logf("the hub's log:\n%s", log.String())
		}
		if strings.Contains(log.String(), "not recognized") {
			t.Errorf("a setting is not known to what it is for:\n%s", log.String())
		}
	})
	for _, url := range []string{fmt.Sprintf("http://127.0.0.1:%d", port), h.url} { // the hub, and then its proxy, which begins earlier
		waitFor(t, "the hub to answer", func() bool {
			r, err := http.Get(url + "/hub/api")
			if err != nil {
				return false
			}
			r.Body.Close()
			return r.StatusCode == http.StatusOK
		})
	}
	return h
}

// classFolder is a class as docs/HUB.md has it: a notebook that is handed out, two students, one of whom has begun already.
func classFolder(t *testing.T, b *bench) string {
	t.Helper()
	class := t.TempDir()
	for _, dir := range []string{"students/anna", "course"} {
		if err := os.MkdirAll(filepath.Join(class, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	teacher := `{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "weft", "display_name": "Go (weft)", "language": "go"}}, "cells": [
		{"id": "task", "cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null, "source":
		"// exercise: workers\n\nfunc double(n int) int {\n\t// BEGIN SOLUTION\n\treturn 2 * n\n\t// END SOLUTION\n}"}]}`
	for name, text := range map[string]string{
		"students.txt": "anna\nben\n", "teachers.txt": "tina\n",
		"course/workers.ipynb": teacher,
	} {
		if err := os.WriteFile(filepath.Join(class, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b.run(t, b.weft, "release", filepath.Join(class, "course/workers.ipynb"), "-o", filepath.Join(class, "release"))
	released, err := os.ReadFile(filepath.Join(class, "release/workers.ipynb"))
	begun := strings.Replace(string(released), `panic(\"not implemented\")`, "return n + n", 1)
	if err != nil || begun == string(released) {
		t.Fatalf("the released notebook has no place for an answer: %v\n%s", err, released)
	}
	if err := os.WriteFile(filepath.Join(class, "students/anna/workers.ipynb"), []byte(begun), 0o644); err != nil {
		t.Fatal(err)
	}
	return class
}
