package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// autoImport adds imports that the cell forgot: a name that means nothing, stands before a dot,
// and is the name of just one known package that has what is asked of it.
func (d *draft) autoImport() {
	if d.session.NoAutoImport || d.session.Packages == nil {
		return
	}
	for name, members := range d.unknownQualifiers() {
		paths := d.session.Packages(name)
		if len(paths) == 1 && d.hasAny(paths[0], members) {
			d.imports[name] = paths[0]
			d.u.AutoImports = append(d.u.AutoImports, Import{name, paths[0]})
		}
	}
	slices.SortFunc(d.u.AutoImports, func(a, b Import) int { return strings.Compare(a.Path, b.Path) })
}

// unknownQualifiers maps names that nothing declares to what is selected from them.
func (d *draft) unknownQualifiers() map[string][]string {
	unknown := map[*ast.Ident]bool{}
	for _, id := range d.c.Free {
		if _, ok := d.st.imports[id.Name]; ok || d.replaced(id.Name) || d.st.byKey[id.Name] != nil || isPredeclared(id.Name) {
			continue
		}
		unknown[id] = true
	}
	found := map[string][]string{}
	visit := func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && unknown[id] {
				found[id.Name] = append(found[id.Name], sel.Sel.Name)
			}
		}
		return true
	}
	if len(unknown) == 0 {
		return nil
	}
	for _, decl := range d.c.File.Decls {
		ast.Inspect(decl, visit)
	}
	for _, s := range d.c.Stmts {
		ast.Inspect(s, visit)
	}
	return found
}

// hasAny reports whether the package at path exports one of the names, or one nearly called so.
func (d *draft) hasAny(path string, names []string) bool {
	pkg, err := d.session.importer.Import(path)
	if err != nil {
		return false
	}
	for _, n := range names {
		if obj := pkg.Scope().Lookup(n); obj != nil && obj.Exported() || token.IsExported(n) && nearest(n, exported(pkg)) != "" {
			return true
		}
		if obj := pkg.Scope().Lookup(capital(n)); obj != nil && obj.Exported() {
			return true // fmt.println: the message names Println
		}
	}
	return false
}

// capital is name with a capital first letter.
func capital(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[size:]
}

func exported(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(n string) bool { return !token.IsExported(n) })
}

// importHint names the imports that an undefined name before a dot could come from.
func (d *draft) importHint(name string) string {
	if d.session.Packages == nil {
		return ""
	}
	paths := slices.Clone(d.session.Packages(name))
	if len(paths) == 0 {
		return ""
	}
	members := d.unknownQualifiers()[name]
	if len(members) == 0 {
		return "" // not before a dot: some variable was meant
	}
	fitting := slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
		pkg, err := d.session.importer.Import(p)
		return err != nil || !slices.ContainsFunc(members, func(m string) bool { return pkg.Scope().Lookup(m) != nil })
	})
	if len(fitting) > 0 {
		paths = fitting
	}
	for i, p := range paths {
		paths[i] = strconv.Quote(p)
	}
	if n := len(paths); n > 1 {
		return "add import " + strings.Join(paths[:n-1], ", ") + " or " + paths[n-1]
	}
	return "add import " + paths[0]
}
