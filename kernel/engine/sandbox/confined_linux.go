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
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// sigxcpu is the signal of a reached limit of processor time.
const sigxcpu = int(unix.SIGXCPU)

// confined is the system's part of a Process: first a launcher, then the program.
type confined struct {
	process    *os.Process
	conn       *net.UnixConn // to the launcher
	group      *group        // nil: none
	namespaces bool
	dir        string // its folder on disk, or ""

	launcherCPU time.Duration
	launcherRSS int64
	program     int           // the program's number, if the launcher stays and supervises it
	replies     *json.Decoder // then tells how it ended
	outOfMemory bool          // the system has killed it for that
}

// pid is the launcher's number, which is the program's unless it is supervised.
func (c *confined) pid() int { return c.process.Pid }

// send gives the launcher its order, and returns when the program has begun or the probe is done.
func (c *confined) send(ctx context.Context, o order, files []*os.File) (ready reply, err error) {
	defer func() {
		if ready.PID == 0 {
			c.conn.Close()
		}
	}()
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
		case err == nil && r.Waits:
		case err == nil && r.PID != 0:
			c.program, c.replies = r.PID, d
			return r, nil
		case err == nil:
			ready = r
		case err == io.EOF && ready.Ready:
			return ready, nil
		}
	}
	if cause := context.Cause(ctx); cause != nil {
		return reply{}, cause
	}
	return reply{}, fmt.Errorf("%w: %w", errVanished, err)
}

var errVanished = errors.New("the launcher ended before it was ready (does main begin with sandbox.Launch?)")

// alive reports whether the process has not ended.
func (c *confined) alive() bool {
	var info unix.Siginfo
	err := unix.Waitid(unix.P_PID, c.pid(), &info, unix.WEXITED|unix.WNOHANG|unix.WNOWAIT, nil)
	return err == nil && info.Signo == 0
}

// kill kills the process and whatever it has started: the members of its cgroup, those of its pid
// namespace, which die with its first, or what its supervisor finds. A Run starts nothing where seccomp is.
func (c *confined) kill() {
	c.group.kill()
	if c.program != 0 {
		c.conn.CloseWrite() // the supervisor reads the end
		return
	}
	c.process.Kill()
}

// wait waits for the end of the process, and ends the rest of its tree.
func (c *confined) wait() (ending, error) {
	for {
		// It stays a zombie until the tree has been killed, so its number cannot be somebody else's.
		err := unix.Waitid(unix.P_PID, c.pid(), nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err == nil {
			break
		}
		if err != unix.EINTR {
			return ending{}, fmt.Errorf("wait: %w", err)
		}
	}
	c.group.kill()
	c.outOfMemory = c.group.oomKilled()
	state, err := c.process.Wait()
	if err != nil {
		return ending{}, err
	}
	if c.program != 0 {
		return c.told()
	}
	end := newEnding(state.Sys().(syscall.WaitStatus), state.SysUsage().(*syscall.Rusage))
	end.CPU = max(0, end.CPU-c.launcherCPU)
	return *end, nil
}

// told reads what the supervisor, which has ended, said about its program's end.
func (c *confined) told() (ending, error) {
	defer c.conn.Close()
	var last reply
	if err := c.replies.Decode(&last); err != nil || last.End == nil {
		return ending{}, errors.Join(errors.New("the program's supervisor has died"), err)
	}
	return *last.End, nil
}

// clean removes what the process has left on disk.
func (c *confined) clean() error {
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

// usage reads of the program what proc_pid_stat(5) calls fields 14 and 15, the user and system time in
// ticks of a hundredth of a second, 20, the threads, and 24, the resident pages.
func (c *confined) usage() (usage, bool) {
	pid := c.pid()
	if c.program != 0 {
		pid = c.program
	}
	fields, err := statFields(pid)
	if err != nil {
		return usage{}, false
	}
	number := func(field int) int64 { n, _ := strconv.ParseInt(fields[field-firstField], 10, 64); return n }
	return usage{
		cpu:     time.Duration(number(14)+number(15))*10*time.Millisecond - c.launcherCPU,
		rss:     number(24) * int64(os.Getpagesize()),
		threads: int(number(20)),
	}, true
}

// firstField is the number of the first of statFields.
const firstField = 3

// statFields reads /proc/PID/stat from the field after the name, which can contain anything.
func statFields(pid int) ([]string, error) {
	path := fmt.Sprintf("/proc/%d/stat", pid)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) < 22 {
		return nil, fmt.Errorf("%s has %d fields", path, len(fields))
	}
	return fields, nil
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
