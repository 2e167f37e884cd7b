//go:build unix

package worker_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/native/cross/call"
	"weft/kernel/engine/native/cross/worker"
)

// open returns a worker in a pool of its own.
func open(t testing.TB, o worker.Options) (*worker.Pool, *worker.Worker) {
	p := worker.NewPool(o)
	t.Cleanup(p.Close)
	return p, p.Open(os.Args[0], names()...)
}

// raised returns what f panics with.
func raised(f func()) (v any) {
	defer func() { v = recover() }()
	f()
	return nil
}

func TestCalls(t *testing.T) {
	_, w := open(t, worker.Options{})
	if got := call.Int(w, fib, 20); got != 6765 {
		t.Errorf("fib(20) = %d", got)
	}
	if got := call.Text(w, join, []string{"a", "", "c"}); got != "a--c" {
		t.Errorf("join = %q", got)
	}
	big := make([]float64, 1<<20)
	for i := range big {
		big[i] = float64(i)
	}
	if got := call.Float64(w, sum, big); got != 549755289600 {
		t.Errorf("sum = %v", got)
	}
	for _, tt := range []struct {
		a, b, want int
		err        string
	}{{7, 2, 3, "<nil>"}, {1, 0, 0, "division by zero"}} {
		args := cross.NewWriter()
		args.Int(tt.a)
		args.Int(tt.b)
		for _, r := range []*cross.Reader{call.Do(w, divide, args), call.Results(w, divide, tt.a, tt.b)} {
			q, err := r.Int(), r.ErrorValue()
			call.End(r)
			if q != tt.want || fmt.Sprint(err) != tt.err {
				t.Errorf("divide(%d, %d) = %d, %v", tt.a, tt.b, q, err)
			}
		}
	}
}

func TestPanics(t *testing.T) {
	stack := ""
	_, w := open(t, worker.Options{Raised: func(s string) { stack = s }})
	for how, want := range []string{
		"a text", "an error: EOF", "EOF", "runtime error: index out of range [3] with length 0",
		"(worker_test.odd) {A:1 B:2}", `worker_test.text("named")`, "3.5", "panic called with nil argument",
	} {
		stack = ""
		v := raised(func() { call.Nothing(w, fail, how) })
		if got := fmt.Sprint(v); got != want {
			t.Errorf("panic %d: %q, want %q", how, got, want)
		}
		if !strings.Contains(stack, "worker_test.failing(") {
			t.Errorf("panic %d: stack %q", how, stack)
		}
		_, isRuntime := v.(runtime.Error)
		if isRuntime != (how == 3 || how == 7) || (how == 2) != (v == error(io.EOF)) {
			t.Errorf("panic %d is a %T", how, v)
		}
	}
}

// What goes wrong with a worker is an error of the call; the next call has a new one.
func TestDeaths(t *testing.T) {
	pool, w := open(t, worker.Options{})
	for _, tt := range []struct {
		name string
		do   func()
		want string
	}{
		{"os.Exit", func() { call.Nothing(w, exit) }, "call of compiled exit: its worker died: exit status 3"},
		{"a panic in a goroutine", func() { call.Nothing(w, crash) }, "call of compiled crash: its worker died: panic: in a goroutine"},
		{"a fatal error", func() { call.Nothing(w, fatal) }, "call of compiled fatal: its worker died: fatal error: sync: unlock of unlocked mutex"},
		{"kill -9", func() {
			p := call.Int(w, pid)
			go func() {
				for pool.Calls() == 0 {
					runtime.Gosched()
				}
				syscall.Kill(p, syscall.SIGKILL)
			}()
			call.Int(w, nap, 1<<30)
		}, "call of compiled nap: its worker died: signal: killed"},
		{"damaged arguments", func() { call.Int(w, fib, "x") }, "call of compiled fib: arguments: damaged input: it ends too early"},
		{"arguments of another type", func() { call.Int(w, fib, odd{}) }, "call of compiled fib: arguments: a value of type worker_test.odd has no method of its own"},
		{"damaged results", func() { call.Bool(w, fib, 1) }, "call of compiled fib: results: damaged input: 7 bytes too many"},
		{"an unknown function", func() { call.Nothing(w, 99) }, "call of compiled function 99: there is no function of this number"},
	} {
		v := raised(tt.do)
		if f := (*worker.Failure)(nil); !errors.As(asError(v), &f) || f.Error() != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, v, tt.want)
		}
		if got := call.Int(w, fib, 10); got != 55 {
			t.Errorf("after %s: fib(10) = %d", tt.name, got)
		}
	}
}

