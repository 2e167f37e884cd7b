// Package image holds what the container images are given beside weft: how a container starts, what a home is given,
// how a server says that it is well. Its tests run these scripts on the machine that they are run on;
// docs/IMAGE.md tells what was tried in containers.
package image

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"weft/kernel/needs"
)

func TestHomeGetsTheLessonsOnce(t *testing.T) {
	home := newHome(t)
	home.file("image/course/notebooks/01.ipynb", "first")
	home.file("image/course/notebooks/02.ipynb", "second")
	home.file("home/notebooks/01.ipynb", "changed by its student")
	home.prepare()
	home.holds("home/notebooks/01.ipynb", "changed by its student")
	home.holds("home/notebooks/02.ipynb", "second")
	home.prepare("WEFT_COURSE=off")
}

func TestHomeWithoutLessons(t *testing.T) {
	home := newHome(t)
	home.file("image/course/notebooks/01.ipynb", "first")
	home.prepare("WEFT_COURSE=off")
	if _, err := os.Stat(home.path("home/notebooks")); err == nil {
		t.Error("the lessons are there, against WEFT_COURSE=off")
	}
}

// The kit of a home is links, its lists are its own, and what it has made itself stays when the image changes.
func TestHomeGetsTheKit(t *testing.T) {
	home := newHome(t)
	const kit = "home/.cache/weft/kit-go1.26-linux/"
	home.file("image/kit/kit-go1.26-linux/lib/fmt.a", "compiled fmt")
	home.file("image/kit/kit-go1.26-linux/plain-1.json", "list 1")
	home.prepare()
	home.holds(kit+"lib/fmt.a", "compiled fmt")
	home.holds(kit+"plain-1.json", "list 1")
	home.isLink(kit+"lib/fmt.a", true)
	home.isLink(kit+"plain-1.json", false)

	home.file(kit+"lib/own.a", "compiled here")
	home.file(kit+"plain-1.json", "list 1, longer")
	home.remove("image/kit/kit-go1.26-linux/lib/fmt.a")
	home.file("image/kit/kit-go1.26-linux/lib/fmt2.a", "another day's fmt")
	home.file("image/kit/kit-go1.26-linux/plain-2.json", "list 2")
	home.prepare()
	home.holds(kit+"lib/own.a", "compiled here")
	home.holds(kit+"lib/fmt2.a", "another day's fmt")
	home.holds(kit+"plain-1.json", "list 1, longer")
	home.holds(kit+"plain-2.json", "list 2")
	if _, err := os.Lstat(home.path(kit + "lib/fmt.a")); err == nil {
		t.Error("a link that leads nowhere is still there")
	}
}

func TestCacheElsewhere(t *testing.T) {
	home := newHome(t)
	home.file("image/kit/kit-go1.26-linux/plain-1.json", "list 1")
	home.prepare("XDG_CACHE_HOME=" + home.path("cache"))
	home.holds("cache/weft/kit-go1.26-linux/plain-1.json", "list 1")
	home.prepare("WEFT_KIT=" + home.path("kits"))
	home.holds("kits/kit-go1.26-linux/plain-1.json", "list 1")
}

// A home that cannot be written keeps no server from starting.
func TestHomeThatCannotBeWritten(t *testing.T) {
	home := newHome(t)
	home.file("image/course/notebooks/01.ipynb", "first")
	home.file("image/kit/kit-go1.26-linux/plain-1.json", "list 1")
	home.remove("home")
	home.file("home", "a file where a folder should be")
	said := home.prepare()
	if !strings.Contains(said, "the lessons could not be copied") || !strings.Contains(said, "compiled packages could not be linked") {
		t.Errorf("it says %q", said)
	}
}

