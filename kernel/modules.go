package kernel

import (
	"context"
	"errors"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/engine/native/modules"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/slice"
	"weft/kernel/golang/std"
	"weft/kernel/magic"
)

// Modules implements magic.Host.
func (r *run) Modules() []magic.Module {
	var list []magic.Module
	for _, m := range r.session.module.List() {
		list = append(list, magic.Module(m))
	}
	return list
}

// GetModule implements magic.Host.
func (r *run) GetModule(ctx context.Context, query string) error {
	return r.stoppable(ctx, func(ctx context.Context) error { return r.session.module.Get(ctx, query) })
}

// DropModule implements magic.Host.
func (r *run) DropModule(ctx context.Context, path string) error {
	return r.stoppable(ctx, func(ctx context.Context) error { return r.session.module.Drop(ctx, path) })
}

// stoppable does work that an interrupt ends.
func (r *run) stoppable(ctx context.Context, work func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r.session.setStop(stop)
	defer r.session.setStop(nil)
	return work(ctx)
}

// loadModules makes the packages known that a cell imports from modules. The error is a *refusal if they cannot be had.
func (r *run) loadModules(ctx context.Context, c *cell.Cell) error {
	imports := thirdParty(c)
	if len(imports) == 0 {
		return nil
	}
	var paths []string
	for _, i := range imports {
		paths = append(paths, i.path)
	}
	err := r.stoppable(ctx, func(ctx context.Context) error { return r.session.module.Load(ctx, paths...) })
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	d := cell.Diagnostic{Pos: imports[0].pos, Message: err.Error()}
	if e := (*modules.Error)(nil); errors.As(err, &e) {
		d.Message, d.Hint = e.What, e.Remedy
	}
	s := r.session
	s.mu.Lock()
	defer s.mu.Unlock()
	return &refusal{s.compileFailure([]cell.Diagnostic{d})}
}

// modulesFor is loadModules for a cell that is interpreted.
func (r *run) modulesFor(ctx context.Context, c *cell.Cell) *Failure {
	return r.compiledFailure(r.loadModules(ctx, c))
}

// onlyCompiled reports whether an interpreted cell declares nothing but functions, with types and constants, some of which use
// modules: then it is compiled without being asked, as a cell that begins with %%native func.
func (r *run) onlyCompiled(c *cell.Cell) bool {
	s := r.session
	if len(s.module.List()) == 0 || hasErrors(c.Diagnostics) {
		return false
	}
	for _, stmt := range c.Stmts {
		d, ok := stmt.(*ast.DeclStmt)
		if !ok || d.Decl.(*ast.GenDecl).Tok == token.VAR {
			return false
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	unit := s.check.Check(c)
	if !unit.OK() || len(unit.Funcs) == 0 || len(unit.Inits) > 0 || unit.HasMain || len(unit.Redo) > 0 {
		return false
	}
	return slices.ContainsFunc(unit.Imports, func(i check.Import) bool { return std.ThirdParty(i.Path) })
}

// compiledFailure is how compiling such a cell ended.
func (r *run) compiledFailure(err error) *Failure {
	var refused *refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return refused.failure
	case errors.Is(err, context.Canceled):
		return r.session.doneFailure(pipe.Done{Status: pipe.Interrupted}, ending{})
	}
	return r.session.magicFailure(cell.Magic{Pos: cell.Pos{Cell: r.number, Line: 1, Col: 1}}, err)
}

// onlyInModules refuses functions that neither a worker nor the interpreter can run.
func onlyInModules(p *slice.Program) []cell.Diagnostic {
	var list []cell.Diagnostic
	if p == nil {
		return nil
	}
	for _, x := range p.Stay {
		if x.Module != "" {
			list = append(list, cell.Diagnostic{
				Pos:     x.Pos,
				Message: "other cells cannot call " + x.Name + ", which uses " + x.Module + ": " + x.Reason,
				Hint:    "give it parameters and results of other types, or declare it in a cell that begins with %%native, for that cell alone",
			})
		}
	}
	return list
}

// noteCompiled says that the functions of a cell are compiled.
func (r *run) noteCompiled(c *cell.Cell) {
	var paths []string
	for _, i := range thirdParty(c) {
		paths = append(paths, i.path)
	}
	uses := "they use a package of a module"
	if len(paths) > 0 {
		uses = "they use " + strings.Join(paths, " and ")
	}
	note(r.out, "the functions of this cell are compiled and run in a process of their own, since "+uses)
}

// A moduleImport is an import of what weft does not have itself.
type moduleImport struct {
	path string
	pos  cell.Pos
}

func thirdParty(c *cell.Cell) []moduleImport {
	var list []moduleImport
	if c.File == nil {
		return nil
	}
	for _, spec := range c.File.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil && std.ThirdParty(path) {
			list = append(list, moduleImport{path, c.Pos(spec.Path.Pos())})
		}
	}
	return list
}
