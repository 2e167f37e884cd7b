package kit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

func (k *Kit) manifestFile(v variant) string {
	return filepath.Join(k.dir, string(v)+"-"+k.edition+".json")
}

// archive is the path of a compiled package.
func (k *Kit) archive(c compiled) string { return filepath.Join(k.dir, "lib", c.File) }

// readManifest returns what this weft has made. If that is nothing yet, it takes the standard library from
// another version of weft with the same Go.
func (k *Kit) readManifest(v variant) (*manifest, error) {
	m, err := readManifestFile(k.manifestFile(v))
	if !errors.Is(err, fs.ErrNotExist) {
		return m, err
	}
	others, _ := filepath.Glob(filepath.Join(k.dir, string(v)+"-*.json")) // the pattern is well formed
	best := &manifest{Packages: make(map[string]compiled)}
	for _, file := range others {
		m, err := readManifestFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err != nil || len(m.Packages) <= len(best.Packages) {
			continue
		}
		maps.DeleteFunc(m.Packages, func(path string, _ compiled) bool {
			first, _, _ := strings.Cut(path, "/")
			return first == "weft" || strings.Contains(first, ".")
		})
		best = m
	}
	return best, nil
}

// readManifestFile returns an empty manifest if nobody can read the file: its packages are made again.
func readManifestFile(name string) (*manifest, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the kit's list of packages: %w", err)
	}
	m := &manifest{}
	if json.Unmarshal(data, m) != nil || m.Packages == nil {
		m = &manifest{Packages: make(map[string]compiled)}
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
