package kernelspec

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// host is an environment whose every folder lies below a temporary one.
func host(t *testing.T) Environment {
	dir := t.TempDir()
	vars := map[string]string{"JUPYTER_DATA_DIR": filepath.Join(dir, "user"), "XDG_DATA_DIRS": filepath.Join(dir, "sys"), "JUPYTER_PLATFORM_DIRS": "1"}
	return Environment{GOOS: "linux", Home: dir, Getenv: func(k string) string { return vars[k] },
		Python: Python{Prefix: filepath.Join(dir, "venv"), Virtual: true}}
}

func goSpec() Spec {
	return Spec{Argv: []string{"/bin/k", "-f", "{connection_file}"}, DisplayName: "Go", Language: "go", InterruptMode: "message",
		Metadata: map[string]any{"debugger": true}}
}

func TestInstallFindUninstall(t *testing.T) {
	e := host(t)
	logos := fstest.MapFS{"logo-32x32.png": {Data: []byte("png")}}
	for _, target := range []Target{{}, {User: true}, {SysPrefix: true}, {Prefix: filepath.Join(e.Home, "venv")}, {Dir: filepath.Join(e.Home, "user")}} {
		dir, err := e.Install(target, "Weft", goSpec(), logos)
		if err != nil {
			t.Errorf("%+v: %v", target, err)
			continue
		}
		if !e.Visible(dir) {
			t.Errorf("%+v: %s is not on the search path", target, dir)
		}
		k, err := e.Find("WEFT")
		if err != nil {
			t.Errorf("%+v: %v", target, err)
		}
		if diff := cmp.Diff(Kernel{Name: "weft", Dir: dir, Spec: goSpec()}, k); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", target, diff)
		}
		if got, _ := os.ReadFile(filepath.Join(dir, "logo-32x32.png")); string(got) != "png" {
			t.Errorf("%+v: the logo is %q", target, got)
		}
		if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
			t.Errorf("%+v: %v is there, want the kernel alone", target, entries)
		}
		if got, err := e.Uninstall("weft"); err != nil || got != dir {
			t.Errorf("%+v: Uninstall = %s, %v, want %s", target, got, err, dir)
		}
	}
}

// TestRemove removes of two kernels of one name the one that is meant, and nothing that is no kernel.
func TestRemove(t *testing.T) {
	e := host(t)
	for _, target := range []Target{{User: true}, {SysPrefix: true}} {
		if _, err := e.Install(target, "k", goSpec(), nil); err != nil {
			t.Fatal(err)
		}
	}
	seen, err := e.Find("k")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []Target{{User: true}, {SysPrefix: true}} {
		dir, err := e.Dir(target, "K")
		if err != nil {
			t.Fatal(err)
		}
		if dir == seen.Dir {
			continue
		}
		if err := Remove(dir); err != nil {
			t.Errorf("%+v: %v", target, err)
		}
		if err := Remove(dir); err == nil {
			t.Errorf("%+v: removed a second time", target)
		}
	}
	if k, err := e.Find("k"); err != nil || k.Dir != seen.Dir {
		t.Errorf("Find = %s, %v, want %s, which was not to be removed", k.Dir, err, seen.Dir)
	}
	if _, err := e.Dir(Target{User: true}, "../k"); err == nil {
		t.Error("a name that leads elsewhere was taken")
	}
	if err := Remove(e.Home); err == nil {
		t.Error("a folder without a kernel was removed")
	}
}

func TestInstallReplacesAll(t *testing.T) {
	e := host(t)
	if _, err := e.Install(Target{User: true}, "k", goSpec(), fstest.MapFS{"old.png": {}, "kernel.json": {Data: []byte("nonsense")}}); err != nil {
		t.Fatal(err)
	}
	s := goSpec()
	s.DisplayName = "Go 2"
	dir, err := e.Install(Target{User: true}, "k", s, fstest.MapFS{"new.png": {}})
	if err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 2 || entries[0].Name() != "kernel.json" || entries[1].Name() != "new.png" {
		t.Errorf("%v, want kernel.json and new.png", entries)
	}
	if k, err := e.Find("k"); err != nil || k.Spec.DisplayName != "Go 2" {
		t.Errorf("%+v, %v, want the second spec", k, err)
	}
}

func TestReplaceWithoutSwap(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"fresh", "k"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "is-"+name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	k, old := filepath.Join(dir, "k"), filepath.Join(dir, "old")
	if err := replaceInTwo(filepath.Join(dir, "missing"), k, old); err == nil {
		t.Error("no error for a missing folder")
	}
	if _, err := os.Stat(filepath.Join(k, "is-k")); err != nil {
		t.Errorf("the old kernel was not put back: %v", err)
	}
	if err := replaceInTwo(filepath.Join(dir, "fresh"), k, old); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(k, "is-fresh")); err != nil {
		t.Error(err)
	}
}

