//go:build unix

package cross

import (
	"io"
	"os"
	"syscall"
)

// openControl returns the socket through which a worker's caller passes connections.
func openControl() (*os.File, error) {
	if err := syscall.SetNonblock(ControlFD, true); err != nil {
		return nil, os.NewSyscallError("setnonblock", err)
	}
	return os.NewFile(ControlFD, "control"), nil
}

// receiveFile waits for the next file that the other end passes; io.EOF means that the other end has gone.
func receiveFile(control *os.File) (*os.File, error) {
	c, err := control.SyscallConn()
	if err != nil {
		return nil, err
	}
	oob := make([]byte, syscall.CmsgSpace(4))
	var n, oobn int
	var received error
	err = c.Read(func(from uintptr) bool {
		for received = syscall.EINTR; received == syscall.EINTR; {
			n, oobn, _, _, received = syscall.Recvmsg(int(from), make([]byte, 1), oob, 0)
		}
		return received != syscall.EAGAIN
	})
	switch {
	case err != nil:
		return nil, err
	case received != nil:
		return nil, os.NewSyscallError("recvmsg", received)
	case n == 0:
		return nil, io.EOF
	}
	messages, err := syscall.ParseSocketControlMessage(oob[:oobn])
	if err != nil || len(messages) == 0 {
		return nil, os.NewSyscallError("recvmsg", syscall.EINVAL)
	}
	fds, err := syscall.ParseUnixRights(&messages[0])
	if err != nil || len(fds) == 0 {
		return nil, os.NewSyscallError("recvmsg", syscall.EINVAL)
	}
	syscall.CloseOnExec(fds[0])
	if err := syscall.SetNonblock(fds[0], true); err != nil {
		return nil, os.NewSyscallError("setnonblock", err)
	}
	return os.NewFile(uintptr(fds[0]), "call"), nil
}
