package kit

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fakeTool replaces a tool of the kit's toolchain by a shell script.
func fakeTool(t *testing.T, k *Kit, name, script string) {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil || exe != "" {
		t.Skip("needs a shell")
	}
	real, dir := k.chain.Tools, t.TempDir()
	for _, tool := range []string{"compile", "link"} {
		text := "#!/bin/sh\nexec " + filepath.Join(real, tool) + " \"$@\"\n"
		if tool == name {
			text = "#!/bin/sh\n" + script
		}
		if err := os.WriteFile(filepath.Join(dir, tool), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	k.chain.Tools = dir
}

func TestCancelledBuild(t *testing.T) {
	for _, tool := range []string{"compile", "link"} {
		k := shared(t)
		started := filepath.Join(t.TempDir(), "started")
		fakeTool(t, k, tool, "sleep 1000 & echo $! > "+started+"~; mv "+started+"~ "+started+"; wait\n")
		ctx, cancel := context.WithCancel(t.Context())
		failed := make(chan error, 1)
		go func() {
			_, err := k.Build(ctx, program(hello))
			failed <- err
		}()
		pid := waitForFile(t, started)
		cancel()
		if err := <-failed; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: Build = %v", tool, err)
		}
		waitForEnd(t, pid)
		if left, _ := filepath.Glob(filepath.Join(k.cache.dir, "making-*")); len(left) > 0 {
			t.Errorf("%s: left behind: %v", tool, left)
		}
	}
}

// A making that is given up leaves no process and no half of a kit.
func TestCancelledMaking(t *testing.T) {
	if exe != "" {
		t.Skip("needs a shell")
	}
	k := own(t, Options{Dir: t.TempDir(), Cache: t.TempDir()})
	started := filepath.Join(t.TempDir(), "started")
	fake := filepath.Join(t.TempDir(), "go")
	if err := os.WriteFile(fake, []byte("#!/bin/sh\nsleep 1000 & echo $! > "+started+"~; mv "+started+"~ "+started+"; wait\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	real := k.chain.Command
	k.chain.Command = fake
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() { failed <- k.Prepare(ctx, false, "encoding/hex") }()
	pid := waitForFile(t, started)
	// Whoever wants the kit meanwhile waits, and can give up.
	waiting := make(chan bool, 1)
	impatient, giveUp := context.WithCancel(t.Context())
	other := own(t, Options{Dir: filepath.Dir(k.dir), Cache: t.TempDir(), Progress: func(s Step) {
		if s.Waiting {
			waiting <- true
		}
	}})
	go func() {
		<-waiting
		giveUp()
	}()
	if err := other.Prepare(impatient, false, "encoding/hex"); !errors.Is(err, context.Canceled) {
		t.Errorf("Prepare while another one makes the kit = %v", err)
	}
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("Prepare = %v", err)
	}
	waitForEnd(t, pid)
	k.chain.Command = real
	if err := k.Prepare(t.Context(), false, "encoding/hex"); err != nil {
		t.Errorf("Prepare afterwards: %v", err)
	}
}

func waitForFile(t *testing.T, name string) (text string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		data, err := os.ReadFile(name)
		if err == nil {
			return strings.TrimSpace(string(data))
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

// waitForEnd waits until a process that is not our child has gone, or is a zombie of its new parent.
func waitForEnd(t *testing.T, pid string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		out, err := exec.Command("ps", "-o", "stat=", "-p", pid).Output()
		if _, noPS := errors.AsType[*exec.Error](err); noPS {
			t.Skip("needs ps")
		}
		if state := strings.TrimSpace(string(out)); state == "" || strings.HasPrefix(state, "Z") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("process %s runs still", pid)
		}
	}
}

// A tool that fails for a reason of its own is no verdict on the code: the go command builds it.
func TestFallback(t *testing.T) {
	for _, tool := range []string{"compile", "link"} {
		k := shared(t)
		fakeTool(t, k, tool, "echo out of order; exit 1\n")
		r := build(t, k, program(hello))
		if got := run(t, r.Binary); got.Stdout != "hello\n" || !strings.Contains(r.Fallback, tool+": exit status 1: out of order") {
			t.Errorf("%s: fallback %q, the program did %+v", tool, r.Fallback, got)
		}
	}
}
