//go:build linux

package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestEnd tells a program's own end from a limit.
func TestEnd(t *testing.T) {
	eachVariant(t, func(t *testing.T, p *prober) {
		r := p.attack(Limits{}, "hello", "a b", "")
		r.want(t, 0, "")
		if r.out != "hello [a b ]" || r.err != "" {
			t.Errorf("stdout %q, stderr %q", r.out, r.err)
		}
		if r.CPU <= 0 || r.MaxRSS <= 0 || r.Exit.Wall <= 0 || r.Level != p.Machine().Level {
			t.Errorf("not accounted for: %+v", r.Exit)
		}
		// A status of 0 is what the program says; whether that is a pass is not ours to say.
		p.attack(Limits{}, "exit", "0").want(t, 0, "")
		p.attack(Limits{}, "exit", "3").want(t, 3, "")
		p.attack(Limits{}, "panic").want(t, 2, "")
		r = p.attack(Limits{}, "suicide")
		if p.Machine().Has(Namespaces) {
			// The first process of a pid namespace cannot be ended so, and Go's run time then exits.
			r.want(t, 2, "")
		} else if r.Signal != syscall.SIGTERM || r.Stop != "" {
			t.Errorf("a program that ends itself by SIGTERM: %v", r.Exit)
		}
		p.attack(Limits{CPU: 200 * time.Millisecond}, "loop").want(t, 0, StopCPU)
		p.attack(Limits{Wall: 300 * time.Millisecond}, "sleep").want(t, 0, StopWall)
	})
}

// TestInside shows what a program finds: what it was given.
func TestInside(t *testing.T) {
	eachVariant(t, func(t *testing.T, p *prober) {
		t.Setenv("WEFT_TEST_SECRET", "1")
		r := p.run(Program{Args: []string{"attack", "environment"}, Env: []string{"A=1"}}, Limits{})
		if r.out != "A=1 GORACE=atexit_sleep_ms=0" {
			t.Errorf("environment %q", r.out)
		}
		if r := p.attack(Limits{}, "input"); r.out != "0 EOF" {
			t.Errorf("reads without input: %q", r.out)
		}
		if r := p.run(Program{Args: []string{"attack", "input"}, Stdin: []byte("abc")}, Limits{}); r.out != "3 <nil>" {
			t.Errorf("reads abc: %q", r.out)
		}
		// More input than it reads is no failure.
		p.run(Program{Args: []string{"attack", "input"}, Stdin: make([]byte, 1<<20)}, Limits{}).want(t, 0, "")
		// Two files that this process has open, of which one is given, and not closed at exec.
		secret := openSecret(t)
		syscall.Syscall(syscall.SYS_FCNTL, secret.Fd(), syscall.F_SETFD, 0)
		r = p.run(Program{Args: []string{"attack", "descriptors"}, Files: []*os.File{secret}}, Limits{})
		if r.out != "open: [0 1 2 3]" {
			t.Errorf("descriptors: %s", r.out)
		}
		if r := p.attack(Limits{}, "descriptors"); r.out != "open: [0 1 2]" {
			t.Errorf("descriptors: %s", r.out)
		}
	})
}

