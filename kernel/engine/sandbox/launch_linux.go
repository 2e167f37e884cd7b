package sandbox

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// IsLauncher reports whether this process was started to become a confined program.
func IsLauncher(args []string) bool {
	return len(args) == 2 && args[1] == launcherArg && os.Getenv(launcherVariable) != ""
}

// orders is the launcher's descriptor for its order and replies: a socket.
const orders = 3

// above is added to the highest descriptor that a program may have, for those that are not for it.
const above = 16

// Launch waits for an order, confines this process and becomes the program. If it returns, it is the
// process's exit status: the order did not come, asked for a probe only, or failed, of which the parent knows.
//
// Landlock, seccomp, credentials and capabilities belong to a thread, and the thread that calls execve
// is the one that is left, so nothing needs to reach the other threads.
func Launch() int {
	runtime.LockOSThread()
	unix.CloseOnExec(orders)
	// If memory runs out it should be the program that is ended, not the one that watches it. This also has the
	// run time open the descriptors with which it waits for others, which all threads must have; see lift.
	os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
	answer(orders, reply{Waits: true})
	o, files, err := receive(orders)
	if err == io.EOF {
		return 0 // a spare that nobody needed
	}
	socket, program := orders, 0
	switch {
	case err != nil:
	case o.Probe:
		answer(socket, o.probe())
		return 0
	default:
		program, socket, err = o.lift(files)
	}
	switch {
	case err != nil:
	case o.supervised():
		if err = o.supervise(program, socket, files[1:]); err == nil {
			return 0
		}
	default:
		err = o.become(program, socket, files[1:])
	}
	answer(socket, reply{Error: err.Error()})
	return 1
}

// become places the program's files and makes this process the program. It returns only if it fails.
func (o order) become(program, socket int, files []int) error {
	if err := o.place(files); err != nil {
		return err
	}
	argv, err := syscall.SlicePtrFromStrings(o.Args)
	if err != nil {
		return err
	}
	env, err := syscall.SlicePtrFromStrings(o.Env)
	if err != nil {
		return err
	}
	empty := [1]byte{}
	if err := o.confine(program, socket); err != nil {
		return err
	}
	// From here on the filter decides: no more calls than these.
	answer(socket, reply{Ready: true, CPU: ownCPU(), RSS: ownRSS()})
	_, _, errno := unix.RawSyscall6(unix.SYS_EXECVEAT, uintptr(program), uintptr(unsafe.Pointer(&empty[0])),
		uintptr(unsafe.Pointer(&argv[0])), uintptr(unsafe.Pointer(&env[0])), unix.AT_EMPTY_PATH, 0)
	answer(socket, reply{Error: fmt.Sprintf("execute %s: %v", o.Args[0], errno)})
	unix.Exit(1)
	return nil
}

// confine applies the layers, from the outside in.
func (o order) confine(program, socket int) error {
	unix.Umask(0o022) // what is shown is for the program's user
	if o.has(Namespaces) {
		if err := o.mounts(); err != nil {
			return err
		}
	}
	if o.Kind == Run {
		unix.Umask(0o077)
	}
	if o.has(Rlimits) {
		if err := o.limits(); err != nil {
			return err
		}
	}
	if err := unix.Chdir(o.Dir); err != nil {
		return fmt.Errorf("change to %s: %w", o.Dir, err)
	}
	if err := o.identity(); err != nil {
		return err
	}
	if !o.supervised() {
		// A change of identity would forget this.
		if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0); err != nil {
			return fmt.Errorf("ask to be killed at the parent's death: %w", err)
		}
		if orphaned(socket) {
			return errors.New("the parent has died")
		}
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("set no_new_privs: %w", err)
	}
	if o.has(Landlock) {
		if err := o.files(program); err != nil {
			return err
		}
	}
	if o.has(Seccomp) {
		return o.calls(program)
	}
	return nil
}

