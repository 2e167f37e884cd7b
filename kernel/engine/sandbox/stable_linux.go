package sandbox

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// launcherVariable is set for launchers. One that opens a sandbox has a main that does not know them, and
// would start itself for ever.
const launcherVariable = "WEFT_SANDBOX_LAUNCHER"

// A stable keeps launchers ready. All of them are started by one thread that lives as long as it does: a
// program is killed at its parent's death, and that means the death of the thread that started it. A
// launcher without an order ends when the parent's end of its socket closes.
type stable struct {
	command    []string
	size       int
	namespaces bool
	cgroups    *cgroups // nil: none

	work   chan func()
	thread sync.WaitGroup

	mu     sync.Mutex
	closed bool
	idle   []*confined
	filler sync.WaitGroup
}

func newStable(o Options) *stable {
	s := &stable{command: o.Launcher, size: o.spares(), work: make(chan func())}
	s.thread.Go(func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		for f := range s.work {
			f()
		}
	})
	return s
}

// take returns a launcher that waits for its order. The caller calls fill once that is done.
func (s *stable) take() (*confined, error) {
	s.mu.Lock()
	var c *confined
	for c == nil && len(s.idle) > 0 {
		c, s.idle = s.idle[0], s.idle[1:]
		if !c.alive() { // somebody has killed it
			c.abandon()
			c = nil
		}
	}
	s.mu.Unlock()
	if c != nil {
		return c, nil
	}
	return s.spawn()
}

// fill starts the launchers that are missing, without being waited for.
func (s *stable) fill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.size == 0 {
		return
	}
	s.filler.Go(func() {
		for {
			s.mu.Lock()
			full := s.closed || len(s.idle) >= s.size
			s.mu.Unlock()
			if full {
				return
			}
			c, err := s.spawn()
			if err != nil {
				return // the next program will meet the same failure and tell it
			}
			s.mu.Lock()
			if s.closed || len(s.idle) >= s.size {
				s.mu.Unlock()
				c.abandon()
				return
			}
			s.idle = append(s.idle, c)
			s.mu.Unlock()
		}
	})
}

func (s *stable) close() error {
	s.mu.Lock()
	s.closed = true
	idle := s.idle
	s.idle = nil
	s.mu.Unlock()
	s.filler.Wait()
	var err error
	for _, c := range idle {
		err = errors.Join(err, c.abandon())
	}
	close(s.work)
	s.thread.Wait()
	return err
}

// spawn starts a launcher. It does not wait until it is ready.
func (s *stable) spawn() (*confined, error) {
	path, command := "/proc/self/exe", []string{os.Args[0], launcherArg} // by now another weft may be at its path
	if s.command != nil {
		path, command = s.command[0], s.command
	}
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("make socket pair: %w", err)
	}
	theirs, ours := os.NewFile(uintptr(pair[0]), "launcher"), os.NewFile(uintptr(pair[1]), "launcher")
	defer theirs.Close()
	defer ours.Close()
	conn, err := net.FileConn(ours)
	if err != nil {
		return nil, fmt.Errorf("use socket pair: %w", err)
	}
	c := &confined{conn: conn.(*net.UnixConn), namespaces: s.namespaces}
	if c.group, err = s.cgroups.make(); err == nil {
		done := make(chan struct{})
		s.work <- func() {
			defer close(done)
			err = c.spawn(path, command, theirs)
		}
		<-done
	}
	if err != nil {
		conn.Close()
		return nil, errors.Join(fmt.Errorf("start launcher: %w", err), c.group.remove())
	}
	return c, nil
}

// spawn starts the launcher's process.
func (c *confined) spawn(path string, command []string, socket *os.File) error {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer null.Close()
	attr := &syscall.SysProcAttr{Setsid: true}
	if c.namespaces {
		attr.Cloneflags = namespaces
		if !isRoot() {
			// The capabilities in the namespaces are for the mounts; they are dropped after those.
			attr.Cloneflags |= unix.CLONE_NEWUSER
			attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Getuid(), Size: 1}}
			attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Getgid(), Size: 1}}
			attr.AmbientCaps = []uintptr{unix.CAP_SYS_ADMIN, unix.CAP_SETPCAP}
		}
	}
	if c.group != nil {
		attr.UseCgroupFD, attr.CgroupFD = true, int(c.group.file.Fd())
	}
	// A launcher that fails in an unforeseen way says so on standard error, as weft itself would.
	files := []*os.File{null, null, os.Stderr, socket}
	// It lives for milliseconds, so it need not collect garbage, nor wait for races to report. The fewer
	// threads it has, the sooner it has become the program.
	env := []string{"GOGC=off", "GOMAXPROCS=1", "GORACE=atexit_sleep_ms=0", launcherVariable + "=1"}
	c.process, err = os.StartProcess(path, command, &os.ProcAttr{Env: env, Files: files, Sys: attr})
	return err
}
