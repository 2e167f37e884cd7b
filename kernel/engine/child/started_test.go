//go:build linux

package child

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"weft/kernel/engine/pipe"
	"weft/kernel/needs"
)

// starts are the ways in which a cell can start a process that outlives its statement. FIFO is a pipe that the
// process holds open for writing as long as it lives, and whose other end says when it has gone.
func starts() []struct{ name, body string } {
	sh := func(script string) string { return fmt.Sprintf("exec.Command(%q, %q, %q)", "sh", "-c", script) }
	return []struct{ name, body string }{
		{"Start", sh("exec >FIFO; exec sleep 1000") + ".Start()"},
		{"in a goroutine", "go " + sh("exec >FIFO; exec sleep 1000") + ".Run()"},
		{"a shell's background", sh("sleep 1000 >FIFO &") + ".Run()"},
		{"double fork", sh("(sh -c 'sleep 1000 >FIFO &' &)") + ".Run()"},
		{"a session of its own", sh("setsid sleep 1000 >FIFO") + ".Start()"},
		{"a session of its own, double fork", sh("setsid sh -c 'setsid sleep 1000 >FIFO &' &") + ".Run()"},
		{"a group of its own", "c := " + sh("exec >FIFO; exec sleep 1000") + "; c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}; c.Start()"},
		{"closed descriptors", sh("exec >FIFO <&- 2>&-; exec sleep 1000") + ".Start()"},
		{"deaf to signals", sh("trap '' INT TERM HUP QUIT; exec >FIFO; while :; do sleep 1; done") + ".Start()"},
	}
}

// TestStarted: whatever a cell has started ends with its evaluator, however that ends.
func TestStarted(t *testing.T) {
	needs.Tools(t, "setsid")
	for _, end := range []struct {
		name string
		f    func(n *notebook)
	}{
		{"shutdown", func(n *notebook) { n.Close() }},
		{"restart", func(n *notebook) { n.Restart(n.Context()) }},
		{"death", func(n *notebook) { n.dies("", `exec.Command("sh", "-c", "kill -9 $PPID").Run(); select {}`) }},
		{"replaced", func(n *notebook) { n.heard = func() { n.Interrupt(); n.Interrupt() }; n.dies("", deaf) }},
	} {
		t.Run(end.name, func(t *testing.T) {
			n := open(t, noSpare())
			fifos := n.startAll()
			end.f(n)
			gone(t, fifos)
		})
	}
}

// startAll runs a cell of each kind, and returns what their processes hold open.
func (n *notebook) startAll() map[string]*os.File {
	n.Helper()
	fifos := map[string]*os.File{}
	for i, s := range starts() {
		path := filepath.Join(n.TempDir(), fmt.Sprint(i))
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			n.Fatal(err)
		}
		opened := make(chan *os.File)
		go func() { f, _ := os.Open(path); opened <- f }()
		n.must("", strings.ReplaceAll(s.body, "FIFO", path))
		fifos[s.name] = <-opened
	}
	return fifos
}

// gone waits until nobody holds the pipes any more. What never ends is the test's time limit.
func gone(t *testing.T, fifos map[string]*os.File) {
	t.Helper()
	for name, f := range fifos {
		if _, err := f.Read(make([]byte, 1)); err == nil {
			t.Errorf("%s: it still writes", name)
		}
		f.Close()
	}
}

// TestInterruptedCommand: a command that an interrupted cell waits for ends with the cell, also one that is deaf to
// interrupts; one that an earlier cell has started lives on.
func TestInterruptedCommand(t *testing.T) {
	n := open(t, noSpare())
	n.must("var earlier *exec.Cmd", `earlier = exec.Command("sleep", "1000"); earlier.Start(); time.Sleep(50 * time.Millisecond)`)
	path := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, script := range []string{"exec sleep 1000", "trap '' INT; sleep 1000", "sleep 1000 | sleep 1000"} {
		opened := make(chan *os.File)
		go func() { f, _ := os.Open(path); opened <- f }()
		e := n.prepare("", fmt.Sprintf(`exec.Command("sh", "-c", %q).Run()`, "exec >"+path+"; "+script))
		fifo := make(chan *os.File, 1)
		go func() { fifo <- <-opened; n.Interrupt() }()
		d, err := n.Eval(t.Context(), e, n.recorder)
		if err != nil || d.Status != pipe.Interrupted {
			t.Errorf("%s: %+v, %v", script, d, err)
		}
		gone(t, map[string]*os.File{script: <-fifo})
	}
	n.log = nil
	n.must("", `fmt.Println(earlier.Process.Signal(syscall.Signal(0)))`)
	n.want(fmt.Sprintf("%d stdout: <nil>\n", n.cell))
}
