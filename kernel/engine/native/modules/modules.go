// Package modules owns the third-party modules of one session: a go.mod in a folder of its own, and the
// declarations of the packages that cells import from them. The go command does the work. It knows neither cells
// nor what programs do with the packages.
package modules

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"weft/kernel/engine/native/kit"
	"weft/kernel/golang/std"
)

// A Module is one version of a module.
type Module struct {
	Path    string
	Version string
	Asked   bool // for itself, and not because another one needs it
}

// Options say how a session's modules are fetched.
type Options struct {
	// Go finds the go command. Its error is shown as it is.
	Go func(ctx context.Context) (string, error)
	// Say is given a line about what is fetched, as it happens.
	Say func(line string)
}

// Modules are those of one session. Nothing is on the disk, and no go command runs, before the first Get. It is safe
// for concurrent use.
type Modules struct {
	opts Options

	working sync.Mutex // held while the go command works on the go.mod

	mu       sync.Mutex // guards the rest
	dir      string     // "" before the first Get and after Close
	closed   bool
	proxy    string             // the user's GOPROXY
	asked    []string           // module paths
	required []Module           // by path
	loaded   map[string]loading // by import path
	inUse    bool               // a checker has types of what is loaded
}

// A loading is what is known of a package.
type loading struct {
	name   string
	export string // file with its declarations
	data   []byte // what is in there, once it was asked for: the file may go
	module Module
}

// New returns the modules of a session that has none. They must be closed.
func New(o Options) *Modules { return &Modules{opts: o, loaded: map[string]loading{}} }

// List returns the modules: first those that were asked for, then what they need.
func (m *Modules) List() []Module {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := slices.Clone(m.required)
	slices.SortStableFunc(list, func(a, b Module) int {
		switch {
		case a.Asked == b.Asked:
			return cmp.Compare(a.Path, b.Path)
		case a.Asked:
			return -1
		}
		return 1
	})
	return list
}

// Provides reports whether a module may have the package at an import path.
func (m *Modules) Provides(path string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.provider(path).Path != ""
}

// Provider is the module that an import path belongs to; the zero Module if there is none.
func (m *Modules) Provider(path string) Module {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.provider(path)
}

// provider is the required module that an import path belongs to, if any. m.mu is held.
func (m *Modules) provider(path string) Module {
	var best Module
	for _, r := range m.required {
		if within(path, r.Path) && len(r.Path) > len(best.Path) {
			best = r
		}
	}
	return best
}

func within(path, module string) bool { return path == module || strings.HasPrefix(path, module+"/") }

// Names lists the import paths of the loaded packages with a name, sorted.
func (m *Modules) Names(name string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []string
	for path, l := range m.loaded {
		if l.name == name {
			list = append(list, path)
		}
	}
	slices.Sort(list)
	return list
}

// Export returns the declarations of a loaded package as the compiler writes them, nil for others. Types made of
// them must not meet those of other versions: see Forget.
func (m *Modules) Export(path string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, ok := m.loaded[path]
	if !ok {
		return nil, nil
	}
	m.inUse = true
	if l.data == nil {
		var err error
		if l.data, err = declarations(path, l.export); err != nil {
			delete(m.loaded, path) // to be compiled again
			return nil, err
		}
		m.loaded[path] = l
	}
	return l.data, nil
}

// Forget says that nobody has types of the packages any more, so that versions may change.
func (m *Modules) Forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.inUse = false
}

// Job returns what a build of a program with these imports has to be told: nil if it imports none of the
// modules' packages.
func (m *Modules) Job(imports []string) (*kit.Modules, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.ContainsFunc(imports, func(path string) bool { return std.ThirdParty(path) && m.loaded[path].name != "" }) {
		return nil, nil
	}
	s, err := read(m.dir)
	if err != nil {
		return nil, err
	}
	return &kit.Modules{GoMod: s.mod, GoSum: s.sum, Proxy: m.proxy}, nil
}

// Close removes the modules. What the go command's own module cache has stays there.
func (m *Modules) Close() error {
	m.working.Lock()
	defer m.working.Unlock()
	m.mu.Lock()
	defer m.mu.Unlock()
	dir := m.dir
	m.closed, m.dir, m.required, m.asked, m.loaded = true, "", nil, nil, nil
	if dir == "" {
		return nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove the session's modules: %w", err)
	}
	return nil
}

// files are the texts of the session's module.
type files struct{ mod, sum string }

// language is that of the session's module: the oldest Go that weft compiles with.
const language = "1.26"

func empty() files { return files{mod: "module weftsession\n\ngo " + language + "\n"} }

func read(dir string) (files, error) {
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return files{}, fmt.Errorf("read the session's modules: %w", err)
	}
	sum, err := os.ReadFile(filepath.Join(dir, "go.sum"))
	if err != nil && !os.IsNotExist(err) {
		return files{}, fmt.Errorf("read the session's modules: %w", err)
	}
	return files{string(mod), string(sum)}, nil
}

func (f files) write(dir string) error {
	for name, text := range map[string]string{"go.mod": f.mod, "go.sum": f.sum} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return fmt.Errorf("write the session's modules: %w", err)
		}
	}
	return nil
}
