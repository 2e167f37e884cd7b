package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A platform is a target of the go command.
type platform struct{ os, arch string }

func (p platform) String() string { return p.os + "_" + p.arch }

// A listed package is what `go list` says about one package.
type listed struct {
	ImportPath string
	Name       string
	Dir        string
	GoFiles    []string
	ImportMap  map[string]string // as written in the source -> as loaded (std's vendored packages)
	Standard   bool
	Module     *struct{ Path, Version string }
}

// A world is all packages of one platform, type-checked from source without function bodies.
type world struct {
	platform platform
	fset     *token.FileSet
	packages map[string]*types.Package // by the path that learners import
	public   []string                  // the packages to generate data for, dependencies first
}

// load checks all wanted packages and everything they import.
func load(dir string, p platform) (*world, error) {
	patterns := slices.Concat([]string{"std"}, others(), ownPackages(dir))
	return loadPatterns(dir, p, patterns)
}

// loadPatterns lists packages as the go command sees them from dir, the module's root, with cgo
// off, and checks them.
func loadPatterns(dir string, p platform, patterns []string) (*world, error) {
	list, err := goList(dir, p, patterns)
	if err != nil {
		return nil, err
	}
	w := &world{platform: p, fset: token.NewFileSet(), packages: map[string]*types.Package{"unsafe": types.Unsafe}}
	for _, l := range list { // dependencies come first
		if l.ImportPath == "unsafe" {
			continue
		}
		pkg, err := w.check(l)
		if err != nil {
			return nil, fmt.Errorf("check %s for %s: %w", l.ImportPath, p, err)
		}
		w.packages[pkg.Path()] = pkg
		if isPublic(l) {
			w.public = append(w.public, pkg.Path())
		}
	}
	return w, nil
}

// ownPackages lists weft's own packages for learners, and those that generic sources and generated
// cells import, by their place in the repository.
func ownPackages(dir string) []string {
	list := []string{compiledPath, crossPlace, crossPlace + "/call"}
	for _, name := range []string{"display", "procs"} {
		if files, _ := filepath.Glob(filepath.Join(dir, "kernel", name, "*.go")); len(files) > 0 {
			list = append(list, "weft/kernel/"+name)
		}
	}
	return list
}

// crossPlace is the package that generated cells import as weft/cross; learners do not. Its table is the
// interpreter's own: see kernel/engine/interp.
const crossPlace = "weft/kernel/engine/native/cross"

// compiledPath is what interpreted code cannot do; learners do not import it.
const compiledPath = "weft/kernel/golang/std/compiled"

// others lists the packages beside the standard library and weft's own.
func others() []string {
	return []string{
		"golang.org/x/sync/errgroup",
		"golang.org/x/sync/semaphore",
		"golang.org/x/sync/singleflight",
		"golang.org/x/time/rate",
	}
}

func goList(dir string, p platform, patterns []string) ([]listed, error) {
	fields := "-json=ImportPath,Name,Dir,GoFiles,ImportMap,Standard,Module"
	cmd := exec.Command("go", append([]string{"list", "-deps", fields, "--"}, patterns...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS="+p.os, "GOARCH="+p.arch, "CGO_ENABLED=0", "GOEXPERIMENT=", "GOFLAGS=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w: %s", p, err, stderr.Bytes())
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

// check parses and type-checks one package whose imports are checked already.
func (w *world) check(l listed) (*types.Package, error) {
	var files []*ast.File
	for _, name := range l.GoFiles {
		src, err := os.ReadFile(filepath.Join(l.Dir, name))
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(w.fset, path.Join(sourceDir(l), name), src, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	conf := types.Config{
		IgnoreFuncBodies: true,
		Importer:         mapped{l.ImportMap, w.packages},
		Sizes:            types.SizesFor("gc", w.platform.arch),
	}
	return conf.Check(learnersPath(l.ImportPath), w.fset, files, nil)
}

// sourceDir is the folder that positions name: the same on every machine.
func sourceDir(l listed) string {
	switch {
	case l.Standard:
		return path.Join("$GOROOT/src", l.ImportPath)
	case l.Module != nil && l.Module.Version != "":
		return path.Join(l.Module.Path+"@"+l.Module.Version, strings.TrimPrefix(l.ImportPath, l.Module.Path))
	}
	return learnersPath(l.ImportPath)
}

// learnersPath maps weft's packages for learners to the path by which they import them.
func learnersPath(importPath string) string {
	switch importPath {
	case "weft/kernel/display", "weft/kernel/procs":
		return "weft/" + strings.TrimPrefix(importPath, "weft/kernel/")
	}
	if rest, ok := strings.CutPrefix(importPath, crossPlace); ok {
		return "weft/cross" + rest
	}
	return importPath
}

// compilersPath is the inverse of learnersPath for packages that have a table.
func compilersPath(importPath string) string {
	switch importPath {
	case "weft/display", "weft/procs":
		return "weft/kernel/" + strings.TrimPrefix(importPath, "weft/")
	}
	return importPath
}

// hasTable reports whether the package that is imported by this path gets a table.
func hasTable(path string) bool {
	return path != learnersPath(crossPlace) && !strings.HasPrefix(path, learnersPath(crossPlace)+"/")
}

// isPublic reports whether a listed package is one to generate data for.
func isPublic(l listed) bool {
	if !l.Standard {
		return slices.Contains(others(), l.ImportPath) || l.ImportPath == compiledPath || learnersPath(l.ImportPath) != l.ImportPath
	}
	for element := range strings.SplitSeq(l.ImportPath, "/") {
		if element == "internal" || element == "vendor" {
			return false
		}
	}
	return true
}

// mapped is the types.Importer of one package's sources.
type mapped struct {
	renamed  map[string]string
	packages map[string]*types.Package
}

func (m mapped) Import(importPath string) (*types.Package, error) {
	if to, ok := m.renamed[importPath]; ok {
		importPath = to
	}
	if pkg := m.packages[learnersPath(importPath)]; pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("package %s is not loaded", importPath)
}
