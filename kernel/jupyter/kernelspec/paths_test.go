package kernelspec

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func env(goos string, py Python, vars map[string]string) Environment {
	return Environment{GOOS: goos, Home: "/home/u", Getenv: func(k string) string { return vars[k] }, Python: py}
}

func TestSearchPath(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the table is written with slashes")
	}
	system := []string{"/usr/local/share/jupyter", "/usr/share/jupyter"}
	user := "/home/u/.local/share/jupyter"
	venv := Python{Prefix: "/v", Virtual: true}
	for _, tt := range []struct {
		name string
		env  Environment
		want []string
	}{
		{"plain linux", env("linux", Python{}, nil), append([]string{user}, system...)},
		{"system python", env("linux", Python{Prefix: "/usr"}, nil), append([]string{user}, system...)},
		{"python in /opt", env("linux", Python{Prefix: "/opt/py"}, nil),
			append([]string{user, "/opt/py/share/jupyter"}, system...)},
		{"virtual environment", env("linux", venv, nil), append([]string{"/v/share/jupyter", user}, system...)},
		{"user first by wish", env("linux", venv, map[string]string{"JUPYTER_PREFER_ENV_PATH": "0"}),
			append([]string{user, "/v/share/jupyter"}, system...)},
		{"prefix first by wish", env("linux", Python{Prefix: "/opt/py"}, map[string]string{"JUPYTER_PREFER_ENV_PATH": "yes"}),
			append([]string{"/opt/py/share/jupyter", user}, system...)},
		{"JUPYTER_PATH", env("linux", Python{}, map[string]string{"JUPYTER_PATH": "/a/:/b"}),
			append([]string{"/a", "/b", user}, system...)},
		{"JUPYTER_DATA_DIR keeps the user base", env("linux", Python{}, map[string]string{"JUPYTER_DATA_DIR": "/d"}),
			append([]string{"/d", user}, system...)},
		{"XDG_DATA_HOME", env("linux", venv, map[string]string{"XDG_DATA_HOME": "/x"}),
			append([]string{"/v/share/jupyter", "/x/jupyter"}, system...)},
		{"PYTHONUSERBASE", env("linux", Python{}, map[string]string{"PYTHONUSERBASE": "/p"}),
			append([]string{user, "/p/share/jupyter"}, system...)},
		{"platform dirs", env("linux", venv, map[string]string{"JUPYTER_PLATFORM_DIRS": "1", "XDG_DATA_DIRS": "/s1:/s2"}),
			[]string{"/v/share/jupyter", user, "/s1/jupyter", "/s2/jupyter"}},
		{"macOS", env("darwin", venv, nil), append([]string{"/v/share/jupyter", "/home/u/Library/Jupyter"}, system...)},
		{"macOS platform dirs", env("darwin", venv, map[string]string{"JUPYTER_PLATFORM_DIRS": "1"}),
			[]string{"/v/share/jupyter", "/home/u/Library/Application Support/Jupyter", "/Library/Application Support/Jupyter"}},
		{"windows", env("windows", venv, map[string]string{"APPDATA": "/app", "PROGRAMDATA": "/pd"}),
			[]string{"/v/share/jupyter", "/app/jupyter"}},
		{"windows, trusted PROGRAMDATA", env("windows", venv, map[string]string{"PROGRAMDATA": "/pd", "JUPYTER_USE_PROGRAMDATA": "1"}),
			[]string{"/v/share/jupyter", "/home/u/.jupyter/data", "/pd/jupyter"}},
	} {
		if diff := cmp.Diff(tt.want, tt.env.SearchPath()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestNoHome(t *testing.T) {
	e := env("linux", Python{}, nil)
	e.Home = ""
	if got := e.UserDir(); got != "" {
		t.Errorf("UserDir without a home = %q, want none", got)
	}
	if got := e.RuntimeDir(); got != "" {
		t.Errorf("RuntimeDir without a home = %q, want none", got)
	}
}

func TestPrefixOf(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	real := file("opt/bin/python3")
	file("opt/lib/python3.12/os.py")
	file("venv/pyvenv.cfg")
	inVenv := file("venv/bin/python3")
	shim := file("shims/python3")
	link := filepath.Join(dir, "python3")
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path string
		want Python
		ok   bool
	}{
		{real, Python{Prefix: filepath.Join(dir, "opt")}, true},
		{link, Python{Prefix: filepath.Join(dir, "opt")}, true},
		{inVenv, Python{Prefix: filepath.Dir(filepath.Dir(inVenv)), Virtual: true}, true},
		{shim, Python{}, false},
	} {
		got, ok := prefixOf(tt.path)
		if got != tt.want || ok != tt.ok {
			t.Errorf("prefixOf(%s) = %+v, %v, want %+v, %v", tt.path, got, ok, tt.want, tt.ok)
		}
	}
}

func TestFindPython(t *testing.T) {
	for _, tt := range []struct {
		name string
		vars map[string]string
		want Python
	}{
		{"venv", map[string]string{"VIRTUAL_ENV": "/v/"}, Python{"/v", true}},
		{"conda", map[string]string{"CONDA_PREFIX": "/c/envs/a", "CONDA_DEFAULT_ENV": "a"}, Python{"/c/envs/a", true}},
		{"conda base", map[string]string{"CONDA_PREFIX": "/c", "CONDA_DEFAULT_ENV": "base"}, Python{"/c", false}},
	} {
		if got := findPython(func(k string) string { return tt.vars[k] }); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestAskPython(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the launcher is a shell script")
	}
	dir := t.TempDir()
	for _, tt := range []struct {
		name, script string
		want         Python
		ok           bool
	}{
		{"answers", "echo /p; echo False", Python{Prefix: "/p"}, true},
		{"virtual", "echo /p; echo True", Python{Prefix: "/p", Virtual: true}, true},
		{"no version selected", "exit 127", Python{}, false},
		{"says something else", "echo hello", Python{}, false},
	} {
		path := filepath.Join(dir, "python3")
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+tt.script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		got, ok := askPython(path)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%s: %+v, %v, want %+v, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}
