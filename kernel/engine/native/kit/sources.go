package kit

import (
	"archive/zip"
	"bytes"
	_ "embed" // the learners' packages
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// sources is a module named weft, with the packages that learners import in the folders of their paths
// behind "weft/", and other modules in folders of their whole path. Command internal/gen writes it.
//
//go:embed sources.zip
var sources []byte

// unpacked is what sources holds, read once.
var unpacked = sync.OnceValue(func() learners {
	l, err := readSources(sources)
	if err != nil {
		panic(fmt.Sprintf("kit: embedded sources: %v", err)) // a broken build
	}
	return l
})

// learners are the packages outside the standard library that programs can import.
type learners struct {
	files   map[string][]byte // by slash-separated name
	paths   map[string]bool   // import paths
	modules []module
}

// A module lies beside weft itself in the embedded sources.
type module struct{ path, version string }

func readSources(data []byte) (learners, error) {
	l := learners{files: make(map[string][]byte), paths: make(map[string]bool)}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return learners{}, err
	}
	for _, f := range r.File {
		text, err := fs.ReadFile(r, f.Name)
		if err != nil {
			return learners{}, err
		}
		l.files[f.Name] = text
		if dir := path.Dir(f.Name); path.Ext(f.Name) == ".go" {
			if first, _, _ := strings.Cut(dir, "/"); !strings.Contains(first, ".") {
				dir = "weft/" + dir
			}
			l.paths[dir] = true
		}
	}
	for line := range strings.Lines(string(l.files["go.mod"])) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "require" {
			l.modules = append(l.modules, module{f[1], f[2]})
		}
	}
	return l, nil
}

// Sources returns the files of a package that is compiled from embedded source, or nil. A job that has them as
// a package of its own compiles them anew, with another ImportMap for instance, in place of the kit's.
func Sources(importPath string) []File {
	l := unpacked()
	if !l.paths[importPath] {
		return nil
	}
	var files []File
	for name, text := range l.files {
		if l.dir(importPath) == path.Dir(name) && path.Ext(name) == ".go" {
			files = append(files, File{path.Base(name), string(text)})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files
}

// dir is where a package is in the module of the embedded sources.
func (l learners) dir(importPath string) string { return strings.TrimPrefix(importPath, "weft/") }

// module says which embedded module a package belongs to, if its path is that of one.
func (l learners) module(importPath string) (path string, ok bool) {
	if strings.HasPrefix(importPath, "weft/") {
		return "weft", true
	}
	for _, m := range l.modules {
		if strings.HasPrefix(importPath, m.path+"/") {
			return m.path, true
		}
	}
	return "", false
}

// unpackSources writes the files into dir, whole: what was there is replaced.
func unpackSources(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("clear the kit's sources: %w", err)
	}
	for name, data := range unpacked().files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("make a folder for the kit's sources: %w", err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return fmt.Errorf("write the kit's sources: %w", err)
		}
	}
	return nil
}
