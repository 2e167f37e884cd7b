package drawing

import (
	"flag"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "draw the pictures anew")

const root = "../.."

// TestPictures holds the pictures in docs/pictures against the imports of the source.
func TestPictures(t *testing.T) {
	packages, err := Packages(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Pictures() {
		g, err := p.Graph(packages)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, part := range p.Parts {
			for _, f := range part.Folders {
				if _, err := os.Stat(filepath.Join(root, f)); err != nil {
					t.Errorf("%s: part %q: %v", p.File, part.Name, err)
				}
			}
		}
		file := filepath.Join(root, "docs/pictures", p.File)
		want := g.SVG()
		if *update {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != want {
			t.Errorf("%s is not what the source imports (%v): go test ./docs/drawing -update\n%s", file, err, strings.ReplaceAll(g.Text(), "; ", "\n"))
		}
	}
}

// TestFolders holds the list of folders in docs/ARCHITECTURE.md against the folders.
func TestFolders(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs/ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed := folders(string(text))
	if len(listed) < 40 {
		t.Fatalf("only %d folders are listed: %q", len(listed), listed)
	}
	for _, f := range listed {
		if info, err := os.Stat(filepath.Join(root, f)); err != nil || !info.IsDir() {
			t.Errorf("docs/ARCHITECTURE.md lists %s, which is no folder", f)
		}
	}
	packages, err := Packages(root)
	if err != nil {
		t.Fatal(err)
	}
	parents := []string{"cmd", "docs", "grader", "kernel", "kernel/engine", "kernel/golang", "kernel/jupyter"}
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		if slices.Contains(parents, path.Dir(dir)) && path.Base(dir) != "internal" && !slices.Contains(listed, dir) {
			t.Errorf("package %s is not in the list of docs/ARCHITECTURE.md: add a line that says what it owns", dir)
		}
	}
}

var entry = regexp.MustCompile(`^    ( *)([a-z][\w/]*)/?(  +|$)`)

// folders returns the paths that the indented list below "## Folders" names.
func folders(text string) []string {
	_, list, _ := strings.Cut(text, "\n## Folders\n")
	list, _, _ = strings.Cut(list, "\n## ")
	var out, above []string
	for line := range strings.Lines(list) {
		m := entry.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil || len(m[1]) > 6 {
			continue // a blank line, or the rest of a description
		}
		depth := len(m[1]) / 2
		above = append(above[:min(depth, len(above))], m[2])
		out = append(out, path.Join(above...))
	}
	return out
}

func TestListOfFolders(t *testing.T) {
	got := folders("x\n\n## Folders\n\n    cmd/weft   flags\n    kernel/    handlers\n      jupyter/  it\n        wire    frames,\n                and more\n      magic     m\n\n## Next\n\n    no   x\n")
	if diff := cmp.Diff([]string{"cmd/weft", "kernel", "kernel/jupyter", "kernel/jupyter/wire", "kernel/magic"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestGraph(t *testing.T) {
	parts := []Part{{"top", []string{"a"}}, {"middle", []string{"a/m"}}, {"low", []string{"b"}}}
	for _, tt := range []struct {
		name     string
		packages map[string][]string
		want     map[string][]string
		err      string
	}{
		{"what follows is left out", map[string][]string{"a/x": {"a/m", "b/y"}, "a/m/z": {"b"}}, map[string][]string{"top": {"middle"}, "middle": {"low"}}, ""},
		{"inside of a part", map[string][]string{"a/x": {"a/y"}}, map[string][]string{}, ""},
		{"others", map[string][]string{"a": {"c"}, "c": {"a"}}, map[string][]string{}, ""},
		{"a circle", map[string][]string{"a": {"b"}, "b": {"a/m"}, "a/m": {"a/x"}}, nil,
			"p.svg: parts import each other in a circle: top -> low -> middle -> top"},
		{"a package that was forgotten", map[string][]string{"b/x": nil, "d/x": nil}, nil,
			"p.svg: package d/x belongs to no part: name it in docs/drawing/pictures.go"},
	} {
		g, err := Picture{File: "p.svg", Of: []string{"b", "d"}, Parts: parts}.Graph(tt.packages)
		if tt.err != "" {
			if err == nil || err.Error() != tt.err {
				t.Errorf("%s: error %v, want %s", tt.name, err, tt.err)
			}
			continue
		}
		if diff := cmp.Diff(tt.want, g.Down); diff != "" || err != nil {
			t.Errorf("%s: error %v, arrows (-want +got):\n%s", tt.name, err, diff)
		}
	}
}
