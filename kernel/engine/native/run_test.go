//go:build unix

package native

import (
	"errors"
	"strings"
	"syscall"
	"testing"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
)

func TestRun(t *testing.T) {
	e := open(t)
	for _, tt := range []struct {
		name    string
		imports []string
		body    string
		want    string
		done    pipe.Done
	}{
		{"streams", []string{"fmt", "os"}, `fmt.Print("a\n"); fmt.Fprintln(os.Stderr, "b"); println("c"); fmt.Print("ä")`,
			"3 stdout: a\nä\n3 stderr: b\nc\n", pipe.Done{Status: pipe.OK}},
		{"status", []string{"os"}, `os.Exit(3)`, "", pipe.Done{Status: pipe.Exited, Code: 3}},
		{"log.Fatal", []string{"log"}, `log.SetFlags(0); log.Fatal("oh")`, "3 stderr: oh\n", pipe.Done{Status: pipe.Exited, Code: 1}},
		{"the run time's status without its words", []string{"os"}, `os.Exit(2)`, "", pipe.Done{Status: pipe.Exited, Code: 2}},
		{"looks like a panic", []string{"os"}, `os.Stderr.WriteString("panic: not really\n"); os.Exit(1)`,
			"3 stderr: panic: not really\n", pipe.Done{Status: pipe.Exited, Code: 1}},
		{"panic", nil, `panic("oh")`, "3 panic panic: oh", pipe.Done{Status: pipe.Panicked}},
		{"deadlock", []string{"fmt"}, `fmt.Println("a"); select {}`,
			"3 stdout: a\n\n3 panic fatal error: all goroutines are asleep - deadlock!", pipe.Done{Status: pipe.Panicked}},
		{"killed", []string{"os"}, `p, _ := os.FindProcess(os.Getpid()); p.Kill(); select {}`, "3 panic signal: killed", pipe.Done{Status: pipe.Panicked}},
	} {
		r, sink := run(t, e, program(tt.imports, "", tt.body))
		tt.done.Cell = 3
		if got := sorted(sink.text()); got != sorted(tt.want) || r.Done.Status != tt.done.Status || r.Done.Code != tt.done.Code {
			t.Errorf("%s: %+v, received\n%s\nwant\n%s", tt.name, r.Done, got, tt.want)
		}
		if (r.Signal == syscall.SIGKILL) != (tt.name == "killed") {
			t.Errorf("%s: signal %v", tt.name, r.Signal)
		}
		if r.Usage.Wall <= 0 {
			t.Errorf("%s: %+v", tt.name, r.Usage)
		}
	}
}

// sorted puts what was received on standard error behind everything else: which of two pipes is read first
// is not told.
func sorted(text string) string {
	var first, last []string
	for part := range strings.SplitSeq(text, "\n3 ") {
		part = strings.TrimPrefix(part, "3 ")
		if strings.HasPrefix(part, "stderr: ") {
			last = append(last, strings.TrimPrefix(part, "stderr: "))
		} else {
			first = append(first, strings.TrimPrefix(part, "stdout: "))
		}
	}
	return strings.Join(first, "") + "|" + strings.Join(last, "")
}

// TestCached: the same program again is not built.
func TestCached(t *testing.T) {
	e := open(t)
	p := program([]string{"fmt"}, "", `fmt.Println("hello")`)
	for i := range 2 {
		r, sink := run(t, e, p)
		if r.Build.Cached != (i > 0) || sink.text() != "3 stdout: hello\n" {
			t.Errorf("run %d: %+v, %s", i, r, sink.text())
		}
	}
}

func TestRefused(t *testing.T) {
	e := open(t)
	_, err := e.Run(t.Context(), 3, program(nil, "", `var s string = 1; _ = s`), &recorder{})
	var refused *BuildError
	if !errors.As(err, &refused) || len(refused.Diagnostics) != 1 || refused.Diagnostics[0].Pos != (cell.Pos{Cell: 3, Line: 1, Col: 16}) {
		t.Errorf("error %v", err)
	}
}

func TestClosed(t *testing.T) {
	e := New(Options{})
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if _, err := e.Run(t.Context(), 1, Program{}, &recorder{}); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}
