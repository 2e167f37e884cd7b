package sync_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"weft/kernel/needs"
)

// needGo skips without a Go installation, and fails where one is promised.
func needGo(t *testing.T, tools ...string) {
	t.Helper()
	if racing {
		t.Skip("the same without the race detector")
	}
	needs.Tools(t, append(tools, "go")...)
}

// TestAPI compares what the package exports with the standard one, types and all.
func TestAPI(t *testing.T) {
	needGo(t)
	std := importer.ForCompiler(token.NewFileSet(), "source", nil)
	hook := load(t, "weft/kernel/engine/native/bubble/hook", "../hook", importers{std: std})
	for _, tt := range []struct{ path, dir string }{{"sync", "."}, {"sync/atomic", "../datomic"}} {
		want, err := std.Import(tt.path)
		if err != nil {
			t.Fatal(err)
		}
		got := load(t, tt.path, tt.dir, importers{std: std, own: map[string]*types.Package{hook.Path(): hook}})
		w, g := exported(want), exported(got)
		if len(w) < 10 {
			t.Fatalf("only %d exported names in %s", len(w), tt.path)
		}
		for name := range w {
			if g[name] != w[name] {
				t.Errorf("%s.%s:\n  is   %s\n  want %s", tt.path, name, g[name], w[name])
			}
		}
		for name := range g {
			if w[name] == "" {
				t.Errorf("%s.%s is not in the standard package: %s", tt.path, name, g[name])
			}
		}
	}
}

type importers struct {
	std types.Importer
	own map[string]*types.Package
}

func (i importers) Import(path string) (*types.Package, error) {
	if p := i.own[path]; p != nil {
		return p, nil
	}
	return i.std.Import(path)
}

func load(t *testing.T, path, dir string, imp types.Importer) *types.Package {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "race_on.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	p, err := (&types.Config{Importer: imp}).Check(path, fset, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// exported describes every exported name, field and method. Parameters' names are left out.
func exported(p *types.Package) map[string]string {
	out := map[string]string{}
	qual := func(other *types.Package) string { return other.Path() }
	for _, name := range p.Scope().Names() {
		obj := p.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		if tn, ok := obj.(*types.TypeName); ok {
			out[name] = describe(tn, out, qual)
		} else {
			out[name] = signature(obj.Type(), qual)
		}
	}
	return out
}

func describe(tn *types.TypeName, out map[string]string, qual types.Qualifier) string {
	ms := types.NewMethodSet(types.NewPointer(tn.Type()))
	if types.IsInterface(tn.Type()) {
		ms = types.NewMethodSet(tn.Type())
	}
	var methods []string
	for i := range ms.Len() {
		if f := ms.At(i).Obj(); f.Exported() {
			methods = append(methods, f.Name())
			out[tn.Name()+"."+f.Name()] = signature(f.Type(), qual)
		}
	}
	var fields []string
	if s, ok := tn.Type().Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			if f := s.Field(i); f.Exported() {
				fields = append(fields, f.Name()+" "+types.TypeString(f.Type(), qual))
			}
		}
	}
	sort.Strings(methods)
	return "type with methods " + strings.Join(methods, " ") + "; fields " + strings.Join(fields, ", ")
}

func signature(t types.Type, qual types.Qualifier) string {
	sig, ok := t.(*types.Signature)
	if !ok {
		return types.TypeString(t, qual)
	}
	bare := func(tuple *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for i := range tuple.Len() {
			vars = append(vars, types.NewVar(token.NoPos, nil, "", tuple.At(i).Type()))
		}
		return types.NewTuple(vars...)
	}
	s := types.NewSignatureType(nil, nil, nil, bare(sig.Params()), bare(sig.Results()), sig.Variadic())
	return types.TypeString(s, qual)
}
