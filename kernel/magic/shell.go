package magic

import (
	"context"
	"errors"
)

func bashMagic(shell string) Magic {
	return Magic{
		Name: shell, Group: Machine, Block: true, Usage: "%%" + shell,
		Example: "%%" + shell + "\necho $((6 * 7))",
		Doc:     "Runs the cell as a script of the system's shell.",
		Run:     func(ctx context.Context, h Host, c Call) error { return RunShell(ctx, h, c.Body) },
	}
}

// ErrNoShell is what ! and %%bash answer where they are turned off.
var ErrNoShell = errors.New("shell commands are turned off in this notebook")

// RunShell is what a shell line (!command) does.
func RunShell(ctx context.Context, h Host, command string) error {
	if !h.ShellAllowed() {
		return ErrNoShell
	}
	return h.Shell(ctx, command)
}
