package kernel

import (
	"strconv"
	"strings"
	"syscall"

	"weft/kernel/engine/child"
	"weft/kernel/engine/memory"
)

// deathFailure is the end of the evaluator's process, and what the next one has of the session.
func (s *Session) deathFailure(e *child.ExitError, r recovery) *Failure {
	switch {
	case e.Restarted:
		return &Failure{Name: "Interrupted", Value: "the evaluator was restarted", Traceback: []string{"the evaluator was restarted"}, Code: 130}
	case e.Interrupted:
		text := "the cell did not stop, so its evaluator was replaced"
		return &Failure{Name: "Interrupted", Value: "interrupted; the evaluator was replaced", Code: 130,
			Traceback: []string{red + text + plain, r.String()}}
	}
	f := &Failure{Name: "EvaluatorDied", Value: e.Error(), Code: 2}
	text := e.Error()
	switch {
	case e.Crash != "": // as a compiled program would begin
		f.Value, text = e.Crash, e.Crash
	case e.Signal != nil && !e.Idle && !e.Starting:
		text = "the process that ran cell [" + strconv.Itoa(e.Cell) + "] was ended by a signal: " + e.Signal.String()
	}
	if e.Crash == "" && e.Stderr != "" {
		text += "\n" + strings.TrimRight(e.Stderr, "\n")
	}
	f.Traceback = []string{red + text + plain}
	s.mu.Lock()
	f.Traceback = append(f.Traceback, s.trail(e.Frames, e.Gap)...)
	s.mu.Unlock()
	if limit := s.child.Memory(); limit > 0 && (strings.Contains(e.Crash, "out of memory") || strings.Contains(e.Crash, "cannot allocate memory")) {
		f.Traceback = append(f.Traceback, "the limit for cells is "+memory.Size(limit)+"; this was too fast to be stopped there")
	}
	if e.Crash != "" {
		f.Traceback = append(f.Traceback, "the process that ran cell ["+strconv.Itoa(e.Cell)+"] cannot go on after this")
	}
	if hint := deathHint(e); hint != "" {
		f.Traceback = append(f.Traceback, hinted(hint))
	}
	rest := r.String()
	if e.Starting || e.Idle {
		rest = "This cell was not run. " + rest
	}
	f.Traceback = append(f.Traceback, rest)
	return f
}

// deathHint is what may help after a process has ended so; "" if nothing is known.
func deathHint(e *child.ExitError) string {
	if e.Crash == "" && e.Signal == syscall.SIGKILL {
		return "if the cell did not do that itself, the machine may have had no memory left"
	}
	if strings.HasSuffix(e.Crash, "stack overflow") && len(e.Frames) == 1 { // the calls without end are compiled ones
		return "a value that contains itself cannot be printed or compared: as a cell's last expression it is shown"
	}
	return panicHint(e.Crash)
}
