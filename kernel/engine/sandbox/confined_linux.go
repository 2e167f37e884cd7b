package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// sigxcpu is the signal of a reached limit of processor time.
const sigxcpu = int(unix.SIGXCPU)

// confined is the system's part of a Process: first a launcher, then the program.
type confined struct {
	process    *os.Process
	pidfd      int
	conn       *net.UnixConn // to the launcher
	group      *group        // nil: none
	namespaces bool
	dir        string // its folder on disk, or ""

	launcherCPU time.Duration
	launcherRSS int64
	peak        int64 // bytes resident, seen by the watch
}

func (c *confined) pid() int { return c.process.Pid }

// send gives the launcher its order, and returns when the program has begun or the probe is done.
func (c *confined) send(ctx context.Context, o order, files []*os.File) (ready reply, err error) {
	defer c.conn.Close()
	defer context.AfterFunc(ctx, func() { c.conn.SetDeadline(time.Unix(1, 0)) })()
	text, err := json.Marshal(o)
	if err != nil {
		return reply{}, fmt.Errorf("write order: %w", err)
	}
	fds := make([]int, len(files))
	for i, f := range files {
		fds[i] = int(f.Fd())
	}
	var rights []byte
	if len(fds) > 0 {
		rights = unix.UnixRights(fds...)
	}
	text = append(text, '\n')
	for len(text) > 0 && err == nil {
		var n int
		n, _, err = c.conn.WriteMsgUnix(text, rights, nil)
		text, rights = text[max(n, 0):], nil
	}
	for d := json.NewDecoder(c.conn); err == nil; {
		var r reply
		switch err = d.Decode(&r); {
		case err == nil && r.Error != "":
			return reply{}, fmt.Errorf("launcher: %s", r.Error)
		case err == nil:
			ready = r
		case err == io.EOF && ready.Ready:
			return ready, nil
		case err == io.EOF:
			err = errors.New("it ended before it was ready (does main begin with sandbox.Launch?)")
		}
	}
	if cause := context.Cause(ctx); cause != nil {
		return reply{}, cause
	}
	return reply{}, fmt.Errorf("launcher: %w", err)
}

// alive reports whether the process has not ended.
func (c *confined) alive() bool {
	var info unix.Siginfo
	err := unix.Waitid(unix.P_PID, c.pid(), &info, unix.WEXITED|unix.WNOHANG|unix.WNOWAIT, nil)
	return err == nil && info.Signo == 0
}

// kill kills the process and whatever it has started: the members of its cgroup, or those of its pid
// namespace, which die with its first, or its process group. A Run starts nothing where seccomp is.
func (c *confined) kill() {
	c.group.kill()
	unix.Kill(-c.pid(), unix.SIGKILL)
	c.process.Kill()
}

// wait waits for the end of the process, and ends the rest of its tree.
func (c *confined) wait() (*os.ProcessState, error) {
	for {
		// It stays a zombie until the tree has been killed, so its number cannot be somebody else's.
		err := unix.Waitid(unix.P_PID, c.pid(), nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err == nil {
			break
		}
		if err != unix.EINTR {
			return nil, fmt.Errorf("wait: %w", err)
		}
	}
	c.kill()
	return c.process.Wait()
}

// clean removes what the process has left on disk.
func (c *confined) clean() error {
	if c.pidfd >= 0 {
		unix.Close(c.pidfd)
	}
	err := c.group.remove()
	if c.dir != "" {
		err = errors.Join(err, os.RemoveAll(c.dir))
	}
	return err
}

// abandon ends a launcher that will not become a program.
func (c *confined) abandon() error {
	c.conn.Close()
	c.kill()
	_, err := c.wait()
	return errors.Join(err, c.clean())
}

// account adds what the system has counted.
func (c *confined) account(state *os.ProcessState, e *Exit) {
	e.CPU = max(0, state.UserTime()+state.SystemTime()-c.launcherCPU)
	e.MaxRSS = c.peak
	// The system's figure is not below the launcher's.
	if u, ok := state.SysUsage().(*syscall.Rusage); ok && (c.peak == 0 || int64(u.Maxrss)<<10 > c.launcherRSS) {
		e.MaxRSS = int64(u.Maxrss) << 10
	}
}

func (c *confined) outOfMemory() bool { return c.group.outOfMemory() }

// usage reads /proc/PID/stat (proc_pid_stat(5)): fields 14 and 15 are the user and system time in
// ticks of a hundredth of a second, 20 the threads, 24 the resident pages.
func (c *confined) usage() (usage, bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.pid()))
	if err != nil {
		return usage{}, false
	}
	// The second field is a name in parentheses, which can contain anything.
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	if len(fields) < 22 {
		return usage{}, false
	}
	number := func(field int) int64 { n, _ := strconv.ParseInt(string(fields[field-3]), 10, 64); return n }
	return usage{
		cpu:     time.Duration(number(14)+number(15))*10*time.Millisecond - c.launcherCPU,
		rss:     number(24) * int64(os.Getpagesize()),
		threads: int(number(20)),
	}, true
}

// scratchUsed adds up what is in the folder on disk, in bytes, until it is over the limit. A file counts
// as a block at least.
func (c *confined) scratchUsed(limit int64) (used int64) {
	if c.dir == "" || limit == 0 {
		return 0
	}
	filepath.WalkDir(c.dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // it changes while it is read
		}
		used += 4096
		if info, err := d.Info(); err == nil && d.Type().IsRegular() {
			used += info.Size()
		}
		if used > limit {
			return fs.SkipAll
		}
		return nil
	})
	return used
}