// files restricts which files there are to use.
func (o order) files(program int) error {
	r, err := newRuleset()
	if err != nil {
		return err
	}
	if err := r.file(program, fsExecute|fsRead); err != nil {
		return fmt.Errorf("landlock: allow the program: %w", err)
	}
	read := uint64(fsRead)
	if o.Kind == Build {
		read |= fsExecute
	}
	if o.Loader != "" {
		if err := r.path(o.Loader, fsRead|fsExecute); err != nil {
			return err
		}
	}
	write := o.Write
	if o.Limits.Scratch > 0 {
		write = append(write, o.Scratch)
	}
	for _, rule := range []struct {
		paths  []string
		access uint64
	}{{o.Read, read}, {write, fsWrite}, {devices(), fsDevice}} {
		for _, path := range rule.paths {
			if err := r.path(path, rule.access); err != nil {
				return err
			}
		}
	}
	// A program may see its own environment, and the race detector must. Without a root of its own
	// the folder holds more.
	own := []string{procSelf + "/environ"}
	if !o.has(Namespaces) {
		own = append(own, procSelf+"/maps")
	}
	for _, path := range own {
		if err := r.path(path, unix.LANDLOCK_ACCESS_FS_READ_FILE); err != nil {
			return err
		}
	}
	return r.restrict()
}

// devices are harmless and expected by programs. A machine without one of them has no sandbox.
func devices() []string { return []string{"/dev/null", "/dev/zero", "/dev/urandom"} }

// calls restricts the system calls.
func (o order) calls(program int) error {
	filter, err := newPolicy(o.Kind, os.Getpid(), program).assemble()
	if err != nil {
		return fmt.Errorf("assemble filter: %w", err)
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, errno := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&prog)))
	if errno != 0 {
		return fmt.Errorf("set seccomp filter: %w", errno)
	}
	return nil
}

// limits sets resource limits (setrlimit(2)). Those of memory, processor time and threads are backstops: the
// parent watches the same quantities more exactly and knows that it was a limit.
func (o order) limits() error {
	l := o.Limits
	seconds := uint64((l.CPU+ownCPU())/time.Second) + 2
	set := map[int]uint64{
		unix.RLIMIT_CORE:     0,
		unix.RLIMIT_CPU:      seconds,
		unix.RLIMIT_FSIZE:    uint64(l.FileSize),
		unix.RLIMIT_NOFILE:   uint64(l.Files),
		unix.RLIMIT_MEMLOCK:  0,
		unix.RLIMIT_MSGQUEUE: 0,
	}
	if o.Kind == Run {
		// A stack of this size is what the C library gives to threads, and it counts as data.
		set[unix.RLIMIT_STACK] = 1 << 20
	}
	if !o.Reserves {
		// Address space that is reserved but not used counts here; Go reserves it in pieces of 64 MiB.
		set[unix.RLIMIT_DATA] = uint64(2*l.Memory + 512<<20)
	}
	switch {
	case o.UID != 0 || o.has(Namespaces):
		set[unix.RLIMIT_NPROC] = uint64(2*l.Threads + 64)
	case o.supervised() && !isRoot():
		// All of the user's processes count. That is no limit of the program, but one of fork bombs.
		set[unix.RLIMIT_NPROC] = uint64(2*l.Threads + 64 + userThreads())
	}
	for resource, value := range set {
		r := unix.Rlimit{Cur: value, Max: value}
		if err := unix.Prlimit(0, resource, &r, nil); err != nil {
			return fmt.Errorf("set resource limit %d to %d: %w", resource, value, err)
		}
	}
	return nil
}

// userThreads counts the threads of this process's user.
func userThreads() (n int) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return 0
	}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		info, err := e.Info()
		if err != nil || int(info.Sys().(*syscall.Stat_t).Uid) != os.Getuid() {
			continue
		}
		if fields, err := statFields(pid); err == nil {
			threads, _ := strconv.Atoi(fields[20-firstField])
			n += threads
		}
	}
	return n
}

// orphaned reports whether the other end of the socket has gone.
func orphaned(socket int) bool {
	fds := []unix.PollFd{{Fd: int32(socket), Events: unix.POLLRDHUP}}
	n, _ := unix.Poll(fds, 0)
	return n > 0 && fds[0].Revents&(unix.POLLHUP|unix.POLLERR|unix.POLLRDHUP) != 0
}

func ownCPU() time.Duration {
	var u unix.Rusage
	unix.Getrusage(unix.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ownRSS() int64 {
	var u unix.Rusage
	unix.Getrusage(unix.RUSAGE_SELF, &u)
	return int64(u.Maxrss) << 10
}
