//go:build linux

package sandbox

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
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

// TestOrdinaryUser runs the tests of this package as a user without privileges, if this one has them.
func TestOrdinaryUser(t *testing.T) {
	if !isRoot() {
		t.Skip("this is an ordinary user already")
	}
	cmd := exec.Command("/proc/self/exe", "-test.run=^Test(Probe|End|Inside|Limits|Files|Calls|Network|Processes|ParentKilled|Refused)$", "-test.v")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	cmd.Dir = os.TempDir()
	cmd.Env = append(os.Environ(), "HOME=/nonexistent")
	out, err := cmd.CombinedOutput()
	text := string(out)
	if err != nil {
		lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.HasPrefix(l, "=== ") || strings.Contains(l, "switched off") })
		t.Errorf("%v\n%s", err, strings.Join(lines, "\n"))
	}
	told := map[string]bool{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); (strings.Contains(line, "level ") || strings.Contains(line, "SKIP")) && !strings.Contains(line, "switched off") && !told[line] {
			told[line] = true
			t.Log(line)
		}
	}
}
