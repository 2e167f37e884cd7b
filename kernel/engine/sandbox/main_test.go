//go:build linux

package sandbox

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"weft/kernel/leaks"
)

// TestMain lets the test binary be the launcher, and the programs that are launched.
func TestMain(m *testing.M) {
	if IsLauncher(os.Args) {
		os.Exit(Launch())
	}
	if len(os.Args) > 2 && os.Args[1] == "attack" {
		attacks()[os.Args[2]](os.Args[3:])
		return
	}
	leaks.Main(m, func() error {
		if pid, err := unix.Wait4(-1, nil, unix.WNOHANG, nil); err != unix.ECHILD {
			return fmt.Errorf("a process is left over: %d, %v", pid, err)
		}
		return nil
	})
}

// variants are machines: this one, and this one without what others do not have.
func variants() []string { return []string{"full", "container", "nested", "old"} }

func variantOf(name string) []Layer {
	switch name {
	case "container": // its filter refuses namespaces, and cgroups are read-only
		return []Layer{Namespaces, Cgroup, Controls}
	case "nested": // namespaces only
		return []Layer{Landlock, Seccomp, Cgroup, Controls}
	case "old":
		return []Layer{Landlock, Seccomp, Namespaces, Cgroup, Controls}
	}
	return nil
}

// open makes a Sandbox for a test.
func open(t testing.TB, o Options) *Sandbox {
	t.Helper()
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// eachVariant runs f as a subtest on each kind of machine.
func eachVariant(t *testing.T, f func(t *testing.T, p *prober)) {
	for _, name := range variants() {
		t.Run(name, func(t *testing.T) {
			p := &prober{T: t, Sandbox: open(t, Options{Without: variantOf(name)}), variant: name}
			for _, missing := range p.Machine().Missing() {
				t.Logf("level %s, without %s: %s", p.Machine().Level, missing.Layer, missing.Detail)
			}
			f(t, p)
		})
	}
}

// A prober attacks one sandbox.
type prober struct {
	*testing.T
	*Sandbox
	variant string
}

// A result is what became of an attack.
type result struct {
	Exit
	out, err string
}

// attack runs one of the attacks.
func (p *prober) attack(l Limits, args ...string) result {
	p.Helper()
	return p.run(Program{Args: append([]string{"attack"}, args...)}, l)
}

// run runs a program; the default is this test's.
func (p *prober) run(program Program, l Limits) result {
	p.Helper()
	var out, errs bytes.Buffer
	if program.Path == "" {
		// Not its path: the folder of test binaries is not open to all.
		program.Path = "/proc/self/exe"
		program.Reserves = raced
		program.Env = append(program.Env, "GORACE=atexit_sleep_ms=0")
	}
	program.Stdout, program.Stderr = &out, &errs
	if l.Wall == 0 {
		l.Wall = time.Minute
	}
	exit, err := p.Sandbox.Run(p.Context(), program, l, None)
	if err != nil {
		p.Fatalf("%v: %v", program.Args, err)
	}
	return result{exit, strings.TrimSpace(out.String()), strings.TrimSpace(errs.String())}
}

// want compares how a program ended.
func (r result) want(t testing.TB, code int, stop Stop) {
	t.Helper()
	if r.Stop != stop || stop == "" && (r.Code != code || r.Signal != 0) {
		t.Errorf("%v after %v (CPU %v, %d bytes), want exit status %d, stop %q\nstdout %.2000s\nstderr %.2000s", r.Exit, r.Exit.Wall, r.CPU, r.MaxRSS, code, stop, r.out, r.err)
	}
}

// lines calls f for each line that was printed, of which there must be one.
func (r result) lines(t testing.TB, f func(line string)) {
	t.Helper()
	if r.out == "" {
		t.Errorf("nothing was printed; %v, stderr %s", r.Exit, r.err)
	}
	for line := range strings.SplitSeq(r.out, "\n") {
		f(line)
	}
}
