package main

import (
	"bytes"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/gcexportdata"

	"weft/kernel/golang/std/internal/pack"
)

// exportEntries encodes the declarations of each public package.
func exportEntries(w *world) ([]pack.Entry, error) {
	var entries []pack.Entry
	for _, path := range w.public {
		data, err := exportData(w, path, w.fset)
		if err != nil {
			return nil, err
		}
		entries = append(entries, pack.Entry{Name: path, Note: w.packages[path].Name(), Data: data})
	}
	return entries, nil
}

// overlayEntries encodes the packages whose declarations on w's platform differ from base's, or
// that base lacks. Positions alone are no difference.
func overlayEntries(base, w *world) ([]pack.Entry, error) {
	var entries []pack.Entry
	for _, path := range w.public {
		if base.packages[path] != nil {
			a, err := exportData(base, path, token.NewFileSet())
			if err != nil {
				return nil, err
			}
			b, err := exportData(w, path, token.NewFileSet())
			if err != nil {
				return nil, err
			}
			if bytes.Equal(a, b) {
				continue
			}
		}
		data, err := exportData(w, path, w.fset)
		if err != nil {
			return nil, err
		}
		entries = append(entries, pack.Entry{Name: path, Note: w.packages[path].Name(), Data: data})
	}
	return entries, nil
}

// exportData encodes one package. A file set that is not the package's own leaves positions out.
func exportData(w *world, path string, fset *token.FileSet) ([]byte, error) {
	var buf bytes.Buffer
	if err := gcexportdata.Write(&buf, fset, w.packages[path]); err != nil {
		return nil, fmt.Errorf("encode declarations of %s: %w", path, err)
	}
	return buf.Bytes(), nil
}
