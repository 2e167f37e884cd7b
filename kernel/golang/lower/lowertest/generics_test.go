package lowertest

import (
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"weft/kernel/golang/std"
)

// Every generic function and type that the standard library exports is used by a program of testdata,
// whose output is that of go run, or refused by name.
func TestEveryGenericOfTheLibraryRuns(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(*dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	var programs strings.Builder
	for _, file := range append(files, "refused_test.go") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		programs.Write(text)
	}
	used := map[string]bool{}
	for _, name := range regexp.MustCompile(`\b[a-z0-9]+\.[A-Z]\w*`).FindAllString(programs.String(), -1) {
		used[name] = true
	}
	im, count := std.NewImporter(token.NewFileSet()), 0
	for _, path := range std.Paths() {
		if path == "weft/procs" {
			continue // a program that go run could judge has no session; scripts of package kernel use all of it
		}
		pkg, err := im.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range pkg.Scope().Names() {
			if o := pkg.Scope().Lookup(name); o.Exported() && generic(o.Type()) {
				count++
				if !used[pkg.Name()+"."+name] {
					t.Errorf("no program uses %s.%s", path, name)
				}
			}
		}
	}
	if count < 70 {
		t.Errorf("the library has %d generic functions and types", count)
	}
}

func generic(t types.Type) bool {
	switch t := t.(type) {
	case *types.Signature:
		return t.TypeParams().Len() > 0
	case *types.Named:
		return t.TypeParams().Len() > 0
	}
	return false
}
