package slice

import (
	"fmt"
	"go/types"
	"maps"
	"slices"

	"weft/kernel/golang/cell"
)

// A variable is one that the program and the session have in common.
type variable struct {
	obj   *types.Var
	fresh bool // declared by the cell
	back  bool // comes back
	step  int  // of a fresh one: see cross.Global
}

// Stays is a new variable of the cell, or a function that mentions one, which the session does not get.
type Stays struct {
	Name   string
	Pos    cell.Pos
	Reason string // "it is a channel"
	By     string // of what is no variable: what it mentions
	Module string // of a function that stays interpreted: a package it mentions which only compiled code has, if any
}

// findVariables lists the variables that cross, and refuses those that would have to and cannot.
func (s *slicer) findVariables() {
	for _, obj := range s.objects() {
		v, ok := obj.(*types.Var)
		if !ok || s.earlier[v] == nil && !s.before[v] {
			continue
		}
		if b := s.barrierIn(v.Type(), v.Name()); b != nil {
			s.refuseVariable(v, b)
			continue
		}
		s.variables = append(s.variables, &variable{obj: v, back: s.written[v] && !s.before[v]})
	}
	s.backTogether()
	for _, v := range s.unit.Vars {
		if b := s.barrierIn(v.Type(), v.Name()); b != nil {
			s.stays = append(s.stays, Stays{Name: v.Name(), Pos: cell.Locate(s.unit.Fset, v.Pos()), Reason: b.String()})
			continue
		}
		s.variables = append(s.variables, &variable{obj: v, fresh: true, back: true})
	}
	for i, stmt := range s.unit.Body {
		for _, v := range s.unit.Declares(stmt) {
			for _, w := range s.variables {
				if w.obj == v {
					w.step = i + 1
				}
			}
		}
	}
}

// backTogether lets all variables that may share something come back if one of them does.
func (s *slicer) backTogether() {
	sharing := func(v *variable) bool { return !s.before[v.obj] && shares(v.obj.Type()) }
	if slices.ContainsFunc(s.variables, func(v *variable) bool { return v.back && sharing(v) }) {
		for _, v := range s.variables {
			v.back = v.back || sharing(v)
		}
	}
}

// refuseVariable refuses a variable of the session that would have to cross.
func (s *slicer) refuseVariable(v *types.Var, b *barrier) {
	use := s.uses[v]
	msg := fmt.Sprintf("%s cannot be passed to a compiled cell: %s", v.Name(), b)
	d := cell.Diagnostic{Pos: use.pos, Message: msg, Hint: b.instead}
	if use.through != "" {
		d.Message += fmt.Sprintf("; it is used by %s", use.through)
		d.Related = append(d.Related, cell.Related{Pos: use.at, Message: v.Name() + " is used here"})
	}
	s.refused = append(s.refused, d)
}

// A use is where the cell leads to something of the session.
type use struct {
	pos     cell.Pos // in the cell
	through string   // the function of the session that the use is in, "" if it is in the cell itself
	at      cell.Pos // there
}

// steps reports whether the program counts how far the cell has come, and after which statements.
func (s *slicer) step(i int) bool {
	return slices.ContainsFunc(s.variables, func(v *variable) bool { return v.step == i+1 })
}

func (s *slicer) anyStep() bool {
	return slices.ContainsFunc(s.variables, func(v *variable) bool { return v.step > 0 })
}

// candidates are the types that may stand behind an interface type: of any, the basic types, what JSON makes,
// errors and the types of the session that the program has; of others, all types of the session that
// implement it.
func (s *slicer) candidates(t types.Type) []types.Type {
	iface := t.Underlying().(*types.Interface)
	var list []types.Type
	add := func(t types.Type) {
		if types.AssignableTo(t, iface) && s.barrierIn(t, "") == nil {
			list = append(list, t)
		}
	}
	for _, obj := range s.objects() {
		tn, ok := obj.(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			continue
		}
		if n, ok := tn.Type().(*types.Named); ok && n.TypeParams().Len() > 0 {
			continue
		}
		add(tn.Type())
		add(types.NewPointer(tn.Type()))
	}
	if iface.NumMethods() > 0 {
		return list // of error, all others cross as their text
	}
	for k := types.Bool; k <= types.String; k++ {
		if k != types.Uintptr {
			list = append(list, types.Typ[k])
		}
	}
	anything := types.Universe.Lookup("any").Type()
	text := types.Typ[types.String]
	for _, e := range []types.Type{types.Typ[types.Int], types.Typ[types.Float64], text, types.Typ[types.Bool], types.Typ[types.Uint8], anything} {
		list = append(list, types.NewSlice(e), types.NewMap(text, e))
	}
	return append(list, types.Universe.Lookup("error").Type())
}

// polymorphic reports whether something that crosses may hold interfaces.
func (s *slicer) polymorphic() bool { return len(s.interfaces()) > 0 }

// implementers needs the session's types that may stand behind the interfaces of variables.
func (s *slicer) implementers() {
	for again := true; again; {
		again = false
		for _, iface := range s.interfaces() {
			for i := range s.unit.Earlier {
				if tn, ok := s.unit.Earlier[i].Obj.(*types.TypeName); ok && !s.needed[tn] && !s.tried[tn] && s.stands(tn, iface) {
					s.try(tn)
					again = true
				}
			}
		}
	}
}

// interfaces are those that the session's variables, or values that functions take and return, may hold.
func (s *slicer) interfaces() []*types.Interface {
	var list []*types.Interface
	add := func(v *types.Var) {
		contains(v.Type(), func(t types.Type) bool {
			if types.IsInterface(t) {
				list = append(list, t.Underlying().(*types.Interface))
			}
			return false
		})
	}
	for obj := range s.needed {
		if v, ok := obj.(*types.Var); ok && s.earlier[v] != nil {
			add(v)
		}
	}
	if s.options.Kind == Func {
		for _, f := range s.unit.Funcs {
			fn := s.unit.Info.Defs[f.Name].(*types.Func)
			for _, p := range params(fn) {
				add(p)
			}
			for r := range fn.Signature().Results().Variables() {
				add(r)
			}
		}
	}
	return list
}

// stands reports whether values of a type, or pointers to them, may stand behind an interface.
func (s *slicer) stands(tn *types.TypeName, iface *types.Interface) bool {
	n, ok := tn.Type().(*types.Named)
	if !ok || tn.IsAlias() || types.IsInterface(n) || n.TypeParams().Len() > 0 {
		return false
	}
	return types.AssignableTo(n, iface) || types.AssignableTo(types.NewPointer(n), iface)
}

// try needs a type unless it leads to a variable that cannot cross: values of the type are refused, when
// there are any, rather than all cells that know the interface.
func (s *slicer) try(tn *types.TypeName) {
	if s.tried == nil {
		s.tried = map[types.Object]bool{}
	}
	s.tried[tn] = true
	needed, uses, imports, dots, before := maps.Clone(s.needed), maps.Clone(s.uses), maps.Clone(s.imports), maps.Clone(s.dots), maps.Clone(s.before)
	s.site = cell.Pos{Cell: s.unit.Cell.Number, Line: 1, Col: 1}
	s.need(tn)
	for obj := range s.needed {
		if v, ok := obj.(*types.Var); ok && !needed[v] && s.earlier[v] != nil && s.barrierIn(v.Type(), "") != nil {
			s.needed, s.uses, s.imports, s.dots, s.before = needed, uses, imports, dots, before
			return
		}
	}
}
