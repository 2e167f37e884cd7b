//go:build linux

package sandbox

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// attacks are programs that try what a program must not be able to, or what it must. Each says what
// the system answered.
func attacks() map[string]func(args []string) {
	return map[string]func([]string){
		"hello":       func(args []string) { fmt.Println("hello", args) },
		"exit":        func(args []string) { fmt.Println("PASS"); os.Exit(number(args[0])) },
		"environment": func([]string) { fmt.Println(strings.Join(os.Environ(), " ")) },
		"input":       func([]string) { n, err := os.Stdin.Read(make([]byte, 10)); fmt.Println(n, err) },
		"panic":       func([]string) { panic("no") },
		"suicide":     func([]string) { syscall.Kill(os.Getpid(), syscall.SIGTERM); time.Sleep(time.Hour) },
		"loop":        func([]string) { go spin(); spin() },
		"sleep":       func([]string) { fmt.Println("sleeping"); time.Sleep(time.Hour) },
		"print":       func([]string) { printForEver() },
		"threads":     func(args []string) { threads(number(args[0]), number(args[1])) },
		"touch":       func([]string) { touch(10 << 30) },
		"allocate":    func([]string) { fmt.Println(len(make([]byte, 10<<30))) },
		"shared":      func([]string) { shared() },
		"read":        func(args []string) { read(args) },
		"write":       func(args []string) { write(args) },
		"disk":        func(args []string) { disk(number(args[0])) },
		"links":       func(args []string) { links(args[0]) },
		"descriptors": func([]string) { descriptors() },
		"network":     func(args []string) { network(args) },
		"calls":       func(args []string) { calls(number(args[0])) },
		"fork":        func(args []string) { fork(number(args[0])) },
		"bomb":        func([]string) { bomb() },
		"execute":     func(args []string) { fmt.Println(syscall.Exec(args[0], args, nil)) },
		"child":       func(args []string) { child(args) },
		"observe":     func([]string) { f := os.NewFile(3, ""); _, err := f.WriteString("seen"); fmt.Println(err) },
		"parent":      func([]string) { parent() },
		"emulate":     func(args []string) { emulate(args[0]) },
		"machine":     func([]string) { machine() },
	}
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func spin() {
	for {
		_ = 0
	}
}

func printForEver() {
	line := bytes.Repeat([]byte("PASS all of it\n"), 1000)
	for {
		os.Stdout.Write(line)
		os.Stderr.Write(line)
	}
}

// threads runs goroutines, some of which block a thread each.
func threads(goroutines, blocked int) {
	var all, stopped sync.WaitGroup
	begin := make(chan struct{})
	sum := make(chan int, goroutines)
	for i := range goroutines {
		all.Go(func() { <-begin; sum <- i })
	}
	r, w, _ := os.Pipe()
	for range blocked {
		stopped.Add(1)
		all.Go(func() {
			stopped.Done()
			unix.Read(int(r.Fd()), make([]byte, 1)) // r is in blocking mode after Fd
		})
	}
	stopped.Wait()
	close(begin)
	total := 0
	for range goroutines {
		total += <-sum
	}
	w.Close()
	all.Wait()
	fmt.Println("sum", total)
}

func touch(n int) {
	var keep [][]byte
	for range n >> 20 {
		b := make([]byte, 1<<20)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		keep = append(keep, b)
	}
	fmt.Println("touched", len(keep), "MiB")
}

// shared wants memory that is not the process's data.
func shared() {
	_, err := unix.Mmap(-1, 0, 1<<20, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_ANON)
	fmt.Println("shared:", err)
	_, err = unix.Mmap(-1, 0, 1<<20, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_GROWSDOWN|unix.MAP_ANON)
	fmt.Println("growing:", err)
	_, err = unix.MemfdCreate("x", 0)
	fmt.Println("memfd:", err)
	_, err = unix.SysvShmGet(unix.IPC_PRIVATE, 1<<20, unix.IPC_CREAT)
	fmt.Println("shm:", err)
}

func read(paths []string) {
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			fmt.Println("refused:", err)
			continue
		}
		fmt.Printf("GOT %s: %.20q\n", path, b)
	}
}

func write(paths []string) {
	for _, path := range paths {
		if err := os.WriteFile(path, []byte("x"), 0o666); err != nil {
			fmt.Println("refused:", err)
			continue
		}
		fmt.Println("WROTE", path)
	}
}

// disk fills files of n KiB until it is refused or ended.
func disk(n int) {
	for i := range 2000 {
		err := os.WriteFile(fmt.Sprintf("%s/%d", os.TempDir(), i), make([]byte, n<<10), 0o666)
		if err != nil {
			fmt.Println("after", i, "files:", err)
			return
		}
	}
	time.Sleep(time.Hour)
}

