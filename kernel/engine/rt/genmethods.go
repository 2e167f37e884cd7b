//go:build ignore

// Command genmethods writes methods.go and methods0.go, methods1.go...: the methods of the standard
// library's interfaces, as methods of boxes; and their list for the lowering. Two methods of one name
// are on different types: no value has both.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"go/token"
	"go/types"
	"log"
	"os"
	"path"
	"slices"
	"strings"

	"weft/kernel/golang/std"
)

// left are packages whose interfaces nobody implements in a notebook, or that a notebook cannot import.
var left = []string{
	"cmd", "debug", "go", "plugin", "runtime", "syscall", "testing", "unsafe", "crypto", "text/template/parse", "database/sql/driver",
	"net/rpc", "iter", "weft", "golang.org", "image", "encoding/gob", "log/syslog", "reflect",
}

// kept are packages of these folders that are wanted after all.
var kept = []string{"image", "image/color", "image/draw", "crypto", "crypto/cipher", "database/sql/driver", "encoding/gob", "net/rpc", "runtime"}

// asked are methods that the standard library asks a value for without having a name for the interface.
var asked = `
	Unwrap() error
	Unwrap() []error
	Unwrap() http.ResponseWriter
	Is(error) bool
	As(any) bool
	IsZero() bool
	IsBoolFlag() bool
	FlushError() error
	EnableFullDuplex() error
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
	AfterFunc(func()) func() bool
`

// A method is an interface's method as text.
type method struct {
	name, key string
	function  string   // func(receiver any, ...), as it was lowered
	params    []string // their types
	results   string   // " (T, error)"
	variadic  bool
	imports   []string
}

func main() {
	found := map[string]method{}
	im := std.NewImporter(token.NewFileSet())
	for _, p := range std.Paths() {
		if excluded(p) {
			continue
		}
		pkg, err := im.Import(p)
		if err != nil {
			log.Fatal(err)
		}
		collect(pkg, found)
	}
	collect(askedInterfaces(im), found)
	delete(found, "Format(fmt.State, int32)") // every box has these two
	delete(found, "MarshalJSON() ([]uint8, error)")

	var keys []string
	for k := range found {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	used := map[string]int{}
	var groups [][]method
	for _, k := range keys {
		m := found[k]
		n := used[m.name]
		used[m.name]++
		if n == len(groups) {
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], m)
	}
	writeTable(groups)
	for i, g := range groups {
		writeGroup(i, g)
	}
	writeKeys(append(keys, "Format(fmt.State, int32)", "MarshalJSON() ([]uint8, error)"))
}

func excluded(p string) bool {
	in := func(folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }
	return slices.ContainsFunc(left, in) && !slices.Contains(kept, p)
}

// askedInterfaces is a package of interfaces with the methods in asked.
func askedInterfaces(im types.Importer) *types.Package {
	pkg := types.NewPackage("asked", "asked")
	for _, p := range []string{"net/http", "time"} {
		q, err := im.Import(p)
		if err != nil {
			log.Fatal(err)
		}
		pkg.Scope().Insert(types.NewPkgName(token.NoPos, pkg, q.Name(), q))
	}
	for i, line := range strings.Split(strings.TrimSpace(asked), "\n") {
		text := strings.TrimSpace(line)
		tv, err := types.Eval(token.NewFileSet(), pkg, token.NoPos, "(interface{"+text+"})(nil)")
		if err != nil {
			log.Fatal(text, ": ", err)
		}
		name := types.NewTypeName(token.NoPos, pkg, fmt.Sprintf("I%d", i), nil)
		types.NewNamed(name, tv.Type.Underlying(), nil)
		pkg.Scope().Insert(name)
	}
	return pkg
}

// collect adds the methods of pkg's interfaces that others can implement.
func collect(pkg *types.Package, found map[string]method) {
	for _, name := range pkg.Scope().Names() {
		o, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !o.Exported() {
			continue
		}
		it, ok := o.Type().Underlying().(*types.Interface)
		if n, _ := o.Type().(*types.Named); !ok || n != nil && n.TypeParams().Len() > 0 {
			continue
		}
		private := false
		for m := range it.Methods() {
			private = private || !m.Exported()
		}
		for m := range it.Methods() {
			if !private {
				if d, ok := describe(m); ok {
					found[d.key] = d
				}
			}
		}
	}
}

func describe(m *types.Func) (method, bool) {
	sig, ok := m.Signature(), true
	d := method{name: m.Name(), variadic: sig.Variadic()}
	text := func(t types.Type) string {
		return types.TypeString(t, func(p *types.Package) string {
			if !slices.Contains(d.imports, p.Path()) {
				d.imports = append(d.imports, p.Path())
			}
			return p.Name()
		})
	}
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		s := text(t)
		if d.variadic && i == sig.Params().Len()-1 {
			s = "..." + strings.TrimPrefix(s, "[]")
		}
		d.params = append(d.params, s)
		ok = ok && usable(t)
	}
	var results []string
	for v := range sig.Results().Variables() {
		results = append(results, text(v.Type()))
		ok = ok && usable(v.Type())
	}
	switch len(results) {
	case 0:
	case 1:
		d.results = " " + results[0]
	default:
		d.results = " (" + strings.Join(results, ", ") + ")"
	}
	d.function = "func(" + strings.Join(append([]string{"any"}, d.params...), ", ") + ")" + d.results
	d.key = d.name + printed("("+strings.Join(d.params, ", ")+")"+d.results)
	return d, ok
}

