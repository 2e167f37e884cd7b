//go:build unix

package procs

import (
	"errors"
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// A region is memory that several processes have mapped.
type region struct {
	file *os.File
	mem  []byte
}

func newRegion(size int) (*region, error) {
	f, err := anonymousFile()
	if err != nil {
		return nil, err
	}
	if err := f.Truncate(int64(size)); err != nil {
		f.Close()
		return nil, err
	}
	return mapRegion(f, size)
}

// openRegion maps what another process has made.
func openRegion(f *os.File) (*region, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return mapRegion(f, int(info.Size()))
}

func mapRegion(f *os.File, size int) (*region, error) {
	var mem []byte
	err := withFD(f, func(fd int) (err error) {
		mem, err = syscall.Mmap(fd, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
		return err
	})
	if err != nil {
		f.Close()
		return nil, os.NewSyscallError("mmap", err)
	}
	r := &region{f, mem}
	runtime.AddCleanup(r, func(mem []byte) { syscall.Munmap(mem) }, mem)
	return r, nil
}

// unlinked is a file without a name.
func unlinked() (*os.File, error) {
	f, err := os.CreateTemp("", "weft-shared-")
	if err != nil {
		return nil, err
	}
	return f, os.Remove(f.Name())
}

func (r *region) word32(at int) *atomic.Uint32 { return (*atomic.Uint32)(unsafe.Pointer(&r.mem[at])) }
func (r *region) word64(at int) *atomic.Uint64 { return (*atomic.Uint64)(unsafe.Pointer(&r.mem[at])) }

// A wakePipe is a pipe of which several processes have both ends.
type wakePipe struct{ r, w *os.File }

func newWakePipe() (*wakePipe, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	return &wakePipe{r, w}, nil
}

// put writes n bytes; if there is no room there are enough of them. The descriptors are not blocking, as package os has
// made them.
func (p *wakePipe) put(n int) {
	c, err := p.w.SyscallConn()
	if err != nil {
		return
	}
	b := make([]byte, n)
	c.Write(func(fd uintptr) bool {
		for {
			if _, err := syscall.Write(int(fd), b); err != syscall.EINTR {
				return true
			}
		}
	})
}

// take waits for bytes and returns how many it has taken, 0 after interrupt.
func (p *wakePipe) take(b []byte) int {
	n, err := p.r.Read(b)
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		time.Sleep(time.Millisecond) // it cannot happen; but then it must not keep a processor busy
	}
	return n
}

func (p *wakePipe) interrupt() { p.r.SetReadDeadline(time.Unix(1, 0)) }
func (p *wakePipe) resume()    { p.r.SetReadDeadline(time.Time{}) }

// withFD calls f with the descriptor of a file, which stays open and as it is meanwhile.
func withFD(file *os.File, f func(fd int) error) error {
	c, err := file.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := c.Control(func(fd uintptr) { inner = f(int(fd)) }); err != nil {
		return err
	}
	return inner
}

// alive reports whether there is a process of this number.
func alive(pid int) bool { return syscall.Kill(pid, 0) != syscall.ESRCH }

// pause lets others go on, goroutines and processes.
func pause() { runtime.Gosched() }

// yield lets other processes go on.
func yield() { time.Sleep(20 * time.Microsecond) }
