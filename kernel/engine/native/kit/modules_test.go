package kit

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// moduleProxy writes a proxy's folder with one version of a module and returns its address.
func moduleProxy(t *testing.T, module, version string, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	at := filepath.Join(dir, filepath.FromSlash(module), "@v")
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, text := range files {
		f, err := w.Create(module + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"list": version + "\n", version + ".info": `{"Version": "` + version + `"}`, version + ".mod": files["go.mod"], version + ".zip": archive.String(),
	} {
		if err := os.WriteFile(filepath.Join(at, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return "file://" + filepath.ToSlash(dir)
}

// A job with third-party modules is built by the go command, from the module cache or a proxy.
func TestModules(t *testing.T) {
	const module = "example.com/greet"
	proxy := moduleProxy(t, module, "v1.2.0", map[string]string{
		"go.mod":   "module " + module + "\n\ngo 1.26\n",
		"greet.go": "package greet\n\nfunc Hello(who string) string { return \"hello \" + who }\n",
	})
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("GONOSUMDB", "example.com")
	k := shared(t)
	t.Cleanup(func() { // the module cache is read-only
		if out, err := exec.Command(k.GoCommand(), "clean", "-modcache").CombinedOutput(); err != nil {
			t.Errorf("remove the module cache: %v: %s", err, out)
		}
	})
	job := Job{Packages: []Package{
		{Path: "weft/notes", Files: []File{{"notes.go", "package notes\n\nfunc Note() string { return \"(a note)\" }\n"}}},
		{Path: "main", Files: []File{{"main.go", "package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/greet\"\n\t\"golang.org/x/sync/errgroup\"\n\t\"weft/notes\"\n)\n\nfunc main() {\n\tvar g errgroup.Group\n\tg.Go(func() error { fmt.Println(greet.Hello(\"you\"), notes.Note()); return nil })\n\tg.Wait()\n}\n"}}},
	}}
	// Nobody has it.
	r, err := k.Build(t.Context(), job)
	if err != nil || !slices.Equal(r.Diagnostics, []Diagnostic{{"main.go", 6, 2, "no required module provides package example.com/greet"}}) {
		t.Fatalf("without modules: %+v, %v", r, err)
	}
	// It is required, but not in the module cache.
	job.Modules = &Modules{GoMod: "module session\n\ngo 1.26\n\nrequire " + module + " v1.2.0\n"}
	r, err = k.Build(t.Context(), job)
	if err == nil && (len(r.Diagnostics) == 0 || !strings.Contains(r.Diagnostics[0].Text, "module lookup disabled")) {
		t.Fatalf("offline: %+v, %v", r, err)
	}
	job.Modules.Proxy = proxy
	r = build(t, k, job)
	if got := run(t, r.Binary); got.Stdout != "hello you (a note)\n" || r.Cached {
		t.Errorf("the program did %+v", got)
	}
	// Now the module cache has it.
	job.Modules.Proxy = ""
	job.Packages[1].Files[0].Text += "\n"
	if got := run(t, build(t, k, job).Binary); got.Stdout != "hello you (a note)\n" {
		t.Errorf("from the module cache: the program did %+v", got)
	}
	if r := build(t, k, job); !r.Cached {
		t.Error("the same job was built again")
	}
	// Mistakes have the same form as without modules.
	job.Packages[1].Files[0].Text = "package main\n\nimport \"example.com/greet\"\n\n//line cell[5]:1:1\nfunc main() { greet.Hello(1) }\n"
	r, err = k.Build(t.Context(), job)
	want := []Diagnostic{{"cell[5]", 1, 27, "cannot use 1 (untyped int constant) as string value in argument to greet.Hello"}}
	if err != nil || !slices.Equal(r.Diagnostics, want) {
		t.Errorf("a mistake: %+v, %v", r, err)
	}
}
