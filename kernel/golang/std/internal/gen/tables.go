package main

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"math/big"
	"strings"
)

// A table is what the interpreter can use of one package. Each row is Go source, so two tables
// are the same if their rows are.
type table struct {
	path      string // as learners import it
	name      string
	values    []row // functions and typed constants
	literals  []row // untyped constants
	variables []row
	types     []row
	wrappers  []wrapper
	imports   map[string]string // path -> name in the file; what the rows mention
}

// A row is one entry of a table: `{"Name", source}`.
type row struct{ name, source string }

// A wrapper lets an interpreted value be a compiled interface: a struct with a function per
// method. The interpreter prescribes its form (fields IValue and W<Method>) and its key, _Name.
type wrapper struct {
	name    string // the interface's
	methods []method
}

type method struct {
	name, params, results, args string
	returns                     bool
}

// newTable collects the table of one package from the worlds of an operating system's
// architectures: what all of them have. Every is all worlds, which decide whether a constant is
// the same everywhere.
func newTable(path string, worlds, every []*world) *table {
	pkg := worlds[0].packages[path]
	t := &table{path: path, name: pkg.Name(), imports: make(map[string]string)}
	if path == "plugin" {
		return t // linking it makes a cgo build dynamic and keep everything; it opens nothing without cgo
	}
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() || !inAll(obj, worlds) || isGeneric(obj) {
			continue
		}
		t.add(obj, every)
	}
	if len(t.values)+len(t.variables)+len(t.types) > 0 {
		t.importPackage(pkg)
	}
	return t
}

func (t *table) empty() bool { return len(t.values)+len(t.literals)+len(t.variables)+len(t.types) == 0 }

func (t *table) add(obj types.Object, every []*world) {
	name, source := obj.Name(), t.name+"."+obj.Name()
	switch obj := obj.(type) {
	case *types.Const:
		basic, _ := obj.Type().(*types.Basic)
		switch {
		case basic == nil || basic.Info()&types.IsUntyped == 0 || basic.Kind() == types.UntypedBool:
			t.values = append(t.values, row{name, source})
		case t.path == "syscall": // hundreds, and folded by the type checker
		case sameEverywhere(obj, every):
			t.literals = append(t.literals, row{name, literal(obj.Val())})
		case basic.Kind() == types.UntypedString:
			t.imports["go/constant"] = "constant"
			t.values = append(t.values, row{name, "constant.MakeString(" + source + ")"})
		default:
			t.imports["go/constant"] = "constant"
			t.values = append(t.values, row{name, "constant.MakeInt64(" + source + ")"})
		}
	case *types.Func:
		t.values = append(t.values, row{name, source})
	case *types.Var:
		t.variables = append(t.variables, row{name, "&" + source})
	case *types.TypeName:
		iface, isInterface := obj.Type().Underlying().(*types.Interface)
		if isInterface && !iface.IsMethodSet() {
			return // a constraint is not a type of values
		}
		t.types = append(t.types, row{name, "(*" + source + ")(nil)"})
		if isInterface && !obj.IsAlias() {
			t.wrappers = append(t.wrappers, t.wrap(name, iface))
		}
	}
}

// literal is the constant as arguments of the generated file's literal: a token and its text.
func literal(v constant.Value) string {
	switch v.Kind() {
	case constant.String:
		return "token.STRING, " + fmt.Sprintf("%q", v.ExactString())
	case constant.Int:
		return "token.INT, " + fmt.Sprintf("%q", v.ExactString())
	case constant.Float:
		f := new(big.Float).SetPrec(512) // the precision of declarations, which hexadecimal keeps
		switch x := constant.Val(v).(type) {
		case *big.Rat:
			f.SetRat(x)
		case *big.Float:
			f.Set(x)
		}
		return "token.FLOAT, " + fmt.Sprintf("%q", f.Text('p', 0))
	}
	panic(fmt.Sprintf("constant %v of kind %v", v, v.Kind())) // none in the library
}

func (t *table) wrap(name string, iface *types.Interface) wrapper {
	w := wrapper{name: name}
	for m := range iface.Methods() {
		if !m.Exported() {
			continue
		}
		sig := m.Signature()
		var params, args, results []string
		for i := range sig.Params().Len() {
			typ, arg := sig.Params().At(i).Type(), string(rune('a'+i))
			text := types.TypeString(typ, t.qualify)
			if sig.Variadic() && i == sig.Params().Len()-1 {
				text = "..." + types.TypeString(typ.(*types.Slice).Elem(), t.qualify)
				args = append(args, arg+"...")
			} else {
				args = append(args, arg)
			}
			params = append(params, arg+" "+text)
		}
		for r := range sig.Results().Variables() {
			results = append(results, types.TypeString(r.Type(), t.qualify))
		}
		result := strings.Join(results, ", ")
		if len(results) > 1 {
			result = "(" + result + ")"
		}
		w.methods = append(w.methods, method{m.Name(), strings.Join(params, ", "), result, strings.Join(args, ", "), len(results) > 0})
	}
	return w
}

// qualify names a package in the generated file and notes that it is imported there.
func (t *table) qualify(pkg *types.Package) string {
	t.importPackage(pkg)
	return t.imports[pkg.Path()]
}

func (t *table) importPackage(pkg *types.Package) {
	if t.imports[pkg.Path()] != "" {
		return
	}
	name := pkg.Name()
	for path, taken := range t.imports {
		if taken == name && path != pkg.Path() {
			name = camel(pkg.Path())
		}
	}
	if pkg.Path() != t.path && pkg.Name() == t.name {
		name = camel(pkg.Path())
	}
	t.imports[pkg.Path()] = name
}

// inAll reports whether each world declares such an object.
func inAll(obj types.Object, worlds []*world) bool {
	for _, w := range worlds {
		pkg := w.packages[obj.Pkg().Path()]
		if pkg == nil {
			return false
		}
		other := pkg.Scope().Lookup(obj.Name())
		if other == nil || fmt.Sprintf("%T", other) != fmt.Sprintf("%T", obj) {
			return false
		}
	}
	return true
}

func sameEverywhere(c *types.Const, every []*world) bool {
	for _, w := range every {
		pkg := w.packages[c.Pkg().Path()]
		if pkg == nil {
			continue
		}
		other, ok := pkg.Scope().Lookup(c.Name()).(*types.Const)
		if ok && !constant.Compare(c.Val(), token.EQL, other.Val()) {
			return false
		}
	}
	return true
}

// isGeneric reports whether an object must be instantiated before it is a value or a type.
func isGeneric(obj types.Object) bool {
	switch t := obj.Type().(type) {
	case *types.Signature:
		return t.TypeParams().Len() > 0
	case *types.Named:
		return t.TypeParams().Len() > 0
	case *types.Alias:
		return t.TypeParams().Len() > 0
	}
	return false
}

// camel turns an import path into an identifier: "math/rand/v2" -> "mathRandV2".
func camel(path string) string {
	var b strings.Builder
	for i, part := range strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '.' || r == '-' }) {
		if i > 0 {
			part = strings.ToUpper(part[:1]) + part[1:]
		}
		b.WriteString(part)
	}
	return b.String()
}
