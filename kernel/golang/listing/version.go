package listing

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// A version is one meaning of a name of the session: it has another after a cell declares it again, or declares
// something again that it mentions. Versions that are alike are one.
type version struct {
	key    string // "x", "f", "T", "T.m"
	gen    int
	obj    types.Object
	node   ast.Node // *ast.FuncDecl or *ast.TypeSpec; nil for variables and constants
	group  *ast.GenDecl
	unit   *check.Unit // that node belongs to
	text   *cell.Cell  // that it stands in
	number int         // of the cell that made it
	uses   []use
	like   *version // an earlier one that this one is

	name   string // in the program
	needed bool
	usedBy []*part // whose statements come to it
	global bool    // a variable that is none of func main
	again  *version
}

// A use is an identifier of a cell's text that means something outside of its function.
type use struct {
	from, to int // offsets in the text
	id       *ast.Ident
	name     string
	version  *version // nil for packages
	path     string   // of a package
	declares bool     // it is where the name is declared
}

// whole is the version that stands for v.
func (v *version) whole() *version {
	for v.like != nil {
		v = v.like
	}
	return v
}

// receiver is the version of the type that a method belongs to, nil for other things.
func (v *version) receiver() *version {
	f, ok := v.node.(*ast.FuncDecl)
	if !ok || f.Recv == nil {
		return nil
	}
	base := check.ReceiverBase(f.Recv.List[0].Type)
	for _, u := range v.uses {
		if u.version != nil && u.name == base && u.id.Pos() > f.Recv.Pos() && u.id.Pos() < f.Recv.End() {
			return u.version.whole()
		}
	}
	return nil
}

// declare makes versions of what a unit emits.
func (b *builder) declare(p *part) {
	u := p.unit
	var fresh []*version
	add := func(obj types.Object, node ast.Node, group *ast.GenDecl) {
		key := check.KeyOf(obj)
		if key == "" || u.Gen(obj) != u.Seq {
			return
		}
		v := &version{key: key, gen: u.Seq, obj: obj, node: node, group: group, unit: u, text: p.cell, number: p.cell.Number}
		if node != nil {
			if at := cell.Locate(u.Fset, node.Pos()); at.Cell != p.cell.Number {
				v.text = b.cells[at.Cell]
			}
		}
		fresh = append(fresh, v)
	}
	for _, d := range u.Redo {
		switch d := d.(type) {
		case *ast.FuncDecl:
			add(u.Info.Defs[d.Name], d, nil)
		case *ast.GenDecl:
			spec := d.Specs[0].(*ast.TypeSpec)
			add(u.Info.Defs[spec.Name], spec, nil)
		}
	}
	groups := groupsOf(p.cell)
	for _, spec := range u.Types {
		add(u.Info.Defs[spec.Name], spec, groups[spec.Name])
	}
	for _, f := range u.Funcs {
		add(u.Info.Defs[f.Name], f, nil)
	}
	for id, group := range groups {
		if c, ok := u.Info.Defs[id].(*types.Const); ok {
			add(c, nil, group)
		}
	}
	for _, v := range u.Vars {
		add(v, nil, nil)
	}
	slices.SortStableFunc(fresh, func(x, y *version) int { // as in the text; token positions begin with functions
		at, other := cell.Locate(u.Fset, x.obj.Pos()), cell.Locate(u.Fset, y.obj.Pos())
		return cmp.Or(cmp.Compare(at.Cell, other.Cell), cmp.Compare(at.Line, other.Line), cmp.Compare(at.Col, other.Col))
	})
	b.enter(p, fresh)
}

