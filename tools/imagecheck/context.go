package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// A buildContext is what a builder is given of the repository.
type buildContext struct {
	root  string
	files map[string]fs.FileMode // by slash-separated name; those that .dockerignore leaves in
	size  int64
}

// readContext applies .dockerignore to the files that git knows, or to all of them where there is no git.
func readContext(root string) (buildContext, error) {
	f, err := os.Open(filepath.Join(root, ".dockerignore"))
	if err != nil {
		return buildContext{}, err
	}
	defer f.Close()
	patterns, err := ignorefile.ReadAll(f)
	if err != nil {
		return buildContext{}, fmt.Errorf("read .dockerignore: %w", err)
	}
	ignored, err := patternmatcher.New(patterns)
	if err != nil {
		return buildContext{}, fmt.Errorf("read .dockerignore: %w", err)
	}
	names, err := listed(root)
	if err != nil {
		return buildContext{}, err
	}
	c := buildContext{root: root, files: make(map[string]fs.FileMode)}
	for _, name := range names {
		if out, err := ignored.MatchesOrParentMatches(name); err != nil {
			return c, fmt.Errorf("match %s with .dockerignore: %w", name, err)
		} else if out {
			continue
		}
		info, err := os.Lstat(filepath.Join(root, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue // git knows it still
		}
		if err != nil {
			return c, err
		}
		c.files[name] = info.Mode()
		c.size += info.Size()
	}
	return c, nil
}

// listed names the repository's files: a file that is not committed is in no clone.
func listed(root string) ([]string, error) {
	if _, err := os.Stat(filepath.Join(root, ".git")); err == nil {
		out, err := exec.Command("git", "-C", root, "ls-files", "-z", "--cached").Output()
		if err != nil {
			return nil, fmt.Errorf("list the files that git knows: %w", err)
		}
		return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"), nil
	}
	var names []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	return names, err
}

// copies asks that each COPY finds its sources.
func (c buildContext) copies(i image) ([]string, error) {
	var problems []string
	sources := i.sources()
	for _, source := range slices.Sorted(maps.Keys(sources)) {
		if !c.holds(source) {
			problems = append(problems, at(sources[source], "COPY %s: not in the build context (is it committed, and left in by .dockerignore?)", source))
		}
	}
	return problems, nil
}

func (c buildContext) holds(source string) bool {
	if _, ok := c.files[source]; ok || source == "." {
		return true
	}
	for name := range c.files {
		if strings.HasPrefix(name, source+"/") {
			return true
		}
		if ok, err := filepath.Match(source, name); err == nil && ok {
			return true
		}
	}
	return false
}

// goFiles asks that the context has every file that the go command reads for the image's `make build`.
func (c buildContext) goFiles() ([]string, error) {
	var problems []string
	cmd := exec.Command("go", "list", "-e", "-deps", "-json=Dir,Standard,Module,GoFiles,EmbedFiles,SFiles,Error", "-tags=docs", "./cmd/weft", "./kernel/golang/std/internal/gen")
	cmd.Dir, cmd.Env = c.root, append(os.Environ(), "GOOS=linux", "CGO_ENABLED=0", "GOFLAGS=-mod=readonly")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list what the binary is built from: %w\n%s", err, stderr.Bytes())
	}
	root, err := filepath.Abs(c.root)
	if err != nil {
		return nil, err
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir                         string
			Standard                    bool
			Module                      *struct{ Main bool }
			GoFiles, EmbedFiles, SFiles []string
			Error                       *struct{ Err string }
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return problems, nil
		} else if err != nil {
			return nil, fmt.Errorf("decode the output of go list: %w", err)
		}
		if p.Error != nil && !strings.Contains(p.Error.Err, "docs.bin") { // `make build` writes it itself
			return nil, fmt.Errorf("list what the binary is built from: %s", p.Error.Err)
		}
		if p.Standard || p.Module == nil || !p.Module.Main {
			continue
		}
		dir, err := filepath.Rel(root, p.Dir)
		if err != nil {
			return nil, err
		}
		for _, file := range slices.Concat(p.GoFiles, p.EmbedFiles, p.SFiles) {
			name := filepath.ToSlash(filepath.Join(dir, file))
			if _, ok := c.files[name]; !ok && path.Base(name) != "docs.bin" {
				problems = append(problems, fmt.Sprintf(".dockerignore: %s is left out, and the build reads it", name))
			}
		}
	}
}

// scripts asks that what begins with #! can be executed: COPY keeps the mode.
func (c buildContext) scripts() ([]string, error) {
	var problems []string
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		if !strings.HasPrefix(name, "deploy/image/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(c.root, name))
		if err != nil {
			return nil, err
		}
		if script := bytes.HasPrefix(data, []byte("#!")); script && c.files[name]&0o111 == 0 {
			problems = append(problems, fmt.Sprintf("%s begins with #! and is not executable: git update-index --chmod=+x %s", name, name))
		}
	}
	return problems, nil
}

// requirements asks that every Python package is pinned, once.
func (c buildContext) requirements() ([]string, error) {
	var problems []string
	seen := make(map[string]string)
	for _, file := range []string{"cmd/weft/lab-requirements.txt", "deploy/image/hub-requirements.txt"} {
		data, err := os.ReadFile(filepath.Join(c.root, file))
		if err != nil {
			return nil, err
		}
		for _, line := range lines(data) {
			name, version, pinned := strings.Cut(line, "==")
			name = strings.ToLower(strings.NewReplacer("_", "-", ".", "-").Replace(name))
			if !pinned || strings.ContainsAny(version, "*<>,") {
				problems = append(problems, fmt.Sprintf("%s: %s is not pinned by ==", file, line))
			}
			if other, twice := seen[name]; twice {
				problems = append(problems, fmt.Sprintf("%s: %s is in %s, too", file, name, other))
			}
			seen[name] = file
		}
	}
	return problems, nil
}
