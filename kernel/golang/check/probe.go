package check

import (
	"go/types"

	"weft/kernel/golang/cell"
)

// Probe checks a text that somebody is still writing, for what its names mean and which types its
// expressions have. It reports nothing, looks into no function of an earlier cell, and changes
// nothing. Of the unit Fset, Pkg, Info, Imports of the session, AutoImports and Gen are meant to be
// used; Gen is 0 for what the text itself declares. The unit is nil if the checker cannot cope with the text.
//
// The declarations of earlier cells are checked once per state of the session and then shared, so that
// a probe costs what its own text costs.
func (s *Session) Probe(c *cell.Cell) (u *Unit) {
	defer func() {
		if recover() != nil {
			u = nil // go/types is made for whole programs; half ones are new to it
		}
	}()
	st := s.now()
	d := newDraft(s, st, c)
	d.u.draft = d
	d.base = s.whole(st)
	d.collect()
	d.autoImport()
	d.findEarlyUses()
	d.markStale()
	d.hoist()
	d.files()
	d.typecheck()
	d.restoreEarly()
	for name, path := range st.imports {
		d.u.Imports = append(d.u.Imports, Import{Name: name, Path: path})
	}
	for name, path := range d.imports {
		d.u.Imports = append(d.u.Imports, Import{Name: name, Path: path})
	}
	return d.u
}

// Import is the package at an import path, as the session's cells see it.
func (s *Session) Import(path string) (*types.Package, error) { return s.importer.Import(path) }

// Everything is a unit with all live declarations in the scope of its Pkg; its Pkg and Gen are meant to be used.
func (s *Session) Everything() *Unit { return s.whole(s.now()) }

// whole is the unit of an empty cell: all live declarations, checked.
func (s *Session) whole(st *state) *Unit {
	s.probing.Lock()
	defer s.probing.Unlock()
	if s.base == nil || s.base.draft.st != st {
		d := newDraft(s, st, cell.Parse(probeNumber, ""))
		d.whole = true
		s.base = d.check()
		s.base.Info = nil // large, and not asked for
	}
	return s.base
}

// probeNumber is the number of a cell that is never committed.
const probeNumber = 1 << 30

// markStale finds the earlier declarations that would not be the same with what the cell declares:
// those that mention a name which the cell declares, and types that it gives a method to.
func (d *draft) markStale() {
	d.stale = map[string]bool{}
	for _, decl := range d.order {
		if base := typeOfKey(decl.key); base != "" && d.st.byKey[base] != nil {
			d.stale[base] = true
		}
		if d.st.byKey[decl.key] != nil {
			d.stale[decl.key] = true
		}
	}
	for again := len(d.stale) > 0; again; {
		again = false
		for _, l := range d.st.lives {
			if d.stale[l.key] {
				continue
			}
			for _, k := range l.short {
				if d.stale[k] {
					d.stale[l.key], again = true, true
					break
				}
			}
		}
	}
}

// shared is the object of a live declaration that all probes have in common. ok is false if
// the declaration has to be checked with the cell.
func (d *draft) shared(l *live) (obj types.Object, ok bool) {
	if d.base == nil || d.stale[l.key] {
		return nil, false
	}
	return d.base.Pkg.Scope().Lookup(l.key), true // nil for methods, which come with their types
}
