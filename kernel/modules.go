package kernel

import (
	"context"
	"errors"
	"strconv"

	"weft/kernel/engine/native/modules"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
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
	err := r.loadModules(ctx, c)
	var refused *refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return refused.failure
	}
	return r.session.doneFailure(pipe.Done{Status: pipe.Interrupted}, nil)
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
