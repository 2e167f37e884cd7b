package std

import (
	"bytes"
	"fmt"
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
)

// An Importer gives the type checker the packages of this library. It decodes a package when it
// is first imported and keeps it, so all packages of one Importer share their types. It is safe
// for concurrent use.
//
// A package that was reached only through another one's declarations is incomplete: look into
// the scopes of packages that Import returned, and no others.
type Importer struct {
	fset *token.FileSet

	mu       sync.Mutex
	packages map[string]*types.Package // complete, or known through others
	complete map[string]bool
}

// NewImporter returns an importer that adds the packages' positions to fset. Their file names
// begin with "$GOROOT/src/", "<module>@<version>/" or "weft/".
func NewImporter(fset *token.FileSet) *Importer {
	return &Importer{fset: fset, packages: make(map[string]*types.Package), complete: make(map[string]bool)}
}

// An UnknownError reports an import path that this library does not have.
type UnknownError struct{ Path string }

func (e *UnknownError) Error() string { return fmt.Sprintf("package %s is not in std", e.Path) }

// Import returns the package at an import path, or an *UnknownError.
func (im *Importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	im.mu.Lock()
	defer im.mu.Unlock()
	if im.complete[path] {
		return im.packages[path], nil
	}
	data, err := declarations(path)
	if err != nil {
		return nil, err
	}
	pkg, err := gcexportdata.Read(bytes.NewReader(data), im.fset, im.packages, path)
	if err != nil {
		return nil, fmt.Errorf("decode declarations of %s: %w", path, err)
	}
	im.complete[path] = true
	return pkg, nil
}

// declarations returns the export data of one package on this platform.
func declarations(path string) ([]byte, error) {
	for _, a := range archives() {
		if _, ok := a.Note(path); ok {
			return a.Read(path)
		}
	}
	return nil, &UnknownError{path}
}
