package kit

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Prepare sees to it that the kit has packages, and all that they import, before a job asks for them.
func (k *Kit) Prepare(ctx context.Context, withRace bool, paths ...string) error {
	return k.provide(ctx, variantOf(withRace), paths)
}

// provide sees to it that the kit has the packages and all that they import.
func (k *Kit) provide(ctx context.Context, v variant, paths []string) error {
	paths = slices.Concat(v.implied(), paths)
	if len(k.manifest(v).lacks(paths)) == 0 {
		return nil
	}
	k.making.Lock()
	defer k.making.Unlock()
	if missing, err := k.reread(v, paths); err != nil || len(missing) == 0 {
		return err
	}
	if v == race {
		if err := k.chain.cCompiler(); err != nil {
			return err
		}
	}
	unlock, err := k.lock(ctx, v)
	if err != nil {
		return err
	}
	defer unlock()
	if len(k.manifest(v).Packages) == 0 {
		paths = append(paths, k.options.Packages...) // as the plain variant began
	}
	missing, err := k.reread(v, paths) // another process may have made it meanwhile
	if err != nil || len(missing) == 0 {
		return err
	}
	return k.make(ctx, v, missing)
}

// reread takes the manifest from the disk and says what it lacks.
func (k *Kit) reread(v variant, paths []string) ([]string, error) {
	m, err := k.readManifest(v)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	k.variants[v] = m
	k.mu.Unlock()
	return m.lacks(paths), nil
}

func (k *Kit) report(s Step) {
	if k.options.Progress != nil {
		k.options.Progress(s)
	}
}

// A listed package is what `go list` says about one package.
type listed struct {
	ImportPath string
	Export     string // its file in Go's build cache
	BuildID    string
	Imports    []string
	ImportMap  map[string]string
}

// make compiles packages with the go command and takes the results over. The caller holds the lock.
func (k *Kit) make(ctx context.Context, v variant, paths []string) error {
	src := k.sourceDir()
	if err := unpackSources(src); err != nil {
		return err
	}
	withLibgcc := slices.Contains(paths, libgcc)
	paths = slices.Concat(v.implied(), paths)
	paths = slices.DeleteFunc(paths, func(p string) bool { return p == libgcc })
	if k.options.Progress != nil {
		list, err := k.goList(ctx, src, v, paths)
		if err != nil {
			return err
		}
		if err := k.compileAll(ctx, src, v, paths, len(list)); err != nil {
			return err
		}
	}
	list, err := k.goList(ctx, src, v, paths, "-export")
	if err != nil {
		return err
	}
	old := k.manifest(v)
	m := &manifest{Packages: make(map[string]compiled, len(list)+len(old.Packages))}
	for path, c := range old.Packages {
		m.Packages[path] = c
	}
	for _, l := range list {
		if c, ok := m.Packages[l.ImportPath]; l.Export == "" || ok && c.BuildID == l.BuildID {
			continue
		}
		c, err := k.takeOver(v, l)
		if err != nil {
			return err
		}
		m.Packages[l.ImportPath] = c
	}
	if withLibgcc {
		file, err := k.chain.libgcc(ctx)
		if err != nil {
			return err
		}
		if m.Packages[libgcc], err = k.takeOver(v, listed{ImportPath: libgcc, Export: file}); err != nil {
			return err
		}
	}
	if err := k.writeManifest(v, m); err != nil {
		return err
	}
	k.mu.Lock()
	k.variants[v] = m
	k.mu.Unlock()
	k.report(Step{Race: v == race, Done: len(list), Total: len(list)})
	return k.clean(time.Now())
}

// compileAll runs the compiler for what Go's build cache lacks, and reports the progress.
func (k *Kit) compileAll(ctx context.Context, dir string, v variant, paths []string, total int) error {
	k.report(Step{Race: v == race, Total: total})
	args := slices.Concat([]string{"build", "-v"}, v.goFlags(), []string{"--"}, paths)
	done := 0
	var tail []string
	r, w := io.Pipe()
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for lines := bufio.NewScanner(r); lines.Scan(); {
			tail = append(tail, lines.Text())
			tail = tail[max(0, len(tail)-10):]
			done++
			k.report(Step{Race: v == race, Package: lines.Text(), Done: min(done, total), Total: total})
		}
		io.Copy(io.Discard, r) // a line that is too long
	}()
	err := runTool(ctx, process{path: k.chain.Command, args: args, dir: dir, env: k.chain.goEnv(v), output: w})
	w.Close()
	<-watched
	if err != nil {
		return fmt.Errorf("compile the kit's packages: %w", &toolError{"go build", err, strings.Join(tail, "\n")})
	}
	return nil
}

func (k *Kit) goList(ctx context.Context, dir string, v variant, paths []string, flags ...string) ([]listed, error) {
	args := slices.Concat([]string{"list", "-deps", "-json=ImportPath,Export,BuildID,Imports,ImportMap"}, flags, v.goFlags(), []string{"--"}, paths)
	var stdout, stderr bytes.Buffer
	err := runTool(ctx, process{path: k.chain.Command, args: args, dir: dir, env: k.chain.goEnv(v), output: &stdout, errors: &stderr})
	if err != nil {
		return nil, fmt.Errorf("list the kit's packages: %w", &toolError{"go list", err, stderr.String()})
	}
	var list []listed
	for dec := json.NewDecoder(&stdout); ; {
		var l listed
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("decode the output of go list: %w", err)
		}
		list = append(list, l)
	}
}

// fileName makes an import path a part of a file's name.
func fileName(path string) string {
	return strings.NewReplacer("/", "_", "(", "", ")", "").Replace(path)
}

// takeOver copies a compiled package from Go's build cache, which forgets what was not used for some
// days, into the kit.
func (k *Kit) takeOver(v variant, l listed) (compiled, error) {
	fail := func(err error) (compiled, error) {
		return compiled{}, fmt.Errorf("take over the compiled package %s: %w", l.ImportPath, err)
	}
	from, err := os.Open(l.Export)
	if err != nil {
		return fail(err)
	}
	defer from.Close()
	lib := filepath.Join(k.dir, "lib")
	to, err := os.CreateTemp(lib, ".new-*")
	if err != nil {
		return fail(err)
	}
	defer os.Remove(to.Name()) // if it was not renamed
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(to, hash), from)
	if err = errors.Join(err, to.Close()); err != nil {
		return fail(err)
	}
	sum := hex.EncodeToString(hash.Sum(nil))
	name := fmt.Sprintf("%s-%s-%s.a", fileName(l.ImportPath), v, sum[:12])
	if err := os.Rename(to.Name(), filepath.Join(lib, name)); err != nil {
		return fail(err)
	}
	c := compiled{File: name, Size: size, SHA256: sum, BuildID: l.BuildID}
	for _, path := range l.Imports {
		if mapped, ok := l.ImportMap[path]; ok {
			path = mapped
		}
		if path != "C" {
			c.Imports = append(c.Imports, path)
		}
	}
	return c, nil
}