// openSecret opens a file that only this process may see, though its mode says otherwise.
func openSecret(t testing.TB) *os.File {
	t.Helper()
	dir := openFolder(t)
	path := filepath.Join(dir, "driver.go")
	if err := os.WriteFile(path, []byte("package driver"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// openFolder makes a folder that is open to all, as those of tests are not.
func openFolder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestObserve gives a program a descriptor of its own to report on.
func TestObserve(t *testing.T) {
	eachVariant(t, func(t *testing.T, p *prober) {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		got := p.run(Program{Args: []string{"attack", "observe"}, Files: []*os.File{w}}, Limits{})
		w.Close()
		seen, err := io.ReadAll(r)
		if got.out != "<nil>" || string(seen) != "seen" || err != nil {
			t.Errorf("wrote %s, read %q, %v", got.out, seen, err)
		}
	})
}

// TestLimits reaches each limit.
func TestLimits(t *testing.T) {
	eachVariant(t, func(t *testing.T, p *prober) {
		r := p.attack(Limits{Output: 100_000}, "print")
		r.want(t, 0, StopOutput)
		if n := len(r.out) + len(r.err); n > 100_000 || n < 90_000 {
			t.Errorf("%d bytes of output", n)
		}
		p.attack(Limits{Memory: 128 << 20}, "touch").want(t, 0, StopMemory)
		if !raced { // whose memory is not bounded before it is used
			p.attack(Limits{Memory: 128 << 20}, "allocate").want(t, 0, StopMemory)
		}
		r = p.attack(Limits{}, "threads", "1000", "200")
		r.want(t, 0, "")
		if r.out != "sum 499500" {
			t.Errorf("an honest program printed %q", r.out)
		}
		p.attack(Limits{Threads: 300}, "threads", "10", "3000").want(t, 0, StopThreads)
		r = p.attack(Limits{FileSize: 1 << 20, Scratch: 8 << 20}, "disk", "2000")
		r.want(t, 0, "")
		if !strings.Contains(r.out, "after 0 files") || !strings.Contains(r.out, "file too large") {
			t.Errorf("a large file: %s %s", r.out, r.err)
		}
		r = p.attack(Limits{Scratch: 4 << 20}, "disk", "64")
		if !p.Machine().Has(Namespaces) {
			r.want(t, 0, StopScratch)
		} else if r.want(t, 0, ""); !strings.Contains(r.out, "no space left") {
			t.Errorf("a full disk: %s", r.out)
		}
	})
}

// TestFiles tries files that were not given.
func TestFiles(t *testing.T) {
	eachVariant(t, func(t *testing.T, p *prober) {
		secret := openSecret(t).Name()
		mine := fmt.Sprintf("/proc/%d/", os.Getpid())
		if !p.Machine().Has(Landlock) && !p.Machine().Has(Namespaces) {
			t.Skip("this machine hides no files")
		}
		for _, scratch := range []int64{0, 1 << 20} {
			r := p.attack(Limits{Scratch: scratch}, "read", "/etc/passwd", "/etc/hostname", secret, mine+"environ", mine+"mem", mine+"fd/0",
				"/proc/1/environ", "/proc/self/status", "/proc/kcore", "/sys/kernel/notes", "/dev/kmsg", "/dev/mem", p.dir, "/", ".", "..")
			r.want(t, 0, "")
			r.lines(t, func(line string) {
				if !strings.Contains(line, "permission denied") && !strings.Contains(line, "no such file") && !strings.Contains(line, "is a directory") {
					t.Errorf("%s", line)
				}
			})
			r = p.attack(Limits{Scratch: scratch}, "write", secret, filepath.Dir(secret)+"/new", "/new", "/proc/self/oom_score_adj", "/dev/sda", "/dev/shm/new", "/usr/lib/new", "/lib/new", p.dir+"/new")
			r.lines(t, func(line string) {
				if strings.HasPrefix(line, "WROTE") {
					t.Errorf("%s", line)
				}
			})
		}
		if r := p.attack(Limits{}, "write", "mine"); !strings.HasPrefix(r.out, "refused") && !p.Machine().Has(Namespaces) {
			t.Errorf("without scratch space: %s", r.out)
		}
		p.attack(Limits{Scratch: 1 << 20}, "links", secret).lines(t, func(line string) {
			if strings.HasPrefix(line, "GOT") || strings.HasSuffix(line, "<nil>") && !strings.HasPrefix(line, "symlink") && !strings.HasPrefix(line, "folder") {
				t.Errorf("%s", line)
			}
		})
		if text, err := os.ReadFile(secret); string(text) != "package driver" {
			t.Errorf("the secret is now %q, %v", text, err)
		}
		r := p.run(Program{Args: []string{"attack", "read", secret}, Read: []string{filepath.Dir(secret)}}, Limits{})
		if !strings.HasPrefix(r.out, "GOT") {
			t.Errorf("a file that was given: %s", r.out)
		}
		r = p.run(Program{Args: []string{"attack", "write", secret}, Read: []string{filepath.Dir(secret)}}, Limits{})
		if p.Machine().Has(Landlock) && !strings.Contains(r.out, "permission denied") {
			t.Errorf("a file that was given to be read: %s", r.out)
		}
	})
}

// TestCalls makes system calls that no program of this kind needs.
func TestCalls(t *testing.T) {
	eachVariant(t, func(t *testing.T, p *prober) {
		if !p.Machine().Has(Seccomp) {
			t.Skip("this machine filters no system calls")
		}
		p.attack(Limits{}, "calls", fmt.Sprint(os.Getpid())).lines(t, func(line string) {
			if !strings.HasSuffix(line, ": EPERM") {
				t.Errorf("%s", line)
			}
		})
		p.attack(Limits{}, "shared").lines(t, func(line string) {
			if !strings.HasSuffix(line, "operation not permitted") {
				t.Errorf("%s", line)
			}
		})
		for _, path := range []string{"/bin/sh", "/proc/self/exe"} {
			if r := p.attack(Limits{}, "execute", path); r.out != "operation not permitted" {
				t.Errorf("execute %s: %s %v", path, r.out, r.Exit)
			}
		}
	})
}

// TestNetwork tries to reach this process, and to be reached.
func TestNetwork(t *testing.T) {
	var addresses []string
	for _, a := range [][2]string{{"tcp", "127.0.0.1:0"}, {"unix", "@weft-sandbox-test"}, {"unix", filepath.Join(t.TempDir(), "s")}} {
		l, err := net.Listen(a[0], a[1])
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		addresses = append(addresses, a[0]+" "+l.Addr().String())
	}
	addresses = append(addresses, "udp 127.0.0.1:9", "udp [::1]:9", "ip4:icmp 127.0.0.1")
	eachVariant(t, func(t *testing.T, p *prober) {
		if !p.Machine().Has(Seccomp) {
			t.Skip("this machine filters no system calls")
		}
		p.attack(Limits{}, append([]string{"network"}, addresses...)...).lines(t, func(line string) {
			if !strings.HasSuffix(line, "operation not permitted") && !strings.HasPrefix(line, "lookup:") {
				t.Errorf("%s", line)
			}
			if strings.HasSuffix(line, "<nil>") {
				t.Errorf("%s", line)
			}
		})
	})
}

// TestProcesses starts processes that leave their group. They hold a descriptor, whose end comes with the last.
func TestProcesses(t *testing.T) {
	if raced {
		t.Skip("the race detector does not survive a bare fork")
	}
	eachVariant(t, func(t *testing.T, p *prober) {
		for _, attack := range [][]string{{"fork", "5"}, {"fork", "1"}, {"bomb"}} {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			wall := time.Minute
			if attack[0] == "bomb" && !p.Machine().Has(Seccomp) {
				wall = 500 * time.Millisecond
			}
			got := p.run(Program{Args: append([]string{"attack"}, attack...), Files: []*os.File{w}}, Limits{Wall: wall, Threads: 16})
			w.Close()
			r.SetReadDeadline(time.Now().Add(30 * time.Second))
			if _, err := r.Read(make([]byte, 1)); err != io.EOF {
				t.Errorf("%v: a process lives on: %v", attack, err)
			}
			r.Close()
			t.Logf("%v: %v %s", attack, got.Exit, got.out)
			switch {
			case p.Machine().Has(Seccomp) && attack[0] == "fork":
				if got.out != "forked 0 EPERM" {
					t.Errorf("%v: %s", attack, got.out)
				}
			case p.Machine().Has(Seccomp):
				got.want(t, 0, "")
			case attack[0] == "bomb":
				if got.Stop == "" {
					t.Errorf("%v: %v", attack, got.Exit)
				}
			default:
				got.want(t, 0, "")
			}
		}
	})
}

// TestParentKilled kills the process that has the sandbox. The program holds a descriptor.
func TestParentKilled(t *testing.T) {
	for _, name := range variants() {
		t.Run(name, func(t *testing.T) {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			cmd := exec.Command("/proc/self/exe", "attack", "parent", name)
			cmd.ExtraFiles = []*os.File{w}
			cmd.Env = append(os.Environ(), "TMPDIR="+openFolder(t)) // nobody removes what it leaves
			out, err := cmd.StdoutPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			w.Close()
			line, err := bufio.NewReader(out).ReadString('\n')
			if line != "sleeping\n" {
				t.Errorf("%q, %v", line, err)
			}
			cmd.Process.Kill()
			r.SetReadDeadline(time.Now().Add(30 * time.Second))
			if _, err := r.Read(make([]byte, 1)); err != io.EOF {
				t.Errorf("the program lives on: %v", err)
			}
			cmd.Wait()
		})
	}
}

// TestMany runs programs side by side, ends some by their context, and closes the sandbox meanwhile.
func TestMany(t *testing.T) {
	s, err := Open(t.Context(), Options{Spares: 2})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	for i := range 12 {
		p := Program{Path: "/proc/self/exe", Args: []string{"attack", "exit", fmt.Sprint(i)}, Reserves: raced, Env: []string{"GORACE=atexit_sleep_ms=0"}}
		if i%4 == 3 {
			p.Args = []string{"attack", "sleep"}
		}
		process, err := s.Start(ctx, p, Limits{Wall: time.Hour}, None)
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			exit, err := process.Wait()
			if i%4 == 3 {
				if !errors.Is(err, enough) {
					t.Errorf("ended by its context: %v, %v", exit, err)
				}
			} else if exit.Code != i || err != nil && !errors.Is(err, enough) {
				t.Errorf("program %d: %v, %v", i, exit, err)
			}
		})
	}
	cancel(enough)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	all.Wait()
	if _, err := s.Start(t.Context(), Program{Path: "/bin/true"}, Limits{}, None); !errors.Is(err, os.ErrClosed) {
		t.Errorf("start after Close: %v", err)
	}
	if _, err := os.Stat(s.dir); !os.IsNotExist(err) {
		t.Errorf("%s is left: %v", s.dir, err)
	}
}

// TestRefused never runs what it was not asked to run, and never calls a failure a program's end.
func TestRefused(t *testing.T) {
	eachVariant(t, func(t *testing.T, p *prober) {
		bad := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(bad, []byte("#!/bin/sh\necho\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		closed, _, _ := os.Pipe()
		closed.Close()
		for _, program := range []Program{
			{Path: "relative"}, {Path: "/nowhere"}, {Path: "/etc"}, {Path: bad}, {Path: "/etc/passwd"},
			{Path: "/proc/self/exe", Dir: "/nowhere"}, {Path: "/proc/self/exe", Read: []string{"/nowhere"}},
			{Path: "/proc/self/exe", Files: []*os.File{closed}}, {Path: "/proc/self/exe", Args: []string{"a\x00b"}},
			{Path: "/proc/self/exe", Files: make([]*os.File, 100)},
		} {
			if process, err := p.Start(t.Context(), program, Limits{}, None); err == nil {
				exit, err := process.Wait()
				t.Errorf("%+v started: %v, %v", program, exit, err)
			}
		}
		var level *LevelError
		if _, err := p.Start(t.Context(), Program{Path: "/proc/self/exe"}, Limits{}, Isolated); p.Machine().Level < Isolated && !errors.As(err, &level) {
			t.Errorf("a level that is not reached: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := p.Start(ctx, Program{Path: "/proc/self/exe"}, Limits{}, None); !errors.Is(err, context.Canceled) {
			t.Errorf("an ended context: %v", err)
		}
		// A writer that fails is no end of the program.
		exit, err := p.Sandbox.Run(t.Context(), Program{Path: "/proc/self/exe", Args: []string{"attack", "print"}, Reserves: raced, Stdout: failing{}}, Limits{Wall: time.Hour, Output: 1 << 40}, None)
		if !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("a writer that fails: %v, %v", exit, err)
		}
	})
	if s, err := Open(t.Context(), Options{Launcher: []string{"/bin/true"}}); err == nil {
		t.Errorf("a launcher that is none: %+v", s.Machine())
		s.Close()
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// TestLaunchersKilled kills the launchers that wait; the next programs run all the same.
func TestLaunchersKilled(t *testing.T) {
	p := &prober{T: t, Sandbox: open(t, Options{Spares: 3})}
	for range 3 {
		p.host.stable.filler.Wait()
		p.host.stable.mu.Lock()
		for _, c := range p.host.stable.idle {
			c.process.Kill()
		}
		p.host.stable.mu.Unlock()
		p.attack(Limits{}, "exit", "4").want(t, 4, "")
	}
}

// TestOrdinaryUser runs the tests of this package as a user without privileges, if this one has them.
func TestOrdinaryUser(t *testing.T) {
	if !isRoot() {
		t.Skip("this is an ordinary user already")
	}
	cmd := exec.Command("/proc/self/exe", "-test.run=^Test(End|Inside|Limits|Files|Calls|Network|Processes|ParentKilled|Refused)$", "-test.v")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	cmd.Dir = os.TempDir()
	cmd.Env = append(os.Environ(), "HOME=/nonexistent")
	out, err := cmd.CombinedOutput()
	text := string(out)
	if err != nil {
		lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.HasPrefix(l, "=== ") })
		t.Errorf("%v\n%s", err, strings.Join(lines, "\n"))
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, "level ") || strings.Contains(line, "SKIP") {
			t.Log(strings.TrimSpace(line))
		}
	}
}
