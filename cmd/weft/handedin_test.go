package main

import (
	"archive/zip"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"weft/kernel/jupyter/nbformat"
)

// edit FROM TO [CELL FILE]...: a student puts the text of FILE into the cell with the id CELL, and runs it; "-" deletes it.
func editNotebook(ts *testscript.TestScript, _ bool, args []string) {
	nb, err := nbformat.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	for pair := range slices.Chunk(args[2:], 2) {
		i := slices.IndexFunc(nb.Cells, func(c nbformat.Cell) bool { return c.ID == pair[0] })
		if i < 0 {
			ts.Fatalf("no cell %s", pair[0])
		}
		if pair[1] == "-" {
			nb.Cells = slices.Delete(nb.Cells, i, i+1)
			continue
		}
		nb.Cells[i].Source = strings.TrimSuffix(ts.ReadFile(pair[1]), "\n")
		nb.Cells[i].Outputs = []nbformat.Output{{Type: nbformat.Stream, Name: "stdout", Text: strings.Repeat("cheat\n", 1000)}}
	}
	to := ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(filepath.Dir(to), 0o755))
	ts.Check(nb.WriteFile(to))
}

// zip ARCHIVE FILE...: an archive with the files, without the first folder of their names.
func zipFiles(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	w := zip.NewWriter(f)
	for _, name := range args[1:] {
		_, below, _ := strings.Cut(path.Clean(name), "/")
		entry, err := w.Create(below)
		ts.Check(err)
		_, err = entry.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(w.Close())
}
