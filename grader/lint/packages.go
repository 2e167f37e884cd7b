package lint

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"weft/grader/exercise"
	"weft/kernel/golang/near"
	"weft/kernel/golang/std"
)

// packages looks for names in exercise.yaml that name nothing: a misspelt package would be allowed to nobody, and a misspelt symbol
// forbidden to nobody.
func (r *Report) packages(e *exercise.Exercise) {
	known := std.Paths()
	say := func(field, format string, args ...any) {
		r.problem("exercise.yaml", field+": "+fmt.Sprintf(format, args...))
	}
	for _, p := range e.Packages {
		if !slices.Contains(known, p) {
			say("packages", "%s", noPackage(p, known))
		}
	}
	symbols := std.NewImporter(token.NewFileSet())
	for _, list := range []struct {
		field string
		names []string
	}{{"static: must-use", e.Static.MustUse}, {"static: must-not-use", e.Static.MustNotUse}} {
		for _, name := range list.names {
			from, symbol := cut(name)
			switch {
			case !slices.Contains(known, from):
				say(list.field, "%s", noPackage(from, known))
			case !slices.Contains(e.Packages, from) && list.field == "static: must-use":
				say(list.field, "%s cannot be used, as packages does not list %s", name, from)
			case symbol != "":
				if pkg, err := symbols.Import(from); err == nil && !declares(pkg, symbol) {
					say(list.field, "package %s has no %s%s", from, symbol, meant(symbol, pkg.Scope().Names()))
				}
			}
		}
	}
}

// cut cuts "net/http.Client.Do" into package and symbol; a package alone has none.
func cut(name string) (pkg, symbol string) {
	folder, last := path.Split(name)
	last, symbol, _ = strings.Cut(last, ".")
	return folder + last, symbol
}

func noPackage(name string, known []string) string {
	return fmt.Sprintf("there is no package %q in the standard library%s", name, meant(name, known))
}

func meant(name string, known []string) string {
	if w := near.Word(name, known); w != "" {
		return fmt.Sprintf(" (did you mean %s?)", w)
	}
	return ""
}

// declares reports whether a package has a symbol: "Mutex", or "Mutex.Lock" for a method.
func declares(pkg *types.Package, symbol string) bool {
	name, method, isMethod := strings.Cut(symbol, ".")
	obj := pkg.Scope().Lookup(name)
	if obj == nil || !obj.Exported() || !isMethod {
		return obj != nil && obj.Exported()
	}
	of, ok := types.Unalias(obj.Type()).(*types.Named)
	if _, isType := obj.(*types.TypeName); !ok || !isType {
		return false
	}
	for m := range of.Methods() {
		if m.Name() == method {
			return true
		}
	}
	if i, ok := of.Underlying().(*types.Interface); ok {
		for m := range i.ExplicitMethods() {
			if m.Name() == method {
				return true
			}
		}
	}
	return false
}
