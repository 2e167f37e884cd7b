// Package proxytest makes module proxies for tests, which need no network.
package proxytest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// Use makes the go command know the modules of a folder and no others, until the test ends, in a module cache of
// the test's own. Each file of the folder is a txtar archive, MODULE@VERSION.txtar with _ for /. Without a go command the test is
// skipped, but fails where CI=true.
func Use(t *testing.T, folder string) {
	t.Helper()
	goCommand, err := exec.LookPath("go")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("no go command")
	}
	t.Setenv("GOPROXY", proxy(t, folder))
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("GONOPROXY", "none")
	t.Setenv("GONOSUMDB", "*")
	t.Cleanup(func() { // the module cache is read-only
		if out, err := exec.Command(goCommand, "clean", "-modcache").CombinedOutput(); err != nil {
			t.Errorf("remove the module cache: %v: %s", err, out)
		}
	})
}

// proxy writes the files of a proxy and returns its address.
func proxy(t *testing.T, folder string) string {
	archives, err := filepath.Glob(filepath.Join(folder, "*@*.txtar"))
	if err != nil || len(archives) == 0 {
		t.Fatalf("no modules in %s (%v)", folder, err)
	}
	dir := t.TempDir()
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		module, version, _ := strings.Cut(strings.TrimSuffix(filepath.Base(name), ".txtar"), "@")
		if err := publish(dir, strings.ReplaceAll(module, "_", "/"), version, a.Files); err != nil {
			t.Fatalf("module %s: %v", name, err)
		}
	}
	return "file://" + filepath.ToSlash(filepath.Join(string(filepath.Separator), dir))
}

// publish adds one version of a module.
func publish(dir, module, version string, files []txtar.File) error {
	at := filepath.Join(dir, filepath.FromSlash(module), "@v")
	if err := os.MkdirAll(at, 0o755); err != nil {
		return err
	}
	var archive bytes.Buffer
	var mod string
	w := zip.NewWriter(&archive)
	for _, file := range files {
		f, err := w.Create(module + "@" + version + "/" + file.Name)
		if err == nil {
			_, err = f.Write(file.Data)
		}
		if err != nil {
			return err
		}
		if file.Name == "go.mod" {
			mod = string(file.Data)
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	list, err := os.OpenFile(filepath.Join(at, "list"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer list.Close()
	if _, err := fmt.Fprintln(list, version); err != nil {
		return err
	}
	for ext, text := range map[string]string{".info": fmt.Sprintf("{%q: %q}", "Version", version), ".mod": mod, ".zip": archive.String()} {
		if err := os.WriteFile(filepath.Join(at, version+ext), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
