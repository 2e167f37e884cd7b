package native

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"weft/kernel/engine/pipe/fd"
)

// A demand finds out whether a process, or one that it has started, waits for what is written to a pipe:
// a thread is blocked in read(2) of the pipe, and the pipe is empty. The thread's system call is in
// /proc/PID/task/TID/syscall (proc_pid_syscall(5)), which says "running" of a thread that was just woken.
type demand struct {
	pid  int
	pipe *os.File
	name string // "pipe:[1234]", as links to it read
}

// newDemand fails if the system does not tell system calls.
func newDemand(pid int, w *os.File) (*demand, error) {
	d := &demand{pid: pid, pipe: w}
	var st unix.Stat_t
	if err := d.control(func(descriptor int) error { return unix.Fstat(descriptor, &st) }); err != nil {
		return nil, fmt.Errorf("watch standard input: %w", err)
	}
	d.name = fmt.Sprintf("pipe:[%d]", st.Ino)
	if _, err := os.ReadFile("/proc/self/syscall"); err != nil {
		return nil, fmt.Errorf("watch standard input: %w", err)
	}
	return d, nil
}

func (d *demand) control(f func(descriptor int) error) error {
	c, err := d.pipe.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := c.Control(func(descriptor uintptr) { inner = f(int(descriptor)) }); err != nil {
		return err
	}
	return inner
}

// look fails if the processes may not be looked at.
func (d *demand) look() (bool, error) {
	unread := 0
	if err := d.control(func(descriptor int) error { unread = fd.Unread(descriptor); return nil }); err != nil {
		return false, err
	}
	if unread > 0 {
		return false, nil
	}
	return d.waits(d.pid, 0)
}

// readNumber is the number of read(2).
const readNumber = unix.SYS_READ

// maxDepth bounds the generations of processes that are looked at.
const maxDepth = 8

func (d *demand) waits(pid, depth int) (bool, error) {
	tasks := fmt.Sprintf("/proc/%d/task", pid)
	dir, err := os.Open(tasks)
	if err != nil {
		return false, nil // it has just ended
	}
	names, _ := dir.Readdirnames(-1)
	dir.Close()
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(tasks, name, "syscall"))
		if os.IsPermission(err) {
			return false, err
		}
		if n, ok := readOf(string(text)); ok {
			if link, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", pid, n)); link == d.name {
				return true, nil
			}
		}
		if depth == maxDepth {
			continue
		}
		children, _ := os.ReadFile(filepath.Join(tasks, name, "children"))
		for _, field := range bytes.Fields(children) {
			// Of a process with other rights nothing is known; the others may still wait.
			if c, err := strconv.Atoi(string(field)); err == nil {
				if found, _ := d.waits(c, depth+1); found {
					return true, nil
				}
			}
		}
	}
	return false, nil
}

// readOf returns the descriptor that a thread reads which is blocked in "0 0x3 0x7ffe... ...".
func readOf(syscall string) (descriptor int, ok bool) {
	fields := strings.Fields(syscall)
	if len(fields) < 2 {
		return 0, false
	}
	number, err := strconv.Atoi(fields[0])
	if err != nil || number != readNumber && number != unix.SYS_READV {
		return 0, false
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(fields[1], "0x"), 16, 32)
	return int(n), err == nil
}
