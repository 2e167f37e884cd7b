//go:build unix

package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// toySpec starts this test binary as a kernel.
func toySpec(t *testing.T, interruptMode string) kernelspec.Kernel {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	k := Command(exe, "toy-kernel", "{connection_file}")
	k.Spec.InterruptMode = interruptMode
	return k
}

func startToy(t *testing.T, spec kernelspec.Kernel, o StartOptions) *Kernel {
	t.Helper()
	k, err := Start(long(t), spec, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(k.dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there: %v", k.dir, err)
		}
	})
	return k
}

func TestStartExecuteShutdown(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		tr := &Trace{}
		k := startToy(t, toySpec(t, ""), StartOptions{Options: Options{Trace: tr}, Transport: transport})
		output, seen := record()
		if _, err := k.Execute(long(t), "print "+transport, ExecuteOptions{Output: output}); err != nil {
			t.Errorf("%s: %v", transport, err)
		}
		if got := (*seen)[len(*seen)-1]; got != "stdout:"+transport+"\n" {
			t.Errorf("%s: output %q", transport, got)
		}
		if err := tr.Check(); err != nil {
			t.Errorf("%s: %v", transport, err)
		}
		if err := k.Shutdown(long(t)); err != nil {
			t.Errorf("%s: %v", transport, err)
		}
		if !k.p.hasExited() || k.p.state.Error() != "exit status 0" {
			t.Errorf("%s: ended with %v, want exit status 0", transport, k.p.state)
		}
		<-k.Done()
		if err := k.Err(); !errors.Is(err, ErrShutdown) {
			t.Errorf("%s: Err = %v, want ErrShutdown", transport, err)
		}
		if err := k.Shutdown(long(t)); err != nil {
			t.Errorf("%s: second Shutdown: %v", transport, err)
		}
	}
}

