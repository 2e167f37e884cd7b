//go:build unix

package child

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

func TestPanics(t *testing.T) {
	n := open(t, noSpare())
	for _, tt := range []struct{ body, want string }{
		{`var s []int; _ = s[len(s)-1+6]`, ""}, // the interpreter's own words; lowered code checks bounds itself
		{`panic("oh\nno")`, "panic: oh\n\tno"},
		{`panic(errors.New("custom"))`, "panic: custom"},
		{`panic(42)`, "panic: 42"},
		{`panic(1.5)`, "panic: 1.5"},
		{`var e error; panic(fmt.Errorf("wrapped: %w", os.ErrNotExist)); _ = e`, "panic: wrapped: file does not exist"},
		{`panic(time.Second)`, "panic: 1s"},
		{`var p *int; *p = 1`, "panic: runtime error: invalid memory address or nil pointer dereference"},
		{`var m map[string]int; m["a"] = 1`, "panic: assignment to entry in nil map"},
		{`close((chan int)(nil))`, "panic: close of nil channel"},
		{`ch := make(chan int); close(ch); ch <- 1`, "panic: send on closed channel"},
		{`var f func(); f()`, ""},
		{`a, b := 1, 0; fmt.Println(a / b)`, "panic: runtime error: integer divide by zero"},
	} {
		n.panics = nil
		d := n.run("", tt.body)
		if d.Status != pipe.Panicked || len(n.panics) != 1 {
			t.Errorf("%s: Done = %+v with %d panics", tt.body, d, len(n.panics))
			continue
		}
		p := n.panics[0]
		if tt.want != "" && p.Message != tt.want {
			t.Errorf("%s: %q, want %q", tt.body, p.Message, tt.want)
		}
		if len(p.Frames) == 0 || p.Frames[0].Cell != n.cell || p.Started != nil {
			t.Errorf("%s: frames %+v", tt.body, p.Frames)
		}
	}
}

// TestGoroutinePanic ends the cell that runs, and stops its other goroutines.
func TestGoroutinePanic(t *testing.T) {
	n := open(t, noSpare())
	d := n.run("var x int", `_rt.Go("cell[1]:1:1", func() { panic("in a goroutine") }); for { x++; x-- }`)
	if d.Status != pipe.Panicked || len(n.panics) != 1 || n.panics[0].Started == nil {
		t.Errorf("Done = %+v, panics %+v", d, n.panics)
	}
	n.must("", `fmt.Println("lives")`)
}

func TestExit(t *testing.T) {
	n := open(t, noSpare())
	n.must("var x = 1", "")
	for _, tt := range []struct {
		body string
		code int
	}{
		{`x = 2; os.Exit(3); x = -1`, 3},
		{`defer func() { x = -1 }(); os.Exit(0)`, 0},
		{`func() { func() { os.Exit(4); x = -1 }(); x = -1 }(); x = -1`, 4},
		{`go os.Exit(5); for { x++; x-- }`, 5},
		{`_rt.Go("cell[6]:1:1", func() { os.Exit(6) }); select {}`, 6},
		{`_rt.Run(func(f *_rt.Frame) { f.Defer(func(r *_rt.Recovery) { x = -1; r.Recover() }); os.Exit(7); x = -1 }); x = -1`, 7},
		{`log.SetFlags(0); log.Fatalf("fatal %d", 1)`, 1},
		{`log.Fatal("fatal ", 2)`, 1},
	} {
		d := n.run("", tt.body)
		if d.Status != pipe.Exited || d.Code != tt.code {
			t.Errorf("%s: Done = %+v, want exited with %d", tt.body, d, tt.code)
		}
		n.log = nil
		n.must("", `if x < 0 { fmt.Println(x) }`)
		if got := n.text(); got != "" {
			t.Errorf("after %s x is %s", tt.body, got)
		}
	}
}

// TestFaults: what the interpreter refuses is our failure, and harms nothing.
func TestFaults(t *testing.T) {
	n := open(t, noSpare())
	if d := n.run("", `this is no Go`); d.Status != pipe.Faulty || d.Fault == "" {
		t.Errorf("Done = %+v", d)
	}
	e := n.prepare("", "")
	e.Imports = []pipe.Import{{Path: "no/such/package"}}
	if d, err := n.Eval(t.Context(), e, n.recorder); err != nil || d.Status != pipe.Faulty || !strings.Contains(d.Fault, "no/such/package") {
		t.Errorf("Done = %+v, %v", d, err)
	}
	n.must("", `fmt.Println("lives")`)
}

