package kernel

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// A run is one cell on its way.
type run struct {
	session *Session
	number  int
	out     Out
	payload []msg.Payload

	shown      map[string]bool  // ids of displays of its magics
	between    []cell.Magic     // those that the running code calls in their places
	command    *Failure         // of one of them, which ended the code
	record     *magic.Recording // what is to be recorded of the code, nil if nothing is
	measured   func(ending)     // is told of the recording in place of that; nil if nothing is measured so
	plainTrace bool             // the recording is one for go tool trace
	exited     bool             // the code has ended with os.Exit
	again      bool             // see magic.Magic.Once
	calling    cell.Magic       // the magic that was called last
	spent      *spent           // by the cell's code, if somebody asks
}

// cell runs magics and code. Magics before the code wrap it, so that %time times it; those after
// it run when it has succeeded; those between its statements run in their place.
func (r *run) cell(ctx context.Context, c *cell.Cell) *Failure {
	if c.Block != nil {
		return r.magic(ctx, *c.Block, func(context.Context) *Failure { return nil })
	}
	if hasErrors(c.Diagnostics) {
		return r.session.compileFailure(c.Diagnostics)
	}
	before, between, after := c.Arrange()
	if f := r.refuseBetween(between); f != nil {
		return f
	}
	r.between = between
	next := func(ctx context.Context) *Failure {
		if f := r.code(ctx, c); f != nil {
			return f
		}
		for _, m := range after {
			if f := r.magic(ctx, m, nil); f != nil {
				return f
			}
		}
		return nil
	}
	for i := len(before) - 1; i >= 0; i-- {
		m, rest := before[i], next
		next = func(ctx context.Context) *Failure { return r.magic(ctx, m, rest) }
	}
	return next(ctx)
}

// magic runs one magic, shell line or help request; rest is what follows it in the cell, nil if it
// stands behind the code.
func (r *run) magic(ctx context.Context, m cell.Magic, rest func(context.Context) *Failure) *Failure {
	var inner *Failure
	ran := false
	call := magic.Call{Args: m.Args, Body: m.Body}
	if rest != nil {
		call.Rest = func(ctx context.Context) error {
			ran = true
			if inner = rest(ctx); inner != nil {
				return errRest
			}
			return nil
		}
	}
	var err error
	switch m.Kind {
	case cell.Shell, cell.ShellLines:
		err = magic.RunShell(ctx, r, m.Args)
	case cell.Help, cell.HelpSource:
		r.help(m)
	default:
		var found magic.Magic
		if found, err = r.session.magics.Find(m); err == nil && !(r.again && found.Once) {
			r.calling = m
			err = found.Call(ctx, r, call)
		}
	}
	var refused *refusal
	var again *magic.AgainError
	switch {
	case errors.Is(err, errRest):
		return inner
	case errors.As(err, &refused):
		if errors.As(err, &again) {
			refused.failure.Traceback = append(refused.failure.Traceback, again.Note())
		}
		return refused.failure
	case errors.Is(err, context.Canceled):
		return r.session.doneFailure(pipe.Done{Status: pipe.Interrupted}, ending{})
	case err != nil:
		return r.session.magicFailure(m, err)
	case !ran && rest != nil:
		return rest(ctx)
	}
	return nil
}

// A refusal is the failure of code that a magic was given.
type refusal struct{ failure *Failure }

func (e *refusal) Error() string { return e.failure.Value }

// errRest carries the failure of what follows a magic through the magic.
var errRest = errors.New("the rest of the cell failed")

// code checks, lowers and evaluates the Go code of the cell.
func (r *run) code(ctx context.Context, c *cell.Cell) *Failure {
	if b := c.Block; b != nil { // below another
		d := cell.Diagnostic{Pos: b.Pos, End: b.End, Message: "%%" + b.Name + " cannot stand below another %% line", Hint: "a cell has one %% line at most: leave one of them out"}
		return r.session.compileFailure([]cell.Diagnostic{d})
	}
	if !c.HasCode() {
		return nil
	}
	if f := r.session.obituary(); f != nil {
		return f
	}
	if f := r.session.restore(); f != nil {
		return f
	}
	if f := r.modulesFor(ctx, c); f != nil {
		return f
	}
	if r.onlyCompiled(c) {
		f := r.compiledFailure(r.compileFuncs(ctx, c.Source))
		if f == nil {
			r.noteCompiled(c)
		}
		return f
	}
	unit, program, failure := r.session.prepareBy(c, r.session.checkCell)
	if failure != nil {
		return failure
	}
	remarked := make(chan struct{})
	go func() {
		defer close(remarked)
		r.remarks(unit)
	}()
	return r.evaluate(ctx, unit, program, remarked)
}

// prepare takes a cell up to what the evaluator is given. The session does not change. A crash of the
// front end fails this cell, and not the notebook.
func (s *Session) prepare(c *cell.Cell) (*check.Unit, *lower.Program, *Failure) {
	return s.prepareBy(c, (*check.Session).Check)
}

