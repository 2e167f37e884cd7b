//go:build unix

package cross

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// noDeadlocks is whether the run time does not see them, in this build.
var noDeadlocks bool

// TestMain is also the main function of the programs that the tests start.
func TestMain(m *testing.M) {
	if Running() {
		Main(programs()[os.Getenv("PROGRAM")])
		return
	}
	os.Exit(m.Run())
}

// x is a session's variable.
func programs() map[string]Program {
	x := 0
	read := func(r *Reader) { r.Var("x"); x = r.Int() }
	write := func(w *Writer) { w.Var("x"); w.Int(x) }
	with := func(run func()) Program { return Program{Read: read, Run: run, Write: write} }
	return map[string]Program{
		"double": with(func() { x *= 2 }),
		"panic":  with(func() { x++; panic("oh") }),
		"goexit": with(func() { x++; runtime.Goexit() }),
		"exit":   with(func() { x++; os.Exit(3) }),
		"asleep": {Run: func() { Send(Event{Kind: Clear}); select {} }},
		"environ": {Run: func() {
			fmt.Print(os.Getenv(Variable), slices.ContainsFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, Variable) }))
			cmd := exec.Command("sh", "-c", "for fd in 3 4 5 6 7; do ( : <&$fd ) 2>/dev/null && echo has $fd; done; true")
			cmd.Stdout = os.Stdout
			cmd.Run()
		}},
		"order": {Run: func() {
			for i := range 100 {
				fmt.Println(i)
				Send(Event{Kind: Display, ID: fmt.Sprint(i)})
			}
		}},
		"crowd": {Run: func() {
			var all sync.WaitGroup
			for i := range 50 {
				all.Go(func() {
					a, err := Send(Event{Kind: Input, Prompt: fmt.Sprint(i)})
					if err != nil || a.Text != "re: "+fmt.Sprint(i) {
						panic(fmt.Sprint(i, a, err))
					}
				})
			}
			all.Wait()
		}},
		"nobody":   {Run: func() { Send(Event{Kind: Input}) }},
		"unwanted": {Run: func() {}, Write: func(w *Writer) { w.Var("ring"); w.Fail("it contains itself") }},
	}
}

// A ran is what a program did.
type ran struct {
	stdout, stderr, crash string
	events                []Event
	out                   *Reader
	code                  int
}

