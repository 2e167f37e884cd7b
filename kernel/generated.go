package kernel

import (
	"context"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
)

// An own cell is one that the session makes itself: to carry variables, to declare what a compiled cell declares, to
// call compiled functions. Nothing of it stays unless it is committed.
type ownCell struct {
	unit    *check.Unit
	program *lower.Program
	refused []cell.Diagnostic // by the interpreter: nothing has run
}

// evalOwn checks, lowers and evaluates such a cell.
func (s *Session) evalOwn(ctx context.Context, number int, source string) (c ownCell, f *Failure) {
	s.mu.Lock()
	c.unit = s.check.CheckGenerated(cell.Parse(number, source))
	if !c.unit.OK() {
		defer s.mu.Unlock()
		return c, s.ourCellFailure(c.unit.Diagnostics)
	}
	c.program, c.refused = s.lower.Lower(c.unit)
	s.mu.Unlock()
	if len(c.refused) > 0 {
		return c, nil
	}
	sink := &privateSink{outputs: s.out}
	done, err := s.child.Eval(ctx, evalOf(number, c.program), sink)
	return c, s.evaluated(done, err, sink)
}

// commit makes the session know the unit, which the interpreter has in the form of program.
func (s *Session) commit(unit *check.Unit, program *lower.Program) {
	s.check.Commit(unit)
	s.lower.Commit(program)
}

// declare evaluates the declarations of a compiled cell in its place. refused says why the interpreter cannot.
func (k *compiledCell) declare(ctx context.Context) (refused []cell.Diagnostic, f *Failure) {
	c, f := k.session.evalOwn(ctx, k.number, k.program.Declare)
	if f != nil || len(c.refused) > 0 {
		return c.refused, f
	}
	k.session.mu.Lock()
	defer k.session.mu.Unlock()
	k.session.commit(c.unit, c.program)
	return nil, nil
}

// generatedCells is the number of the first cell of our own making that takes no other cell's place; no notebook
// has so many.
const generatedCells = 1 << 30

// generated evaluates a cell of our own making that declares nothing which stays.
func (r *run) generated(ctx context.Context, source string) *Failure {
	s := r.session
	c, f := s.evalOwn(ctx, s.ownNumber(), source)
	if len(c.refused) > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.ourCellFailure(c.refused)
	}
	return f
}

// ourCellFailure is code of our own that is refused: a bug of weft's.
func (s *Session) ourCellFailure(ds []cell.Diagnostic) *Failure {
	return s.doneFailure(pipe.Done{Status: pipe.Faulty, Fault: "a cell of weft's own: " + ds[0].String()}, ending{})
}
