package main

import (
	"bytes"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/gcexportdata"

	"weft/kernel/golang/std/internal/pack"
)

const root = "../../../../.." // of the module

// Two runs give the same bytes, so that a change in the data is a change in what they describe.
func TestReproducible(t *testing.T) {
	var runs [2][]byte
	for i := range runs {
		w, err := load(root, platform{"linux", "amd64"})
		if err != nil {
			t.Fatal(err)
		}
		entries, err := exportEntries(w)
		if err != nil {
			t.Fatal(err)
		}
		data, err := pack.Encode(entries)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range w.public {
			data = append(data, newTable(path, []*world{w}, []*world{w}).source()...)
		}
		runs[i] = data
	}
	if !bytes.Equal(runs[0], runs[1]) {
		t.Error("two runs of the generator differ")
	}
}

// weft's own packages change more often than Go's: their committed declarations must follow.
func TestOwnPackagesAreCurrent(t *testing.T) {
	w, err := loadPatterns(root, platform{"linux", "amd64"}, ownPackages(root))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "kernel/golang/std/export_weft.bin"))
	if err != nil {
		t.Fatal(err)
	}
	committed, err := pack.Open(string(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, own := range ownPackages(root) {
		path := learnersPath(own)
		data, err := committed.Read(path)
		if err != nil {
			t.Errorf("%v: run `make generate`", err)
			continue
		}
		pkg, err := gcexportdata.Read(bytes.NewReader(data), token.NewFileSet(), map[string]*types.Package{}, path)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := api(pkg), api(w.packages[path]); got != want {
			t.Errorf("the committed declarations of %s are not those of its source: run `make generate`\ncommitted:\n%s\nsource:\n%s", path, got, want)
		}
	}
}

// api is the text of a package's exported declarations.
func api(pkg *types.Package) string {
	var b bytes.Buffer
	qualify := types.RelativeTo(pkg)
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		b.WriteString(types.ObjectString(obj, qualify) + "\n")
		if c, ok := obj.(*types.Const); ok {
			b.WriteString("\t= " + c.Val().ExactString() + "\n")
		}
		if _, ok := obj.(*types.TypeName); ok {
			for sel := range types.NewMethodSet(types.NewPointer(obj.Type())).Methods() {
				if sel.Obj().Exported() {
					b.WriteString("\t" + types.ObjectString(sel.Obj(), qualify) + "\n")
				}
			}
		}
	}
	return b.String()
}
