package std

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"testing"
)

// notInstantiated lists the generic declarations that have no source here, and why.
var notInstantiated = map[string]string{
	"runtime.AddCleanup": "asks the garbage collector about the interpreter's own values",
	"iter.Seq":           "a func type: its declaration is all there is",
	"iter.Seq2":          "a func type: its declaration is all there is",
	"weak.Make":          "asks the garbage collector about the interpreter's own values",
	"weak.Pointer":       "asks the garbage collector about the interpreter's own values",
	"database/sql.Null":  "its Scan is the package's own conversion",
}

// The sources type-check under the real path, and declare what the real package does: no more, no
// less, with identical types.
func TestGenericSourceCoversEveryDeclaration(t *testing.T) {
	fset := token.NewFileSet()
	im := NewImporter(fset)
	for _, path := range Paths() {
		real, err := im.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		ours := types.NewScope(nil, token.NoPos, token.NoPos, "")
		if files, ok := GenericSource(path); ok {
			pkg, err := checkGeneric(fset, im, path, files)
			if err != nil {
				t.Errorf("source of %s: %v", path, err)
				continue
			}
			if pkg.Name() != real.Name() {
				t.Errorf("source of %s is package %s", path, pkg.Name())
			}
			ours = pkg.Scope()
		}
		for _, name := range real.Scope().Names() {
			want := real.Scope().Lookup(name)
			if !want.Exported() || !isGeneric(want) {
				continue
			}
			got, reason := ours.Lookup(name), notInstantiated[path+"."+name]
			switch {
			case got == nil && reason == "":
				t.Errorf("%s.%s has no source", path, name)
			case got != nil && reason != "":
				t.Errorf("%s.%s has a source and an exception", path, name)
			case got != nil:
				compareGeneric(t, got, want)
			}
		}
		for _, name := range ours.Names() {
			if o := ours.Lookup(name); o.Exported() && (real.Scope().Lookup(name) == nil || !isGeneric(o)) {
				t.Errorf("the source of %s has %s, which is not generic in the real package", path, name)
			}
		}
	}
}

func checkGeneric(fset *token.FileSet, im types.Importer, path string, files map[string]string) (*types.Package, error) {
	var parsed []*ast.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file, err := parser.ParseFile(fset, name, files[name], 0)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, file)
	}
	conf := types.Config{Importer: im}
	return conf.Check(path, fset, parsed, nil)
}

func isGeneric(obj types.Object) bool {
	switch t := obj.Type().(type) {
	case *types.Signature:
		return t.TypeParams().Len() > 0
	case *types.Named:
		return t.TypeParams().Len() > 0
	}
	return false
}

// functionParam is the parameter of package procs for a function that is to run in another process.
var functionParam = regexp.MustCompile(`f func\([A-D, ]*\)( R| \(R, error\))?`)

func compareGeneric(t *testing.T, got, want types.Object) {
	switch want := want.Type().(type) {
	case *types.Signature:
		if want.String() == "func[Int math/rand/v2.intType](n Int) Int" {
			return // its constraint is a private type
		}
		text := want.String()
		if want.Params().Len() > 0 && got.Pkg().Path() == "weft/procs" {
			text = functionParam.ReplaceAllString(text, "f string") // lowered code passes a function's name
		}
		if !types.Identical(got.Type(), want) && got.Type().String() != text { // a text, if it mentions our type
			t.Errorf("%v is declared %v, the real one %v", got.Name(), got.Type(), want)
		}
	case *types.Named:
		ours, ok := got.Type().(*types.Named)
		if !ok {
			t.Errorf("%v is not a defined type", got)
			return
		}
		for m := range want.Methods() {
			o, _, _ := types.LookupFieldOrMethod(types.NewPointer(ours), true, ours.Obj().Pkg(), m.Name())
			if m.Exported() && (o == nil || o.Type().String() != m.Type().String()) {
				t.Errorf("%v has method %v, the real one %v", got.Name(), o, m)
			}
		}
	}
}
