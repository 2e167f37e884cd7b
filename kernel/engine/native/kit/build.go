package kit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A toolError is a tool's failure that does not come from the code which it was given.
type toolError struct {
	tool   string
	err    error
	output string
}

func (e *toolError) Error() string { return e.tool + ": " + e.err.Error() + after(": ", e.output) }
func (e *toolError) Unwrap() error { return e.err }

// Build makes a program. Mistakes in the code are in the result; an error is a failure of ours, a
// *[Missing] that of the machine, or the end of ctx. Then no process runs any more and no file is left.
func (k *Kit) Build(ctx context.Context, job Job) (Result, error) {
	p, err := k.plan(job)
	if err != nil {
		return Result{}, err
	}
	if len(p.diagnostics) > 0 {
		return Result{Diagnostics: p.diagnostics}, nil
	}
	r, ok := k.built(p)
	switch {
	case ok:
	case k.onlyGo != "":
		r, err = k.goBuild(ctx, p, k.onlyGo)
	case p.viaGo != "":
		r, err = k.goBuild(ctx, p, p.viaGo)
	default:
		r, err = k.direct(ctx, p)
		if failed := (*toolError)(nil); errors.As(err, &failed) && ctx.Err() == nil && job.Run == nil {
			if r, err = k.goBuild(ctx, p, failed.Error()); err != nil {
				err = errors.Join(failed, err)
			}
		}
	}
	if err != nil || len(r.Diagnostics) > 0 || job.CompileOnly || job.Output == "" {
		return r, err
	}
	if err := place(r.Binary, job.Output); err != nil {
		return Result{}, err
	}
	r.Binary = job.Output
	return r, nil
}

// built looks for the result in the cache.
func (k *Kit) built(p *plan) (Result, bool) {
	if !p.job.CompileOnly {
		binary, text, ok := k.cache.get(p.key, ".bin"+exe)
		return Result{Binary: binary, Notes: text, Cached: true}, ok
	}
	r := Result{Cached: true}
	for _, u := range p.units {
		_, text, ok := k.cacheOf(u).get(u.key, ".a")
		if !ok {
			return Result{}, false
		}
		r.Notes += text
	}
	return r, true
}

func (k *Kit) cacheOf(u unit) *cache {
	if u.Keep {
		return k.kept
	}
	return k.cache
}

// direct calls compiler and linker. The kit's files are checked beside that, each once in a process;
// what is damaged is made again, and then the work is done again.
func (k *Kit) direct(ctx context.Context, p *plan) (Result, error) {
	var repaired []string
	for {
		if err := k.provide(ctx, p.variant, p.paths); err != nil {
			return Result{}, err
		}
		damage := k.checkBeside(ctx, p.variant, p.paths)
		r, err := k.compileAndLink(ctx, p)
		damaged := damage()
		if failed := (*toolError)(nil); errors.As(err, &failed) && len(damaged) == 0 {
			damaged = k.checkAgain(ctx, p.variant, p.paths) // somebody may have removed the kit meanwhile
		}
		if len(damaged) == 0 || ctx.Err() != nil || len(repaired) > 0 {
			r.Repaired = repaired
			return r, err
		}
		if err := k.repair(ctx, p.variant, damaged); err != nil {
			return Result{}, err
		}
		repaired = damaged
	}
}

// compileAndLink trusts the kit's files.
func (k *Kit) compileAndLink(ctx context.Context, p *plan) (r Result, err error) {
	dir, err := k.cache.scratch()
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	start := time.Now()
	config := k.importConfig(p)
	var archive string
	for i, u := range p.units {
		file, text, ok := k.cacheOf(u).get(u.key, ".a")
		if !ok {
			var diagnostics []Diagnostic
			file, text, diagnostics, err = k.compile(ctx, p, u, filepath.Join(dir, fmt.Sprint(i)), config)
			if err != nil || len(diagnostics) > 0 {
				return Result{Diagnostics: diagnostics, Compile: time.Since(start)}, err
			}
		}
		r.Notes += text
		config = fmt.Appendf(config, "packagefile %s=%s\n", u.Path, file)
		archive = file
	}
	r.Compile = time.Since(start)
	if p.job.CompileOnly {
		return r, nil
	}
	start = time.Now()
	r.Binary, r.Diagnostics, err = k.link(ctx, p, dir, archive, config, r.Notes)
	r.Link = time.Since(start)
	return r, err
}

// importConfig tells compiler and linker where the kit's packages are.
func (k *Kit) importConfig(p *plan) []byte {
	m := k.manifest(p.variant)
	var b []byte
	for _, path := range m.closure(slices.Concat(p.variant.implied(), p.paths)) {
		if path == libgcc {
			continue
		}
		b = fmt.Appendf(b, "packagefile %s=%s\n", path, k.archive(m.Packages[path]))
	}
	return b
}

