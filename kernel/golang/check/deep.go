package check

import (
	"go/ast"
	"go/types"
	"slices"

	"weft/kernel/golang/cell"
)

// A Deep is a unit whose Info says everything about the earlier declarations that it can reach too, the
// bodies of functions included: what a program needs that is to do without the session.
type Deep struct {
	*Unit
	Earlier []Decl // in order of declaration; more than is needed rather than less
	Blanks  []string
}

// A Decl is a live declaration of an earlier cell, checked with the unit.
type Decl struct {
	Key  string       // "x", "f", "T", "T.m"
	Obj  types.Object // of this unit's Pkg
	Node ast.Node     // *ast.FuncDecl with its body or *ast.TypeSpec; nil for variables and constants
	Cell *cell.Cell   // the cell that it is in; positions of Node are in its files
	Pos  cell.Pos     // of its name
}

// Deep checks the cell of u again, against the session as it was then, with the bodies of all functions of
// earlier cells that it can reach, and those that are named besides; of all that there are if whole. u is
// left alone.
func (u *Unit) Deep(whole bool, also ...string) *Deep {
	st := u.draft.st
	d := newDraft(u.draft.session, st, cell.ParseAt(u.Cell.Slot(), u.Cell.Number, u.Cell.Source))
	d.deep, d.whole = true, whole
	for _, name := range also {
		d.words[name] = true
	}
	deep := &Deep{Unit: d.check(), Blanks: st.blanks}
	if !deep.OK() {
		return deep
	}
	cells := map[int]*cell.Cell{}
	for _, l := range st.lives {
		if !d.needs(l) {
			continue
		}
		decl := Decl{Key: l.key, Obj: d.u.Pkg.Scope().Lookup(l.key), Pos: st.place(l)}
		if src := st.cells[l.slot]; src != nil {
			if cells[l.slot] == nil {
				cells[l.slot] = cell.ParseAt(l.slot, src.number, src.text)
			}
			decl.Cell = cells[l.slot]
		}
		switch l.kind {
		case funcKind:
			fn := d.bodies[l.key]
			if fn == nil {
				continue
			}
			decl.Node, decl.Obj = fn, d.u.Info.Defs[fn.Name]
		case typeKind:
			decl.Node = l.decl.(*ast.GenDecl).Specs[0]
		}
		deep.Earlier = append(deep.Earlier, decl)
	}
	return deep
}

// keysOf are what a live declaration leads to: what it mentions where it is checked.
func (d *draft) keysOf(l *live) []string {
	if d.deep || l.generic || d.redo[l.key] != nil {
		return l.deps // checked with its body
	}
	return l.short
}

// wantDeep asks for the bodies of all functions that are checked with the cell.
func (d *draft) wantDeep(want func(*live)) {
	if !d.deep {
		return
	}
	for _, l := range d.st.lives {
		if d.needs(l) {
			want(l)
		}
	}
}

// addBlanks notes what is imported for its effects only.
func (st *state) addBlanks(u *Unit) {
	for _, im := range u.Imports {
		if im.Name == "_" && !slices.Contains(st.blanks, im.Path) {
			st.blanks = append(slices.Clip(st.blanks), im.Path)
		}
	}
}

// Older is the generation of what a name of the cell meant before it, for the object that Info has in its
// place where it is mentioned before the cell gives it another meaning; 0 for all other objects.
func (u *Unit) Older(obj types.Object) int { return u.older[obj] }

// Declared reports whether the session has a declaration of that name, or the unit makes one.
func (u *Unit) Declared(name string) bool {
	return u.draft.st.byKey[name] != nil || u.draft.names[name] != nil
}

// Next checks a cell of weft's own against the session as it will be once u is committed. It changes nothing.
func (u *Unit) Next(c *cell.Cell) *Unit {
	d := newDraft(u.draft.session, u.draft.st.with(u), c)
	d.generated = true
	return d.check()
}
