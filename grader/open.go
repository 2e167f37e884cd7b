package grader

import (
	"context"
	"errors"
	"fmt"

	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/sandbox"
)

// Open makes a Grader with what o leaves out: the kit of this user's Go installation, and a sandbox at the machine's highest
// level, which the Grader closes. A machine without Go is a *kit.Missing; one whose sandbox is below o.Require is a
// *sandbox.LevelError. progress, if it is not nil, is told what of the kit is being compiled, which takes some seconds on a
// new machine and nothing later.
func Open(ctx context.Context, o Options, progress func(kit.Step)) (_ *Grader, err error) {
	if o.Kit == nil {
		if o.Kit, err = kit.Open(ctx, kit.Options{Progress: progress}); err != nil {
			return nil, err
		}
	}
	if o.Sandbox != nil {
		return New(o)
	}
	launcher, err := o.Kit.Launcher(ctx)
	if err != nil {
		return nil, err
	}
	if o.Sandbox, err = sandbox.Open(ctx, sandbox.Options{Launcher: sandbox.LauncherCommand(launcher)}); err != nil {
		return nil, fmt.Errorf("open a grader: %w", err)
	}
	if m := o.Sandbox.Machine(); m.Level < o.Require {
		return nil, errors.Join(&sandbox.LevelError{Want: o.Require, Machine: m}, o.Sandbox.Close())
	}
	g, err := New(o)
	if err != nil {
		return nil, errors.Join(err, o.Sandbox.Close())
	}
	g.own = o.Sandbox
	return g, nil
}