// printed is a signature as package reflect prints it.
func printed(sig string) string {
	return strings.NewReplacer("any", "interface {}", "byte", "uint8", "rune", "int32", "struct{}", "struct {}").Replace(sig)
}

// usable reports whether lowered code can have a t, and this package import it.
func usable(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() != types.UnsafePointer
	case *types.Named:
		p := t.Obj().Pkg()
		return t.TypeArgs().Len() == 0 && (p == nil || t.Obj().Exported() && !slices.Contains(strings.Split(p.Path(), "/"), "internal"))
	case *types.Pointer:
		return usable(t.Elem())
	case *types.Slice:
		return usable(t.Elem())
	case *types.Array:
		return usable(t.Elem())
	case *types.Chan:
		return usable(t.Elem())
	case *types.Map:
		return usable(t.Key()) && usable(t.Elem())
	case *types.Interface:
		return t.NumMethods() == 0
	case *types.Struct:
		return t.NumFields() == 0
	case *types.Signature:
		for v := range t.Params().Variables() {
			if !usable(v.Type()) {
				return false
			}
		}
		for v := range t.Results().Variables() {
			if !usable(v.Type()) {
				return false
			}
		}
		return true
	}
	return false
}

const header = "// Code generated by genmethods.go; DO NOT EDIT.\n\n"

// writeTable writes the types and the function that tells which of them a method is on.
func writeTable(groups [][]method) {
	var b bytes.Buffer
	var imports []string
	byName := map[string][]string{}
	var names []string
	for i, g := range groups {
		for _, m := range g {
			if byName[m.name] == nil {
				names = append(names, m.name)
			}
			byName[m.name] = append(byName[m.name], fmt.Sprintf("case %s:\nreturn %d\n", m.function, i))
			imports = append(imports, m.imports...)
		}
	}
	slices.Sort(names)
	b.WriteString("// A groupN has methods of standard interfaces, none of which may be called unless the box has it.\ntype (\n")
	for i := range groups {
		fmt.Fprintf(&b, "group%d struct{ B }\n", i)
	}
	b.WriteString(")\n\n// groups are the types, by number.\nfunc groups() []reflect.Type {\nreturn []reflect.Type{")
	for i := range groups {
		fmt.Fprintf(&b, "reflect.TypeFor[group%d](),", i)
	}
	b.WriteString("}\n}\n\n// groupOf is the number of the group with the method that was lowered to fn; -1: none has it.\n")
	b.WriteString("func groupOf(name string, fn any) int {\nswitch name {\n")
	for _, n := range names {
		fmt.Fprintf(&b, "case %q:\nswitch fn.(type) {\n%s}\n", n, strings.Join(byName[n], ""))
	}
	b.WriteString("}\nreturn -1\n}\n")
	write("methods.go", "rt", append(imports, "reflect"), b.String())
}

func writeGroup(i int, g []method) {
	var b bytes.Buffer
	var imports []string
	for _, m := range g {
		imports = append(imports, m.imports...)
		var decl, args []string
		for j, p := range m.params {
			decl = append(decl, fmt.Sprintf("p%d %s", j, p))
			args = append(args, fmt.Sprintf("p%d", j))
		}
		if m.variadic {
			args[len(args)-1] += "..."
		}
		ret := ""
		if m.results != "" {
			ret = "return "
		}
		fmt.Fprintf(&b, "func (b group%d) %s(%s)%s { %sfuncOf[%s](b.T, %q)(%s) }\n", i, m.name, strings.Join(decl, ", "), m.results, ret,
			m.function, m.name, strings.Join(append([]string{"b.V"}, args...), ", "))
	}
	write(fmt.Sprintf("methods%d.go", i), "rt", imports, b.String())
}

// writeKeys writes the list for the lowering.
func writeKeys(keys []string) {
	slices.Sort(keys)
	var b bytes.Buffer
	b.WriteString("// boxMethods are the methods that a session's value can have for compiled code, as package reflect prints them.\nvar boxMethods = [...]string{\n")
	for _, k := range keys {
		fmt.Fprintf(&b, "%q,\n", k)
	}
	b.WriteString("}\n")
	src := strings.Replace(header, "genmethods.go", "kernel/engine/rt/genmethods.go", 1)
	out, err := format.Source([]byte(src + "package lower\n\n" + b.String()))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("../../golang/lower/boxmethods.go", out, 0o644); err != nil {
		log.Fatal(err)
	}
}

func write(file, pkg string, imports []string, text string) {
	slices.Sort(imports)
	var b bytes.Buffer
	b.WriteString(header + "package " + pkg + "\n\nimport (\n")
	for _, p := range slices.Compact(imports) {
		if path.Base(p) == "v2" {
			log.Fatal(file, ": ", p)
		}
		fmt.Fprintf(&b, "%q\n", p)
	}
	b.WriteString(")\n\n" + text)
	out, err := format.Source(b.Bytes())
	if err != nil {
		os.Stdout.Write(b.Bytes())
		log.Fatal(err)
	}
	if err := os.WriteFile(file, out, 0o644); err != nil {
		log.Fatal(err)
	}
}
