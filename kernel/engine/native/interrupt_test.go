//go:build unix

package native

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/needs"
)

// gone waits until the process has ended; a zombie has.
func gone(t *testing.T, pid int) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for syscall.Kill(pid, 0) == nil {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err == nil && strings.Contains(string(stat), ") Z ") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("process %d still lives", pid)
		}
		time.Sleep(5 * time.Millisecond) // there is no event for the end of somebody else's process
	}
}

// busy prints the number of a process that it has started, and its own, and goes on for ever.
const busy = `c := exec.Command("sleep", "1000")
if err := c.Start(); err != nil { panic(err) }
for range 4 {
	go func() { for {} }()
}
fmt.Println(c.Process.Pid, os.Getpid())
for {}`

func TestInterrupt(t *testing.T) {
	e := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	sink := &recorder{heard: func(string) { cancel() }}
	r, err := e.Run(ctx, 3, program([]string{"fmt", "os", "os/exec"}, "", busy), sink)
	if err != nil || r.Done.Status != pipe.Interrupted || r.Signal != nil || len(sink.panics) > 0 {
		t.Fatalf("%+v, %v, received\n%s", r, err, sink.text())
	}
	for _, pid := range pids(t, sink.text()) {
		gone(t, pid)
	}
}

func pids(t *testing.T, text string) (all []int) {
	t.Helper()
	fields := strings.Fields(strings.TrimPrefix(text, "3 stdout: "))
	for _, f := range fields {
		pid, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, pid)
	}
	if len(all) != 2 {
		t.Fatalf("processes %v", all)
	}
	return all
}

// TestInterruptBuild: a build ends too.
func TestInterruptBuild(t *testing.T) {
	e := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, err := e.Run(ctx, 3, program(nil, "", "for {}"), &recorder{})
	if err != nil || r.Done.Status != pipe.Interrupted {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestClose ends what runs.
func TestClose(t *testing.T) {
	needs.Tools(t, "go")
	e := New(Options{})
	var once sync.Once
	closed := make(chan error, 1)
	sink := &recorder{heard: func(string) { once.Do(func() { go func() { closed <- e.Close() }() }) }}
	r, err := e.Run(t.Context(), 3, program([]string{"fmt"}, "", `fmt.Println("runs"); for {}`), sink)
	if err != nil || r.Done.Status != pipe.Interrupted {
		t.Errorf("%+v, %v", r, err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

// TestLeftBehind: what a program has started ends with it.
func TestLeftBehind(t *testing.T) {
	e := open(t)
	_, sink := run(t, e, program([]string{"fmt", "os", "os/exec"}, "", `c := exec.Command("sleep", "1000")
c.Stdout = os.Stdout
if err := c.Start(); err != nil { panic(err) }
fmt.Println(c.Process.Pid, os.Getpid())`))
	for _, pid := range pids(t, sink.text()) {
		gone(t, pid)
	}
}

// parentMain is a process that runs a program until it is killed.
func parentMain(dir string) {
	sink := &recorder{heard: func(text string) { fmt.Print(text) }}
	e := New(Options{Dir: dir})
	_, err := e.Run(context.Background(), 3, program([]string{"fmt", "os", "os/exec"}, "", busy), sink)
	fmt.Fprintln(os.Stderr, err)
}

// TestKilled: the program does not outlive a process that is killed without a chance to end it.
func TestKilled(t *testing.T) {
	needs.Tools(t, "go")
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("this system tells no process of its parent's end")
	}
	cmd := exec.Command(os.Args[0], "parent", t.TempDir())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var child, program int
	_, err = fmt.Fscan(out, &child, &program)
	cmd.Process.Kill()
	io.Copy(io.Discard, out)
	cmd.Wait()
	if err != nil {
		t.Fatal(err)
	}
	gone(t, program)
	gone(t, child)
}
