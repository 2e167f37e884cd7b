//go:build unix

package stdio

import (
	"os"
	"time"

	"golang.org/x/sys/unix"

	"weft/kernel/engine/pipe/fd"
)

// number is the file's descriptor, which stays non-blocking.
func (s *source) number() int {
	n := -1
	if c, err := s.file.SyscallConn(); err == nil {
		c.Control(func(descriptor uintptr) { n = int(descriptor) })
	}
	return n
}

func (s *source) unread() int { return fd.Unread(s.number()) }

// read reads without waiting. It returns 0 or less if there is nothing.
func (s *source) read(b []byte) int {
	for {
		n, err := unix.Read(s.number(), b)
		if err == unix.EINTR {
			continue
		}
		if n == 0 && err == nil {
			s.ended = true
		}
		return n
	}
}

// Pump reads both pipes until Finish or until nobody can write to them any more.
func (o *Streams[S]) Pump() {
	defer o.wake.stopped()
	out, err := o.sources[0], o.sources[1]
	fds := []unix.PollFd{
		{Fd: int32(o.wake.number()), Events: unix.POLLIN},
		{Fd: int32(out.number()), Events: unix.POLLIN},
		{Fd: int32(err.number()), Events: unix.POLLIN},
	}
	timeout, watched := -1, fds
	for {
		for i := range fds {
			fds[i].Revents = 0
		}
		if _, e := unix.Poll(watched, timeout); e != nil && e != unix.EINTR {
			return
		}
		if fds[0].Revents != 0 {
			return
		}
		timeout, watched = o.collect(), fds
		if out.ended && err.ended {
			return
		}
		if out.ended {
			fds[1].Fd = -1
		}
		if err.ended {
			fds[2].Fd = -1
		}
		if timeout >= 0 {
			// Let more come before the next read; a read for every line would cost more than the line.
			watched = fds[:1]
		}
	}
}

// collect reads once, delivers what is due, and returns for how many milliseconds to wait before the
// next call, or -1 to wait for text.
func (o *Streams[S]) collect() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	full := false
	for _, s := range o.sources {
		if !s.ended {
			full = o.read(s, batch) == batch || full
		}
	}
	now := time.Now()
	if len(o.pending) > 0 && now.Sub(o.last) >= interval {
		o.flush()
	}
	if o.expired(now) {
		o.release()
		o.flush()
	}
	switch _, due := o.due(now); {
	case full:
		return 0
	case due:
		return 1
	}
	return -1
}

// A waker ends the pump.
type waker struct {
	r, w *os.File
	done chan struct{}
}

func (k *waker) open() (err error) {
	k.done = make(chan struct{})
	k.r, k.w, err = os.Pipe()
	return err
}

func (k *waker) number() int {
	n := -1
	if c, err := k.r.SyscallConn(); err == nil {
		c.Control(func(descriptor uintptr) { n = int(descriptor) })
	}
	return n
}

func (k *waker) stopped() { close(k.done) }

// close ends the pump and waits for it.
func (k *waker) close() {
	k.w.Close()
	<-k.done
}

func (k *waker) free() { k.r.Close() }
