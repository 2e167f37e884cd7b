package listing

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// An edit replaces a part of a cell's text.
type edit struct {
	from, to int
	text     string
}

// rewrite is a part of a cell's text with edits; one that begins inside another is not made.
func rewrite(c *cell.Cell, from, to int, edits []edit) string {
	var s strings.Builder
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(x, y edit) int { // at one place insertions come first, and what is larger before its parts
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(min(x.to-x.from, 1), min(y.to-y.from, 1)), cmp.Compare(y.to, x.to))
	})
	done := from
	for _, e := range edits {
		if e.from < done || e.to > to {
			continue
		}
		s.WriteString(c.Source[done:e.from])
		s.WriteString(e.text)
		done = e.to
	}
	s.WriteString(c.Source[done:to])
	return s.String()
}

// renames are the edits that give what is used the names of the program.
func (b *builder) renames(uses []use) []edit {
	var list []edit
	for _, u := range uses {
		name := b.packages[u.path]
		if u.version != nil {
			name = u.version.whole().name
		}
		if name != "" && name != u.name {
			list = append(list, edit{u.from, u.to, name})
		}
	}
	return list
}

// span is where a node is in its cell's text.
func span(c *cell.Cell, n ast.Node) (from, to int) {
	return c.Offset(c.Pos(n.Pos())), c.Offset(c.Pos(n.End()))
}

// bare is a function without its comment.
func bare(n ast.Node) ast.Node {
	if f, ok := n.(*ast.FuncDecl); ok {
		g := *f
		g.Doc = nil
		return &g
	}
	return n
}

// documented is where a node and the comments above it and behind it are.
func documented(c *cell.Cell, n ast.Node, doc *ast.CommentGroup) (from, to int) {
	from, to = span(c, n)
	if doc != nil {
		from = c.Offset(c.Pos(doc.Pos()))
	}
	return from, behind(c, to)
}

// behind is the end of the comment that follows a place on its line, or the place itself.
func behind(c *cell.Cell, at int) int {
	line, _, _ := strings.Cut(c.Source[at:], "\n")
	if strings.HasPrefix(strings.TrimLeft(line, " \t"), "//") {
		return at + len(line)
	}
	return at
}

// declaration is the text of a function or a type.
func (b *builder) declaration(v *version) string {
	switch n := v.node.(type) {
	case *ast.FuncDecl:
		from, to := documented(v.text, bare(n), n.Doc)
		edits := b.renames(v.uses)
		if v.key == "main" || v.key == "init" {
			at, end := span(v.text, n.Name)
			edits = append(edits, edit{at, end, v.name})
		}
		return rewrite(v.text, from, to, edits) + "\n\n"
	case *ast.TypeSpec:
		from, to := documented(v.text, n, nil)
		doc := ""
		group := b.groupOf(v)
		for _, g := range []*ast.CommentGroup{n.Doc, docOf(group, n)} {
			if g != nil {
				at, end := span(v.text, g)
				doc = v.text.Source[at:end] + "\n"
			}
		}
		return doc + "type " + rewrite(v.text, from, to, b.renames(v.uses)) + "\n\n"
	}
	return ""
}

// groupOf is the declaration that a type stands in.
func (b *builder) groupOf(v *version) *ast.GenDecl {
	for id, g := range groupsOf(v.text) {
		if id.Pos() == v.obj.Pos() {
			return g
		}
	}
	return nil
}

// docOf is the comment above the only type of a declaration.
func docOf(g *ast.GenDecl, n *ast.TypeSpec) *ast.CommentGroup {
	if g == nil || len(g.Specs) != 1 || n.Doc != nil {
		return nil
	}
	return g.Doc
}

// constants is the text of a declaration of constants.
func (b *builder) constants(v *version) string {
	from, to := documented(v.text, v.group, v.group.Doc)
	return rewrite(v.text, from, to, b.renames(v.uses)) + "\n\n"
}

// global is the declaration of a variable of the package.
func (b *builder) global(v *version) string {
	if name := hidden(v.unit, v.obj.Type()); name != "" {
		b.refuse(v.text.Pos(v.obj.Pos()), v.key+" has a type that cannot be written here, "+name+", and functions or other cells need it outside of func main",
			"keep it in a variable of an interface type")
	}
	return "var " + v.name + " " + b.typ(v.unit, v.obj.Type()) + "\n"
}

// typ is the text of a type of a unit.
func (b *builder) typ(u *check.Unit, t types.Type) string {
	const own = "ᐧmain"
	text := types.TypeString(t, func(p *types.Package) string {
		if p == u.Pkg {
			return own
		}
		return b.packageOf(p)
	})
	check.EachNamed(t, func(o *types.TypeName) {
		if v := b.typeVersion(u, o); v != nil {
			text = replaceWord(text, own+"."+o.Name(), v.name)
		}
	})
	return text
}

// replaceWord replaces a name where nothing that belongs to a name follows it.
func replaceWord(text, old, name string) string {
	var s strings.Builder
	for {
		before, after, ok := strings.Cut(text, old)
		s.WriteString(before)
		if !ok {
			return s.String()
		}
		if after != "" && token.IsIdentifier("x"+after[:1]) || after != "" && after[0] >= 0x80 {
			s.WriteString(old)
		} else {
			s.WriteString(name)
		}
		text = after
	}
}

// hidden is the name of a type in t that only its own package or function can write, "" if there is none.
func hidden(u *check.Unit, t types.Type) string {
	name := ""
	check.EachNamed(t, func(o *types.TypeName) {
		switch {
		case o.Pkg() == nil:
		case o.Pkg() == u.Pkg && check.KeyOf(o) == "", o.Pkg() != u.Pkg && !o.Exported():
			name = o.Pkg().Name() + "." + o.Name()
		}
	})
	return name
}