// enter makes versions the current ones, and finds those that are like earlier ones.
func (b *builder) enter(p *part, fresh []*version) {
	for _, l := range p.unit.Lost {
		delete(b.current, l.Name)
	}
	before := map[*version]*version{}
	for _, v := range fresh {
		before[v] = b.current[v.key]
		b.current[v.key] = v
	}
	for _, v := range fresh {
		switch {
		case v.node != nil:
			v.uses = b.usesOf(p.unit, v.node)
		case v.group != nil:
			v.uses = b.usesOf(p.unit, v.group)
		}
	}
	b.versions = append(b.versions, fresh...)
	for _, v := range fresh {
		if old := before[v]; old != nil && old.node != nil && v.node != nil && sameText(old, v) {
			v.like = old
		}
	}
	for again := true; again; {
		again = false
		for _, v := range fresh {
			if v.like != nil && !sameUses(v.like, v) {
				v.like, again = nil, true
			}
		}
	}
	for _, f := range p.unit.Inits {
		v := &version{key: "init", node: f, unit: p.unit, text: p.cell, number: p.cell.Number, uses: b.usesOf(p.unit, f), needed: true}
		b.versions, p.funcs = append(b.versions, v), append(p.funcs, v)
	}
	if p.unit.HasMain {
		p.funcs = append(p.funcs, b.current["main"])
	}
}

// sameText reports whether two functions or types have the same tokens.
func sameText(v, w *version) bool {
	return check.Tokens(source(v)) == check.Tokens(source(w))
}

func source(v *version) string {
	return v.text.Source[v.text.Offset(v.text.Pos(bare(v.node).Pos())):v.text.Offset(v.text.Pos(v.node.End()))]
}

// sameUses reports whether the identifiers of v and w, which have the same text, mean the same.
func sameUses(v, w *version) bool {
	return slices.EqualFunc(v.uses, w.uses, func(x, y use) bool {
		if x.version == v && y.version == w {
			return true
		}
		if x.version == nil || y.version == nil {
			return x.version == y.version && x.path == y.path
		}
		return x.version.whole() == y.version.whole()
	})
}

// groupsOf are the type and constant declarations of the top level, by the names that they declare.
func groupsOf(c *cell.Cell) map[*ast.Ident]*ast.GenDecl {
	groups := map[*ast.Ident]*ast.GenDecl{}
	for _, s := range c.Stmts {
		g := declOf(s)
		if g == nil || g.Tok == token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				groups[spec.Name] = g
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					groups[id] = g
				}
			}
		}
	}
	return groups
}

// declOf is the declaration that a statement is, below its labels.
func declOf(s ast.Stmt) *ast.GenDecl {
	for l, ok := s.(*ast.LabeledStmt); ok; l, ok = s.(*ast.LabeledStmt) {
		s = l.Stmt
	}
	if d, ok := s.(*ast.DeclStmt); ok {
		g, _ := d.Decl.(*ast.GenDecl)
		return g
	}
	return nil
}

// usesOf are the identifiers in n that mean versions and packages.
func (b *builder) usesOf(u *check.Unit, n ast.Node) []use {
	var list []use
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		b.words[id.Name] = true
		at := cell.Locate(u.Fset, id.Pos())
		c := b.cells[at.Cell]
		if c == nil {
			return true
		}
		x := use{from: c.Offset(at), id: id, name: id.Name}
		x.to = x.from + len(id.Name)
		obj := u.Info.Uses[id]
		if obj == nil {
			obj, x.declares = u.Info.Defs[id], true
		}
		if p, ok := obj.(*types.PkgName); ok {
			x.path = p.Imported().Path()
			list = append(list, x)
			return true
		}
		if x.version = b.versionOf(u, obj); x.version != nil {
			list = append(list, x)
		}
		return true
	})
	return list
}

// versionOf is what an object means, nil if it is none of the session's.
func (b *builder) versionOf(u *check.Unit, obj types.Object) *version {
	key := check.KeyOf(obj)
	if key == "" {
		return nil
	}
	gen := u.Gen(obj)
	if gen == 0 {
		return nil // func init
	}
	if v := b.current[key]; v != nil && v.gen == gen {
		return v
	}
	for _, v := range slices.Backward(b.versions) {
		if v.key == key && v.gen == gen {
			return v
		}
	}
	return nil
}