// TestFatal: what the interpreter sees before the run time does ends the cell alone.
func TestFatal(t *testing.T) {
	n := open(t, noSpare())
	n.must("var kept = 1", "")
	for _, tt := range []struct{ name, decls, body, want string }{
		{"map writes", "", `m := map[int]int{}; f := func() { for i := 0; ; i++ { m[i%10] = i } }; go f(); go f(); f()`,
			"fatal error: concurrent map writes"},
		{"map read and write", "", `m := map[int]int{}; go func() { for i := 0; ; i++ { m[i%10] = i } }(); for { kept = 0*m[1] + 1 }`,
			"fatal error: concurrent map read and map write"},
		{"map iteration and write", "", `m := map[int]int{1: 1}; go func() { for i := 0; ; i++ { m[i%10] = i } }(); for { for k := range m { kept = k - k + 1 } }`,
			"fatal error: concurrent map iteration and map write"},
		{"stack overflow", "func dive(n int) int { return dive(n+1) + 1 }", `dive(0)`,
			"runtime: goroutine stack exceeds 250000000-byte limit\nfatal error: stack overflow"},
		{"stack overflow under others", "func plunge(n int) int { defer func() { kept = -1 }(); return plunge(n+1) + 1 }", `go func() { for { time.Sleep(time.Microsecond) } }(); plunge(0)`,
			"runtime: goroutine stack exceeds 250000000-byte limit\nfatal error: stack overflow"},
	} {
		n.panics = nil
		d := n.run(tt.decls, tt.body)
		if d.Status != pipe.Panicked || d.Fault != "" || len(n.panics) != 1 || n.panics[0].Message != tt.want {
			t.Errorf("%s: Done = %+v, panics %+v", tt.name, d, n.panics)
			continue
		}
		n.log = nil
		n.must("", `fmt.Println(kept)`)
		if got := n.text(); !strings.HasSuffix(got, "stdout: 1\n") {
			t.Errorf("after %s: %s", tt.name, got)
		}
	}
}

// dies runs a cell that takes its process along.
func (n *notebook) dies(decls, body string) *ExitError {
	n.Helper()
	d, err := n.Eval(n.Context(), n.prepare(decls, body), n.recorder)
	var exit *ExitError
	if !errors.As(err, &exit) {
		n.Fatalf("%s: Done = %+v, %v, want an ExitError", body, d, err)
	}
	return exit
}

func TestDeath(t *testing.T) {
	n := open(t, noSpare())
	for _, tt := range []struct {
		name, decls, body string
		crash             string
		check             func(*ExitError) bool
	}{
		{"a map race in compiled code", "", `m := map[int]int{}; go func() { for i := 0; ; i++ { m[i%1000] = i } }(); for { _ = fmt.Sprint([]any{m}) }`,
			"fatal error: concurrent map iteration and map write", func(e *ExitError) bool { return e.Code == 2 }},
		{"a panic in a goroutine of compiled code", "", `new(sync.WaitGroup).Go(func() { panic("boom") }); select {}`,
			"panic: ", func(e *ExitError) bool { return e.Code == 2 && strings.Contains(e.Stderr, "boom") }},
		{"a signal", "", `exec.Command("sh", "-c", "kill -9 $PPID").Run(); select {}`,
			"", func(e *ExitError) bool { return e.Signal == syscall.SIGKILL }},
		{"the logger's exit", "", `log.New(os.Stderr, "", 0).Fatal("last words")`,
			"", func(e *ExitError) bool { return e.Code == 1 && e.Stderr == "last words\n" }},
		{"garbage for the parent", "", `os.NewFile(4, "events").WriteString("hello\n" + strings.Repeat("x", 100)); select {}`,
			"", func(e *ExitError) bool { return e.Garbage != nil }},
		{"its descriptors closed", "", `os.NewFile(4, "events").Close(); select {}`, "", func(*ExitError) bool { return true }},
	} {
		n.log = nil
		e := n.dies(tt.decls, tt.body)
		if !strings.HasPrefix(e.Crash, tt.crash) || (tt.crash == "") != (e.Crash == "") || !tt.check(e) {
			t.Errorf("%s: %+v", tt.name, e)
		}
		if strings.Contains(n.text(), "goroutine") {
			t.Errorf("%s: the crash is part of the output: %.200s", tt.name, n.text())
		}
		if len(e.Stderr) > 4<<10 || len(e.Trace) > maxTrace || strings.Contains(e.Trace, "yaegi") {
			t.Errorf("%s: %d bytes of stderr, trace %q", tt.name, len(e.Stderr), e.Trace)
		}
		n.must("", `fmt.Println("a new one")`)
	}
}

// TestNotACrash: what only looks like a crash is output.
func TestNotACrash(t *testing.T) {
	n := open(t, noSpare())
	n.must("", `fmt.Fprintln(os.Stderr, "fatal error: not really"); fmt.Println("ok")`)
	if got := n.text(); !strings.Contains(got, "1 stderr: fatal error: not really\n") {
		t.Error(got)
	}
}

