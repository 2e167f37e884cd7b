package modules

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"golang.org/x/tools/go/gcexportdata"

	"weft/kernel/golang/std"
)

// Load makes the packages at these import paths known, as far as modules of the session provide them: they are
// compiled for their declarations, with all that they need. Paths that are loaded, and those of nobody, cost nothing. The error is an
// *Error if the go command could not.
func (m *Modules) Load(ctx context.Context, paths ...string) error {
	m.working.Lock()
	defer m.working.Unlock()
	m.mu.Lock()
	var wanted []string
	for _, p := range paths {
		if _, ok := m.loaded[p]; !ok && std.ThirdParty(p) && m.provider(p).Path != "" && !slices.Contains(wanted, p) {
			wanted = append(wanted, p)
		}
	}
	m.mu.Unlock()
	if len(wanted) == 0 {
		return nil
	}
	c, before, err := m.open(ctx)
	if err != nil {
		return err
	}
	found, err := m.compile(ctx, c, wanted)
	if err != nil {
		if back := before.write(c.dir); back != nil {
			return fmt.Errorf("%w; %w", err, back)
		}
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for path, l := range found {
		m.loaded[path] = l
	}
	return nil
}

// compile lists packages with what they need of modules.
func (m *Modules) compile(ctx context.Context, c *command, paths []string) (map[string]loading, error) {
	var out bytes.Buffer
	args := append([]string{"list", "-export", "-deps", "-json=ImportPath,Name,Export,Standard,Module"}, paths...)
	if err := c.run(ctx, &out, args...); err != nil {
		return nil, err
	}
	found := map[string]loading{}
	for d := json.NewDecoder(&out); ; {
		var p struct {
			ImportPath, Name, Export string
			Standard                 bool
			Module                   *struct{ Path, Version string }
		}
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("decode the output of go list: %w", err)
		}
		if p.Standard || p.Module == nil || p.Export == "" {
			continue
		}
		found[p.ImportPath] = loading{name: p.Name, export: p.Export, module: Module{Path: p.Module.Path, Version: p.Module.Version}}
	}
	required, err := c.requirements(ctx)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range paths {
		// The go command looks for a module of its own where none of the session's has the package.
		if l, ok := found[p]; ok && !slices.ContainsFunc(m.required, func(r Module) bool { return r.Path == l.module.Path }) && slices.ContainsFunc(required, func(r Module) bool { return r.Path == l.module.Path }) {
			return nil, &Error{fmt.Sprintf("package %s is not in %s, but in another module", p, m.provider(p).Path), "%get " + l.module.Path}
		}
	}
	m.set(required)
	return found, nil
}

// declarations reads what a compiled package's file says of its declarations.
func declarations(path, file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read declarations of %s: %w", path, err)
	}
	defer f.Close()
	//lint:ignore SA1019 go list -export of Go 1.26 names archives; Read alone does when it no longer does
	r, err := gcexportdata.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("read declarations of %s: %w", path, err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read declarations of %s: %w", path, err)
	}
	return data, nil
}
