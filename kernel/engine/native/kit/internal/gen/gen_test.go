package main

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"weft/kernel/needs"
)

const root = "../../../../../.." // of the module

// What is embedded follows weft's packages for learners and go.mod.
func TestSourcesAreCurrent(t *testing.T) {
	needs.Tools(t, "go")
	want, err := collect(root)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(root, "kernel/engine/native/kit/sources.zip"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		text, err := fs.ReadFile(r, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(text, want[f.Name]) {
			t.Errorf("%s is not current: run `make generate`", f.Name)
		}
		delete(want, f.Name)
	}
	for name := range want {
		t.Errorf("%s is not among the sources: run `make generate`", name)
	}
}

func TestEncodeIsReproducible(t *testing.T) {
	files := map[string][]byte{"b": []byte("1"), "a/c": []byte("2"), "a": nil}
	first, err := encode(files)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := encode(files); err != nil || !bytes.Equal(first, second) {
		t.Errorf("two archives of the same files differ (%v)", err)
	}
}
