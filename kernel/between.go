package kernel

import (
	"context"
	"errors"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/magic"
)

// refuseBetween says which of the magics between a cell's statements cannot run there, before anything runs.
func (r *run) refuseBetween(between []cell.Magic) *Failure {
	for _, m := range between {
		switch m.Kind {
		case cell.Help, cell.HelpSource:
		case cell.Shell, cell.ShellLines:
			if !r.ShellAllowed() {
				return r.session.magicFailure(m, magic.ErrNoShell)
			}
		default:
			found, err := r.session.magics.Find(m)
			if err != nil {
				return r.session.magicFailure(m, err)
			}
			if !found.Between && !(found.Commands && strings.HasPrefix(m.Args, "!")) {
				d := cell.Diagnostic{Pos: m.Pos, End: m.End, Message: "%" + m.Name + " cannot stand between statements",
					Hint: "put it into the first lines of the cell, the last ones, or a cell of its own"}
				return r.session.compileFailure([]cell.Diagnostic{d})
			}
		}
	}
	return nil
}

// commandOf runs a magic between statements, counted from 1, when the evaluator has come to its place. The
// error, which only says that there is one, ends the cell's code.
func (r *run) commandOf(ctx context.Context, number int) error {
	if number < 1 || number > len(r.between) {
		return errors.New("no such command")
	}
	if r.command = r.magic(ctx, r.between[number-1], nil); r.command != nil {
		return errors.New(r.command.Value)
	}
	return nil
}
