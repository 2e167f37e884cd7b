package kit

import (
	"context"
	"io"
	"os/exec"
	"time"
)

// A process is a program of the toolchain to run.
type process struct {
	path   string
	args   []string
	dir    string
	env    []string
	output io.Writer
	errors io.Writer // nil: with the output
}

// runTool runs a program until it ends, or until ctx does: then nothing of it runs any more. The
// error is ctx's own in that case, or what os/exec says.
func runTool(ctx context.Context, p process) error {
	cmd := exec.CommandContext(ctx, p.path, p.args...)
	cmd.Dir, cmd.Env = p.dir, p.env
	cmd.Stdout, cmd.Stderr = p.output, p.output
	if p.errors != nil {
		cmd.Stderr = p.errors
	}
	ownGroup(cmd)
	cmd.WaitDelay = 10 * time.Second // for a descendant that holds the output open
	err := cmd.Run()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}
