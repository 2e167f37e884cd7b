package modules

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"weft/kernel/golang/std"
)

// inUse refuses another version of a module whose packages the session has imported; "" stands for none.
func inUse(m Module, version string) error {
	what := version + " would be needed"
	if version == "" {
		what = "it would be dropped"
	}
	return &Error{
		fmt.Sprintf("%s %s is in use by this session, and %s", m.Path, m.Version, what),
		"%reset first, which forgets what cells declared and keeps the modules",
	}
}

// Get adds the module that a query names ("MODULE", "MODULE@v1.2.0", "MODULE@latest"; a package's path stands for
// its module), or changes its version. The error is an *Error if the go command could not, or if packages of another version are in use; then
// nothing has changed.
func (m *Modules) Get(ctx context.Context, query string) error {
	path, version, _ := strings.Cut(query, "@")
	switch {
	case version == "none":
		return m.Drop(ctx, path)
	case std.Name(path) != "":
		return &Error{"package " + path + " needs no module", "just import it"}
	case !std.ThirdParty(path) || strings.HasPrefix(path, ".") || strings.HasPrefix(path, "-") || strings.HasSuffix(path, "/..."):
		return &Error{fmt.Sprintf("%q is not the path of a module", path), "such a path begins with a domain, as in example.com/name"}
	}
	return m.change(ctx, query, func() {
		p := m.provider(path).Path
		if p == "" {
			return
		}
		if !slices.Contains(m.asked, p) {
			m.asked = append(m.asked, p)
		}
	})
}

// Drop removes a module, and those that need it. What only it needed stays listed, which does no harm.
func (m *Modules) Drop(ctx context.Context, path string) error {
	m.mu.Lock()
	known := slices.ContainsFunc(m.required, func(r Module) bool { return r.Path == path })
	m.mu.Unlock()
	if !known {
		return &Error{"the session has no module " + path, "%get alone lists its modules"}
	}
	return m.change(ctx, path+"@none", func() {})
}

// change has the go command change the requirements; kept is called, with m.mu held, once that holds.
func (m *Modules) change(ctx context.Context, query string, kept func()) error {
	m.working.Lock()
	defer m.working.Unlock()
	c, before, err := m.open(ctx)
	if err != nil {
		return err
	}
	if err := m.get(ctx, c, query); err != nil {
		if back := before.write(c.dir); back != nil {
			return fmt.Errorf("%w; %w", err, back)
		}
		return err
	}
	required, err := c.requirements(ctx)
	if err != nil {
		return err
	}
	for _, line := range c.changes {
		c.say(line)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.set(required)
	kept()
	m.set(m.required)
	return nil
}

// get runs go get, and refuses what changes versions that are in use.
func (m *Modules) get(ctx context.Context, c *command, query string) error {
	if err := c.run(ctx, nil, "get", query); err != nil {
		return err
	}
	m.mu.Lock()
	loaded, used := m.loadedModules(), m.inUse
	m.mu.Unlock()
	if len(loaded) == 0 {
		return nil
	}
	now, err := c.versions(ctx, loaded)
	if err != nil {
		return err
	}
	changed := false
	for _, l := range loaded {
		if now[l.Path] == l.Version {
			continue
		}
		if used {
			return inUse(l, now[l.Path])
		}
		changed = true
	}
	if changed {
		m.mu.Lock()
		m.loaded = map[string]loading{}
		m.mu.Unlock()
	}
	return nil
}

// loadedModules are those of the loaded packages. m.mu is held.
func (m *Modules) loadedModules() []Module {
	var list []Module
	for _, l := range m.loaded {
		if !slices.Contains(list, l.module) {
			list = append(list, l.module)
		}
	}
	slices.SortFunc(list, func(a, b Module) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// set notes the requirements. m.mu is held.
func (m *Modules) set(required []Module) {
	m.asked = slices.DeleteFunc(m.asked, func(p string) bool {
		return !slices.ContainsFunc(required, func(r Module) bool { return r.Path == p })
	})
	m.required = slices.Clone(required)
	for i := range m.required {
		m.required[i].Asked = slices.Contains(m.asked, m.required[i].Path)
	}
}

// open makes the session's folder if there is none, and returns the go command in it. m.working is held.
func (m *Modules) open(ctx context.Context) (*command, files, error) {
	path, err := m.opts.Go(ctx)
	if err != nil {
		return nil, files{}, err
	}
	m.mu.Lock()
	dir, closed := m.dir, m.closed
	m.mu.Unlock()
	c := &command{path: path, dir: dir, say: m.opts.Say}
	if closed {
		return nil, files{}, fmt.Errorf("the session is over")
	}
	if dir != "" {
		before, err := read(dir)
		return c, before, err
	}
	if c.dir, err = os.MkdirTemp("", "weft-modules-"); err != nil {
		return nil, files{}, fmt.Errorf("make a folder for modules: %w", err)
	}
	err = empty().write(c.dir)
	var proxy string
	if err == nil {
		proxy, err = c.env(ctx, "GOPROXY")
	}
	if err != nil {
		os.RemoveAll(c.dir)
		return nil, files{}, err
	}
	m.mu.Lock()
	m.dir, m.proxy = c.dir, proxy
	m.mu.Unlock()
	return c, empty(), nil
}
