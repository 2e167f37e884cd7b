package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

// A kernel ends when the frontend that started it is killed. What it has inherited is closed then.
func TestKernelEndsWithItsFrontend(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no kernels on Windows")
	}
	ip := "127.0.0.1"
	if runtime.GOOS == "linux" { // an address that nobody else uses: the ports stay free until the kernel takes them
		ip = fmt.Sprintf("127.84.%d.%d", os.Getpid()>>8&0xff, os.Getpid()&0xff)
	}
	ports := freePorts(t, ip, 5)
	file := filepath.Join(t.TempDir(), "kernel.json")
	text := fmt.Sprintf(`{"transport": "tcp", "ip": %q, "key": "k", "signature_scheme": "hmac-sha256",
"shell_port": %d, "iopub_port": %d, "stdin_port": %d, "control_port": %d, "hb_port": %d}`, ip, ports[0], ports[1], ports[2], ports[3], ports[4])
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	frontend := exec.Command("sh", "-c", `JPY_PARENT_PID=$$ weft kernel -f "$1" & wait`, "sh", file)
	out, err := frontend.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := frontend.Start(); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(time.Minute)
	for {
		conn, err := net.Dial("tcp", net.JoinHostPort(ip, strconv.Itoa(ports[0])))
		if err == nil {
			conn.Close()
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the kernel does not answer: %v", err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	ended := make(chan error, 1)
	go func() {
		_, err := io.ReadAll(out)
		ended <- err
	}()
	if err := frontend.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Error("the kernel is still there a minute after its frontend was killed")
	}
	_ = frontend.Wait() // it was killed
}

func freePorts(t *testing.T, ip string, n int) []int {
	t.Helper()
	var ports []int
	for range n {
		l, err := net.Listen("tcp", ip+":0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}
