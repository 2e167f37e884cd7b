package client

import (
	"context"
	"errors"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A kernel that is stopped as a whole does not echo, and one that goes on does.
func TestPingHungKernel(t *testing.T) {
	k := startToy(t, toySpec(t, ""), StartOptions{})
	if err := k.Ping(long(t)); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(k.Pid(), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := unix.Waitid(unix.P_PID, k.Pid(), nil, unix.WSTOPPED|unix.WNOWAIT, nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := k.Ping(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Ping of a stopped kernel: %v", err)
	}
	if err := syscall.Kill(k.Pid(), syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := k.Ping(long(t)); err != nil {
		t.Error(err)
	}
}
