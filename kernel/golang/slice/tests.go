package slice

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/types"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// TestsPath is the import path of what runs tests.
const TestsPath = "weft/cross/tests"

// A suite is the tests of a program, in the order of their declaration.
type suite struct {
	tests, benchmarks, fuzz []*types.Func
	examples                []*doc.Example
	main                    bool // there is a func TestMain
}

// findTests finds the tests of the cell, and of earlier cells those that are asked for.
func (s *slicer) findTests() {
	for _, f := range s.unit.Funcs {
		s.addTest(f)
	}
	s.suite.examples = doc.Examples(s.unit.Cell.File)
	for i := range s.unit.Earlier {
		d := &s.unit.Earlier[i]
		f, ok := d.Node.(*ast.FuncDecl)
		if !ok || !slices.Contains(s.options.Names, d.Key) {
			continue
		}
		s.addTest(f)
		for _, x := range doc.Examples(d.Cell.File) {
			if "Example"+x.Name == d.Key {
				s.suite.examples = append(s.suite.examples, x)
			}
		}
	}
	s.suite.examples = slices.DeleteFunc(s.suite.examples, func(x *doc.Example) bool { return x.Output == "" && !x.EmptyOutput })
	x := s.suite
	if len(x.tests)+len(x.benchmarks)+len(x.fuzz)+len(x.examples) == 0 {
		s.refuse(cell.Pos{Cell: s.unit.Cell.Number, Line: 1, Col: 1}, "there is no test, benchmark, fuzz test or example with an output comment",
			"declare a func TestName(t *testing.T)")
	}
}

// addTest adds a function that has the name and the signature of a test.
func (s *slicer) addTest(f *ast.FuncDecl) {
	fn, ok := s.unit.Info.Defs[f.Name].(*types.Func)
	if !ok || f.Recv != nil {
		return
	}
	switch name := fn.Name(); {
	case name == "TestMain" && takes(fn, "M"):
		s.suite.main = true
	case isTest(name, "Test") && takes(fn, "T"):
		s.suite.tests = append(s.suite.tests, fn)
	case isTest(name, "Benchmark") && takes(fn, "B"):
		s.suite.benchmarks = append(s.suite.benchmarks, fn)
	case isTest(name, "Fuzz") && takes(fn, "F"):
		s.suite.fuzz = append(s.suite.fuzz, fn)
	default:
		for _, kind := range []string{"Test", "Benchmark", "Fuzz"} {
			if isTest(name, kind) {
				s.refuse(cell.Locate(s.unit.Fset, f.Name.Pos()), "wrong signature for "+name,
					fmt.Sprintf("must be: func %s(%s *testing.%s)", name, strings.ToLower(kind[:1]), kind[:1]))
			}
		}
	}
}

// isTest reports whether a name is the prefix, or continues it with a letter that is not lower case.
func isTest(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	return ok && (rest == "" || !strings.ContainsAny(rest[:1], "abcdefghijklmnopqrstuvwxyz"))
}

// takes reports whether a function has one parameter, a pointer to a type of package testing.
func takes(fn *types.Func, name string) bool {
	sig := fn.Signature()
	if sig.Params().Len() != 1 || sig.Results().Len() != 0 || sig.TypeParams().Len() != 0 {
		return false
	}
	p, ok := sig.Params().At(0).Type().(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := p.Elem().(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "testing" && n.Obj().Name() == name
}

// testFunc runs the cell, and then its tests.
func (s *slicer) testFunc(w *writer) string {
	tests, testing := w.pkg(TestsPath, "tests"), w.pkg("testing", "testing")
	var b strings.Builder
	fmt.Fprintf(&b, "var %s int\nfunc %s() {\n%s()\n%s = %s.Run(%s.Set{\n", statusName, runName, BodyName, statusName, tests, tests)
	list := func(field, typ string, funcs []*types.Func) {
		if len(funcs) > 0 {
			fmt.Fprintf(&b, "%s: []%s.%s{", field, testing, typ)
			for _, f := range funcs {
				fmt.Fprintf(&b, "{%q, %s},", f.Name(), s.programName(f))
			}
			b.WriteString("},\n")
		}
	}
	list("Tests", "InternalTest", s.suite.tests)
	list("Benchmarks", "InternalBenchmark", s.suite.benchmarks)
	list("Fuzz", "InternalFuzzTarget", s.suite.fuzz)
	if len(s.suite.examples) > 0 {
		fmt.Fprintf(&b, "Examples: []%s.InternalExample{", testing)
		for _, x := range s.suite.examples {
			fmt.Fprintf(&b, "{%q, Example%s, %q, %v},", "Example"+x.Name, x.Name, x.Output, x.Unordered)
		}
		b.WriteString("},\n")
	}
	if s.suite.main {
		b.WriteString("Main: TestMain,\n")
	}
	b.WriteString("})\n}\n")
	return b.String()
}
