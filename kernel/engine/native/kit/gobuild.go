package kit

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// goBuild makes the program with the go command: in a module of its own for this build, with the same
// files, and offline unless the job names a proxy.
func (k *Kit) goBuild(ctx context.Context, p *plan, why string) (r Result, err error) {
	if p.job.Race || p.cgo {
		if err := k.chain.cCompiler(); err != nil {
			return Result{}, err
		}
	}
	dir, err := k.cache.scratch()
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	start := time.Now()
	env := k.moduleEnv(p)
	if err := k.layOut(ctx, p, dir, env); err != nil {
		return Result{}, err
	}
	out := filepath.Join(dir, "program"+exe)
	var printed bytes.Buffer
	err = runTool(ctx, process{path: k.chain.Command, args: k.goBuildArgs(p, dir, out), dir: dir, env: env, output: &printed})
	text := cleaned(printed.String(), dir, p)
	r = Result{Fallback: why, Notes: text, Compile: time.Since(start)}
	if err != nil {
		r.Diagnostics, r.Notes = parseDiagnostics(text), ""
		if !isMistake(r.Diagnostics) {
			r.Diagnostics = slices.Concat(linkMistake(text, p), p.importMistakes(text))
		}
		if len(r.Diagnostics) == 0 || ctx.Err() != nil {
			return Result{}, &toolError{"go build", err, text}
		}
		return r, nil
	}
	if !p.job.CompileOnly {
		r.Binary, err = k.cache.put(p.key, ".bin"+exe, out, r.Notes)
	}
	return r, err
}

// moduleEnv is the go command's environment for one build.
func (k *Kit) moduleEnv(p *plan) []string {
	env := append(k.chain.toolEnv(), hostEnv()...)
	env = append(env, "GOFLAGS=-mod=mod", "GOPROXY="+k.proxy(p))
	if k.proxy(p) == "off" {
		env = append(env, "GOSUMDB=off")
	}
	switch {
	case p.cgo || p.job.Race:
		return append(env, "CGO_ENABLED="+race.cgo())
	case p.job.Modules == nil:
		return append(env, "CGO_ENABLED=0")
	}
	return env // modules may need cgo: as the go command decides on this machine
}

func (k *Kit) proxy(p *plan) string {
	if p.job.Modules == nil {
		return "off"
	}
	return cmp.Or(p.job.Modules.Proxy, "off")
}

// goBuildArgs has the same flags as compile and link.
func (k *Kit) goBuildArgs(p *plan, dir, out string) []string {
	args := []string{"build", "-o", out, "-buildvcs=false"}
	if p.job.Race {
		args = append(args, "-race")
	}
	for _, u := range p.units {
		flags := []string{"-trimpath=" + packageDir(dir, u) + "=>"}
		if !u.Keep {
			flags = append(flags, p.job.Compile...)
		}
		path := modulePath(u)
		args = append(args, "-gcflags="+path+"="+quoted(flags))
	}
	linker := slices.Clone(p.job.Link)
	if !p.job.Debug {
		linker = append(linker, "-s", "-w")
	}
	return append(args, "-ldflags="+quoted(linker), ".")
}

// quoted joins words as the go command splits them.
func quoted(words []string) string {
	var list []string
	for _, w := range words {
		switch {
		case strings.Contains(w, "'"):
			w = `"` + w + `"`
		case strings.ContainsAny(w, " \t\""):
			w = "'" + w + "'"
		}
		list = append(list, w)
	}
	return strings.Join(list, " ")
}

// programModule is the module path of the program. It is part of no name in it: a program's own package
// is called main.
const programModule = "weftprogram"

// modulePath is how the go command calls a unit.
func modulePath(u unit) string {
	if u.main {
		return programModule
	}
	return u.Path
}

// packageDir is the folder of a unit: the root for the program, a place among the embedded sources for
// what belongs there, else one in a module of its own.
func packageDir(root string, u unit) string {
	if u.main {
		return root
	}
	if _, ok := unpacked().module(u.Path); ok {
		return filepath.Join(root, "weft", filepath.FromSlash(unpacked().dir(u.Path)))
	}
	return filepath.Join(root, "packages", filepath.FromSlash(u.Path))
}