// TestIdleDeath: a process that dies between cells is reported by the next cell, which has not run, also if nobody
// knows yet that it is dead.
func TestIdleDeath(t *testing.T) {
	n := open(t, noSpare())
	n.must("", `fmt.Println("first")`)
	n.Child.mu.Lock()
	p := n.Child.current
	n.Child.mu.Unlock()
	p.kill()
	if e := n.dies("", `fmt.Println("not run")`); !e.Idle || e.Signal != syscall.SIGKILL {
		t.Errorf("%+v", e)
	}
	n.must("", `fmt.Println("third")`)
	n.want("1 stdout: first\n\n3 stdout: third\n")
}

// deaf is a cell whose process is stopped, which is printed when it is true, so that it cannot hear.
const deaf = `c := exec.Command("sh", "-c", "kill -STOP $PPID; echo stopped"); c.Stdout = os.Stdout; c.Run(); for { }`

func TestSecondInterrupt(t *testing.T) {
	n := open(t, noSpare())
	n.heard = func() { n.Interrupt(); n.Interrupt() }
	if e := n.dies("", deaf); !e.Interrupted {
		t.Errorf("%+v", e)
	}
	n.must("", `fmt.Println("new")`)
}

func TestGrace(t *testing.T) {
	n := open(t, Options{NoSpare: true, Grace: 50 * time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	n.heard = cancel
	_, err := n.Eval(ctx, n.prepare("", deaf), n.recorder)
	var exit *ExitError
	if !errors.As(err, &exit) || !exit.Interrupted {
		t.Errorf("Eval = %v, want an ExitError after the grace", err)
	}
}

// TestCompiledEndless: compiled code that never looks up goes on for its grace, and then ends with its evaluator.
func TestCompiledEndless(t *testing.T) {
	n := open(t, Options{NoSpare: true, Grace: 100 * time.Millisecond})
	var exit *ExitError
	for range 100 { // an interrupt can also come before the compiled code has begun
		n.heard = n.Interrupt
		_, err := n.Eval(t.Context(), n.prepare("", `fmt.Println("begins"); new(big.Int).Exp(big.NewInt(3), new(big.Int).Lsh(big.NewInt(1), 40), nil)`), n.recorder)
		if errors.As(err, &exit) {
			break
		}
	}
	if exit == nil || !exit.Interrupted {
		t.Fatalf("%+v", exit)
	}
	n.must("", `fmt.Println("new")`)
}

func TestRestart(t *testing.T) {
	n := open(t, Options{SpareDelay: time.Nanosecond})
	n.must("var x = 1", `fmt.Println(x)`)
	n.shown = make(chan string, 1)
	restarted := make(chan error, 1)
	go func() { <-n.shown; restarted <- n.Restart(t.Context()) }()
	e := n.dies("", `display.Show(1); for { }`)
	if err := <-restarted; err != nil || !e.Restarted {
		t.Errorf("Restart = %v, the cell says %+v", err, e)
	}
	n.shown = nil
	n.must("var x = 2", `fmt.Println(x)`)
	if err := n.Close(); err != nil {
		t.Error(err)
	}
	if _, err := n.Eval(t.Context(), pipe.Eval{Cell: 9}, n.recorder); !errors.Is(err, ErrClosed) {
		t.Errorf("Eval after Close = %v", err)
	}
}

// TestGrandchildren: what cells start ends with the process, also what has left its group.
func TestGrandchildren(t *testing.T) {
	for _, command := range []string{`sleep 1000`, `setsid sleep 1000`} {
		n := open(t, noSpare())
		// The command holds the write end of the pipe as long as it lives.
		path := t.TempDir() + "/fifo"
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
		opened := make(chan *os.File)
		go func() { f, _ := os.Open(path); opened <- f }()
		n.must("", `exec.Command("sh", "-c", "exec >`+path+`; `+command+`").Start()`)
		fifo := <-opened
		n.Close()
		if _, err := fifo.Read(make([]byte, 1)); err == nil {
			t.Errorf("%s still writes", command)
		}
		fifo.Close()
	}
}

// TestKernelKilled: a parent that is killed takes its evaluator and what that started along.
func TestKernelKilled(t *testing.T) {
	path := t.TempDir() + "/fifo"
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	opened := make(chan *os.File)
	go func() { f, _ := os.Open(path); opened <- f }()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	parent := exec.Command(exe, "parent", path)
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	fifo := <-opened // by the grandchild and the evaluator
	parent.Process.Kill()
	parent.Wait()
	if _, err := fifo.Read(make([]byte, 1)); err == nil {
		t.Error("something survived")
	}
	fifo.Close()
}

// parentMain is the parent that TestKernelKilled kills.
func parentMain(path string) {
	c, err := Start(context.Background(), noSpare())
	if err != nil {
		panic(err)
	}
	n := &notebook{Child: c, recorder: &recorder{}}
	e := n.prepare("", `exec.Command("sh", "-c", "exec >`+path+`; sleep 1000").Start()
exec.Command("sh", "-c", "exec >`+path+`; setsid sleep 1000").Start()
os.OpenFile("`+path+`", os.O_WRONLY, 0)
for { }`)
	c.Eval(context.Background(), e, n.recorder)
}
