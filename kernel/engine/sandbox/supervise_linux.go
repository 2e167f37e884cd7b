package sandbox

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// supervised reports whether the program may start others and nothing ends those together: no pid
// namespace, no cgroup. Then the launcher stays, and orphans of the program become its children.
func (o order) supervised() bool {
	return !o.has(Namespaces) && !o.has(Cgroup) && (o.Kind == Build || !o.has(Seccomp))
}

// supervise starts the program as a child of this process, waits for its end or for the parent's wish,
// and ends everything that is left.
func (o order) supervise(program, socket int, files []int) error {
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("become the parent of orphans: %w", err)
	}
	started := make(chan error)
	pid := 0
	go func() {
		// The thread is the one that is confined, and the program is its child. It dies with it, by the
		// goroutine's end.
		runtime.LockOSThread()
		var err error
		pid, err = o.fork(program, socket, files)
		started <- err
		select {}
	}()
	if err := <-started; err != nil {
		return err
	}
	for _, fd := range append(files, program) {
		unix.Close(fd) // or the parent would wait for the end of what this process does not print
	}
	answer(socket, reply{Ready: true, PID: pid})
	go func() {
		var buf [1]byte
		for {
			if n, err := unix.Read(socket, buf[:]); n == 0 || err != nil && err != unix.EINTR {
				endDescendants() // the parent has had enough, or is dead
				return
			}
		}
	}()
	answer(socket, reply{Ready: true, End: reap(pid)})
	return nil
}

// fork confines the calling thread and starts the program from it.
func (o order) fork(program, socket int, files []int) (pid int, err error) {
	if err := o.confine(program, socket); err != nil {
		return 0, err
	}
	fds := make([]uintptr, len(files))
	for i, fd := range files {
		fds[i] = uintptr(fd)
	}
	pid, err = syscall.ForkExec("/proc/self/fd/"+strconv.Itoa(program), o.Args, &syscall.ProcAttr{
		Env: o.Env, Files: fds, Sys: &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGKILL},
	})
	if err != nil {
		return 0, fmt.Errorf("execute %s: %w", o.Args[0], err)
	}
	return pid, nil
}

// reap waits for the end of the process pid, and then for that of all others below this one, which it ends.
func reap(pid int) (end *ending) {
	for {
		var status syscall.WaitStatus
		var used syscall.Rusage
		got, err := syscall.Wait4(-1, &status, 0, &used)
		switch {
		case err == syscall.EINTR:
		case err != nil: // ECHILD
			return end
		case got == pid:
			end = newEnding(status, &used)
		}
		if end != nil {
			// After each of them: a fork that had begun before its process was stopped ends before the process does.
			endDescendants()
		}
	}
}

// endDescendants kills every process below this one. Orphans count as children, since this process is their
// reaper. All are stopped before the first is killed: a process that has a signal pending begins no fork, and
// one that has been killed would make room for another.
func endDescendants() {
	stopped := map[int]bool{}
	for more := true; more; {
		more = false
		for _, pid := range descendants(os.Getpid()) {
			if !stopped[pid] {
				stopped[pid], more = true, true
				unix.Kill(pid, unix.SIGSTOP)
			}
		}
	}
	for pid := range stopped {
		unix.Kill(pid, unix.SIGKILL)
	}
}

// descendants returns the processes below one, as they are now.
func descendants(of int) (below []int) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	children := map[string][]string{}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if fields, err := statFields(pid); err == nil {
			parent := fields[4-firstField]
			children[parent] = append(children[parent], e.Name())
		}
	}
	next := children[strconv.Itoa(of)]
	for len(next) > 0 {
		name := next[0]
		next = append(next[1:], children[name]...)
		pid, _ := strconv.Atoi(name)
		below = append(below, pid)
	}
	return below
}
