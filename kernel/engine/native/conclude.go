package native

import (
	"os"
	"strings"
	"syscall"

	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/pipe"
)

// An ending is how a process ended, as plain values.
type ending struct {
	interrupted bool
	code        int
	signal      syscall.Signal // 0: it exited by itself
	held        string         // what was written last to descriptor 2 and looks like a crash
	crash       string         // what was written to the descriptor for crashes
	proves      bool           // the program has connected that descriptor: no crash without words there
}

// crashStatus is the run time's exit status after a panic or a fatal error.
const crashStatus = 2

// notBegun is the exit status of a program that could not take over the session's variables.
const notBegun = 125

// noGoroutines is the one fatal error after which the run time lists no goroutines, so that nothing is
// written to the descriptor for crashes.
const noGoroutines = "fatal error: no goroutines (main called runtime.Goexit) - deadlock!"

// judge takes what the run time said, if it ended the program, from what the program has written.
func (e ending) judge() (report *crash.Report, rest string) {
	if e.interrupted || e.signal == 0 && e.code != crashStatus || e.signal == syscall.SIGKILL {
		return nil, e.held
	}
	words, rest := e.words()
	if words == "" {
		return nil, e.held
	}
	r, ok := crash.Parse(words)
	if !ok {
		return nil, e.held
	}
	return &r, rest
}

// words are the run time's, and rest is what the program itself wrote before them and what looked alike.
func (e ending) words() (words, rest string) {
	at := strings.LastIndex(e.held, e.crash)
	switch {
	case e.crash == "" && e.proves:
		before, found := strings.CutSuffix(strings.TrimRight(e.held, "\n"), noGoroutines)
		if !found || before != "" && !strings.HasSuffix(before, "\n") {
			return "", e.held
		}
		return noGoroutines, before
	case e.crash == "":
		return e.held, ""
	case strings.HasPrefix(e.crash, "panic: "):
		// These words are complete; where others wrote to descriptor 2 meanwhile, their text is lost.
		return e.crash, e.held[:max(at, 0)]
	case at < 0:
		return e.held, ""
	}
	if begin := crash.Begins(e.held, at); begin >= 0 {
		return e.held[begin:], e.held[:begin]
	}
	return e.held, ""
}

// conclude says in r how the program ended, and tells the sink of a crash.
func (r *process) conclude(to *Result) {
	to.Done = pipe.Done{Cell: r.number, Status: pipe.OK}
	state := r.cmd.ProcessState
	to.Usage = Usage{Wall: r.took, CPU: state.UserTime() + state.SystemTime()}
	e := ending{code: state.ExitCode(), held: r.out.Held(), crash: r.crash.wait(), proves: r.out.Dying != nil}
	if ws, ok := state.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		e.signal = ws.Signal()
	}
	e.interrupted = r.interrupted && e.signal == syscall.SIGKILL // else it had ended by itself
	to.Fault = r.events.fault
	report, rest := e.judge()
	r.out.Late(rest)
	switch {
	case e.interrupted:
		to.Done.Status = pipe.Interrupted
	case r.events.garbage != nil:
		to.Done.Status = pipe.Panicked
		text := "the program was ended, its descriptor for events was written to: " + r.events.garbage.Error()
		r.sink.Panic(pipe.Panic{Cell: r.number, Message: text})
	case e.code == notBegun && r.events.fault != "":
		to.Done.Status, to.Done.Fault = pipe.Faulty, r.events.fault
	case report != nil:
		to.Crash = report
		to.Done.Status = pipe.Panicked
		r.sink.Panic(report.Pipe(r.number))
	case e.signal != 0:
		// The words are the go command's.
		to.Signal = e.signal
		to.Done.Status = pipe.Panicked
		r.sink.Panic(pipe.Panic{Cell: r.number, Message: "signal: " + e.signal.String()})
	case e.code != 0 || !r.returned():
		to.Done.Status, to.Done.Code = pipe.Exited, e.code
	}
}

// returned reports whether the program came to the end of main, where it writes the variables; one that
// writes none is believed to.
func (r *process) returned() bool {
	if r.variables == "" {
		return true
	}
	st, err := os.Stat(r.variables)
	return err == nil && st.Size() > 0
}
