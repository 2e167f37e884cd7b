//go:build linux

package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestMany runs programs side by side, ends some by their context, and closes the sandbox meanwhile.
func TestMany(t *testing.T) {
	s, err := Open(t.Context(), Options{Spares: 2})
	if err != nil {
		t.Fatal(err)
	}
	var quick, slow sync.WaitGroup
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
		if i%4 == 3 {
			slow.Go(func() {
				if exit, err := process.Wait(); !errors.Is(err, enough) {
					t.Errorf("ended by its context: %v, %v", exit, err)
				}
			})
			continue
		}
		quick.Go(func() {
			if exit, err := process.Wait(); exit.Code != i || err != nil {
				t.Errorf("program %d: %v, %v", i, exit, err)
			}
		})
	}
	quick.Wait()
	cancel(enough)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	slow.Wait()
	if _, err := s.Start(t.Context(), Program{Path: "/bin/true"}, Limits{}, None); !errors.Is(err, os.ErrClosed) {
		t.Errorf("start after Close: %v", err)
	}
	if _, err := os.Stat(s.dir); !os.IsNotExist(err) {
		t.Errorf("%s is left: %v", s.dir, err)
	}
}

// TestTwo has two sandboxes side by side, which get the same of the machine.
func TestTwo(t *testing.T) {
	a, b := open(t, Options{}), open(t, Options{})
	if diff := cmp.Diff(a.Machine(), b.Machine()); diff != "" {
		t.Errorf("the second differs from the first:\n%s", diff)
	}
	for _, s := range []*Sandbox{a, b} {
		p := &prober{T: t, Sandbox: s}
		p.attack(Limits{}, "exit", "6").want(t, 6, "")
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