func TestInstallErrors(t *testing.T) {
	e := host(t)
	bare := Environment{GOOS: "windows", Getenv: func(string) string { return "" }}
	file := filepath.Join(e.Home, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	noArgv := goSpec()
	noArgv.Argv = nil
	for _, tt := range []struct {
		name   string
		e      Environment
		target Target
		kernel string
		spec   Spec
		want   string
	}{
		{"name with a slash", e, Target{User: true}, "../k", goSpec(), `kernel name "../k": use only`},
		{"name of dots", e, Target{User: true}, "..", goSpec(), `kernel name ".."`},
		{"no argv", e, Target{User: true}, "k", noArgv, "install kernel k: argv is empty"},
		{"two places", e, Target{User: true, Prefix: "/p"}, "k", goSpec(), "choose one"},
		{"no home", bare, Target{User: true}, "k", goSpec(), "set HOME or JUPYTER_DATA_DIR"},
		{"no Python", bare, Target{SysPrefix: true}, "k", goSpec(), "activate the virtual environment"},
		{"no folder for all", bare, Target{}, "k", goSpec(), "install for the user"},
		{"a file in the way", e, Target{Prefix: file}, "k", goSpec(), "not a directory"},
	} {
		_, err := tt.e.Install(tt.target, tt.kernel, tt.spec, nil)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want an error with %q", tt.name, err, tt.want)
		}
	}
	if err := advise(&fs.PathError{Op: "mkdir", Path: "/p", Err: fs.ErrPermission}); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "choose the user's folder") {
		t.Errorf("permission denied becomes %v, want advice", err)
	}
}

func TestList(t *testing.T) {
	e := host(t)
	for _, target := range []Target{{User: true}, {SysPrefix: true}} {
		if _, err := e.Install(target, "twice", goSpec(), nil); err != nil {
			t.Fatal(err)
		}
	}
	broken, err := e.Install(Target{User: true}, "broken", goSpec(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(broken, specFile), []byte(`{"argv": 3}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(e.UserDir(), "kernels", "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	got := e.List()
	if len(got) != 2 || got[0].Name != "broken" || got[1].Name != "twice" {
		t.Fatalf("List = %+v, want broken and twice", got)
	}
	if got[0].Err == nil || !strings.Contains(got[0].Err.Error(), broken) || !strings.Contains(got[0].Err.Error(), "argv") {
		t.Errorf("error of the broken one: %v, want one that names file and field", got[0].Err)
	}
	if want := filepath.Join(e.Python.Prefix, "share/jupyter/kernels/twice"); got[1].Dir != want {
		t.Errorf("found %s, want %s: it is first on the search path", got[1].Dir, want)
	}
	var missing *NotFoundError
	if _, err := e.Find("none"); !errors.As(err, &missing) || !strings.Contains(err.Error(), "installed are broken, twice") {
		t.Errorf("Find(none): %v", err)
	}
	if _, err := e.Uninstall("none"); err == nil {
		t.Error("Uninstall(none) succeeded")
	}
}

func TestUninstallKeepsLinkTarget(t *testing.T) {
	e := host(t)
	real, err := e.Install(Target{Dir: filepath.Join(e.Home, "elsewhere")}, "k", goSpec(), nil)
	if err != nil {
		t.Fatal(err)
	}
	kernels := filepath.Join(e.UserDir(), "kernels")
	if err := os.MkdirAll(kernels, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, filepath.Join(kernels, "k")); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Uninstall("k"); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(real); err != nil {
		t.Errorf("the link's target is gone: %v", err)
	}
}

func TestCommandAndEnviron(t *testing.T) {
	prefix := t.TempDir()
	python := filepath.Join(prefix, "bin", "python")
	if runtime.GOOS == "windows" {
		python = filepath.Join(prefix, "Scripts", "python.exe")
	}
	if err := os.MkdirAll(filepath.Dir(python), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(python, nil, 0o755); err != nil {
		t.Fatal(err)
	}
	k := Kernel{Dir: filepath.Join(prefix, "share", "jupyter", "kernels", "p"), Spec: Spec{
		Argv: []string{"python", "{resource_dir}/main.py", "--f={connection_file}"},
		Env:  map[string]string{"A": "${HOME}/x:$HOME:${NONE}:$1"},
	}}
	if diff := cmp.Diff([]string{python, k.Dir + "/main.py", "--f=/c.json"}, k.Command("/c.json")); diff != "" {
		t.Errorf("Command (-want +got):\n%s", diff)
	}
	base := []string{"HOME=/h"}
	if diff := cmp.Diff([]string{"HOME=/h", "A=/h/x:/h:${NONE}:$1"}, k.Environ(base)); diff != "" {
		t.Errorf("Environ (-want +got):\n%s", diff)
	}
	k.Dir = filepath.Join(prefix, "other")
	if got := k.Command("")[0]; got != "python" {
		t.Errorf("without a Python in the prefix: %s, want python", got)
	}
}
