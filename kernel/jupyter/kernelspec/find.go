package kernelspec

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// List returns every installed kernel by name. Of two with one name the first on the search path
// counts. A kernel whose kernel.json is broken is listed with its Err.
func (e Environment) List() []Kernel {
	var found []Kernel
	for _, data := range e.SearchPath() {
		for _, dir := range kernelDirs(data) {
			name := strings.ToLower(filepath.Base(dir))
			if slices.ContainsFunc(found, func(k Kernel) bool { return k.Name == name }) {
				continue
			}
			k, err := Read(dir)
			k.Err = err
			found = append(found, k)
		}
	}
	slices.SortFunc(found, func(a, b Kernel) int { return cmp.Compare(a.Name, b.Name) })
	return found
}

// Find returns the installed kernel of that name; case does not matter.
func (e Environment) Find(name string) (Kernel, error) {
	dir, err := e.locate(name)
	if err != nil {
		return Kernel{}, err
	}
	return Read(dir)
}

// A NotFoundError reports that no folder on the search path has the kernel.
type NotFoundError struct {
	Name      string
	Searched  []string // data folders
	Installed []string // names of the kernels that are there
}

func (e *NotFoundError) Error() string {
	have := "none is installed"
	if len(e.Installed) > 0 {
		have = "installed are " + strings.Join(e.Installed, ", ")
	}
	return fmt.Sprintf("no kernel named %q in %s; %s: install it, or name its data folder in JUPYTER_PATH",
		e.Name, strings.Join(e.Searched, ", "), have)
}

func (e Environment) locate(name string) (dir string, err error) {
	name = strings.ToLower(name)
	if err := checkName(name); err != nil {
		return "", err
	}
	var names []string
	for _, data := range e.SearchPath() {
		for _, dir := range kernelDirs(data) {
			found := strings.ToLower(filepath.Base(dir))
			if found == name {
				return dir, nil
			}
			if !slices.Contains(names, found) {
				names = append(names, found)
			}
		}
	}
	slices.Sort(names)
	return "", &NotFoundError{Name: name, Searched: e.SearchPath(), Installed: names}
}

// kernelDirs returns the folders below data/kernels that hold a kernel.json. A data folder that
// is missing or unreadable has none, as for Jupyter.
func kernelDirs(data string) []string {
	entries, _ := os.ReadDir(filepath.Join(data, "kernels"))
	var dirs []string
	for _, entry := range entries {
		dir := filepath.Join(data, "kernels", entry.Name())
		if isFile(filepath.Join(dir, specFile)) && checkName(strings.ToLower(entry.Name())) == nil {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}
