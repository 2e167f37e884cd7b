package kernel

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/kit"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/slice"
	"weft/kernel/magic"
)

// Compiled functions are served by a worker process; calls from interpreted cells go to it. The session keeps the
// learner's declarations, and the interpreter gets stubs in their place.

// A compiling holds functions of one cell on their way.
type compiling struct {
	unit    *check.Unit
	program *slice.Program
	binary  string
}

// compileFuncs is %%native func: the functions that the cell declares are compiled, and are called so from now on.
func (r *run) compileFuncs(ctx context.Context, code string) error {
	if err := r.loadModules(ctx, r.below(code)); err != nil {
		return err
	}
	unit, err := r.checked(code)
	if err != nil {
		return err
	}
	program, refused := slice.Of(unit, slice.Options{Kind: slice.Func})
	refused = append(refused, onlyInModules(program)...)
	if len(refused) > 0 {
		return &refusal{r.session.compileFailure(refused)}
	}
	r.remarks(unit)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r.session.setStop(stop)
	defer r.session.setStop(nil)
	c := &compiling{unit: unit, program: program}
	err = r.session.buildFuncs(ctx, c)
	var build *native.BuildError
	switch {
	case errors.As(err, &build):
		return &refusal{r.session.compileFailure(build.Diagnostics)}
	case err != nil:
		return err
	}
	if f := r.session.install(context.WithoutCancel(ctx), c); f != nil {
		return &refusal{f}
	}
	for _, x := range program.Stay {
		note(r.out, x.Name+" is not compiled: "+x.Reason)
	}
	return nil
}

// buildFuncs builds the worker's program.
func (s *Session) buildFuncs(ctx context.Context, c *compiling) error {
	if len(c.program.Functions) == 0 {
		return nil
	}
	dir, err := s.workerDir()
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.workers++
	c.binary = filepath.Join(dir, fmt.Sprintf("worker%d", s.workers))
	s.mu.Unlock()
	main := kit.Package{Path: "main"}
	for _, f := range c.program.Files {
		main.Files = append(main.Files, kit.File{Name: f.Name, Text: f.Text})
	}
	modules, err := s.module.Job(c.program.Imports)
	if err != nil {
		return err
	}
	_, err = s.native.Build(ctx, native.Program{Job: kit.Job{Packages: []kit.Package{main}, Output: c.binary, Modules: modules}})
	return err
}

// workerDir is the folder of the session's workers.
func (s *Session) workerDir() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.workersIn == "" {
		dir, err := os.MkdirTemp("", "weft-workers-")
		if err != nil {
			return "", fmt.Errorf("make a folder for compiled functions: %w", err)
		}
		s.workersIn = dir
	}
	return s.workersIn, nil
}

