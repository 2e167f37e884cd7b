package std

import (
	"bytes"
	"errors"
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
	fset   *token.FileSet
	others func(path string) ([]byte, error)

	mu       sync.Mutex
	packages map[string]*types.Package // complete, or known through others
	complete map[string]bool
}

// NewImporter returns an importer that adds the packages' positions to fset. Their file names
// begin with "$GOROOT/src/", "<module>@<version>/" or "weft/".
func NewImporter(fset *token.FileSet) *Importer { return NewImporterWith(fset, nil) }

// NewImporterWith is NewImporter for a session with packages that this library does not have: others
// gives their declarations as the compiler writes them, nil for a path that it does not know either.
// What they mention of this library's packages are this library's types.
func NewImporterWith(fset *token.FileSet, others func(path string) ([]byte, error)) *Importer {
	return &Importer{fset: fset, others: others, packages: make(map[string]*types.Package), complete: make(map[string]bool)}
}

// An UnknownError reports an import path that this library does not have.
type UnknownError struct{ Path string }

func (e *UnknownError) Error() string {
	if ThirdParty(e.Path) {
		return "no required module provides package " + e.Path
	}
	return fmt.Sprintf("package %s is not in std", e.Path)
}

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
	data, err := im.declarations(path)
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

// declarations returns the export data of one package, of this library's own in preference.
func (im *Importer) declarations(path string) ([]byte, error) {
	data, err := declarations(path)
	if unknown := (*UnknownError)(nil); im.others == nil || !errors.As(err, &unknown) {
		return data, err
	}
	switch other, failed := im.others(path); {
	case failed != nil:
		return nil, failed
	case other != nil:
		return other, nil
	}
	return nil, err
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