func asError(v any) error {
	err, _ := v.(error)
	return err
}

func TestProgramIsMissing(t *testing.T) {
	p, _ := open(t, worker.Options{})
	w := p.Open("/does/not/exist", "f")
	if v := raised(func() { call.Nothing(w, 0) }); v == nil || !strings.HasPrefix(v.(error).Error(), "call of compiled f: start its worker: ") {
		t.Errorf("call of a missing program: %v", v)
	}
}

func TestGoexit(t *testing.T) {
	_, w := open(t, worker.Options{})
	returned := false
	done := make(chan bool)
	go func() {
		defer func() { done <- recover() == nil }()
		call.Nothing(w, goexit)
		returned = true
	}()
	if quiet := <-done; returned || !quiet {
		t.Errorf("Goexit in a worker: returned %v, no panic %v", returned, quiet)
	}
	if got := call.Int(w, fib, 10); got != 55 {
		t.Errorf("the connection after Goexit: fib(10) = %d", got)
	}
}

// Calls at the same time do not wait for each other, and connections are used again.
func TestManyAtOnce(t *testing.T) {
	_, w := open(t, worker.Options{})
	const n = 200
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			for range 5 {
				if got := call.Int(w, nap, 1+i%7); got != 1+i%7 {
					t.Errorf("nap(%d) = %d", i, got)
				}
				if got := call.Int(w, fib, i%15); got != fibonacci(i%15) {
					t.Errorf("fib(%d) = %d", i%15, got)
				}
			}
		})
	}
	all.Wait()
	// A few goroutines of the worker are its own; the others wait for calls. They end one by one.
	for end := time.Now().Add(30 * time.Second); call.Int(w, count) > 64+3; {
		if time.Now().After(end) {
			t.Fatalf("the worker still has %d goroutines", call.Int(w, count))
		}
	}
}

// Of the calls under way a stop ends those of one cell, with their worker; goroutines end as they do
// everywhere when a cell is stopped.
func TestStop(t *testing.T) {
	stop := make(chan struct{})
	p, w := open(t, worker.Options{Stop: func() <-chan struct{} { return stop }})
	first := call.Int(w, pid)
	ended := make(chan bool, 10)
	for range cap(ended) {
		go func() {
			defer func() { ended <- recover() == nil }()
			call.Int(w, nap, 1<<30)
			t.Error("nap returned")
		}()
	}
	for p.Calls() < cap(ended) {
		runtime.Gosched()
	}
	close(stop)
	p.Stop(stop)
	for range cap(ended) {
		if !<-ended {
			t.Error("a stopped call panicked")
		}
	}
	stop = nil
	if second := call.Int(w, pid); second == first {
		t.Error("the worker was not replaced")
	}
	other := make(chan struct{})
	before := call.Int(w, pid)
	p.Stop(other)
	if call.Int(w, pid) != before {
		t.Error("a stop without calls ended the worker")
	}
}

func TestStartAndClose(t *testing.T) {
	p, w := open(t, worker.Options{})
	w.Start()
	process := call.Int(w, pid)
	w.Close()
	if err := syscall.Kill(process, 0); err != syscall.ESRCH {
		t.Errorf("the closed worker's process: %v", err)
	}
	if v := raised(func() { call.Int(w, pid) }); fmt.Sprint(v) != "call of compiled pid: its worker is closed" {
		t.Errorf("call of a closed worker: %v", v)
	}
	p.Close()
	if v := raised(func() { call.Int(p.Open(os.Args[0]), 0) }); fmt.Sprint(v) != "call of compiled function 0: its worker is closed" {
		t.Errorf("a closed pool: %v", v)
	}
}

// A worker ends when its caller does, even by kill -9 in the middle of a call.
func TestCallerDies(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CALL_TEST=caller")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	process, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Process.Kill()
	// The worker has the other end of this pipe as well: it ends when both have gone.
	if _, err := lines.ReadString('\n'); err != io.EOF {
		t.Errorf("read from the dead: %v", err)
	}
	cmd.Wait()
	waitGone(t, process)
}

// waitGone waits until a process that has lost its parent has ended: it may stay a zombie of init.
func waitGone(t *testing.T, process int) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); syscall.Kill(process, 0) == nil; {
		if state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", process)); err == nil && strings.Contains(string(state), ") Z ") {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("worker %d lives on", process)
		}
		runtime.Gosched()
	}
}
