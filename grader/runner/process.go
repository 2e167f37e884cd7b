package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"

	"weft/grader/observe"
	"weft/grader/probe"
	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/sandbox"
)

// A process serves the cases of a submission until it ends or has to be replaced.
type process struct {
	sandboxed *sandbox.Process
	theirs    []*os.File // descriptors 3 and 4 of the program
	requests  *os.File
	answers   chan reply
	reader    *os.File
	stdout    kept
	stderr    kept

	seenOut, seenErr int    // of what it printed, before the case that runs
	stop             string // why we ended it
}

// A reply is an answer, or why there will be none.
type reply struct {
	answer probe.Answer
	err    error
}

// maxAnswers bounds what a process may send, in bytes.
const maxAnswers = 256 << 20

// newProcess makes the pipes for a process.
func newProcess() (*process, error) {
	requests, ours, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("make a pipe: %w", err)
	}
	reader, answers, err := os.Pipe()
	if err != nil {
		requests.Close()
		ours.Close()
		return nil, fmt.Errorf("make a pipe: %w", err)
	}
	p := &process{theirs: []*os.File{requests, answers}, requests: ours, reader: reader, answers: make(chan reply, 1)}
	p.stdout, p.stderr = newKept(1<<20), newKept(16<<20)
	return p, nil
}

// began closes what belongs to the program, and listens.
func (p *process) began() {
	for _, f := range p.theirs {
		f.Close()
	}
	go p.listen()
}

// listen passes answers on. It ends with the process, or when nobody asks any more.
func (p *process) listen() {
	decoder := json.NewDecoder(io.LimitReader(p.reader, maxAnswers))
	for {
		var r reply
		r.err = decoder.Decode(&r.answer)
		p.answers <- r
		if r.err != nil {
			close(p.answers)
			return
		}
	}
}

// ask sends a request and waits for its answer. ended says that the process ended instead.
func (p *process) ask(ctx context.Context, q probe.Request, l Limits) (a probe.Answer, ended bool, err error) {
	p.seenOut, p.seenErr = len(p.stdout.from(0)), len(p.stderr.from(0))
	data, err := json.Marshal(q)
	if err != nil {
		return a, false, fmt.Errorf("send a request: %w", err)
	}
	if _, err := p.requests.Write(append(data, '\n')); err != nil {
		if errors.Is(err, syscall.EPIPE) {
			return a, true, nil
		}
		return a, false, fmt.Errorf("send a request: %w", err)
	}
	timer := time.NewTimer(l.Wall)
	defer timer.Stop()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	before, _ := p.sandboxed.CPU()
	for {
		select {
		case r, ok := <-p.answers:
			switch {
			case !ok || errors.Is(r.err, io.EOF):
				return a, true, nil
			case r.err != nil || r.answer.Nonce != q.Nonce:
				// The driver writes nothing of that kind.
				p.stop = "what the exercise observes was interfered with"
				p.sandboxed.Kill()
				return a, true, nil
			}
			return r.answer, false, nil
		case <-look.C:
			// The watchdog in the process gives up long before, if the submission lets it.
			if now, ok := p.sandboxed.CPU(); ok && now-before > l.CPU {
				p.stop = fmt.Sprintf("%s of processor time", l.CPU)
				p.sandboxed.Kill()
				return a, true, nil
			}
		case <-timer.C:
			return a, false, fmt.Errorf("no answer within %s of real time: the machine is too busy, or the watchdog failed", l.Wall)
		case <-ctx.Done():
			return a, false, ctx.Err()
		}
	}
}

// lookEvery is how often a run's processor time is looked at.
const lookEvery = 250 * time.Millisecond

// autopsy says what ended the process in the middle of a case.
func (p *process) autopsy(l Limits) (observe.Run, error) {
	exit, err := p.sandboxed.Wait()
	if err != nil {
		return observe.Run{}, err
	}
	r := observe.Run{CPU: exit.CPU, Wall: exit.Wall}
	report, crashed := words(p.stderr.from(p.seenErr))
	switch {
	case p.stop != "":
		r.Stop, r.Limit = observe.Limited, p.stop
	case exit.Stop != "":
		r.Stop, r.Limit = observe.Limited, limitText(exit.Stop, l)
	case crashed && report.Kind == crash.OutOfMemory:
		r.Stop, r.Limit = observe.Limited, limitText(sandbox.StopMemory, l)
	case crashed:
		r.Stop = observe.Crashed
		if report.Kind == crash.Panic {
			r.Stop = observe.Panicked
		}
		r.Panic = &observe.Panic{Message: report.Message}
		if len(report.Goroutines) > 0 {
			r.Panic.Stack = stack(report.Goroutines[0].Frames)
		}
	case exit.Signal != 0:
		r.Stop, r.Limit = observe.Crashed, "signal: "+exit.Signal.String()
	case exit.Code == driverFailed && strings.HasPrefix(p.stderr.from(p.seenErr), "driver: "):
		return r, errors.New(strings.TrimSpace(p.stderr.from(p.seenErr)))
	default:
		r.Stop, r.Code = observe.Exited, exit.Code
	}
	r.Output = clipped(p.stdout.from(p.seenOut))
	return r, nil
}

// words finds what the run time said at the end of a program.
func words(text string) (crash.Report, bool) {
	for at := 0; at < len(text); {
		rest := text[at:]
		if strings.HasPrefix(rest, "panic: ") || strings.HasPrefix(rest, "fatal error: ") || strings.HasPrefix(rest, "runtime: ") {
			if r, ok := crash.Parse(rest); ok {
				return r, true
			}
		}
		end := strings.IndexByte(rest, '\n')
		if end < 0 {
			break
		}
		at += end + 1
	}
	return crash.Report{}, false
}

// driverFailed is the exit status of a driver that cannot go on.
const driverFailed = 1

func limitText(s sandbox.Stop, l Limits) string {
	switch s {
	case sandbox.StopMemory:
		return fmt.Sprintf("memory: %d MiB", l.Memory>>20)
	case sandbox.StopOutput:
		return fmt.Sprintf("output: %d KiB", l.Output>>10)
	case sandbox.StopThreads:
		return "threads of the operating system"
	}
	return string(s)
}

// stack takes the submission's calls from those of a crash.
func stack(frames []crash.Frame) []observe.Pos {
	var calls []observe.Pos
	for _, f := range frames {
		if name, ok := strings.CutPrefix(f.Func, probe.Path+"."); ok {
			calls = append(calls, observe.Pos{File: base(f.File), Line: f.Line, Func: name})
		}
	}
	return calls
}

func base(file string) string { return file[strings.LastIndexByte(file, '/')+1:] }

// printed is what the submission printed during a case. More than its limit is a finding.
func (p *process) printed(l Limits, r *observe.Run) string {
	text := p.stdout.from(p.seenOut)
	if int64(len(text)) > l.Output && r.Stop == observe.Returned {
		r.Stop, r.Limit = observe.Limited, limitText(sandbox.StopOutput, l)
	}
	return clipped(text)
}

// maxShown is how much of its output a run keeps, in bytes.
const maxShown = 2 << 10

func clipped(text string) string {
	if len(text) > maxShown {
		return strings.ToValidUTF8(text[:maxShown], "") + "…"
	}
	return text
}

// end ends the process and waits until nothing of it is left.
func (p *process) end() {
	p.requests.Close()
	if p.sandboxed != nil {
		p.sandboxed.Kill()
		p.sandboxed.Wait()
	}
	for range p.answers { // until listen has ended
	}
	p.reader.Close()
}
