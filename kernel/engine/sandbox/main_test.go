//go:build linux

package sandbox

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
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
	goleak.VerifyTestMain(m)
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

// A result is what became of an attack.
type result struct {
	Exit
	out, err string
}

// attack runs one of the attacks.
func (p *prober) attack(name string, args ...string) result {
	p.Helper()
	return p.run(Program{Args: append([]string{"attack", name}, args...)}, p.limits)
}

// A prober attacks one sandbox.
type prober struct {
	*testing.T
	*Sandbox
	limits Limits
}

func (p *prober) run(program Program, l Limits) result {
	p.Helper()
	var out, err bytes.Buffer
	self, e := os.Executable()
	if e != nil {
		p.Fatal(e)
	}
	if program.Path == "" {
		program.Path = self
		program.Reserves = raced
		program.Env = append(program.Env, "GORACE=atexit_sleep_ms=0")
	}
	program.Stdout, program.Stderr = &out, &err
	if l.Wall == 0 {
		l.Wall = time.Minute
	}
	exit, e := p.Sandbox.Run(context.Background(), program, l, None)
	if e != nil {
		p.Fatalf("%v: %v", program.Args, e)
	}
	return result{exit, strings.TrimSpace(out.String()), strings.TrimSpace(err.String())}
}

func TestFirst(t *testing.T) {
	s := open(t, Options{Without: []Layer{Namespaces, Cgroup}})
	fmt.Printf("%+v\n", s.Machine())
	p := &prober{T: t, Sandbox: s}
	for range 3 {
		t0 := time.Now()
		r := p.attack("hello", "a", "b")
		fmt.Printf("%v %q %q %+v %v\n", r.Exit, r.out, r.err, struct {
			C, W time.Duration
			M    int64
		}{r.CPU, r.Exit.Wall, r.MaxRSS}, time.Since(t0))
	}
}
