// Command gen writes sources.zip of package kit: the sources of the packages that learners import and
// that are not in the standard library, so that a machine with a Go toolchain compiles them without
// a network. `make generate` runs it in the module's root.
package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	root := flag.String("root", ".", "the module's root")
	flag.Parse()
	if err := generate(*root); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func generate(root string) error {
	files, err := collect(root)
	if err != nil {
		return err
	}
	data, err := encode(files)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "kernel/engine/native/kit/sources.zip"), data, 0o644)
}

// encode makes the archive; equal files give equal bytes.
func encode(files map[string][]byte) ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// outside lists the packages that are neither the standard library's nor weft's own.
func outside() []string {
	return []string{
		"golang.org/x/sync/errgroup",
		"golang.org/x/sync/semaphore",
		"golang.org/x/sync/singleflight",
		"golang.org/x/time/rate",
		// What an exercise's judge may use.
		"github.com/google/go-cmp/cmp",
		"github.com/google/go-cmp/cmp/cmpopts",
		"github.com/google/go-cmp/cmp/internal/diff",
		"github.com/google/go-cmp/cmp/internal/flags",
		"github.com/google/go-cmp/cmp/internal/function",
		"github.com/google/go-cmp/cmp/internal/value",
		"pgregory.net/rapid",
	}
}

// launcherPackages are what a launcher of confined programs is made of; see package sandbox. It is for Linux only,
// and so are the files that are kept of them.
func launcherPackages() []string {
	return []string{"weft/kernel/engine/sandbox", "golang.org/x/net/bpf", "golang.org/x/sys/unix"}
}

// launcherSystems are those that a launcher can be made for.
func launcherSystems() []string { return []string{"amd64", "arm64"} }

// A listed package is what `go list` says about one package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	SFiles     []string
	Ignored    []string `json:"IgnoredGoFiles"` // those of other platforms
	Imports    []string
	Module     *struct{ Path, Version, Dir, GoVersion string }
}

// collect returns the files of a module named weft, by their paths in it: weft's packages for learners
// under their import paths, and every other module in a folder of its own path, with its licence.
func collect(root string) (map[string][]byte, error) {
	list, err := goList(root, slices.Concat(outside(), ownPackages(root)))
	if err != nil {
		return nil, err
	}
	for _, arch := range launcherSystems() {
		more, err := goList(root, launcherPackages(), "GOOS=linux", "GOARCH="+arch)
		if err != nil {
			return nil, err
		}
		for _, l := range more {
			l.Ignored = nil
			list = append(list, l)
		}
	}
	files := make(map[string][]byte)
	modules := make(map[string]string) // to versions
	goVersion := ""
	for _, l := range list {
		dir := ""
		if own, ok := ownFolder(l.ImportPath); ok {
			dir, goVersion = own, l.Module.GoVersion
			if i := slices.IndexFunc(l.Imports, isOther); i >= 0 {
				return nil, fmt.Errorf("%s imports %s: packages for programs import each other and the standard library only", l.ImportPath, l.Imports[i])
			}
		} else {
			dir = l.ImportPath
			modules[l.Module.Path] = l.Module.Version
			files[path.Join(l.Module.Path, "go.mod")] = fmt.Appendf(nil, "module %s\n\ngo %s\n", l.Module.Path, l.Module.GoVersion)
			if files[path.Join(l.Module.Path, "LICENSE")], err = os.ReadFile(filepath.Join(l.Module.Dir, "LICENSE")); err != nil {
				return nil, err
			}
		}
		for _, name := range slices.Concat(l.GoFiles, l.SFiles, l.Ignored) {
			if strings.HasSuffix(name, "_test.go") {
				continue // ignored ones are listed among those of other platforms
			}
			text, err := os.ReadFile(filepath.Join(l.Dir, name))
			if err != nil {
				return nil, err
			}
			files[path.Join(dir, name)] = renamed(text, l.Imports)
		}
	}
	files["go.mod"] = goMod(goVersion, modules)
	return files, nil
}

func goMod(goVersion string, modules map[string]string) []byte {
	b := fmt.Appendf(nil, "module weft\n\ngo %s\n\n", goVersion)
	for _, m := range slices.Sorted(maps.Keys(modules)) {
		b = fmt.Appendf(b, "require %s %s\n\nreplace %s => ./%s\n\n", m, modules[m], m, m)
	}
	return bytes.TrimSuffix(b, []byte("\n"))
}

// ownPackages lists weft's packages for learners, and those for compiled cells, by their place in the
// repository.
func ownPackages(root string) []string {
	list := []string{crossPlace, crossPlace + "/show", crossPlace + "/tests"}
	for _, name := range []string{"display", "procs"} {
		if files, _ := filepath.Glob(filepath.Join(root, "kernel", name, "*.go")); len(files) > 0 {
			list = append(list, "weft/kernel/"+name)
		}
	}
	return list
}

// crossPlace is where the package lies that programs import as weft/cross.
const crossPlace = "weft/kernel/engine/native/cross"

// ownFolder returns the folder in the module weft of a package of ours: its import path there without "weft/".
func ownFolder(importPath string) (string, bool) {
	if rest, ok := strings.CutPrefix(importPath, crossPlace); ok {
		return "cross" + rest, true
	}
	return strings.CutPrefix(importPath, "weft/kernel/")
}

// isOther reports whether a package of ours must not import the one at a path.
func isOther(importPath string) bool {
	folder, own := ownFolder(importPath)
	first, _, _ := strings.Cut(folder, "/")
	return own && first != "cross" && first != "display" && first != "procs"
}

// renamed is a file's text with the import paths that packages of ours have in the module.
func renamed(text []byte, imports []string) []byte {
	for _, p := range imports {
		if folder, own := ownFolder(p); own {
			text = bytes.ReplaceAll(text, []byte(`"`+p+`"`), []byte(`"weft/`+folder+`"`))
		}
	}
	return text
}

func goList(dir string, patterns []string, env ...string) ([]listed, error) {
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,GoFiles,SFiles,IgnoredGoFiles,Imports,Module", "--"}, patterns...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOEXPERIMENT=")
	cmd.Env = append(cmd.Env, env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, stderr.Bytes())
	}
	var list []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("decode go list's output: %w", err)
		}
		list = append(list, l)
	}
}
