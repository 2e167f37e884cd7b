//go:build amd64 || arm64

package sandbox

import "golang.org/x/sys/unix"

// hasFilter says whether a policy is written for this architecture.
const hasFilter = true

// newPolicy is the filter for a program of a kind. pid is its own number, in its own namespace, and
// program the descriptor by whose number alone it may be executed.
func newPolicy(k Kind, pid int, program int) policy {
	p := policy{arch: auditArch, x32: hasX32, allow: append(everybody(), legacy()...)}
	own := []uint32{uint32(pid)}
	wishes := []uint32{unix.PR_SET_VMA, unix.PR_SET_NAME, unix.PR_GET_NAME}
	if k == Build {
		wishes = append(wishes, unix.PR_SET_PDEATHSIG)
	}
	const newNamespaces = unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNS | unix.CLONE_NEWNET |
		unix.CLONE_NEWIPC | unix.CLONE_NEWUTS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWTIME
	p.guards = []guard{
		// The C library falls back from clone3, whose flags a filter cannot see, when there is none.
		{unix.SYS_CLONE3, []check{{offset: low(0), oneOf: nil}}, unix.ENOSYS},
		{unix.SYS_PRLIMIT64, []check{{offset: low(2), oneOf: []uint32{0}}, {offset: high(2), oneOf: []uint32{0}}}, unix.EPERM}, // reading only
		{unix.SYS_PRCTL, []check{{offset: low(0), oneOf: wishes}}, unix.EPERM},
		{unix.SYS_IOCTL, []check{{offset: low(1), oneOf: []uint32{unix.TCGETS}}}, unix.EPERM}, // is it a terminal?
		{unix.SYS_PERSONALITY, []check{{offset: low(0), oneOf: []uint32{0xffffffff}}}, unix.EPERM},
		{unix.SYS_FCNTL, []check{{offset: low(1), oneOf: []uint32{
			// Not F_SETOWN and F_SETSIG, with which the kernel sends signals to others.
			unix.F_DUPFD, unix.F_DUPFD_CLOEXEC, unix.F_GETFD, unix.F_SETFD, unix.F_GETFL, unix.F_SETFL,
			unix.F_GETLK, unix.F_SETLK, unix.F_SETLKW, unix.F_OFD_GETLK, unix.F_OFD_SETLK, unix.F_OFD_SETLKW, unix.F_GETPIPE_SZ,
		}}}, unix.EPERM},
	}
	if k == Build {
		p.guards = append(p.guards,
			guard{unix.SYS_CLONE, []check{{offset: low(0), mask: newNamespaces, oneOf: []uint32{0}}}, unix.EPERM})
		p.allow = append(append(p.allow, builders()...), forks()...)
		return p
	}
	p.guards = append(p.guards,
		// Threads, no processes.
		guard{unix.SYS_CLONE, []check{{offset: low(0), mask: unix.CLONE_THREAD | newNamespaces, oneOf: []uint32{unix.CLONE_THREAD}}}, unix.EPERM},
		guard{unix.SYS_TGKILL, []check{{offset: low(0), oneOf: own}}, unix.EPERM},
		guard{unix.SYS_KILL, []check{{offset: low(0), oneOf: own}}, unix.EPERM},
		// Shared, growing and huge memory would not count as the process's data.
		guard{unix.SYS_MMAP, []check{{offset: low(3), mask: unix.MAP_SHARED | unix.MAP_GROWSDOWN | unix.MAP_HUGETLB, oneOf: []uint32{0}}}, unix.EPERM},
		// The descriptor's number is above the limit of descriptors, so that it never means another file.
		guard{unix.SYS_EXECVEAT, []check{{offset: low(0), oneOf: []uint32{uint32(program)}}, {offset: low(4), oneOf: []uint32{unix.AT_EMPTY_PATH}}}, unix.EPERM},
	)
	return p
}

