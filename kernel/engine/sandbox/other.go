//go:build !linux

package sandbox

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// IsLauncher reports whether this process was started to become a confined program, which it never
// is on this system.
func IsLauncher([]string) bool { return false }

// Launch is for Linux.
func Launch() int { return 1 }

// sigxcpu is a signal that a limit of processor time sends; none here.
const sigxcpu = -1

// A host is the system's part of a Sandbox. This one confines nothing, and says so.
type host struct{ dir string }

func (h *host) open(_ context.Context, _ Options, dir string) (Machine, error) {
	h.dir = dir
	var found []Finding
	for _, l := range layers() {
		found = append(found, Finding{Layer: l, Detail: "not on " + runtime.GOOS, Remedy: "use Linux, or a container or virtual machine with it"})
	}
	return newMachine(found), nil
}

func (h *host) close() error { return nil }

func (h *host) start(_ context.Context, p Program, l Limits, streams [3]*os.File) (*confined, error) {
	dir, err := os.MkdirTemp(h.dir, "")
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(p.Path, p.Args...)
	cmd.Env = append([]string{}, p.Env...)
	if l.Scratch > 0 {
		cmd.Env = append(cmd.Env, "TMPDIR="+dir)
	}
	if cmd.Dir = p.Dir; cmd.Dir == "" {
		cmd.Dir = dir
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = streams[0], streams[1], streams[2]
	cmd.ExtraFiles = p.Files
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return &confined{process: cmd.Process, dir: dir}, nil
}

// confined is the system's part of a Process.
type confined struct {
	process     *os.Process
	dir         string
	outOfMemory bool // not known here
}

func (c *confined) pid() int                { return c.process.Pid }
func (c *confined) kill()                   { killGroup(c.process) }
func (c *confined) clean() error            { return os.RemoveAll(c.dir) }
func (c *confined) usage() (usage, bool)    { return usage{}, false }
func (c *confined) scratchUsed(int64) int64 { return 0 }

func (c *confined) wait() (ending, error) {
	state, err := c.process.Wait()
	if err != nil {
		return ending{}, err
	}
	killGroup(c.process)
	end := ending{Code: state.ExitCode(), CPU: state.UserTime() + state.SystemTime()}
	if ws, ok := state.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		end.Signal = ws.Signal()
	}
	return end, nil
}
