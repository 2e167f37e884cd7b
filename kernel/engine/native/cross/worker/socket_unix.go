//go:build unix

package worker

import (
	"os"
	"syscall"
)

// socketPair returns the two ends of a connection. Ours does not block threads.
func socketPair() (ours, theirs *os.File, err error) {
	syscall.ForkLock.RLock()
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(fds[0])
		syscall.CloseOnExec(fds[1])
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	if err := syscall.SetNonblock(fds[0], true); err != nil {
		syscall.Close(fds[0])
		syscall.Close(fds[1])
		return nil, nil, os.NewSyscallError("setnonblock", err)
	}
	return os.NewFile(uintptr(fds[0]), "call"), os.NewFile(uintptr(fds[1]), "worker"), nil
}

// sendFile passes a copy of a file to the process at the other end of a control socket.
func sendFile(control, f *os.File) error {
	c, err := control.SyscallConn()
	if err != nil {
		return err
	}
	fd := f.Fd()
	var sent error
	err = c.Write(func(to uintptr) bool {
		for sent = syscall.EINTR; sent == syscall.EINTR; {
			sent = syscall.Sendmsg(int(to), []byte{0}, syscall.UnixRights(int(fd)), nil, 0)
		}
		return sent != syscall.EAGAIN
	})
	if err == nil {
		err = sent
	}
	return err
}
