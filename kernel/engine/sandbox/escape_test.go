//go:build linux

package sandbox

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

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
	for _, a := range [][2]string{{"tcp", "127.0.0.1:0"}, {"unix", fmt.Sprint("@weft-sandbox-test-", os.Getpid())}, {"unix", filepath.Join(t.TempDir(), "s")}} {
		l, err := net.Listen(a[0], a[1])
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		addresses = append(addresses, a[0]+" "+l.Addr().String())
	}
	addresses = append(addresses, "udp 127.0.0.1:9", "udp [::1]:9", "ip4:icmp 127.0.0.1")
	eachVariant(t, func(t *testing.T, p *prober) {
		r := p.attack(Limits{}, append([]string{"network"}, addresses...)...)
		switch {
		case p.Machine().Has(Seccomp):
			r.lines(t, func(line string) {
				if !strings.HasSuffix(line, "operation not permitted") && !strings.HasPrefix(line, "lookup:") || strings.HasSuffix(line, "<nil>") {
					t.Errorf("%s", line)
				}
			})
		case p.Machine().Has(Namespaces): // it has a network in which nobody is
			r.lines(t, func(line string) {
				if strings.HasSuffix(line, "dial: <nil>") {
					t.Errorf("%s", line)
				}
			})
		default:
			t.Skip("this machine does not keep programs off the network")
		}
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
				if !p.Machine().Has(Identity) {
					continue // the user's processes are counted together: the supervisor may fail too, see docs/SANDBOX.md
				}
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
