package kernel

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/slice"
	"weft/kernel/magic"
)

// Compiled implements magic.Host.
func (r *run) Compiled(ctx context.Context, c magic.Compiled) error {
	if f := r.session.obituary(); f != nil {
		return &refusal{f}
	}
	unit, err := r.checked(c.Code)
	if err != nil {
		return err
	}
	program, refused := slice.Of(unit, slice.Options{Show: true})
	if len(refused) > 0 {
		return &refusal{r.session.compileFailure(refused)}
	}
	r.remarks(unit)
	dir, err := os.MkdirTemp("", "weft-cell-")
	if err != nil {
		return fmt.Errorf("make a folder for variables: %w", err)
	}
	defer os.RemoveAll(dir)
	k := &compiledCell{run: r, unit: unit, program: program, in: filepath.Join(dir, "in"), out: filepath.Join(dir, "out")}
	return k.execute(ctx, c.Mode)
}

// A compiledCell is a cell on its way through the Go toolchain.
type compiledCell struct {
	*run
	unit    *check.Unit
	program *slice.Program
	in, out string // files with variables
}

// execute passes variables on, runs the program, and takes variables and declarations back.
func (k *compiledCell) execute(ctx context.Context, mode magic.Mode) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	k.session.setStop(stop)
	defer k.session.setStop(nil)
	p := nativeProgram(k.program, mode)
	if text := k.program.ExportTo(k.in); text != "" {
		if f := k.generated(ctx, text); f != nil {
			return &refusal{f}
		}
		p.In = k.in
	}
	if k.program.ImportFrom(k.out) != "" {
		p.Out = k.out
	}
	result, err := k.session.native.Run(ctx, k.number, p, k.session.out)
	var build *native.BuildError
	switch {
	case errors.As(err, &build):
		return &refusal{k.session.compileFailure(build.Diagnostics)}
	case err != nil:
		return err
	}
	failure := k.ending(result)
	if f := k.comeBack(p.Out); f != nil && failure == nil {
		failure = f
	}
	if failure != nil {
		return &refusal{failure}
	}
	return nil
}

// nativeProgram is a program's text as the engine takes it.
func nativeProgram(p *slice.Program, mode magic.Mode) native.Program {
	main := kit.Package{Path: "main"}
	for _, f := range p.Files {
		main.Files = append(main.Files, kit.File{Name: f.Name, Text: f.Text})
	}
	return native.Program{Job: kit.Job{Packages: []kit.Package{main}, Race: mode == magic.Race}}
}

// ending is how the program ended, nil if well.
func (k *compiledCell) ending(result native.Result) *Failure {
	s := k.session
	p := s.out.end()
	s.mu.Lock()
	defer s.mu.Unlock()
	if result.Done.Status == pipe.Interrupted {
		return interruptedFailure()
	}
	f := s.doneFailure(result.Done, p)
	if len(result.Races) > 0 {
		f = s.raceFailure(result.Races, f)
	}
	if f == nil && result.Fault != "" {
		f = &Failure{Name: "VariableError", Value: firstLine(result.Fault), Traceback: []string{red + result.Fault + plain}, Code: 1}
	}
	return f
}

func interruptedFailure() *Failure {
	text := "the compiled cell was interrupted; the session's variables are as they were"
	return &Failure{Name: "Interrupted", Value: "interrupted", Traceback: []string{red + text + plain}, Code: 130}
}

// comeBack makes the session know what the cell declared, and sets the variables that came back.
func (k *compiledCell) comeBack(out string) *Failure {
	ctx := context.Background() // an interrupt does not leave it half done: it takes no time that is felt
	if k.program.Declare != "" {
		refused, f := k.declare(ctx)
		if f != nil {
			return f
		}
		if len(refused) > 0 {
			d := refused[0]
			note(k.run.out, fmt.Sprintf("what this cell declares is not known to cells that are not compiled: %s: %s", d.Pos, d.Message))
			return nil
		}
	}
	k.remarkStays()
	if out == "" {
		return nil
	}
	if info, err := os.Stat(out); err != nil || info.Size() == 0 {
		k.remarkUnset()
		return nil
	}
	return k.generated(ctx, k.program.ImportFrom(out))
}

// declare evaluates the declarations of the cell in its place. refused says why the interpreter cannot.
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

// remarkStays says what of the cell the session does not get.
func (k *compiledCell) remarkStays() {
	var parts []string
	for _, x := range k.program.Stay {
		parts = append(parts, x.Name+" ("+x.Reason+")")
	}
	if len(parts) > 0 {
		note(k.run.out, "not known to later cells: "+strings.Join(parts, ", "))
	}
}

// remarkUnset says which new variables have no value, because the program could not say them.
func (k *compiledCell) remarkUnset() {
	var names []string
	for _, v := range k.unit.Vars {
		if slices.Contains(k.program.Out, v.Name()) {
			names = append(names, v.Name())
		}
	}
	if len(names) > 0 {
		note(k.run.out, "not set: "+strings.Join(names, ", "))
	}
}

// generatedCells is the number of the first cell of our own making; no notebook has so many.
const generatedCells = 1 << 30

// generated evaluates a cell of our own making that declares nothing which stays.
func (r *run) generated(ctx context.Context, source string) *Failure {
	s := r.session
	s.mu.Lock()
	s.ours++
	unit := s.check.CheckGenerated(cell.Parse(generatedCells+s.ours, source))
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
	e := evalOf(generatedCells+s.ours, program)
	done, err := s.child.Eval(ctx, e, sink)
	return s.evaluated(done, err, sink)
}

// ourCellFailure is code of our own that is refused: a bug of weft's.
func (s *Session) ourCellFailure(ds []cell.Diagnostic) *Failure {
	return s.doneFailure(pipe.Done{Status: pipe.Faulty, Fault: "carry variables: " + ds[0].String()}, nil)
}
