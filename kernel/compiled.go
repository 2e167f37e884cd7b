package kernel

import (
	"context"
	"errors"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/check"
	"weft/kernel/golang/slice"
	"weft/kernel/magic"
)

// Compiled implements magic.Host.
func (r *run) Compiled(ctx context.Context, c magic.Compiled) error {
	unit, err := r.checked(c.Code)
	if err != nil {
		return err
	}
	program, refused := slice.Of(unit, slice.Options{Show: true})
	if len(refused) > 0 {
		return &refusal{r.session.compileFailure(refused)}
	}
	r.remarks(unit)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r.session.setStop(stop)
	defer r.session.setStop(nil)
	result, err := r.session.native.Run(ctx, r.number, nativeProgram(program, c.Mode), r.session.out)
	var build *native.BuildError
	switch {
	case errors.As(err, &build):
		return &refusal{r.session.compileFailure(build.Diagnostics)}
	case err != nil:
		return err
	}
	return r.compiledEnd(unit, result)
}

// compiledEnd reports how a compiled cell ended.
func (r *run) compiledEnd(_ *check.Unit, result native.Result) error {
	s := r.session
	p := s.out.end()
	s.mu.Lock()
	defer s.mu.Unlock()
	if result.Done.Status == pipe.Interrupted {
		p = nil
	}
	if f := s.doneFailure(result.Done, p); f != nil {
		return &refusal{f}
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
