package native

import (
	"syscall"
	"testing"

	"weft/kernel/engine/native/crash"
)

// TestJudge: what is a crash, what is the program's own text.
func TestJudge(t *testing.T) {
	const (
		traces = "\n\ngoroutine 1 [running]:\nmain.main()\n\tcell[3]:1 +0x1\n"
		oh     = "panic: oh" + traces
	)
	for _, tt := range []struct {
		name    string
		ending  ending
		message string // "": no crash
		rest    string
	}{
		{"nothing", ending{}, "", ""},
		{"without proof", ending{code: 2, held: oh}, "panic: oh", ""},
		{"proved", ending{code: 2, held: oh, crash: oh, proves: true}, "panic: oh", ""},
		{"disproved", ending{code: 2, held: oh, proves: true}, "", oh},
		{"another status", ending{code: 3, held: oh}, "", oh},
		{"after its own words", ending{code: 2, held: "panic: mine\n" + oh, crash: oh, proves: true}, "panic: oh", "panic: mine\n"},
		{"mixed with text of another process", ending{code: 2, held: "panic: oh\nx\n", crash: oh, proves: true}, "panic: oh", ""},
		{"no longer held", ending{code: 2, crash: oh, proves: true}, "panic: oh", ""},
		{"fatal", ending{code: 2, held: "fatal error: x\n" + traces[1:], crash: traces[1:], proves: true}, "fatal error: x", ""},
		{"fatal after its own words", ending{code: 2, held: "panic: mine\nmore\nfatal error: x\n" + traces[1:], crash: traces[1:], proves: true}, "fatal error: x", "panic: mine\nmore\n"},
		{"Goexit", ending{code: 2, held: "panic: mine\n" + noGoroutines + "\n", proves: true}, noGoroutines, "panic: mine\n"},
		{"interrupted", ending{signal: syscall.SIGKILL, interrupted: true, held: oh}, "", oh},
		{"killed", ending{signal: syscall.SIGKILL, held: oh}, "", oh},
		{"aborted", ending{signal: syscall.SIGABRT, held: oh}, "panic: oh", ""},
	} {
		report, rest := tt.ending.judge()
		message := ""
		if report != nil {
			message = report.Message
			if message != noGoroutines && (len(report.Goroutines) != 1 || len(crash.InCells(report.Goroutines[0].Frames)) != 1) {
				t.Errorf("%s: %+v", tt.name, report)
			}
		}
		if message != tt.message || rest != tt.rest {
			t.Errorf("%s: %q and %q, want %q and %q", tt.name, message, rest, tt.message, tt.rest)
		}
	}
}
