//go:build unix

package kernel

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/lower"
)

// A mortal is a session whose evaluators are killed.
type mortal struct {
	*testing.T
	*Session
	cells int
}

func newMortal(t *testing.T) *mortal {
	t.Helper()
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return &mortal{T: t, Session: s}
}

// cell runs a cell and returns the text of its value, and how it failed.
func (m *mortal) cell(source string) (string, *Failure) {
	m.Helper()
	m.cells++
	var out collect
	f := m.Session.Run(m.Context(), m.cells, source, &out).Failure
	if out.data == nil {
		return "", f
	}
	return fmt.Sprint(out.data["text/plain"]), f
}

// must runs a cell that succeeds with this value.
func (m *mortal) must(source, want string) {
	m.Helper()
	if got, f := m.cell(source); f != nil || got != want {
		m.Fatalf("%s: %q, %+v, want %q", source, got, f, want)
	}
}

// pid is the evaluator's process, which this test has started.
func (m *mortal) pid() int {
	m.Helper()
	text, f := m.cell("import \"os\"\nos.Getpid()")
	pid, err := strconv.Atoi(text)
	if f != nil || err != nil || pid <= 1 || pid == os.Getpid() {
		m.Fatalf("pid %q, %v, %+v", text, err, f)
	}
	return pid
}

func (m *mortal) kill(pid int) {
	m.Helper()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		m.Fatal(err)
	}
}

// Twenty evaluators die one right after the other, so that spares are there, being started, or missing; each
// time the declarations are there at once, and nothing stays behind.
func TestDeathsInARow(t *testing.T) {
	m := newMortal(t)
	m.must("type T struct{ n int }\nfunc (t T) Twice() int { return 2 * t.n }\nfunc f(n int) int { return T{n}.Twice() }", "")
	m.must("x := f(20) + 1", "")
	before := descriptors(t)
	for i := range 20 {
		pid := m.pid()
		f := m.Session.Run(t.Context(), m.cells+1, "import \"os/exec\"\nexec.Command(\"kill\", \"-9\", \""+strconv.Itoa(pid)+"\").Run()\nselect {}", &collect{}).Failure
		m.cells++
		if f == nil || f.Name != "EvaluatorDied" || !strings.Contains(f.Plain(), "1 type, 1 function and 1 method are there again. Lost with their values: x.") {
			t.Fatalf("death %d: %+v", i, f)
		}
		if _, f := m.cell("x"); f == nil || f.Name != "CompileError" {
			t.Fatalf("x after death %d: %+v", i, f)
		}
		m.must("f(21)", "42")
		if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
			t.Errorf("process %d is still there: %v", pid, err)
		}
	}
	m.must("x := f(3)\nx", "6")
	// A spare may have been started meanwhile, which has four descriptors here.
	eventually(t, func() bool { return descriptors(t) <= before+6 }, "descriptors were left behind")
}

// descriptors counts this process's open files; where the system does not list them the tests of package child must do.
func descriptors(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(list)
}

func eventually(t *testing.T, ok func() bool, what string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	for !ok() {
		select {
		case <-ctx.Done():
			t.Fatal(what)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// A death between two cells is reported by the next one, which has not run; then all goes on.
func TestIdleDeath(t *testing.T) {
	m := newMortal(t)
	m.must("func f() int { return 7 }\nx := 1", "")
	pid := m.pid()
	m.kill(pid)
	eventually(t, func() bool { return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }, "the evaluator did not end")
	_, f := m.cell("f()")
	if f == nil || f.Name != "EvaluatorDied" || !strings.Contains(f.Plain(), "This cell was not run. A new evaluator has taken over: imports and 1 function are there again. Lost with their values: x.") {
		t.Fatalf("%+v", f)
	}
	m.must("f()", "7")
}

// Declarations that an evaluator does not survive end in a session that begins anew, and not in a row of deaths.
func TestReplayFails(t *testing.T) {
	m := newMortal(t)
	m.must("func f() int { return 7 }", "")
	pid := m.pid()
	_, program, f := m.prepare(cell.Parse(99, "type U int"))
	if f != nil {
		t.Fatal(f)
	}
	program.Chunks = append(program.Chunks, lower.Chunk{Name: "bad", Source: "this is no Go"})
	program.Run, program.Again = "no", true
	m.mu.Lock()
	m.lower.Commit(program)
	m.mu.Unlock()
	m.kill(pid)
	eventually(t, func() bool { _, f = m.cell("1"); return f != nil }, "the death was not noticed")
	if f.Name != "EvaluatorDied" || !strings.Contains(f.Plain(), "what earlier cells declared could not be declared again.\n") {
		t.Fatalf("%+v", f)
	}
	if _, f := m.cell("f()"); f == nil || !strings.Contains(f.Value, "undefined: f") {
		t.Fatalf("f is still known: %+v", f)
	}
	m.must("func f() int { return 8 }\nf()", "8")
}

// An evaluator that cannot be started keeps the session waiting, and its declarations.
func TestNoEvaluator(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	off := t.TempDir() + "/off"
	script := `if [ -e "$1" ]; then exit 3; fi; exec "$0" child`
	s, err := NewSession(Config{Child: child.Options{Command: []string{"sh", "-c", script, exe, off}, NoSpare: true}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	m := &mortal{T: t, Session: s}
	m.must("func f() int { return 7 }\nx := 1", "")
	pid := m.pid()
	if err := os.WriteFile(off, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	m.kill(pid)
	var f *Failure
	eventually(t, func() bool { _, f = m.cell("f()"); return f != nil }, "the death was not noticed")
	if f.Name != "EvaluatorDied" || !strings.Contains(f.Plain(), "The next cell tries to start the evaluator again.") {
		t.Fatalf("%+v", f)
	}
	if _, f := m.cell("f()"); f == nil {
		t.Fatal("a cell ran without an evaluator")
	}
	if err := os.Remove(off); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { _, f = m.cell("f()"); return f == nil }, "the evaluator was not started again")
	if _, f := m.cell("x"); f == nil || !strings.Contains(f.Plain(), "was lost when the evaluator ended") {
		t.Errorf("x: %+v", f)
	}
}
