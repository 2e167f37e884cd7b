package kernel

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"weft/kernel/engine/child/group"
	"weft/kernel/engine/launch"
	"weft/kernel/magic"
)

// shells are the commands of a session. What they leave running ends with it, also if the kernel is killed.
type shells struct {
	mu    sync.Mutex
	guard *launch.Guard
	left  []*command // which have ended, but not all that they started
}

// A command is a shell that runs one.
type command struct {
	cmd  *exec.Cmd
	mark string // of its group
}

// linger is how long a command that has ended may keep its output open by what it started.
const linger = 2 * time.Second

// Shell implements magic.Host. The command's standard input is empty. It returns when it and everything that still
// holds its output have ended, or ctx has; then all that it started is ended with it.
func (r *run) Shell(ctx context.Context, script magic.Script) error {
	s := r.session
	stdout := &textWriter{emit: func(text string) { r.out.Stream("stdout", text) }}
	stderr := &textWriter{emit: func(text string) { r.out.Stream("stderr", text) }}
	defer stdout.flush()
	defer stderr.flush()
	ctx, release := r.Stoppable(ctx)
	defer release()
	words, err := shellWords(script)
	if err != nil {
		return err
	}
	c := &command{cmd: exec.CommandContext(ctx, words[0], words[1:]...), mark: group.NewMark()}
	c.cmd.Stdout, c.cmd.Stderr = stdout, stderr
	c.cmd.Dir, c.cmd.Env = s.dir(), append(s.environ(), group.Variable+"="+c.mark)
	c.cmd.WaitDelay = linger
	c.cmd.Cancel = func() error {
		group.End(c.cmd.Process.Pid, c.mark)
		return nil
	}
	ownGroup(c.cmd)
	if err := c.cmd.Start(); err != nil {
		return fmt.Errorf("run %s: %w", words[0], err)
	}
	s.shells.begins(c)
	err = c.cmd.Wait()
	left := s.shells.ended(c)
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &exit):
		return &magic.ExitStatus{Command: script.Text, Shell: script.Shell, Code: exit.ExitCode()}
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return fmt.Errorf("run %s: %w", words[0], err)
	case left:
		note(r.out, "what the command has started goes on in the background, without its output, until the kernel ends")
	}
	return nil
}

// begins has the guard watch over a command.
func (h *shells) begins(c *command) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.guard == nil {
		h.guard = launch.NewGuard()
	}
	h.guard.Begins(c.cmd.Process.Pid)
}

// ended reports whether something of the command's is left.
func (h *shells) ended(c *command) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	alive := groupAlive(c.cmd.Process.Pid)
	for range 20 { // who has closed the output may be about to end
		if !alive {
			break
		}
		time.Sleep(5 * time.Millisecond)
		alive = groupAlive(c.cmd.Process.Pid)
	}
	if !alive {
		h.guard.Ended(c.cmd.Process.Pid)
		return false
	}
	h.left = append(h.left, c)
	return true
}

// close ends what is left.
func (h *shells) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.left {
		if groupAlive(c.cmd.Process.Pid) {
			group.End(c.cmd.Process.Pid, c.mark)
		}
		h.guard.Ended(c.cmd.Process.Pid)
	}
	h.left = nil
	h.guard.Stop()
	h.guard = nil
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
