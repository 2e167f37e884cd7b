package kernel

import (
	"context"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
)

// declare evaluates the declarations of a compiled cell in its place. refused says why the interpreter cannot.
func (k *compiledCell) declare(ctx context.Context) (refused []cell.Diagnostic, f *Failure) {
	s := k.session
	s.mu.Lock()
	unit := s.check.CheckGenerated(cell.Parse(k.number, k.program.Declare))
	if !unit.OK() {
		defer s.mu.Unlock()
		return nil, s.compileFailure(unit.Diagnostics)
	}
	program, refused := s.lower.Lower(unit)
	s.mu.Unlock()
	if len(refused) > 0 {
		return refused, nil
	}
	sink := &privateSink{outputs: s.out}
	done, err := s.child.Eval(ctx, evalOf(k.number, program), sink)
	if f := s.evaluated(done, err, sink); f != nil {
		return nil, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.check.Commit(unit)
	s.lower.Commit(program)
	return nil, nil
}

// generatedCells is the number of the first cell of our own making; no notebook has so many.
const generatedCells = 1 << 30

// generated evaluates a cell of our own making that declares nothing which stays.
func (r *run) generated(ctx context.Context, source string) *Failure {
	s := r.session
	s.mu.Lock()
	s.ours++
	number := generatedCells + s.ours
	unit := s.check.CheckGenerated(cell.Parse(number, source))
	if !unit.OK() {
		defer s.mu.Unlock()
		return s.ourCellFailure(unit.Diagnostics)
	}
	program, refused := s.lower.Lower(unit)
	if len(refused) > 0 {
		defer s.mu.Unlock()
		return s.ourCellFailure(refused)
	}
	s.mu.Unlock()
	sink := &privateSink{outputs: s.out}
	done, err := s.child.Eval(ctx, evalOf(number, program), sink)
	return s.evaluated(done, err, sink)
}

// ourCellFailure is code of our own that is refused: a bug of weft's.
func (s *Session) ourCellFailure(ds []cell.Diagnostic) *Failure {
	return s.doneFailure(pipe.Done{Status: pipe.Faulty, Fault: "carry variables: " + ds[0].String()}, nil)
}
