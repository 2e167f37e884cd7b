package check

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"reflect"
	"runtime"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/ssa"

	"weft/kernel/golang/cell"
)

// A vetting runs analysis passes over one unit, in process, without the go command.
type vetting struct {
	d       *draft
	results map[*analysis.Analyzer]any
	facts   map[factKey]analysis.Fact // about this package; there are none about others
	found   []cell.Diagnostic
	ignored map[int][]string
	take    func(*analysis.Analyzer, analysis.Diagnostic) // what is done with a finding
}

type factKey struct {
	of   any // types.Object or *types.Package
	kind reflect.Type
}

func newVetting(d *draft) *vetting {
	v := &vetting{d: d, results: map[*analysis.Analyzer]any{}, facts: map[factKey]analysis.Fact{}}
	v.take = v.report
	return v
}

func (v *vetting) runAll() error {
	var errs []error
	for _, a := range vetPasses() {
		errs = append(errs, v.run(a))
	}
	return errors.Join(errs...)
}

// run runs a pass after those that it requires, each once.
func (v *vetting) run(a *analysis.Analyzer) (err error) {
	if _, done := v.results[a]; done {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("vet pass %s: %v", a.Name, r)
		}
	}()
	if a == buildssa.Analyzer {
		v.results[a] = v.buildSSA()
		return nil
	}
	needs := map[*analysis.Analyzer]any{}
	for _, need := range a.Requires {
		if err := v.run(need); err != nil {
			return err
		}
		needs[need] = v.results[need]
	}
	result, err := a.Run(v.pass(a, needs))
	if err != nil {
		return fmt.Errorf("vet pass %s: %w", a.Name, err)
	}
	v.results[a] = result
	return nil
}

func (v *vetting) pass(a *analysis.Analyzer, needs map[*analysis.Analyzer]any) *analysis.Pass {
	u := v.d.u
	recall := func(of any, f analysis.Fact) bool {
		known, ok := v.facts[factKey{of, reflect.TypeOf(f)}]
		if ok {
			reflect.ValueOf(f).Elem().Set(reflect.ValueOf(known).Elem())
		}
		return ok
	}
	return &analysis.Pass{
		Analyzer: a, Fset: u.Fset, Files: v.files(), Pkg: u.Pkg, TypesInfo: u.Info,
		TypesSizes: types.SizesFor("gc", runtime.GOARCH), ResultOf: needs,
		Module:            &analysis.Module{Path: mainPath, GoVersion: goVersion[len("go"):]},
		Report:            func(f analysis.Diagnostic) { v.take(a, f) },
		ImportObjectFact:  func(o types.Object, f analysis.Fact) bool { return recall(o, f) },
		ImportPackageFact: func(p *types.Package, f analysis.Fact) bool { return recall(p, f) },
		ExportObjectFact:  func(o types.Object, f analysis.Fact) { v.facts[factKey{o, reflect.TypeOf(f)}] = f },
		ExportPackageFact: func(f analysis.Fact) { v.facts[factKey{u.Pkg, reflect.TypeOf(f)}] = f },
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
		ReadFile:          func(string) ([]byte, error) { return nil, errors.New("cells are not files") },
	}
}

// files are those of the cell; not the one with functions if there are none, because passes rely
// on positions in a file's last declaration.
func (v *vetting) files() []*ast.File {
	if n := len(v.d.functions.Decls); n > 0 {
		if _, ok := v.d.functions.Decls[n-1].(*ast.FuncDecl); ok {
			return []*ast.File{v.d.functions, v.d.statements}
		}
	}
	return []*ast.File{v.d.statements}
}

// buildSSA is what the buildssa pass would give, for a package that has objects without syntax.
func (v *vetting) buildSSA() *buildssa.SSA {
	d, info := v.d, *v.d.u.Info
	info.Defs, info.Uses = maps.Clone(info.Defs), maps.Clone(info.Uses)
	for id, obj := range d.checked {
		if _, early := d.early[id]; early {
			info.Uses[id] = obj
		} else {
			info.Defs[id] = obj
		}
	}
	decls := d.syntheticDecls(func(id *ast.Ident, key string) { info.Defs[id] = d.u.Pkg.Scope().Lookup(key) })
	files := append(slices.Clone(d.old), d.functions, d.statements, &ast.File{Name: ast.NewIdent(mainPath), Decls: decls})

	prog := ssa.NewProgram(d.u.Fset, ssa.BuilderMode(0))
	for _, p := range d.u.Pkg.Imports() { // methods of other packages' types are made on demand
		prog.CreatePackage(p, nil, nil, true)
	}
	pkg := prog.CreatePackage(d.u.Pkg, files, &info, false)
	pkg.Build()

	s := &buildssa.SSA{Pkg: pkg}
	for _, decl := range slices.Concat(d.functions.Decls, d.statements.Decls) {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Name.Name != "_" {
			if obj, ok := info.Defs[f.Name].(*types.Func); ok {
				if fn := prog.FuncValue(obj); fn != nil {
					s.SrcFuncs = append(s.SrcFuncs, fn)
					s.SrcFuncs = append(s.SrcFuncs, literals(fn)...)
				}
			}
		}
	}
	return s
}

// literals are the function literals in fn, at any depth.
func literals(fn *ssa.Function) []*ssa.Function {
	var all []*ssa.Function
	for _, f := range fn.AnonFuncs {
		all = append(append(all, f), literals(f)...)
	}
	return all
}