// compile makes one package in a folder of its own and puts it into the cache.
func (k *Kit) compile(ctx context.Context, p *plan, u unit, dir string, config []byte) (file, text string, diagnostics []Diagnostic, err error) {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", "", nil, fmt.Errorf("make a folder for a build: %w", err)
	}
	for from, to := range u.ImportMap {
		config = fmt.Appendf(config, "importmap %s=%s\n", from, to)
	}
	out, importcfg := dir+".a", dir+".cfg"
	if err := os.WriteFile(importcfg, config, 0o644); err != nil {
		return "", "", nil, fmt.Errorf("write import configuration: %w", err)
	}
	args := []string{"-o", out, "-p", u.Path, "-importcfg", importcfg, "-trimpath", dir + "=>", "-complete", "-pack",
		"-nolocalimports"}
	args = append(args, p.variant.toolFlags()...)
	if !u.Keep {
		args = append(args, p.job.Compile...)
	}
	if u.NoInline {
		args = append(args, "-l")
	}
	for _, f := range u.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(f.Text), 0o644); err != nil {
			return "", "", nil, fmt.Errorf("write source: %w", err)
		}
		args = append(args, f.Name)
	}
	printed, err := k.tool(ctx, p.job.Run, "compile", dir, filepath.Dir(dir), args)
	if exceeded := (*ExceededError)(nil); errors.As(err, &exceeded) {
		return "", "", nil, err
	}
	if err != nil {
		diagnostics := parseDiagnostics(printed)
		if ctx.Err() != nil || !isMistake(diagnostics) {
			return "", "", nil, &toolError{"compile", err, printed}
		}
		return "", "", diagnostics, nil
	}
	file, err = k.cacheOf(u).put(u.key, ".a", out, printed)
	return file, printed, nil, err
}

// link makes the binary and puts it into the cache.
func (k *Kit) link(ctx context.Context, p *plan, dir, archive string, config []byte, notes string) (binary string, diagnostics []Diagnostic, err error) {
	out, importcfg := filepath.Join(dir, "program"+exe), filepath.Join(dir, "link.cfg")
	if err := os.WriteFile(importcfg, append(config, k.buildInfo(p)...), 0o644); err != nil {
		return "", nil, fmt.Errorf("write import configuration: %w", err)
	}
	args := []string{"-o", out, "-importcfg", importcfg, "-buildmode=exe", "-buildid=", "-extld=" + k.chain.CC}
	if !p.job.Debug {
		args = append(args, "-s", "-w")
	}
	if p.variant.needsLibgcc() {
		args = append(args, "-libgcc="+k.archive(k.manifest(p.variant).Packages[libgcc]))
	}
	args = slices.Concat(args, p.variant.toolFlags(), p.job.Link, []string{archive})
	printed, err := k.tool(ctx, p.job.Run, "link", dir, dir, args)
	if exceeded := (*ExceededError)(nil); errors.As(err, &exceeded) {
		return "", nil, err
	}
	if err != nil {
		if d := linkMistake(printed, p); d != nil && ctx.Err() == nil {
			return "", d, nil
		}
		return "", nil, &toolError{"link", err, printed}
	}
	binary, err = k.cache.put(p.key, ".bin"+exe, out, notes)
	return binary, nil, err
}

// tool runs one of the toolchain's programs when a processor is free, and returns what it printed. It writes to scratch.
func (k *Kit) tool(ctx context.Context, run Run, name, dir, scratch string, args []string) (string, error) {
	select {
	case k.tools <- struct{}{}:
		defer func() { <-k.tools }()
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
	// Beside others a tool has one processor: to divide its work would cost more than it gains.
	procs := min(runtime.GOMAXPROCS(0), max(1, cap(k.tools)-len(k.tools)+1))
	if name == "compile" {
		args = append([]string{"-c", fmt.Sprint(min(4, procs))}, args...)
	}
	settings := fmt.Sprintf("GOMAXPROCS=%d", procs)
	var out bytes.Buffer
	var err error
	if run == nil {
		err = runTool(ctx, process{path: k.Tool(name), args: args, dir: dir, env: append(k.chain.toolEnv(), settings), output: &out})
	} else {
		err = run(ctx, Tool{
			Path: k.Tool(name), Args: args, Dir: dir, Env: append(k.chain.settings(), settings), Output: &out,
			Read: append([]string{k.dir, k.cache.dir, k.kept.dir, k.chain.Tools}, k.linked()...), Write: scratch,
		})
	}
	return strings.ReplaceAll(out.String(), "\r\n", "\n"), err
}

// buildInfo is the line of the linker's configuration from which debug.ReadBuildInfo answers, as the go
// command writes it for a program without a module: text between two marks of 16 bytes each.
func (k *Kit) buildInfo(p *plan) []byte {
	const open, end = "0w\xaf\f\x92t\b\x02A\xe1\xc1\a\xe6\xd6\x18\xe6", "\xf92C1\x86\x18 r\x00\x82B\x10A\x16\xd8\xf2"
	text := "path\tcommand-line-arguments\nbuild\t-buildmode=exe\nbuild\t-compiler=gc\n"
	if p.job.Race {
		text += "build\t-race=true\n"
	}
	text += fmt.Sprintf("build\tCGO_ENABLED=%s\nbuild\tGOARCH=%s\nbuild\tGOOS=%s\n", p.variant.cgo(), runtime.GOARCH, runtime.GOOS)
	return fmt.Appendf(nil, "modinfo %q\n", open+text+end)
}
