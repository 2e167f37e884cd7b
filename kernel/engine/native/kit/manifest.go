package kit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A manifest lists the compiled packages of one variant.
type manifest struct {
	Packages map[string]compiled `json:"packages"` // by import path, as the linker knows it
}

// compiled is one package of the kit.
type compiled struct {
	File    string   `json:"file"` // in the folder lib
	Size    int64    `json:"size"`
	SHA256  string   `json:"sha256"`
	BuildID string   `json:"buildid"` // Go's own name of the inputs and the result
	Imports []string `json:"imports,omitempty"`
}

func (k *Kit) manifestFile(v variant) string { return filepath.Join(k.dir, string(v)+".json") }

// archive is the path of a compiled package.
func (k *Kit) archive(c compiled) string { return filepath.Join(k.dir, "lib", c.File) }

// readManifest returns an empty manifest if there is none, or if nobody can read it: its packages
// are then made again.
func (k *Kit) readManifest(v variant) (*manifest, error) {
	m := &manifest{}
	data, err := os.ReadFile(k.manifestFile(v))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the kit's list of packages: %w", err)
	}
	if err == nil && json.Unmarshal(data, m) != nil {
		m = &manifest{}
	}
	if m.Packages == nil {
		m.Packages = make(map[string]compiled)
	}
	return m, nil
}

func (k *Kit) writeManifest(v variant, m *manifest) error {
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return fmt.Errorf("encode the kit's list of packages: %w", err)
	}
	if err := writeFile(k.manifestFile(v), data); err != nil {
		return fmt.Errorf("write the kit's list of packages: %w", err)
	}
	return nil
}

// manifest returns the packages known to this process.
func (k *Kit) manifest(v variant) *manifest {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.variants[v]
}

// lacks reports which of the paths, or of what they import, are not in the manifest.
func (m *manifest) lacks(paths []string) []string {
	if m == nil {
		return paths
	}
	var missing []string
	for _, path := range paths {
		if _, ok := m.Packages[path]; !ok && path != "unsafe" {
			missing = append(missing, path)
			continue
		}
		for _, p := range m.closure([]string{path}) {
			if _, ok := m.Packages[p]; !ok {
				missing = append(missing, path)
				break
			}
		}
	}
	return missing
}

// closure returns the paths and all that they import, sorted, without "unsafe".
func (m *manifest) closure(paths []string) []string {
	seen := make(map[string]bool)
	var visit func(paths []string)
	visit = func(paths []string) {
		for _, p := range paths {
			if p != "unsafe" && !seen[p] {
				seen[p] = true
				visit(m.Packages[p].Imports)
			}
		}
	}
	visit(paths)
	list := make([]string, 0, len(seen))
	for p := range seen {
		list = append(list, p)
	}
	slices.Sort(list)
	return list
}

// writeFile puts data in place at once: readers see the old file or the new one.
func writeFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
