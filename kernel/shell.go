package kernel

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"

	"weft/kernel/magic"
)

// shell runs one command line of the system's shell and returns when it and everything that
// still holds its output have ended, or ctx has. Its process group is ended with ctx.
func shell(ctx context.Context, command string, stdout, stderr io.Writer) error {
	name, flag := shellCommand()
	cmd := exec.CommandContext(ctx, name, flag, command)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	ownGroup(cmd)
	cmd.WaitDelay = 2 * time.Second // a background child may keep the pipes open
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &exit):
		return &magic.ExitStatus{Command: command, Code: exit.ExitCode()}
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return fmt.Errorf("run %s: %w", name, err)
	}
	return nil
}

// textWriter passes what a command prints on as text, whole code points at a time.
type textWriter struct {
	mu   sync.Mutex
	rest []byte
	emit func(string)
}

func (w *textWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rest = append(w.rest, p...)
	whole := wholeRunes(w.rest)
	if whole > 0 {
		w.emit(string(w.rest[:whole]))
		w.rest = append(w.rest[:0], w.rest[whole:]...)
	}
	return len(p), nil
}

// flush emits what is left of a code point that was never finished.
func (w *textWriter) flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.rest) > 0 {
		w.emit(string(w.rest))
		w.rest = nil
	}
}
