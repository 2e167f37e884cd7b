//go:build unix

package procs

import (
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
)

// A socket carries frames and descriptors.
type socket struct {
	file *os.File
	conn syscall.RawConn

	writing sync.Mutex
}

// newSocket takes over the descriptor.
func newSocket(fd int, name string) (*socket, error) {
	syscall.CloseOnExec(fd)
	if err := syscall.SetNonblock(fd, true); err != nil {
		return nil, os.NewSyscallError("setnonblock", err)
	}
	f := os.NewFile(uintptr(fd), name)
	c, err := f.SyscallConn()
	if err != nil {
		return nil, err
	}
	return &socket{file: f, conn: c}, nil
}

// socketPair returns a socket and the other end of it for a process that is to be started.
func socketPair() (*socket, *os.File, error) {
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
	s, err := newSocket(fds[0], "control")
	if err != nil {
		return nil, nil, err
	}
	return s, os.NewFile(uintptr(fds[1]), "control"), nil
}

// send sends a frame with files.
func (s *socket) send(kind byte, body []byte, files []*os.File) error {
	if len(body) >= maxFrame {
		return &ValueError{"arguments or results are too large"}
	}
	frame := make([]byte, 5, 5+len(body))
	store32(frame, uint32(1+len(body)))
	frame[4] = kind
	frame = append(frame, body...)
	s.writing.Lock()
	defer s.writing.Unlock()
	if len(files) > 0 {
		n, err := s.sendFiles(frame, files)
		if err != nil {
			return err
		}
		frame = frame[n:]
	}
	_, err := s.file.Write(frame)
	return err
}

func (s *socket) sendFiles(b []byte, files []*os.File) (n int, err error) {
	fds := make([]int, len(files))
	var with func(i int) error
	with = func(i int) error { // all are kept open until it is done
		if i < len(files) {
			return withFD(files[i], func(fd int) error { fds[i] = fd; return with(i + 1) })
		}
		var sent error
		err := s.conn.Write(func(to uintptr) bool {
			for sent = syscall.EINTR; sent == syscall.EINTR; {
				n, sent = syscall.SendmsgN(int(to), b, syscall.UnixRights(fds...), nil, 0)
			}
			return sent != syscall.EAGAIN
		})
		if err == nil && sent != nil {
			err = os.NewSyscallError("sendmsg", sent)
		}
		return err
	}
	err = with(0)
	return n, err
}

// receive waits for a frame; io.EOF means that the other side has gone.
func (s *socket) receive() (kind byte, body []byte, files []*os.File, err error) {
	var head [5]byte
	n, files, err := s.receiveFiles(head[:])
	if err != nil {
		return 0, nil, nil, err
	}
	if _, err := io.ReadFull(s.file, head[n:]); err != nil {
		return 0, nil, nil, err
	}
	size := int(load32(head[:])) - 1
	if size < 0 || size >= maxFrame {
		return 0, nil, nil, errors.New("damaged: a frame of another length")
	}
	body = make([]byte, min(size, 1<<20))
	for have := 0; ; { // no more memory than twice what has come
		got, err := io.ReadFull(s.file, body[have:])
		have += got
		if err != nil {
			return 0, nil, nil, io.ErrUnexpectedEOF
		}
		if have == size {
			return head[4], body, files, nil
		}
		body = append(make([]byte, 0, min(size, 2*have)), body...)[:min(size, 2*have)]
	}
}

func (s *socket) receiveFiles(b []byte) (n int, files []*os.File, err error) {
	oob := make([]byte, syscall.CmsgSpace(4*maxFiles))
	var oobn int
	var received error
	err = s.conn.Read(func(from uintptr) bool {
		for received = syscall.EINTR; received == syscall.EINTR; {
			n, oobn, _, _, received = syscall.Recvmsg(int(from), b, oob, 0)
		}
		return received != syscall.EAGAIN
	})
	switch {
	case err != nil:
		return 0, nil, err
	case received != nil:
		return 0, nil, os.NewSyscallError("recvmsg", received)
	case n == 0:
		return 0, nil, io.EOF
	case oobn == 0:
		return n, nil, nil
	}
	messages, err := syscall.ParseSocketControlMessage(oob[:oobn])
	if err != nil {
		return 0, nil, os.NewSyscallError("recvmsg", err)
	}
	for i := range messages {
		fds, err := syscall.ParseUnixRights(&messages[i])
		if err != nil {
			return 0, nil, os.NewSyscallError("recvmsg", err)
		}
		for _, fd := range fds {
			syscall.CloseOnExec(fd)
			if err := syscall.SetNonblock(fd, true); err != nil {
				return 0, nil, os.NewSyscallError("setnonblock", err)
			}
			files = append(files, os.NewFile(uintptr(fd), "shared"))
		}
	}
	return n, files, nil
}

func (s *socket) close() { s.file.Close() }
