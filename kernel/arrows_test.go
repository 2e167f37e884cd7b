package kernel

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// arrows is the picture in docs/ARCHITECTURE.md as a table: what the packages below a folder may
// import of weft, and which outside modules only they may import. The longest matching folder decides.
var arrows = []struct {
	folder string
	may    []string
}{
	{"kernel/jupyter", []string{"kernel/jupyter"}},
	{"kernel/golang", []string{"kernel/golang"}},
	{"kernel/golang/std", []string{"kernel/golang/std", "kernel/display", "kernel/procs"}},
	{"kernel/golang/std/generic/procs", []string{"procs"}}, // never compiled: it has the learners' import path
	{"kernel/display", nil},
	{"kernel/display/flame", []string{"kernel/display/caption"}},
	{"kernel/display/timeline", []string{"kernel/display/caption"}},
	{"kernel/procs", nil},
	{"kernel/engine", []string{"kernel/engine", "kernel/golang", "kernel/display", "kernel/procs"}},
	{"kernel/magic", []string{"kernel/engine", "kernel/golang", "kernel/display"}},
	{"kernel/chart", []string{"kernel/display"}},
	{"kernel", []string{"kernel"}},
	{"kernel/e2e", []string{"kernel/jupyter", "kernel/e2e"}},
	{"grader", []string{"grader", "kernel/engine", "kernel/golang", "kernel/jupyter/nbformat", "kernel/display"}},
	{"exercises", []string{"exercises", "grader", "kernel/engine/native/bubble"}},
	{"cmd", []string{"cmd", "kernel", "grader", "exercises"}},
}

// owners are the only folders whose non-test code may import a module.
var owners = map[string][]string{
	"github.com/traefik/yaegi":    {"kernel/engine/interp", "bench/language"},
	"github.com/go-zeromq/zmq4":   {"kernel/jupyter/zsock"},
	"github.com/spf13/cobra":      {"cmd"},
	"golang.org/x/net/bpf":        {"kernel/engine/sandbox"},
	"github.com/chromedp/":        {},
	"modernc.org/sqlite":          {"grader/store"},
	"gonum.org/":                  {"kernel/chart"},
	"golang.org/x/tools/go/types": {"kernel/golang"},
	"github.com/google/pprof":     {"kernel/engine/profiling"},
}

func TestArrows(t *testing.T) {
	root := ".."
	seen := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != root && (strings.HasPrefix(d.Name(), ".") || (d.Name() == "testdata" || strings.HasPrefix(d.Name(), "_"))) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		seen++
		for _, spec := range f.Imports {
			target, _ := strconv.Unquote(spec.Path.Value)
			if problem := forbidden(filepath.ToSlash(rel), target); problem != "" {
				t.Errorf("%s imports %s: %s", rel, target, problem)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("looked at %d files only; is the test in the right folder?", seen)
	}
}

// forbidden says why the file must not import target, or "".
func forbidden(file, target string) string {
	test := strings.HasSuffix(file, "_test.go")
	for module, folders := range owners {
		if !test && strings.HasPrefix(target, module) && !within(path.Dir(file), folders) {
			return "only " + strings.Join(folders, ", ") + " may"
		}
	}
	own, ok := strings.CutPrefix(target, "weft/")
	if !ok || test {
		return "" // a test may look from above
	}
	best := -1
	for i, a := range arrows {
		if within(path.Dir(file), []string{a.folder}) && (best < 0 || len(a.folder) > len(arrows[best].folder)) {
			best = i
		}
	}
	if best >= 0 && !within(own, arrows[best].may) {
		return "arrows go down only (docs/ARCHITECTURE.md)"
	}
	return ""
}

func within(p string, folders []string) bool {
	for _, f := range folders {
		if p == f || strings.HasPrefix(p, f+"/") {
			return true
		}
	}
	return false
}

func TestForbidden(t *testing.T) {
	for _, tt := range []struct {
		file, target string
		bad          bool
	}{
		{"kernel/jupyter/server/a.go", "weft/kernel/jupyter/wire", false},
		{"kernel/jupyter/server/a.go", "weft/kernel/golang/cell", true},
		{"kernel/golang/lower/a.go", "weft/kernel/engine/rt", true},
		{"kernel/engine/child/a.go", "github.com/traefik/yaegi/interp", true},
		{"kernel/engine/interp/a.go", "github.com/traefik/yaegi/interp", false},
		{"kernel/a.go", "weft/grader/report", true},
		{"cmd/weft/a.go", "weft/kernel", false},
	} {
		if got := forbidden(tt.file, tt.target); (got != "") != tt.bad {
			t.Errorf("forbidden(%q, %q) = %q, want a problem: %v", tt.file, tt.target, got, tt.bad)
		}
	}
}
