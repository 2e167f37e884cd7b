package kernel

import (
	"go/types"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// A racing says whether interpreted cells are looked at for data races.
type racing struct {
	on      bool
	careful bool // some of what earlier cells left behind does not tell what it does
	again   bool // the functions of earlier cells are to be lowered again
}

// Racing implements magic.Host.
func (r *run) Racing() (on, careful bool) {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	return r.session.racing.on, r.session.racing.careful
}

// SetRacing implements magic.Host.
func (r *run) SetRacing(on bool) {
	s := r.session
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.racing.on == on {
		return
	}
	s.racing = racing{on: on, again: true, careful: on && s.holdsCode()}
}

// holdsCode reports whether a variable of the session may hold a function or a method of an earlier cell: what
// such a one synchronises is not told.
func (s *Session) holdsCode() bool {
	unit := s.check.Everything()
	for _, name := range unit.Pkg.Scope().Names() {
		if v, ok := unit.Pkg.Scope().Lookup(name).(*types.Var); ok && holdsFunc(v.Type(), map[types.Type]bool{}) {
			return true
		}
	}
	return false
}

// holdsFunc reports whether a value of type t may lead to a function of a cell.
func holdsFunc(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() != "main" {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return !types.Identical(t, types.Universe.Lookup("error").Type())
	case *types.Pointer:
		return holdsFunc(u.Elem(), seen)
	case *types.Slice:
		return holdsFunc(u.Elem(), seen)
	case *types.Array:
		return holdsFunc(u.Elem(), seen)
	case *types.Chan:
		return holdsFunc(u.Elem(), seen)
	case *types.Map:
		return holdsFunc(u.Key(), seen) || holdsFunc(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if holdsFunc(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

// checkCell checks a cell that is about to run. The caller holds mu.
func (s *Session) checkCell(check *check.Session, c *cell.Cell) *check.Unit {
	s.lower.SetRace(s.racing.on)
	if s.racing.again {
		s.racing.careful = s.racing.on && (s.racing.careful || s.holdsCode())
		return check.CheckAgain(c)
	}
	return check.Check(c)
}

// racingOf is what the evaluator is told of a lowered cell.
func racingOf(traced, careful bool) pipe.Racing {
	switch {
	case !traced:
		return pipe.RaceOff
	case careful:
		return pipe.RaceCareful
	}
	return pipe.RaceOn
}

// seenRaces adds to a cell's end the data races that were seen, or says that there were none.
func (r *run) seenRaces(d pipe.Done, f *Failure) *Failure {
	if !r.session.racing.on {
		return f
	}
	if len(d.Races) > 0 {
		return r.session.interpretedRaces(d.Races, f)
	}
	if f == nil {
		note(r.out, "race detector: none seen in this run")
	}
	return f
}
