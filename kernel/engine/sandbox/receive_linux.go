package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// receive reads the order and the descriptors that came with it.
func receive(socket int) (o order, files []int, err error) {
	var text []byte
	buf := make([]byte, 64<<10)
	rights := make([]byte, unix.CmsgSpace(4*maxFiles))
	for {
		n, nr, _, _, err := unix.Recvmsg(socket, buf, rights, unix.MSG_CMSG_CLOEXEC)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return o, nil, fmt.Errorf("receive order: %w", err)
		}
		if n == 0 {
			return o, nil, io.EOF
		}
		got, err := parseRights(rights[:nr])
		if err != nil {
			return o, nil, fmt.Errorf("receive descriptors: %w", err)
		}
		files = append(files, got...)
		text = append(text, buf[:n]...)
		if text[len(text)-1] == '\n' { // JSON has no other
			break
		}
	}
	if err := json.Unmarshal(text, &o); err != nil {
		return o, nil, fmt.Errorf("read order: %w", err)
	}
	return o, files, nil
}

func parseRights(b []byte) (fds []int, err error) {
	messages, err := unix.ParseSocketControlMessage(b)
	if err != nil {
		return nil, err
	}
	for _, m := range messages {
		got, err := unix.ParseUnixRights(&m)
		if err != nil {
			return nil, err
		}
		fds = append(fds, got...)
	}
	return fds, nil
}

// answer writes a reply. An error means that nobody listens any more.
func answer(socket int, r reply) {
	text, _ := json.Marshal(r)
	for text = append(text, '\n'); len(text) > 0; {
		n, err := unix.Write(socket, text)
		if err != nil && err != unix.EINTR {
			return
		}
		text = text[max(n, 0):]
	}
}

// maxFiles is how many descriptors can come with an order.
const maxFiles = 80

// lift moves the descriptors above the numbers that the program can have, and sees to it that it
// inherits none. It returns where the program's and the socket are then, the socket also if it fails.
func (o order) lift(files []int) (program, socket int, err error) {
	socket = orders
	if len(files) != o.Files+1 {
		return 0, socket, fmt.Errorf("%d descriptors came, want %d", len(files), o.Files+1)
	}
	base := o.Limits.Files + above
	if o.supervised() {
		base = orders + 1 // the program gets none of these
	} else {
		// A table of descriptors that threads share takes the kernel some 10 ms to grow (synchronize_rcu). Where a
		// table of one's own is refused, as in containers, that is the price.
		unix.Unshare(unix.CLONE_FILES)
	}
	lift := func(fd int) (int, error) {
		high, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, base)
		if err != nil {
			return fd, fmt.Errorf("move descriptor %d above %d: %w", fd, base, err)
		}
		return high, unix.Close(fd)
	}
	if socket, err = lift(orders); err != nil {
		return 0, socket, err
	}
	for i, fd := range files {
		if files[i], err = lift(fd); err != nil {
			return 0, socket, err
		}
	}
	return files[0], socket, closeAtExec()
}

// place puts the files for the program at 0, 1, 2 and on.
func (o order) place(files []int) error {
	for i, fd := range files {
		if err := unix.Dup3(fd, i, 0); err != nil {
			return fmt.Errorf("place descriptor %d: %w", i, err)
		}
	}
	return nil
}

// closeAtExec has every descriptor from 3 on closed by execve.
func closeAtExec() error {
	if unix.CloseRange(3, ^uint(0)>>1, unix.CLOSE_RANGE_CLOEXEC) == nil {
		return nil
	}
	// A kernel before 5.11.
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return fmt.Errorf("close descriptors: %w", err)
	}
	for _, e := range open {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd >= 3 {
			unix.CloseOnExec(fd)
		}
	}
	return nil
}