// prepareBy is prepare with another way to check the cell.
func (s *Session) prepareBy(c *cell.Cell, by func(*check.Session, *cell.Cell) *check.Unit) (unit *check.Unit, program *lower.Program, failure *Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if v := recover(); v != nil {
			fault := fmt.Sprintf("check or lower: panic: %v\n%s", v, debug.Stack())
			unit, program, failure = nil, nil, s.doneFailure(pipe.Done{Status: pipe.Faulty, Fault: fault}, ending{})
		}
	}()
	unit = by(s.check, c)
	if !unit.OK() {
		return nil, nil, s.compileFailure(unit.Diagnostics)
	}
	refused := s.processRefusals(unit)
	if len(refused) == 0 {
		program, refused = s.lower.Lower(unit)
	}
	if len(refused) > 0 {
		return nil, nil, s.compileFailure(refused)
	}
	return unit, program, nil
}

// remarks shows what a good cell's reader should know: warnings, added imports, lost variables.
func (r *run) remarks(u *check.Unit) {
	var b strings.Builder
	s := r.session
	s.mu.Lock()
	for _, d := range append(s.check.Vet(u), u.Diagnostics...) {
		if d.Severity != cell.Error {
			b.WriteString(s.render(d) + "\n")
		}
	}
	s.mu.Unlock()
	for _, l := range u.Lost {
		removed := func(d cell.Diagnostic) bool { return strings.HasPrefix(d.Hint, l.Name+" was removed") }
		if slices.ContainsFunc(u.Diagnostics, removed) {
			continue
		}
		b.WriteString(l.Name + " (" + l.Pos.String() + ") is gone, because " + l.By + " was declared again\n")
	}
	if b.Len() > 0 {
		remark(r.out, strings.TrimSuffix(b.String(), "\n"))
	}
	if text := added(u.AutoImports); text != "" {
		note(r.out, text)
	}
}

// added says which imports were added by themselves.
func added(imports []check.Import) string {
	if len(imports) == 0 {
		return ""
	}
	var paths []string
	for _, i := range imports {
		paths = append(paths, strconv.Quote(i.Path))
	}
	if n := len(paths); n > 1 {
		return "imports " + strings.Join(paths[:n-1], ", ") + " and " + paths[n-1] + " were added"
	}
	return "import " + paths[0] + " was added"
}

// remark shows a remark the way out shows such things, else on standard error.
func remark(out Out, text string) {
	out = bare(out)
	if o, ok := out.(interface{ Remark(text string) }); ok {
		o.Remark(text)
		return
	}
	out.Stream("stderr", text+"\n")
}

// noted is what a note looks like.
func noted(text string) string { return blue + "note:" + plain + " " + text }

// note shows what is no reason to look up, so not on standard error, which frontends colour as they do errors.
func note(out Out, text string) {
	text, out = noted(text), bare(out)
	if o, ok := out.(interface{ Remark(text string) }); ok {
		o.Remark(text)
		return
	}
	out.Display(msg.Bundle{"text/plain": text}, nil, "")
}

// evaluate runs the lowered cell and keeps its declarations, also if it failed half-way: the
// evaluator has them then. Its outputs and its end wait for the remarks.
func (r *run) evaluate(ctx context.Context, u *check.Unit, p *lower.Program, remarked <-chan struct{}) *Failure {
	s := r.session
	s.out.runCommands(r.commandOf, r.took)
	s.out.runProcesses(func(ctx context.Context) (string, error) { return r.workerOf(ctx, u) })
	e := evalOf(r.number, p)
	e.Measure, e.Record = r.spent != nil, r.record != nil || r.measured != nil
	e.Notes = e.Record && !r.plainTrace
	e.Race = racingOf(p.Traced, s.racing.careful)
	done, err := s.child.Eval(ctx, e, behind{remarked, s.out})
	<-remarked
	if r.spent != nil && done.Spent != nil {
		r.spent.add(*done.Spent)
	}
	var exit *child.ExitError
	switch {
	case errors.As(err, &exit):
		return s.death(exit)
	case err != nil:
		return ourFailure(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r.exited = done.Status == pipe.Exited
	if done.Status != pipe.Faulty {
		s.keepRoots(u)
		s.check.Commit(u)
		s.lower.Commit(p)
		s.check.LoseValues(notRefilled(u, done)...)
		s.racing.again = false
	}
	said := s.out.end()
	if r.record != nil {
		r.showRecording(said)
	}
	if r.measured != nil {
		r.measured(said)
	}
	if said.leak != nil {
		note(r.out, s.leakNote(said.leak))
	}
	f := s.doneFailure(done, said)
	if r.command != nil && f != nil {
		f = r.command
	}
	if f != nil && done.Status != pipe.Faulty {
		if text := halfDone(u, p, done); text != "" {
			f.Traceback = append(f.Traceback, text)
		}
	}
	return r.seenRaces(done, f)
}

// evalOf is a lowered cell as the evaluator is sent it.
func evalOf(number int, p *lower.Program) pipe.Eval {
	e := pipe.Eval{Cell: number, Run: p.Run, Race: racingOf(p.Traced, false)}
	for _, i := range p.Imports {
		e.Imports = append(e.Imports, pipe.Import{Name: i.Name, Path: i.Path})
	}
	for _, c := range p.Chunks {
		e.Chunks = append(e.Chunks, pipe.Chunk{Name: c.Name, Source: c.Source})
	}
	return e
}

func hasErrors(ds []cell.Diagnostic) bool {
	for _, d := range ds {
		if d.Severity == cell.Error {
			return true
		}
	}
	return false
}
