package client

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// When the client's process is killed, the kernel dies with it.
func TestKernelDiesWithItsParent(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	fifo := filepath.Join(t.TempDir(), "held by the kernel")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	gone := make(chan error, 1)
	go func() {
		f, err := os.Open(fifo)
		if err == nil {
			_, err = io.Copy(io.Discard, f)
			f.Close()
		}
		gone <- err
	}()
	parent := exec.Command(exe, "parent", "sh", "-c", fmt.Sprintf("exec '%s' toy-kernel {connection_file} 9> '%s'", exe, fifo))
	parent.Env = append(os.Environ(), "TMPDIR="+t.TempDir())
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.TrimSpace(line) != "ready" {
		t.Errorf("the parent said %q, %v", line, err)
	}
	parent.Process.Kill()
	parent.Wait()
	select {
	case err := <-gone:
		if err != nil {
			t.Error(err)
		}
	case <-long(t).Done():
		t.Error("the kernel still runs")
	}
}

// parent is the other process of TestKernelDiesWithItsParent: it starts a kernel and waits.
func parent(argv []string) {
	if _, err := Start(context.Background(), Command(argv...), StartOptions{}); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ready")
	select {}
}
