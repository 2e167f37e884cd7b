//go:build unix

package procs

import (
	"fmt"
	"os"
	"syscall"
)

// startProcess starts a process that serves this one.
func startProcess(c Command) (p *os.Process, control *socket, words *os.File, err error) {
	control, theirs, err := socketPair()
	if err != nil {
		return nil, nil, nil, err
	}
	defer theirs.Close()
	if words, err = unlinked(); err != nil {
		control.close()
		return nil, nil, nil, err
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		control.close()
		return nil, nil, nil, err
	}
	defer null.Close()
	attr := &os.ProcAttr{
		Env:   append(append(os.Environ(), c.Env...), Variable+"="+Version),
		Files: []*os.File{null, os.Stdout, words, theirs, os.Stderr},
		Sys:   withParent(),
	}
	this.launcher.do(func() { p, err = os.StartProcess(c.Path, c.Args, attr) })
	if err != nil {
		control.close()
		words.Close()
		return nil, nil, nil, err
	}
	return p, control, words, nil
}

// takeControl takes the descriptors that this process was started with.
func takeControl() (*socket, error) {
	for _, fd := range []int{wordsFD, stderrFD} {
		var stat syscall.Stat_t
		if err := syscall.Fstat(fd, &stat); err != nil {
			return nil, fmt.Errorf("descriptor %d: %w", fd, err)
		}
	}
	syscall.CloseOnExec(stderrFD)
	os.Stderr = os.NewFile(stderrFD, "/dev/stderr")
	return newSocket(controlFD, "control")
}

// signalOf is the signal that ended a process, nil if it exited.
func signalOf(s *os.ProcessState) os.Signal {
	if w, ok := s.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return w.Signal()
	}
	return nil
}
