package listing

import (
	"fmt"
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// name gives every version its name in the program: its own if it is the last that is needed, else one with the
// number of its cell.
func (b *builder) name() {
	last := map[string]*version{}
	for _, v := range b.versions {
		if b.emitted(v) && !strings.Contains(v.key, ".") && v.again == nil {
			last[v.key] = v
		}
	}
	taken := map[string]bool{"init": true}
	for _, v := range b.versions {
		switch {
		case !b.emitted(v) || strings.Contains(v.key, ".") || v.again != nil:
		case v.key == "main" || v.key == "init":
			v.name = b.free(fmt.Sprintf("%sOfCell%d", v.key, v.number), taken)
		case last[v.key] == v && types.Universe.Lookup(v.key) == nil:
			v.name = v.key
		default:
			v.name = b.free(fmt.Sprintf("%s_%d", v.key, v.number), taken)
			if _, ok := v.obj.(*types.TypeName); ok {
				b.note(fmt.Sprintf("%s of %s is called %s in the program, because a later cell declares another %s: %%T and %%#v print the new name", v.key, cellName(v.number), v.name, v.key))
			}
		}
		taken[v.name] = true
	}
	for _, v := range b.versions {
		if v.again != nil {
			v.name = v.again.name
		}
	}
	b.refuseEmbedded()
}

// emitted reports whether the program has a declaration of v.
func (b *builder) emitted(v *version) bool {
	if v.node == nil && v.group != nil {
		return slices.ContainsFunc(b.versions, func(w *version) bool { return w.group == v.group && w.needed })
	}
	return v.like == nil && (v.needed || v.variable() != nil)
}

// free is a name that nothing has.
func (b *builder) free(name string, taken map[string]bool) string {
	for b.words[name] || taken[name] {
		name += "_"
	}
	return name
}

func (b *builder) note(text string) {
	if !slices.Contains(b.notes, text) {
		b.notes = append(b.notes, text)
	}
}

// refuseEmbedded refuses a type that has to have another name, and is embedded: its field would have it too.
func (b *builder) refuseEmbedded() {
	check := func(uses []use, c *cell.Cell, n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			s, ok := n.(*ast.StructType)
			if !ok {
				return true
			}
			for _, f := range s.Fields.List {
				for _, u := range uses {
					if len(f.Names) == 0 && f.Pos() <= u.id.Pos() && u.id.Pos() < f.End() && u.version != nil && u.version.whole().name != u.name {
						b.refuse(c.Pos(u.id.Pos()), u.name+" is embedded here, and a later cell declares another "+u.name+": the program would need another name for the field", "give the later type another name")
					}
				}
			}
			return true
		})
	}
	for _, v := range b.versions {
		if v.node != nil && b.emitted(v) {
			check(v.uses, v.text, v.node)
		}
	}
	for _, p := range b.parts {
		for _, s := range p.unit.Body {
			check(p.uses, p.cell, s)
		}
	}
}

// nameImports gives every package a name: the one that the cells use, unless something else has it.
func (b *builder) nameImports() {
	b.packages = map[string]string{}
	taken := map[string]bool{}
	for _, v := range b.versions {
		taken[v.key], taken[v.name] = true, true
	}
	each := func(uses []use) {
		for _, u := range uses {
			if u.path == "" || b.packages[u.path] != "" {
				continue
			}
			name := u.name
			if taken[name] {
				name = b.free(name+"pkg", taken)
			}
			b.packages[u.path], taken[name] = name, true
		}
	}
	for _, p := range b.parts {
		each(p.uses)
		for _, f := range p.funcs {
			each(f.uses)
		}
	}
	for _, v := range b.versions {
		if b.emitted(v) {
			each(v.uses)
		}
	}
}

// packageOf is the name of a package that the text of a type needs.
func (b *builder) packageOf(p *types.Package) string {
	if b.packages[p.Path()] == "" {
		taken := map[string]bool{}
		for _, v := range b.versions {
			taken[v.key], taken[v.name] = true, true
		}
		for _, n := range b.packages {
			taken[n] = true
		}
		name := p.Name()
		if taken[name] {
			name = b.free(name+"pkg", taken)
		}
		b.packages[p.Path()] = name
	}
	return b.packages[p.Path()]
}

// imports is the text of the import declaration; paths are its packages.
func (b *builder) imports() (text string, paths []string) {
	specs := map[string]string{} // line -> path
	for p, name := range b.packages {
		line := fmt.Sprintf("%q", p)
		if pkg, err := b.importer.Import(p); err != nil || pkg.Name() != name || path.Base(p) != name && !strings.HasSuffix(p, "/"+name) && pkg.Name() != name {
			line = name + " " + line
		}
		specs[line] = p
	}
	for _, part := range b.parts {
		for _, i := range part.unit.Imports {
			if i.Name == "." || i.Name == "_" {
				specs[fmt.Sprintf("%s %q", i.Name, i.Path)] = i.Path
			}
		}
	}
	var lines []string
	for line, p := range specs {
		lines, paths = append(lines, line), append(paths, p)
	}
	slices.SortFunc(lines, func(x, y string) int { return strings.Compare(specs[x]+x, specs[y]+y) })
	slices.Sort(paths)
	switch len(lines) {
	case 0:
		return "", nil
	case 1:
		return "import " + lines[0] + "\n\n", paths
	}
	return "import (\n" + strings.Join(lines, "\n") + "\n)\n\n", slices.Compact(paths)
}

// refuseImports refuses packages that only cells have.
func (b *builder) refuseImports() {
	each := func(c *cell.Cell, uses []use) {
		for _, u := range uses {
			if strings.HasPrefix(u.path, "weft/") {
				b.refuse(c.PosAt(u.from), "package "+u.path+" is for notebooks, and go run does not have it", "leave the cell out: %save FILE.go and the numbers of the others; fmt.Println prints in both")
			}
		}
	}
	for _, p := range b.parts {
		each(p.cell, p.uses)
	}
	for _, v := range b.versions {
		if b.emitted(v) {
			each(v.text, v.uses)
		}
	}
}