// run runs a program. answer is called for each event with what was printed since the last one; nil
// hangs up at the first.
func run(t *testing.T, name string, in *Writer, answer func(e Event, printed string) Answer) ran {
	t.Helper()
	if in == nil {
		in = NewWriter()
	}
	sealed, err := in.Seal()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*os.File{}
	for _, file := range []string{"in", "out", "crash", "stderr"} {
		f, err := os.CreateTemp(t.TempDir(), file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		files[file] = f
	}
	files["in"].Write(sealed)
	files["in"].Seek(0, io.SeekStart)
	eventsR, eventsW := pipe(t)
	answersR, answersW := pipe(t)
	stdoutR, stdoutW := pipe(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PROGRAM="+name, Variable+"="+Version)
	cmd.ExtraFiles = []*os.File{eventsW, answersR, files["crash"], files["in"], files["out"]}
	cmd.Stdout, cmd.Stderr = stdoutW, files["stderr"]
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	eventsW.Close()
	answersR.Close()
	stdoutW.Close()
	var got ran
	for {
		e, err := ReadEvent(eventsR)
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.Errorf("read an event: %v", err)
			}
			break
		}
		got.events = append(got.events, e)
		if answer == nil {
			answersW.Close()
			continue
		}
		// What the program printed before the event is in the pipe by now.
		printed := make([]byte, 64<<10)
		n := 0
		if e.Kind == Display {
			n, _ = stdoutR.Read(printed)
		}
		if e.Kind != Fault {
			a := answer(e, string(printed[:n]))
			a.Seq = e.Seq
			WriteAnswer(answersW, a)
		}
	}
	rest, _ := io.ReadAll(stdoutR)
	cmd.Wait()
	text := func(file string) string {
		b, err := os.ReadFile(files[file].Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	got.stdout, got.stderr, got.crash, got.code = string(rest), text("stderr"), text("crash"), cmd.ProcessState.ExitCode()
	got.out = Load(files["out"].Name())
	return got
}

func pipe(t *testing.T) (r, w *os.File) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}

func TestVariables(t *testing.T) {
	for _, tt := range []struct {
		program string
		code    int
		want    int // of x, which was 20; -1: it does not come back
		stderr  string
	}{
		{"double", 0, 40, ""},
		{"panic", 2, 21, "panic: oh\n"},
		{"goexit", 2, 21, "fatal error: no goroutines (main called runtime.Goexit) - deadlock!"},
		{"exit", 3, -1, ""},
	} {
		if tt.program == "goexit" && noDeadlocks {
			continue
		}
		in := NewWriter()
		in.Var("x")
		in.Int(20)
		got := run(t, tt.program, in, nil)
		if got.code != tt.code || !strings.HasPrefix(got.stderr, tt.stderr) || (tt.stderr == "") != (got.stderr == "") {
			t.Errorf("%s: status %d, stderr %q", tt.program, got.code, got.stderr)
		}
		if !strings.HasSuffix(got.stderr, got.crash) || tt.program == "panic" && got.crash != got.stderr {
			t.Errorf("%s: the crash descriptor has %q, standard error %q", tt.program, got.crash, got.stderr)
		}
		got.out.Var("x")
		x := got.out.Int()
		if err := got.out.End(); (err == nil) != (tt.want >= 0) || err == nil && x != tt.want {
			t.Errorf("%s: x = %d, %v", tt.program, x, err)
		}
		if len(got.events) != 0 {
			t.Errorf("%s: events %v", tt.program, got.events)
		}
	}
}

func TestBadVariables(t *testing.T) {
	in := NewWriter()
	in.Var("y")
	got := run(t, "double", in, nil)
	if len(got.events) != 1 || got.events[0].Kind != Fault || !strings.Contains(got.events[0].Text, "variable x was expected") || got.code != 125 {
		t.Errorf("another variable: status %d, events %v, stderr %q", got.code, got.events, got.stderr)
	}
	got = run(t, "unwanted", nil, nil)
	if len(got.events) != 1 || got.events[0].Text != "variables do not come back: ring: it contains itself" || got.code != 0 {
		t.Errorf("a variable that cannot be written: status %d, events %v", got.code, got.events)
	}
}

func TestOrderOfEvents(t *testing.T) {
	n := 0
	got := run(t, "order", nil, func(e Event, printed string) Answer {
		if want := fmt.Sprint(n); e.ID != want || printed != want+"\n" {
			t.Errorf("event %d: id %q after %q", n, e.ID, printed)
		}
		n++
		return Answer{}
	})
	if n != 100 || got.code != 0 || got.stdout != "" {
		t.Errorf("%d events, status %d, then %q", n, got.code, got.stdout)
	}
}

func TestAnswers(t *testing.T) {
	got := run(t, "crowd", nil, func(e Event, _ string) Answer { return Answer{Text: "re: " + e.Prompt} })
	if len(got.events) != 50 || got.code != 0 {
		t.Errorf("%d events, status %d: %s", len(got.events), got.code, got.stderr)
	}
	if got := run(t, "nobody", nil, nil); got.code != 0 {
		t.Errorf("a program whose reader has gone: status %d: %s", got.code, got.stderr)
	}
}

// After events no goroutine is left that would keep a deadlock from being seen.
func TestDeadlockIsSeen(t *testing.T) {
	if noDeadlocks {
		t.Skip("the race detector's threads keep the run time from seeing deadlocks")
	}
	got := run(t, "asleep", nil, func(Event, string) Answer { return Answer{} })
	if !strings.HasPrefix(got.stderr, "fatal error: all goroutines are asleep - deadlock!") || got.code != 2 {
		t.Errorf("status %d: %q", got.code, got.stderr)
	}
}

func TestDescriptorsAreKept(t *testing.T) {
	if got := run(t, "environ", nil, nil); got.stdout != "false" {
		t.Errorf("the environment, or another program, has what is private: %q", got.stdout)
	}
}

func TestStartedByHand(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), Variable+"="+Version)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err == nil || !strings.Contains(stderr.String(), "not by hand") {
		t.Errorf("%v: %q", err, stderr.String())
	}
}