func TestInterruptStartedKernel(t *testing.T) {
	for _, mode := range []string{"signal", "message"} {
		tr := &Trace{}
		k := startToy(t, toySpec(t, mode), StartOptions{Options: Options{Trace: tr}})
		reply, err := k.Execute(long(t), "print running\nblock", ExecuteOptions{Output: func(m *wire.Message) {
			if m.Header.MsgType == msg.TypeStream {
				go func() {
					if err := k.Interrupt(long(t)); err != nil {
						t.Errorf("%s: %v", mode, err)
					}
				}()
			}
		}})
		if err != nil || reply.EValue != "interrupted" {
			t.Errorf("%s: %+v, %v", mode, reply, err)
		}
		if _, err := k.Execute(long(t), "print next", ExecuteOptions{}); err != nil {
			t.Errorf("%s: %v", mode, err)
		}
		if err := tr.Check(); err != nil {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

func TestKernelDies(t *testing.T) {
	var copied strings.Builder
	tr := &Trace{}
	k := startToy(t, toySpec(t, ""), StartOptions{Options: Options{Trace: tr}, Stderr: &copied})
	output, seen := record()
	printed, once := make(chan struct{}), sync.Once{}
	_, err := k.Execute(long(t), "print before\nask may I?\nexit out of luck", ExecuteOptions{
		Output: func(m *wire.Message) {
			if output(m); m.Header.MsgType == msg.TypeStream {
				once.Do(func() { close(printed) })
			}
		},
		Input: func(context.Context, msg.InputRequest) (string, error) {
			<-printed // sockets lose what a kernel that exits has not written
			return "yes", nil
		}})
	var dead *DeadError
	if !errors.As(err, &dead) || !strings.Contains(err.Error(), "exit status 3") || !strings.Contains(err.Error(), "out of luck") {
		t.Errorf("Execute: %v, want the exit status and the last line on stderr", err)
	}
	if !slices.Contains(*seen, "stdout:before\n") { // what it printed last may have left too
		t.Errorf("output %q, want what was printed before", *seen)
	}
	if !strings.Contains(copied.String(), "out of luck") || len(k.Stderr()) != 1 {
		t.Errorf("stderr %q, tail %q", copied.String(), k.Stderr())
	}
	if _, err := k.Execute(long(t), "", ExecuteOptions{}); !errors.As(err, &dead) {
		t.Errorf("Execute on a dead kernel: %v", err)
	}
	if err := k.Ping(long(t)); !errors.As(err, &dead) {
		t.Errorf("Ping to a dead kernel: %v", err)
	}
	if err := k.Interrupt(long(t)); err == nil {
		t.Error("Interrupt of a dead kernel succeeded")
	}
	if err := tr.Check(); err != nil {
		t.Error(err)
	}
	if err := k.Restart(long(t)); err != nil {
		t.Fatalf("Restart of a dead kernel: %v", err)
	}
	if _, err := k.Execute(long(t), "print again", ExecuteOptions{}); err != nil {
		t.Error(err)
	}
	if err := tr.Check(); err != nil {
		t.Error(err)
	}
}

func TestKilledWhileIdle(t *testing.T) {
	k := startToy(t, toySpec(t, ""), StartOptions{})
	if err := syscall.Kill(k.Pid(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-k.Done()
	if err := k.Err(); err == nil || !strings.Contains(err.Error(), "signal: killed") {
		t.Errorf("Err = %v", err)
	}
}

func TestRestart(t *testing.T) {
	tr := &Trace{}
	k := startToy(t, toySpec(t, ""), StartOptions{Options: Options{Trace: tr}})
	pid := k.Pid()
	for want := range 2 {
		reply, err := k.Execute(long(t), "print x", ExecuteOptions{})
		if err != nil || reply.ExecutionCount != want+1 {
			t.Errorf("%+v, %v", reply, err)
		}
	}
	waiting := make(chan error, 1)
	started := make(chan struct{})
	go func() {
		_, err := k.Execute(context.Background(), "print now\nblock", ExecuteOptions{Output: func(m *wire.Message) {
			if m.Header.MsgType == msg.TypeStream {
				close(started)
			}
		}})
		waiting <- err
	}()
	<-started
	if err := k.Restart(long(t)); err != nil {
		t.Fatal(err)
	}
	if err := <-waiting; err != nil && !errors.Is(err, ErrShutdown) {
		t.Errorf("the waiting request: %v", err)
	}
	if k.Pid() == pid {
		t.Error("the process is the same")
	}
	reply, err := k.Execute(long(t), "print x", ExecuteOptions{})
	if err != nil || reply.ExecutionCount != 1 {
		t.Errorf("after the restart: %+v, %v", reply, err)
	}
	if err := tr.Check(); err != nil {
		t.Error(err)
	}
	if err := k.Close(); err != nil {
		t.Error(err)
	}
	if err := k.Restart(long(t)); !errors.Is(err, ErrClosed) {
		t.Errorf("Restart after Close: %v", err)
	}
}

// A kernel's children die with it, whoever ends it, also those that hold its stderr.
func TestChildrenDieToo(t *testing.T) {
	for _, end := range []string{"close", "kernel exits"} {
		fifo := filepath.Join(t.TempDir(), "held by the child")
		if err := syscall.Mkfifo(fifo, 0o600); err != nil {
			t.Fatal(err)
		}
		gone := make(chan error, 1)
		go func() {
			f, err := os.Open(fifo)
			if err == nil {
				_, err = io.Copy(io.Discard, f) // to the end, when nobody holds the other side
				f.Close()
			}
			gone <- err
		}()
		exe, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		// The shell opens the pipe itself, so that the child has it from its first moment.
		script := fmt.Sprintf("exec 9> '%s'; sleep 600 & exec '%s' toy-kernel {connection_file} 9>&-", fifo, exe)
		k := startToy(t, Command("sh", "-c", script), StartOptions{})
		if end == "close" {
			k.Close()
		} else {
			k.Execute(long(t), "exit", ExecuteOptions{})
		}
		select {
		case err := <-gone:
			if err != nil {
				t.Error(err)
			}
		case <-long(t).Done():
			t.Errorf("%s: the child still runs", end)
		}
	}
}

func TestTail(t *testing.T) {
	tl := &tail{}
	for i := range 1000 {
		fmt.Fprintln(tl, "line", i)
	}
	lines := tl.lines()
	if len(lines) != tailLines || lines[len(lines)-1] != "line 999" {
		t.Errorf("%q", lines)
	}
	tl = &tail{}
	tl.Write([]byte("\xff no end"))
	if got := tl.lines(); len(got) != 1 || got[0] != "\uFFFD no end" {
		t.Errorf("%q", got)
	}
}
