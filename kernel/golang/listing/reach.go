package listing

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// A type of a program has one set of methods, from the beginning to the end. In a session it can get methods, and
// other ones. That makes a difference where a method is called: by its name, or through an interface.

// findDynamic finds the names that methods may be called by through an interface: one of the session, of a package
// that it imports, or one that the standard library asks for without saying so.
func (b *builder) findDynamic() {
	b.dynamic = map[string]bool{}
	add := func(t types.Type) {
		if i, ok := t.Underlying().(*types.Interface); ok {
			for m := range i.Methods() {
				b.dynamic[m.Name()] = true
			}
		}
	}
	seen := map[string]bool{}
	scan := func(path string) {
		if pkg, err := b.importer.Import(path); err == nil && !seen[path] {
			seen[path] = true
			for _, name := range pkg.Scope().Names() {
				if o, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok {
					add(o.Type())
				}
			}
		}
	}
	for _, path := range []string{"fmt", "io", "encoding", "sort"} {
		scan(path)
	}
	for _, name := range []string{"Error", "Is", "As", "Unwrap", "Timeout", "Temporary"} {
		b.dynamic[name] = true
	}
	for _, p := range b.parts {
		for _, i := range p.unit.Imports {
			scan(i.Path)
		}
		for _, tv := range p.unit.Info.Types {
			if tv.IsType() {
				add(tv.Type)
			}
		}
	}
}

// usage is what the statements of a cell come to.
type usage struct {
	part *part
	all  map[*version]bool
}

// reach notes what the statements of a cell come to. A type leads to the methods that it has at that time.
func (b *builder) reach(p *part) {
	g := usage{p, map[*version]bool{}}
	for _, u := range p.uses {
		b.visit(g, u.version)
	}
	for _, f := range p.funcs {
		b.visit(g, f)
	}
	for v := range g.all {
		v.needed = true
		v.usedBy = append(v.usedBy, p)
	}
}

func (b *builder) visit(g usage, v *version) {
	if v == nil || g.all[v.whole()] {
		return
	}
	v = v.whole()
	g.all[v] = true
	for _, u := range v.uses {
		b.visit(g, u.version)
	}
	if _, ok := v.obj.(*types.TypeName); !ok {
		return
	}
	for key, m := range g.part.state {
		if _, name, ok := strings.Cut(key, "."); ok && b.dynamic[name] && m.receiver() == v {
			b.visit(g, m)
		}
	}
}

// keepLive needs everything that is declared in the end, and all methods of types that are needed.
func (b *builder) keepLive() {
	last := usage{&part{state: b.current}, map[*version]bool{}}
	for _, v := range b.current {
		if _, variable := v.obj.(*types.Var); !variable {
			b.visit(last, v)
		}
	}
	for again := true; again; {
		again = false
		for _, m := range b.methods() {
			if t := m.receiver(); (t.needed || last.all[t]) && !m.needed && !last.all[m.whole()] {
				b.visit(last, m)
				again = true
			}
		}
	}
	for v := range last.all {
		v.needed = true
	}
}

// methods are the last ones of each name of each version of a type.
func (b *builder) methods() []*version {
	var list []*version
	for _, v := range b.versions {
		t := v.receiver()
		if t == nil || v.like != nil {
			continue
		}
		list = slices.DeleteFunc(list, func(o *version) bool { return o.key == v.key && o.receiver() == t })
		list = append(list, v)
	}
	return list
}

// refuseAll refuses methods that a type of a program cannot have as it had them in the session.
func (b *builder) refuseAll() {
	last := b.methods()
	for _, v := range b.versions {
		t := v.receiver()
		if t == nil || v.like != nil || !v.needed {
			continue
		}
		if !slices.Contains(last, v) {
			if len(v.usedBy) > 0 {
				b.refuse(v.text.Pos(v.obj.Pos()), fmt.Sprintf("%s is not what it was when %s used it: %s, and a type of a program has one method of a name",
					v.key, cellName(v.usedBy[0].cell.Number), b.laterThan(v, t)), "give the later one another name, or run the cell that used it again")
			}
			v.needed = false
			continue
		}
		_, name, _ := strings.Cut(v.key, ".")
		for _, p := range t.usedBy {
			if p.cell != v.text && b.index(p) < b.indexOf(v) && b.dynamic[name] && !b.earlier(v, t) {
				b.refuse(v.text.Pos(v.obj.Pos()), fmt.Sprintf("%s has the method %s from here on, and %s used %s before: in a program it has it from the beginning",
					t.key, name, cellName(p.cell.Number), t.key), fmt.Sprintf("declare the method in %s, with its type, and run the cells again", cellName(t.number)))
				break
			}
		}
	}
}

// laterThan says what made another version of a method.
func (b *builder) laterThan(v, t *version) string {
	for _, w := range b.versions {
		if w.key == v.key && w != v && w.receiver() == t && w.number != v.number {
			if w.text.Number == w.number {
				return "it is declared again in " + cellName(w.number)
			}
			return "it mentions what " + cellName(w.number) + " declares again"
		}
	}
	return "it has changed"
}

// earlier reports whether t had a method of that name before v.
func (b *builder) earlier(v, t *version) bool {
	return slices.ContainsFunc(b.versions, func(w *version) bool {
		return w.key == v.key && w != v && w.receiver() == t && b.indexOf(w) < b.indexOf(v)
	})
}

func (b *builder) index(p *part) int { return slices.Index(b.parts, p) }

// indexOf is the place of the cell that made a version.
func (b *builder) indexOf(v *version) int {
	return slices.IndexFunc(b.parts, func(p *part) bool { return p.cell.Number == v.number })
}
