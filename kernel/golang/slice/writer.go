package slice

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/golang/check"
)

// A writer is a file of ours on its way: it writes types, and imports what they need under names that nothing
// else has.
type writer struct {
	own      *types.Package
	spelled  map[string]string // paths -> names
	packages map[check.Import]bool
}

func newWriter(own *types.Package) *writer {
	return &writer{own: own, spelled: map[string]string{}, packages: map[check.Import]bool{}}
}

// typ is a type as text.
func (w *writer) typ(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == w.own {
			return ""
		}
		return w.pkg(p.Path(), p.Name())
	})
}

// pkg is the name of a package here.
func (w *writer) pkg(path, name string) string {
	if w.spelled[path] == "" {
		name += mark
		for i := 1; w.has(name); i++ {
			name += strconv.Itoa(i)
		}
		w.spelled[path] = name
		w.packages[check.Import{Name: name, Path: path}] = true
	}
	return w.spelled[path]
}

func (w *writer) has(name string) bool {
	for _, n := range w.spelled {
		if n == name {
			return true
		}
	}
	return false
}

// imports is the text of the import declarations. To be asked for last.
func (w *writer) imports() string {
	var list []string
	for im := range w.packages {
		list = append(list, "import "+im.Name+" "+strconv.Quote(im.Path)+"\n")
	}
	slices.Sort(list)
	return strings.Join(list, "")
}