func links(secret string) {
	os.Chdir(os.TempDir())
	fmt.Println("symlink:", os.Symlink(secret, "link"))
	read([]string{"link"})
	fmt.Println("hard link:", os.Link(secret, "hard"))
	fmt.Println("rename:", os.Rename(secret, "renamed"))
	fmt.Println("folder:", os.Symlink("/", "root"))
	read([]string{"root" + secret, "../../../../../../.." + secret, "/proc/1/root" + secret, "/proc/self/cwd" + secret})
	fmt.Println("truncate:", os.Truncate(secret, 0))
	fmt.Println("chmod:", os.Chmod(secret, 0o777))
	fmt.Println("remove:", os.Remove(secret))
}

// descriptors tells which it has been given, besides those that its own run time has made since.
func descriptors() {
	var open []int
	for fd := range 4096 {
		// Where it can, Go's run time keeps files open that tell how many processors it may use.
		link, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", fd))
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil && !strings.HasPrefix(link, "/sys/fs/cgroup/") {
			open = append(open, fd)
		}
	}
	fmt.Println("open:", open)
}

func network(addresses []string) {
	for _, a := range addresses {
		network, address, _ := strings.Cut(a, " ")
		c, err := net.DialTimeout(network, address, 10*time.Second)
		if err == nil {
			_, err = c.Write([]byte("x"))
		}
		fmt.Println(network, "dial:", err)
	}
	_, err := net.Listen("tcp", "127.0.0.1:0")
	fmt.Println("listen:", err)
	_, err = net.LookupHost("localhost.example.")
	fmt.Println("lookup:", err)
	_, err = unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	fmt.Println("pair:", err)
}

// calls makes system calls that must be refused. victim is a process outside.
func calls(victim int) {
	v := uintptr(victim)
	b := make([]byte, 4096)
	at := uintptr(unsafe.Pointer(&b[0]))
	all := int(-1) // every process
	for _, c := range []struct {
		name          string
		nr            uintptr
		a, b, c, d, e uintptr
	}{
		{"ptrace", unix.SYS_PTRACE, unix.PTRACE_ATTACH, v, 0, 0, 0},
		{"seize", unix.SYS_PTRACE, unix.PTRACE_SEIZE, v, 0, 0, 0},
		{"readv", unix.SYS_PROCESS_VM_READV, v, at, 0, at, 0},
		{"writev", unix.SYS_PROCESS_VM_WRITEV, v, at, 0, at, 0},
		{"kill all", unix.SYS_KILL, uintptr(all), 0, 0, 0, 0},
		{"kill group", unix.SYS_KILL, 0, 0, 0, 0, 0},
		{"kill", unix.SYS_KILL, v, 0, 0, 0, 0},
		{"tgkill", unix.SYS_TGKILL, v, v, 0, 0, 0},
		{"tkill", unix.SYS_TKILL, v, 0, 0, 0, 0},
		{"queue", unix.SYS_RT_SIGQUEUEINFO, v, 10, at, 0, 0},
		{"pidfd", unix.SYS_PIDFD_OPEN, v, 0, 0, 0, 0},
		{"owner", unix.SYS_FCNTL, 1, unix.F_SETOWN, v, 0, 0},
		{"prlimit", unix.SYS_PRLIMIT64, v, unix.RLIMIT_NOFILE, at, 0, 0},
		{"limit", unix.SYS_SETRLIMIT, unix.RLIMIT_NOFILE, at, 0, 0, 0},
		{"priority", unix.SYS_SETPRIORITY, 0, v, 19, 0, 0},
		{"scheduler", unix.SYS_SCHED_SETSCHEDULER, 0, 1, at, 0, 0},
		{"unshare", unix.SYS_UNSHARE, unix.CLONE_NEWUSER, 0, 0, 0, 0},
		{"setns", unix.SYS_SETNS, 0, 0, 0, 0, 0},
		{"mount", unix.SYS_MOUNT, at, at, at, 0, 0},
		{"umount", unix.SYS_UMOUNT2, at, 0, 0, 0, 0},
		{"chroot", unix.SYS_CHROOT, at, 0, 0, 0, 0},
		{"bpf", unix.SYS_BPF, 0, at, 128, 0, 0},
		{"perf", unix.SYS_PERF_EVENT_OPEN, at, 0, 0, 0, 0},
		{"keyctl", unix.SYS_KEYCTL, 0, 0, 0, 0, 0},
		{"add key", unix.SYS_ADD_KEY, at, at, at, 1, 0},
		{"io_uring", unix.SYS_IO_URING_SETUP, 8, at, 0, 0, 0},
		{"userfaultfd", unix.SYS_USERFAULTFD, 0, 0, 0, 0, 0},
		{"handle", unix.SYS_OPEN_BY_HANDLE_AT, 0, at, 0, 0, 0},
		{"module", unix.SYS_INIT_MODULE, at, 0, at, 0, 0},
		{"reboot", unix.SYS_REBOOT, 0, 0, 0, 0, 0},
		{"set time", unix.SYS_CLOCK_SETTIME, 0, at, 0, 0, 0},
		{"host name", unix.SYS_SETHOSTNAME, at, 1, 0, 0, 0},
		{"setuid", unix.SYS_SETUID, 0, 0, 0, 0, 0},
		{"setresuid", unix.SYS_SETRESUID, 0, 0, 0, 0, 0},
		{"death signal", unix.SYS_PRCTL, unix.PR_SET_PDEATHSIG, 0, 0, 0, 0},
		{"dumpable", unix.SYS_PRCTL, unix.PR_SET_DUMPABLE, 0, 0, 0, 0},
		{"filter", unix.SYS_SECCOMP, 1, 0, at, 0, 0},
		{"terminal", unix.SYS_IOCTL, 0, unix.TIOCSTI, at, 0, 0},
		{"inotify", unix.SYS_INOTIFY_INIT1, 0, 0, 0, 0, 0},
		{"process", unix.SYS_CLONE, uintptr(syscall.SIGCHLD), 0, 0, 0, 0},
		{"execute", unix.SYS_EXECVEAT, 0, at, 0, 0, unix.AT_EMPTY_PATH},
		{"mlock", unix.SYS_MLOCK, at, 4096, 0, 0, 0},
		{"new call", 9999, 0, 0, 0, 0, 0},
	} {
		_, _, errno := syscall.RawSyscall6(c.nr, c.a, c.b, c.c, c.d, c.e, 0)
		fmt.Printf("%s: %s\n", c.name, unix.ErrnoName(errno))
	}
}