// layOut writes the module.
func (k *Kit) layOut(ctx context.Context, p *plan, dir string, env []string) error {
	if err := unpackSources(filepath.Join(dir, "weft")); err != nil {
		return err
	}
	language := strings.TrimPrefix(k.chain.language(), "go")
	edit := []string{"mod", "edit", "-module=" + programModule, "-go=" + language,
		"-require=weft@v0.0.0", "-replace=weft=./weft"}
	replaced := make(map[string]bool) // embedded modules of which the job has packages
	for _, u := range p.units {
		where := packageDir(dir, u)
		module, embedded := unpacked().module(u.Path)
		if embedded {
			replaced[module] = true
			if err := os.RemoveAll(where); err != nil { // the kit's own version of it
				return fmt.Errorf("make a folder for a build: %w", err)
			}
		}
		if err := os.MkdirAll(where, 0o755); err != nil {
			return fmt.Errorf("make a folder for a build: %w", err)
		}
		for _, f := range u.Files {
			if err := os.WriteFile(filepath.Join(where, f.Name), []byte(mapImports(f, u.ImportMap)), 0o644); err != nil {
				return fmt.Errorf("write source: %w", err)
			}
		}
		if !u.main && !embedded {
			if err := os.WriteFile(filepath.Join(where, "go.mod"), []byte("module "+u.Path+"\n\ngo "+language+"\n"), 0o644); err != nil {
				return fmt.Errorf("write go.mod: %w", err)
			}
			edit = append(edit, "-require="+u.Path+"@v0.0.0", "-replace="+u.Path+"=./packages/"+u.Path)
		}
	}
	modules := Modules{}
	if p.job.Modules != nil {
		modules = *p.job.Modules
	}
	if modules.GoMod == "" {
		modules.GoMod = "module " + programModule + "\n"
	}
	for name, text := range map[string]string{"go.mod": modules.GoMod, "go.sum": modules.GoSum} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	required, err := k.requirements(ctx, dir, env)
	if err != nil {
		return err
	}
	for _, m := range unpacked().modules {
		if !required[m.path] || replaced[m.path] { // the job's own version goes first
			edit = append(edit, "-require="+m.path+"@"+m.version, "-replace="+m.path+"=./weft/"+m.path)
		}
	}
	var printed bytes.Buffer
	if err := runTool(ctx, process{path: k.chain.Command, args: edit, dir: dir, env: env, output: &printed}); err != nil {
		return &toolError{"go mod edit", err, printed.String()}
	}
	return nil
}

// requirements are the module paths that the go.mod in dir requires.
func (k *Kit) requirements(ctx context.Context, dir string, env []string) (map[string]bool, error) {
	var stdout, stderr bytes.Buffer
	if err := runTool(ctx, process{path: k.chain.Command, args: []string{"mod", "edit", "-json"}, dir: dir, env: env, output: &stdout, errors: &stderr}); err != nil {
		return nil, &toolError{"go mod edit", err, stderr.String()}
	}
	var file struct{ Require []struct{ Path string } }
	if err := json.Unmarshal(stdout.Bytes(), &file); err != nil {
		return nil, fmt.Errorf("decode the output of go mod edit: %w", err)
	}
	required := make(map[string]bool)
	for _, m := range file.Require {
		required[m.Path] = true
	}
	return required, nil
}

// mapImports writes the replaced imports of a package into a file's text, for the go command has no such
// map. Lines stay; columns behind the path of a replaced import move.
func mapImports(f File, replaced map[string]string) string {
	if len(replaced) == 0 {
		return f.Text
	}
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, f.Name, f.Text, parser.ImportsOnly|parser.SkipObjectResolution)
	if file == nil {
		return f.Text
	}
	text := f.Text
	for _, spec := range slices.Backward(file.Imports) {
		from, err := strconv.Unquote(spec.Path.Value)
		to, ok := replaced[from]
		if err != nil || !ok {
			continue
		}
		written := strconv.Quote(to)
		if last := from[strings.LastIndexByte(from, '/')+1:]; spec.Name == nil && to[strings.LastIndexByte(to, '/')+1:] != last {
			written = last + " " + written
		}
		base := fset.File(file.FileStart).Base()
		text = text[:int(spec.Path.Pos())-base] + written + text[int(spec.Path.End())-base:]
	}
	return text
}

// cleaned is what the go command printed, as the compiler itself would have said it: without the lines
// that name a package, and with files named as in the job.
func cleaned(printed, dir string, p *plan) string {
	var folders []string
	for _, u := range p.units {
		if rel, err := filepath.Rel(dir, packageDir(dir, u)); err == nil && rel != "." {
			folders = append(folders, filepath.ToSlash(rel)+"/")
		}
	}
	slices.SortFunc(folders, func(a, b string) int { return len(b) - len(a) })
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(printed, "\r\n", "\n")) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		line = strings.TrimPrefix(strings.TrimPrefix(line, dir+string(filepath.Separator)), "./")
		for _, f := range folders {
			if rest, ok := strings.CutPrefix(filepath.ToSlash(line), f); ok {
				line = rest
				break
			}
		}
		b.WriteString(line)
	}
	return b.String()
}
