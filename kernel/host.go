package kernel

import (
	"context"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/magic"
)

// A run is what the magics of its cell see of the session.
var _ magic.Host = (*run)(nil)

// Print implements magic.Host.
func (r *run) Print(text string) { r.out.Stream("stdout", text) }

// Table implements magic.Host.
func (r *run) Table(t magic.Table) {
	drawn := table{title: t.Title, foot: t.Foot}
	for _, c := range t.Columns {
		drawn.columns = append(drawn.columns, column{title: c.Title, number: c.Number, code: c.Code, prose: c.Prose})
	}
	for _, w := range t.Rows {
		drawn.rows = append(drawn.rows, row{section: w.Section, cells: w.Cells})
	}
	r.out.Display(drawn.bundle(), nil, "")
}

// ShellAllowed implements magic.Host.
func (r *run) ShellAllowed() bool { return !r.session.cfg.NoShell }

// AutoImport implements magic.Host.
func (r *run) AutoImport() bool {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	return !r.session.check.NoAutoImport
}

// SetAutoImport implements magic.Host.
func (r *run) SetAutoImport(on bool) {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	r.session.check.NoAutoImport = !on
}

// Note implements magic.Host.
func (r *run) Note(text string) { note(r.out, text) }

// Reset implements magic.Host.
func (r *run) Reset(ctx context.Context) error {
	if err := r.session.child.Restart(ctx); err != nil {
		return fmt.Errorf("start a new evaluator: %w", err)
	}
	s := r.session
	s.forget()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.good, s.died, s.pending = make(map[int]bool), nil, false
	return nil
}

// Restart implements magic.Host.
func (r *run) Restart(ctx context.Context) (string, error) {
	s := r.session
	if err := s.child.Restart(ctx); err != nil {
		return "", fmt.Errorf("start a new evaluator: %w", err)
	}
	s.mu.Lock()
	s.died = nil
	s.mu.Unlock()
	return s.recover().String(), nil
}

// Variables implements magic.Host.
func (r *run) Variables() []magic.Variable { return r.session.variables() }

func (s *Session) variables() []magic.Variable {
	s.mu.Lock()
	defer s.mu.Unlock()
	unit, empty := s.check.Everything(), s.check.Empty()
	var list []magic.Variable
	scope := unit.Pkg.Scope()
	for _, name := range scope.Names() {
		o := scope.Lookup(name)
		gen := unit.Gen(o)
		v := magic.Variable{Name: name, Cell: declaredIn(unit, o, gen), Compiled: gen > 0 && s.compiled[name] == gen, Type: types.TypeString(o.Type(), types.RelativeTo(unit.Pkg))}
		switch o := o.(type) {
		case *types.Var:
			v.Kind = "var"
			v.Lost = lostNote(empty, name) != ""
		case *types.Const:
			v.Kind, v.Value = "const", o.Val().String()
		case *types.Func:
			v.Kind = "func"
		case *types.TypeName:
			v.Kind, v.Type = "type", types.TypeString(o.Type().Underlying(), types.RelativeTo(unit.Pkg))
		}
		if v.Cell > 0 && v.Kind != "" {
			list = append(list, v)
		}
	}
	slices.SortStableFunc(list, func(a, b magic.Variable) int { return strings.Compare(a.Kind, b.Kind) })
	return list
}

// declaredIn is the cell that declares o. A caller of a function that is declared again is emitted again, so
// its generation says less.
func declaredIn(u *check.Unit, o types.Object, gen int) int {
	if at := cell.Locate(u.Fset, o.Pos()); at.IsValid() && gen > 0 {
		return at.Cell
	}
	return check.CellOf(gen)
}
