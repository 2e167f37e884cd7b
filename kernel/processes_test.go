//go:build unix

package kernel

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/kit"
)

// interpretOnly is a session that finds no Go toolchain.
func interpretOnly(t *testing.T) Config {
	return Config{Native: native.Options{Kit: kit.Options{Go: filepath.Join(t.TempDir(), "no-go")}}}
}

// Without a Go toolchain processes interpret the session's functions: the same scripts, the same outcome.
func TestProcessesWithoutToolchain(t *testing.T) {
	runScriptsWith(t, "", interpretOnly(t), "testdata/script/procs.txtar", "testdata/script/procs_limits.txtar")
}

const hangingFunctions = `import ("os"; "fmt"; "syscall"; "weft/procs")
func hang(started *procs.Queue[int]) { started.Put(os.Getpid()); select {} }
func hangInPool(started *procs.Queue[int]) int { started.Put(os.Getpid()); select {} }`

const hangingCell = `started := procs.NewQueue[int](3)
procs.Start(hang, started)
procs.Start(hang, started)
pool := procs.NewPool(1)
procs.ApplyAsync(pool, hangInPool, started)
for range 3 {
	pid, _ := started.Get()
	fmt.Println(pid)
}
fmt.Println("ready")
`

// However a cell ends, by an interrupt, with its evaluator, or with the session: 100 times, and none of its processes
// is left.
func TestProcessesEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	cfg := interpretOnly(t)
	var n *notebook
	fresh := true
	for i := range 100 {
		if n == nil {
			s, err := NewSession(cfg)
			if err != nil {
				t.Fatal(err)
			}
			n, fresh = &notebook{session: s}, true
		}
		if fresh {
			n.start(hangingFunctions)
			if f := <-n.running; f != nil {
				t.Fatal(f.Plain())
			}
			fresh = false
		}
		how := []string{"select {}", "started.Get()", "procs.Start(hang, started).Wait()", "started.Get()", "pool.Close()", "select {}", "panic(1)", "select {}",
			"syscall.Kill(os.Getpid(), syscall.SIGKILL)", "fmt.Println()"}[i%10]
		n.start(hangingCell + how)
		pids := n.pids(t)
		switch {
		case i%10 < 6 || i%10 == 7:
			n.session.Interrupt()
			if f := <-n.running; f == nil || f.Name != "Interrupted" {
				t.Fatalf("run %d, %s: %+v", i, how, f)
			}
		case i%10 == 8:
			<-n.running
			fresh = true // the evaluator's session is lost
		case i%10 == 9:
			<-n.running
			n.session.Close()
			n = nil
		default:
			<-n.running
		}
		for _, pid := range pids {
			waitGone(t, fmt.Sprintf("run %d, %s", i, how), pid)
		}
	}
}

// pids waits until the running cell is ready, and returns the numbers that it has printed.
func (n *notebook) pids(t *testing.T) []int {
	t.Helper()
	p := n.pages[len(n.pages)-1]
	end := time.Now().Add(3 * time.Minute)
	timer := time.AfterFunc(3*time.Minute, p.changed.Broadcast) // not before the end
	defer timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for !strings.Contains(p.stdout, "ready") {
		if time.Now().After(end) {
			t.Fatalf("the cell is not ready: %s%s%s", p.stdout, p.stderr, p.failure)
		}
		p.changed.Wait()
	}
	var pids []int
	for _, line := range strings.Fields(p.stdout) {
		if pid, err := strconv.Atoi(line); err == nil {
			pids = append(pids, pid)
		}
	}
	if len(pids) != 3 {
		t.Fatalf("3 processes are wanted: %s", p.stdout)
	}
	return pids
}

// waitGone waits until a process has ended; one that has lost its parent may stay a zombie of init.
func waitGone(t *testing.T, what string, pid int) {
	t.Helper()
	for end := time.Now().Add(3 * time.Minute); ; time.Sleep(time.Millisecond) {
		if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			return
		}
		if stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil && strings.Contains(string(stat), ") Z ") {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s: process %d lives on", what, pid)
		}
	}
}
