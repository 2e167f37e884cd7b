package complete

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"weft/kernel/golang/std"
)

// packageInfo is an overview of a package.
func packageInfo(pkg *types.Package, d Detail) Info {
	info := Info{
		Declaration: "package " + pkg.Name(), Package: pkg.Path(),
		Doc: std.Doc(pkg.Path() + "."), Where: "import \"" + pkg.Path() + "\"",
	}
	if d == Brief {
		info.Doc = opening(info.Doc)
	}
	q := near(pkg)
	var consts, vars, funcs, typs []string
	for _, name := range pkg.Scope().Names() {
		if !token.IsExported(name) {
			continue
		}
		switch o := pkg.Scope().Lookup(name).(type) {
		case *types.Const:
			consts = append(consts, name)
		case *types.Var:
			vars = append(vars, "var "+name+" "+types.TypeString(o.Type(), q))
		case *types.Func:
			funcs = append(funcs, signature(o, q))
		case *types.TypeName:
			typs = append(typs, typeLine(o, q))
		}
	}
	if len(consts) > 0 {
		info.Methods = append(info.Methods, "const "+shortList(consts))
	}
	info.Methods = slices.Concat(info.Methods, vars, funcs, typs)
	return info
}

// typeLine is a type declaration in one line.
func typeLine(o *types.TypeName, q types.Qualifier) string {
	first, _, more := strings.Cut(typeDeclaration(o, q), "\n")
	if more {
		first = strings.TrimSuffix(first, "{") + "{ ... }"
	}
	return first
}

// shortList joins names up to about a line.
func shortList(names []string) string {
	const width = 100
	line := ""
	for i, n := range names {
		if len(line)+len(n) > width && i > 0 {
			return line + ", ..."
		}
		if i > 0 {
			line += ", "
		}
		line += n
	}
	return line
}

// opening is a package's documentation up to its first heading, as far as a pager shows at once.
func opening(doc string) string {
	const most = 12 // paragraphs would be cut in the middle if this counted lines
	paragraphs := strings.Split(doc, "\n\n")
	for i, p := range paragraphs {
		if strings.HasPrefix(p, "# ") || i == most {
			return strings.Join(paragraphs[:i], "\n\n")
		}
	}
	return doc
}
