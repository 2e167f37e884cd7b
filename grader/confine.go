package grader

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"sync"
	"time"

	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/sandbox"
)

// Limits of a tool that builds a submission. A solution needs a hundredth of that.
const (
	toolCPU    = 30 * time.Second
	toolWall   = 5 * time.Minute // then the machine is at fault
	toolMemory = 1 << 30
	toolOutput = 1 << 20
)

// confined runs the compiler and the linker in the sandbox: a submission's text is made by strangers.
func (g *Grader) confined(ctx context.Context, t kit.Tool) error {
	out := &joined{to: t.Output}
	p, err := g.options.Sandbox.Start(ctx, sandbox.Program{
		Kind: sandbox.Build, Path: t.Path, Args: t.Args, Dir: t.Dir, Env: t.Env,
		Read: t.Read, Write: []string{t.Write}, Stdout: out, Stderr: out,
	}, sandbox.Limits{Wall: toolWall, CPU: toolCPU, Memory: toolMemory, Output: toolOutput, Scratch: 256 << 20}, g.options.Require)
	if err != nil {
		return err
	}
	exit, err := p.Wait()
	name := filepath.Base(t.Path)
	switch {
	case err != nil:
		return err
	case exit.Stop == sandbox.StopCPU:
		return &kit.ExceededError{Tool: name, Limit: toolCPU.String() + " of processor time"}
	case exit.Stop == sandbox.StopMemory:
		return &kit.ExceededError{Tool: name, Limit: fmt.Sprintf("%d MiB of memory", toolMemory>>20)}
	case exit.Stop == sandbox.StopOutput:
		return &kit.ExceededError{Tool: name, Limit: fmt.Sprintf("%d KiB for its messages", toolOutput>>10)}
	case exit.Stop != "":
		return fmt.Errorf("stopped: %s", exit.Stop)
	case exit.Signal != 0:
		return fmt.Errorf("signal: %s", exit.Signal)
	case exit.Code != 0:
		return fmt.Errorf("exit status %d", exit.Code)
	}
	return nil
}

// joined takes what comes from two streams.
type joined struct {
	mu sync.Mutex
	to io.Writer
}

func (j *joined) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.to.Write(b)
}