func TestNotebookArguments(t *testing.T) {
	for _, tt := range []struct {
		name   string
		script string
		env    []string
		args   []string
		want   string
	}{
		{"plain", "start-notebook.sh", nil, nil, "jupyter [lab]"},
		{"arguments", "start-notebook.sh", []string{"NOTEBOOK_ARGS=--a=1 '--b=two words' \"$(id)\""}, []string{"--c=x y"}, "jupyter [lab] [--a=1] [--b=two words] [$(id)] [--c=x y]"},
		{"another command", "start-notebook.sh", []string{"DOCKER_STACKS_JUPYTER_CMD=server"}, nil, "jupyter [server]"},
		{"below a hub", "start-notebook.sh", []string{"JUPYTERHUB_API_TOKEN=x"}, []string{"--c=1"}, "jupyterhub-singleuser [--c=1]"},
		{"for a hub", "start-singleuser.sh", []string{"NOTEBOOK_ARGS=--a=1"}, nil, "jupyterhub-singleuser [--a=1]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			home := newHome(t)
			for _, program := range []string{"jupyter", "jupyterhub-singleuser"} {
				home.file("bin/"+program, "#!/bin/bash\nprintf "+program+"; printf ' [%s]' \"$@\"\n")
				if err := os.Chmod(home.path("bin/"+program), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			here, err := os.Getwd()
			if err != nil {
				t.Fatal(err)
			}
			env := append(tt.env, "PATH="+home.path("bin")+":"+here+":"+os.Getenv("PATH"))
			if got := home.run(env, append([]string{"bash", tt.script}, tt.args...)...); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestHealthcheck(t *testing.T) {
	needs.Tools(t, "python3")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/user/anna/api" {
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	answers := `{"port": ` + address.Port() + `, "secure": false, "base_url": "/user/anna/"}`
	for _, tt := range []struct {
		name    string
		files   map[string]string
		healthy bool
	}{
		{"has not started", nil, false},
		{"answers", map[string]string{"jpserver-7.json": answers}, true},
		{"answers, after one that was killed", map[string]string{"jpserver-6.json": `{"port": 1, "secure": false, "base_url": "/"}`, "jpserver-7.json": answers}, true},
		{"another address", map[string]string{"jpserver-7.json": strings.Replace(answers, "anna", "ben", 1)}, false},
		{"half a file", map[string]string{"jpserver-7.json": answers[:9]}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			home := newHome(t)
			for name, text := range tt.files {
				home.file("run/"+name, text)
			}
			cmd := exec.Command("python3", "healthcheck.py")
			cmd.Env = append(os.Environ(), "JUPYTER_RUNTIME_DIR="+home.path("run"))
			out, err := cmd.CombinedOutput()
			if (err == nil) != tt.healthy {
				t.Errorf("%v, want healthy: %v\n%s", err, tt.healthy, out)
			}
		})
	}
}

// A tree is a folder that stands for an image and its user's home.
type tree struct {
	t    *testing.T
	root string
}

func newHome(t *testing.T) tree {
	if runtime.GOOS != "linux" {
		t.Skip("the scripts are for the image, which is Linux")
	}
	home := tree{t, t.TempDir()}
	if err := os.Mkdir(home.path("home"), 0o755); err != nil {
		t.Fatal(err)
	}
	return home
}

func (h tree) path(name string) string { return filepath.Join(h.root, name) }

func (h tree) file(name, text string) {
	h.t.Helper()
	if err := os.MkdirAll(filepath.Dir(h.path(name)), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(h.path(name), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

func (h tree) remove(name string) {
	h.t.Helper()
	if err := os.RemoveAll(h.path(name)); err != nil {
		h.t.Fatal(err)
	}
}

func (h tree) holds(name, text string) {
	h.t.Helper()
	if got, err := os.ReadFile(h.path(name)); err != nil || string(got) != text {
		h.t.Errorf("%s holds %q (%v), want %q", name, got, err, text)
	}
}

func (h tree) isLink(name string, want bool) {
	h.t.Helper()
	info, err := os.Lstat(h.path(name))
	if err != nil || (info.Mode()&os.ModeSymlink != 0) != want {
		h.t.Errorf("%s: a link: %v (%v), want %v", name, !want, err, want)
	}
}

// prepare does to the home what start.sh does, and returns what is said on standard error.
func (h tree) prepare(env ...string) string {
	h.t.Helper()
	return h.run(env, "bash", "-c", "set -eu; . ./prepare-home 2>&1")
}

func (h tree) run(env []string, command ...string) string {
	h.t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + h.path("home"), "WEFT_IMAGE=" + h.path("image")}, env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		h.t.Fatalf("%v: %v\n%s", command, err, out)
	}
	return string(out)
}
