package kit

import (
	"archive/zip"
	"bytes"
	_ "embed" // the learners' packages
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// sources is a module named weft, with the packages that learners import in the folders of their paths
// behind "weft/", and other modules in folders of their whole path. Command internal/gen writes it.
//
//go:embed sources.zip
var sources []byte

// sourceFiles are the files of the module by their slash-separated names.
func sourceFiles() (map[string][]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(sources), int64(len(sources)))
	if err != nil {
		return nil, fmt.Errorf("open embedded sources: %w", err)
	}
	files := make(map[string][]byte)
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("open embedded source %s: %w", f.Name, err)
		}
		data, err := io.ReadAll(rc)
		if err = errors.Join(err, rc.Close()); err != nil {
			return nil, fmt.Errorf("read embedded source %s: %w", f.Name, err)
		}
		files[f.Name] = data
	}
	return files, nil
}

// ownPaths lists the import paths that the embedded sources have.
func ownPaths() []string {
	files, err := sourceFiles()
	if err != nil {
		panic(err) // a broken build
	}
	seen := make(map[string]bool)
	var paths []string
	for name := range files {
		dir, file := filepath.ToSlash(filepath.Dir(filepath.FromSlash(name))), name
		if !strings.HasSuffix(file, ".go") {
			continue
		}
		if first, _, _ := strings.Cut(dir, "/"); !strings.Contains(first, ".") {
			dir = "weft/" + dir
		}
		if !seen[dir] {
			seen[dir] = true
			paths = append(paths, dir)
		}
	}
	return paths
}

// unpackSources writes the files into dir, whole: what was there is replaced.
func unpackSources(dir string) error {
	files, err := sourceFiles()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("clear the kit's sources: %w", err)
	}
	for name, data := range files {
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

// A module of the embedded sources, beside weft itself.
type module struct{ path, version string }

// embeddedModules are those that the embedded go.mod requires.
func embeddedModules() []module {
	files, err := sourceFiles()
	if err != nil {
		panic(err) // a broken build
	}
	var list []module
	for line := range strings.Lines(string(files["go.mod"])) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "require" {
			list = append(list, module{f[1], f[2]})
		}
	}
	return list
}