// everybody are the calls that Go's run time, its race detector, the C library and a program that
// computes, prints and uses files make. Which files, landlock decides. What is not here is refused: sockets,
// ptrace, process_vm_readv, mount, bpf, keyctl, io_uring, userfaultfd, memfd_create, System V and POSIX
// shared memory, pidfd_open, other processes' limits and priorities, clocks, modules, and whatever is new.
func everybody() []uintptr {
	return []uintptr{
		// memory
		unix.SYS_MUNMAP, unix.SYS_MPROTECT, unix.SYS_MADVISE, unix.SYS_MREMAP, unix.SYS_BRK, unix.SYS_MINCORE,
		unix.SYS_MEMBARRIER,
		// threads, signals, time
		unix.SYS_FUTEX, unix.SYS_SET_ROBUST_LIST, unix.SYS_GET_ROBUST_LIST, unix.SYS_RSEQ, unix.SYS_SET_TID_ADDRESS,
		unix.SYS_SCHED_YIELD, unix.SYS_SCHED_GETAFFINITY, unix.SYS_GETCPU, unix.SYS_EXIT, unix.SYS_EXIT_GROUP,
		unix.SYS_RT_SIGACTION, unix.SYS_RT_SIGPROCMASK, unix.SYS_RT_SIGRETURN, unix.SYS_RT_SIGPENDING, unix.SYS_SIGALTSTACK,
		unix.SYS_RT_SIGTIMEDWAIT, unix.SYS_RT_SIGSUSPEND,
		unix.SYS_NANOSLEEP, unix.SYS_CLOCK_NANOSLEEP, unix.SYS_CLOCK_GETTIME, unix.SYS_CLOCK_GETRES, unix.SYS_GETTIMEOFDAY,
		unix.SYS_TIMER_CREATE, unix.SYS_TIMER_SETTIME, unix.SYS_TIMER_GETTIME, unix.SYS_TIMER_DELETE, unix.SYS_SETITIMER, unix.SYS_GETITIMER,
		unix.SYS_RESTART_SYSCALL, unix.SYS_GETRANDOM,
		// what am I?
		unix.SYS_GETPID, unix.SYS_GETTID, unix.SYS_GETPPID, unix.SYS_GETUID, unix.SYS_GETEUID, unix.SYS_GETGID, unix.SYS_GETEGID,
		unix.SYS_GETRESUID, unix.SYS_GETRESGID, unix.SYS_GETGROUPS, unix.SYS_GETPGID, unix.SYS_GETSID, unix.SYS_GETRUSAGE,
		unix.SYS_TIMES, unix.SYS_UNAME, unix.SYS_SYSINFO, unix.SYS_CAPGET, unix.SYS_WAIT4, unix.SYS_WAITID,
		// descriptors
		unix.SYS_READ, unix.SYS_WRITE, unix.SYS_READV, unix.SYS_WRITEV, unix.SYS_PREAD64, unix.SYS_PWRITE64, unix.SYS_PREADV, unix.SYS_PWRITEV,
		unix.SYS_PREADV2, unix.SYS_PWRITEV2, unix.SYS_LSEEK, unix.SYS_CLOSE, unix.SYS_CLOSE_RANGE, unix.SYS_DUP, unix.SYS_DUP3, unix.SYS_PIPE2,
		unix.SYS_EVENTFD2, unix.SYS_EPOLL_CREATE1, unix.SYS_EPOLL_CTL, unix.SYS_EPOLL_PWAIT, unix.SYS_EPOLL_PWAIT2, unix.SYS_PPOLL, unix.SYS_PSELECT6,
		unix.SYS_COPY_FILE_RANGE, unix.SYS_FLOCK,
		// files
		unix.SYS_OPENAT, unix.SYS_FSTAT, unix.SYS_STATX, unix.SYS_FACCESSAT, unix.SYS_FACCESSAT2, unix.SYS_READLINKAT,
		unix.SYS_GETDENTS64, unix.SYS_GETCWD, unix.SYS_CHDIR, unix.SYS_FCHDIR, unix.SYS_STATFS, unix.SYS_FSTATFS, unix.SYS_UMASK,
		unix.SYS_MKDIRAT, unix.SYS_UNLINKAT, unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_LINKAT, unix.SYS_SYMLINKAT,
		unix.SYS_FTRUNCATE, unix.SYS_FALLOCATE, unix.SYS_FADVISE64, unix.SYS_FSYNC, unix.SYS_FDATASYNC,
		unix.SYS_FCHMOD, unix.SYS_UTIMENSAT,
	}
}

// builders are what compilers and linkers need besides. Signals to others stay refused, so a tool
// cannot end the tools beside it; the end of the build does.
func builders() []uintptr {
	return []uintptr{
		unix.SYS_MMAP, unix.SYS_EXECVE, unix.SYS_EXECVEAT, unix.SYS_TGKILL, unix.SYS_FCHMODAT, unix.SYS_TRUNCATE,
		unix.SYS_SETPGID, unix.SYS_SETSID, unix.SYS_SCHED_SETAFFINITY, unix.SYS_SYNC_FILE_RANGE, unix.SYS_MSYNC,
	}
}