// forkOne makes a process that leaves its group and waits for ever, with all descriptors.
func forkOne() syscall.Errno {
	rest := &syscall.Timespec{Sec: 1000} // the child must not allocate
	pid, _, errno := syscall.RawSyscall6(syscall.SYS_CLONE, uintptr(syscall.SIGCHLD), 0, 0, 0, 0, 0)
	if errno == 0 && pid == 0 {
		syscall.RawSyscall(syscall.SYS_SETSID, 0, 0, 0)
		for {
			syscall.RawSyscall(syscall.SYS_NANOSLEEP, uintptr(unsafe.Pointer(rest)), 0, 0)
		}
	}
	return errno
}

func fork(n int) {
	made, errno := 0, syscall.Errno(0)
	for made < n && errno == 0 {
		if errno = forkOne(); errno == 0 {
			made++
		}
	}
	fmt.Println("forked", made, unix.ErrnoName(errno))
}

// bomb makes processes that make processes. If nobody ends them they do it themselves, for the machine's sake.
func bomb() {
	defer syscall.RawSyscall(syscall.SYS_EXIT_GROUP, 1, 0, 0)
	for began := time.Now(); time.Since(began) < time.Minute; {
		_, _, errno := syscall.RawSyscall6(syscall.SYS_CLONE, uintptr(syscall.SIGCHLD), 0, 0, 0, 0, 0)
		if errno == syscall.EPERM {
			fmt.Println("refused:", errno)
			os.Exit(0)
		}
	}
}

// child starts a program as a tool would.
func child(args []string) {
	p, err := os.StartProcess(args[0], args, &os.ProcAttr{Files: []*os.File{nil, os.Stdout, os.Stderr}})
	if err != nil {
		fmt.Println("refused:", err)
		return
	}
	state, err := p.Wait()
	fmt.Println("child:", state, err)
}

// parent is a process with a sandbox, which will be killed.
func parent() {
	s, err := Open(context.Background(), Options{Without: variantOf(os.Args[3])})
	if err != nil {
		fmt.Println(err)
		return
	}
	p := Program{Path: "/proc/self/exe", Args: []string{"attack", "sleep"}, Reserves: raced, Files: []*os.File{os.NewFile(3, "")}, Stdout: os.Stdout}
	if _, err := s.Start(context.Background(), p, Limits{Wall: time.Hour}, None); err != nil {
		fmt.Println(err)
	}
	select {}
}