// install makes the interpreter call the compiled functions. No cell may be running.
func (s *Session) install(ctx context.Context, c *compiling) *Failure {
	stubs := c.program.StubsTo(c.binary)
	if stubs == "" {
		stubs = c.unit.Cell.Source // nothing can be called: the cell stays interpreted
	}
	own, f := s.evalOwn(ctx, c.unit.Cell.Number, stubs)
	if f != nil {
		return f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(own.refused) > 0 {
		return s.compileFailure(own.refused)
	}
	own.program.Again = true // its statement names the worker's program
	s.commit(c.unit, own.program)
	for _, name := range c.program.Functions {
		s.compiled[name] = c.unit.Seq
	}
	return nil
}

// CompileFuncs implements magic.Host.
func (r *run) CompileFuncs(ctx context.Context, how magic.Compiling) error {
	s := r.session
	switch how.Mode {
	case magic.CompileCell:
		if err := r.onlyGo(how.Code); err != nil {
			return err
		}
		return r.compileFuncs(ctx, how.Code)
	case magic.CompileOff:
		s.mu.Lock()
		s.compileAll = false
		s.mu.Unlock()
		return nil
	}
	s.mu.Lock()
	s.compileAll = true
	s.mu.Unlock()
	s.compileInBackground()
	return nil
}

// compileInBackground compiles what can be compiled of the functions that are interpreted now. They are called
// from the next cell on that begins after that.
func (s *Session) compileInBackground() {
	s.mu.Lock() // Close says under it that it is over
	defer s.mu.Unlock()
	if !s.compileAll || s.closing.Err() != nil {
		return
	}
	for _, part := range s.interpretedFuncs() {
		s.background.Go(func() { s.compileGroup(part) })
	}
}

// A cellPart is the text of a cell with everything blanked but some functions.
type cellPart struct {
	number int
	text   string
	places map[string]cell.Pos // of the functions
}

// An attempt is one at compiling a function in the background.
type attempt struct {
	gen   int
	times int
}

// maxAttempts bounds how often a function is compiled again because others that it calls were declared again:
// functions that call each other across cells would go on for ever.
const maxAttempts = 8

// interpretedFuncs are the functions that could be compiled, by cells. s.mu is held.
func (s *Session) interpretedFuncs() []cellPart {
	unit := s.check.Check(cell.Parse(generatedCells, ""))
	deep := unit.Deep(true)
	parts := map[*cell.Cell]*cellPart{}
	var order []*cell.Cell
	nodes := map[*cell.Cell][]*ast.FuncDecl{}
	for _, d := range deep.Earlier {
		f, ok := d.Node.(*ast.FuncDecl)
		gen := deep.Gen(d.Obj)
		tried := s.tried[d.Key]
		if !ok || f.Recv != nil || f.Name.Name == "main" || s.compiled[d.Key] == gen || tried.gen == gen || tried.times == maxAttempts {
			continue
		}
		s.tried[d.Key] = attempt{gen, tried.times + 1}
		if !s.canServe(d.Cell, f) {
			continue
		}
		if parts[d.Cell] == nil {
			parts[d.Cell] = &cellPart{number: d.Cell.Number, places: map[string]cell.Pos{}}
			order = append(order, d.Cell)
		}
		parts[d.Cell].places[d.Key] = d.Pos
		nodes[d.Cell] = append(nodes[d.Cell], f)
	}
	var list []cellPart
	for _, c := range order {
		p := parts[c]
		p.text = only(c, nodes[c]...)
		list = append(list, *p)
	}
	return list
}

// canServe reports whether a function of an earlier cell can be compiled by itself. s.mu is held.
func (s *Session) canServe(c *cell.Cell, f *ast.FuncDecl) bool {
	unit := s.check.Check(cell.Parse(c.Number, only(c, f)))
	if !unit.OK() {
		return false
	}
	p, refused := slice.Of(unit, slice.Options{Kind: slice.Func})
	return len(refused) == 0 && len(p.Functions) == 1
}

// only is the text of a cell with everything blanked but some functions, so that their positions stay.
func only(c *cell.Cell, functions ...*ast.FuncDecl) string {
	text := []byte(c.Source)
	keep := make([]bool, len(text))
	for _, f := range functions {
		from, to := c.Offset(c.Pos(f.Pos())), c.Offset(c.Pos(f.End()))
		for i := from; i < to; i++ {
			keep[i] = true
		}
	}
	for i, b := range text {
		if !keep[i] && b != '\n' {
			text[i] = ' '
		}
	}
	return strings.TrimRight(string(text), " \n") + "\n"
}

// compileGroup compiles functions of one cell and leaves them for the next cell to be called. A function that
// cannot be compiled stays interpreted, which is no failure.
func (s *Session) compileGroup(part cellPart) {
	s.mu.Lock()
	unit := s.check.Check(cell.Parse(part.number, part.text))
	s.mu.Unlock()
	if !unit.OK() {
		return
	}
	program, refused := slice.Of(unit, slice.Options{Kind: slice.Func})
	if len(refused) > 0 || len(program.Functions) == 0 {
		return
	}
	c := &compiling{unit: unit, program: program}
	if err := s.buildFuncs(s.closing, c); err != nil {
		return
	}
	s.mu.Lock()
	s.ready = append(s.ready, readyFuncs{c, part})
	s.mu.Unlock()
	if s.running.TryLock() {
		s.installReady()
		s.running.Unlock()
		s.compileInBackground() // callers that were lowered again
	}
}

// readyFuncs are compiled functions that the interpreter does not call yet.
type readyFuncs struct {
	compiling *compiling
	part      cellPart
}

// installReady makes the interpreter call what has been compiled meanwhile, unless it has been declared again. No
// cell is running.
func (s *Session) installReady() {
	s.mu.Lock()
	if s.pending {
		s.mu.Unlock()
		return
	}
	ready := s.ready
	s.ready = nil
	s.mu.Unlock()
	// Callers are told of a new function by being lowered again: so those that are called come first.
	slices.SortFunc(ready, func(a, b readyFuncs) int { return a.part.number - b.part.number })
	for _, r := range ready {
		if s.closing.Err() != nil || !s.current(r.part) {
			continue
		}
		s.mu.Lock() // the session may have gone on: the cell is checked again
		unit := s.check.Check(cell.Parse(r.part.number, r.part.text))
		s.mu.Unlock()
		if !unit.OK() {
			continue
		}
		r.compiling.unit = unit
		s.install(s.closing, r.compiling) // a failure leaves them interpreted
	}
}

// current reports whether the functions are still those that were compiled.
func (s *Session) current(p cellPart) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	deep := s.check.Check(cell.Parse(generatedCells, "")).Deep(false, slices.Collect(maps.Keys(p.places))...)
	found := 0
	for _, d := range deep.Earlier {
		if at, ok := p.places[d.Key]; ok && at == d.Pos {
			found++
		}
	}
	return found == len(p.places)
}
