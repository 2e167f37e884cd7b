package kernel

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"weft/kernel/engine/child"
	"weft/kernel/engine/native/modules"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/jupyter/msg"
)

// A Failure is why a cell did not succeed, as its reader sees it.
type Failure struct {
	Name      string   // kind: CompileError, Panic, Exit, Interrupted, EvaluatorDied, MagicError
	Value     string   // one line
	Traceback []string // rendered, with ANSI colours
	Code      int      // exit status that a program which failed like this would have
}

// ANSI sequences as Jupyter's and terminals' tracebacks use them.
const (
	red   = cell.Red
	blue  = cell.Blue
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
	plain = "\x1b[0m"
)

// Message is the failure as an error message of the protocol.
func (f *Failure) Message() msg.Error {
	return msg.Error{EName: f.Name, EValue: f.Value, Traceback: f.Traceback}
}

// Plain is the traceback without colours.
func (f *Failure) Plain() string {
	return StripColours(strings.Join(f.Traceback, "\n"))
}

// StripColours removes the colours of a traceback, for where nobody would see them.
func StripColours(s string) string {
	var b strings.Builder
	for {
		start := strings.Index(s, "\x1b[")
		if start < 0 {
			return b.String() + s
		}
		end := strings.IndexByte(s[start:], 'm')
		if end < 0 {
			return b.String() + s
		}
		b.WriteString(s[:start])
		s = s[start+end+1:]
	}
}

// compileFailure is a cell that did not get as far as running.
func (s *Session) compileFailure(diagnostics []cell.Diagnostic) *Failure {
	f := &Failure{Name: "CompileError", Code: 1}
	said := make(map[string]bool)
	for _, d := range diagnostics {
		if d.Severity != cell.Error || said[d.String()] || len(said) > cell.MaxErrors {
			continue
		}
		said[d.String()] = true
		if f.Value == "" {
			f.Value = fmt.Sprintf("%s: %s", d.Pos, d.Message)
		}
		f.Traceback = append(f.Traceback, s.render(d))
	}
	return f
}

// render shows a diagnostic with its source line and caret, and the places that explain it.
func (s *Session) render(d cell.Diagnostic) string {
	related := d.Related
	d.Related = nil // Render knows only one source
	text := strings.TrimRight(cell.Render(d, s.sources[d.Pos.Cell], true), "\n")
	for _, r := range related {
		note := cell.Diagnostic{Pos: r.Pos, Severity: cell.Note, Message: r.Message}
		text += "\n" + strings.TrimRight(cell.Render(note, s.sources[r.Pos.Cell], true), "\n")
	}
	return text
}

// panicFailure is a panic that nothing recovered: Go's own message, where it happened, and the
// calls that led there, in cells and lines.
func (s *Session) panicFailure(p *pipe.Panic) *Failure {
	title := interpreters.ReplaceAllString(p.Message, "")
	f := &Failure{Name: "Panic", Value: headline(title), Code: 2}
	if p.Started != nil {
		title += "\nin a goroutine that cell [" + strconv.Itoa(p.Cell) + "] started"
	}
	f.Traceback = append(f.Traceback, red+title+plain)
	f.Traceback = append(f.Traceback, s.trail(p.Frames, p.Gap)...)
	if p.Other != nil {
		if at := s.place(*p.Other); at != "" {
			f.Traceback = append(f.Traceback, faint+"while another goroutine was at "+plain+at)
		}
	}
	if p.Started != nil && p.Started.Exact {
		f.Traceback = append(f.Traceback, faint+"created at "+plain+s.place(*p.Started))
	}
	if hint := cmp.Or(s.nilFuncHint(p), s.unlookedHint(p), panicHint(headline(p.Message))); hint != "" {
		f.Traceback = append(f.Traceback, hinted(hint))
	}
	return f
}

// interpreters is what package net/http says of where a pattern was registered if a cell that is not compiled did so.
var interpreters = regexp.MustCompile(` \(registered at [^()]*\breflect/value\.go:\d+\)`)

// headline is the line of a message that says what happened. In front of a stack overflow Go tells the limit.
func headline(message string) string {
	for line := range strings.Lines(message) {
		if strings.HasPrefix(line, "fatal error: ") {
			return strings.TrimSuffix(line, "\n")
		}
	}
	return firstLine(message)
}

// hinted is a hint as diagnostics have it.
func hinted(text string) string { return blue + "hint:" + plain + " " + text }

// excerpt is the source line at pos without its indentation, with a caret below it if asked for.
func (s *Session) excerpt(pos cell.Pos, caret bool) string {
	line, under := cell.Excerpt(s.sources[pos.Cell], pos, cell.Pos{})
	trimmed := strings.TrimLeft(line, " ")
	text := "    " + trimmed
	if at := len(under) - 1 - (len(line) - len(trimmed)); caret && pos.Col > 0 && at >= 0 {
		text += "\n    " + strings.Repeat(" ", at) + red + "^" + plain
	}
	return text
}

// doneFailure says how a cell ended that did not end well; nil if it did.
func (s *Session) doneFailure(d pipe.Done, said ending) *Failure {
	p := said.panic
	switch d.Status {
	case pipe.OK:
		if p != nil {
			return s.panicFailure(p) // of a goroutine
		}
		return nil
	case pipe.Panicked:
		if p == nil {
			p = &pipe.Panic{Cell: d.Cell, Message: "panic"}
		}
		return s.panicFailure(p)
	case pipe.Deadlocked:
		return s.deadlockFailure(said.deadlock)
	case pipe.Exited:
		if d.Code == 0 {
			return nil
		}
		text := fmt.Sprintf("the cell ended with os.Exit(%d); the session goes on", d.Code)
		f := &Failure{Name: "Exit", Value: "exit status " + strconv.Itoa(d.Code), Traceback: []string{red + text + plain}, Code: d.Code}
		f.Traceback = append(f.Traceback, s.trail(d.Frames, nil)...)
		return f
	case pipe.Interrupted:
		text := "the cell was interrupted; variables keep what it set until then"
		if d.Stopped > 0 {
			text += "\n" + plural(d.Stopped, "goroutine") + " of earlier cells had to end too"
		}
		for _, what := range d.Stuck {
			text += "\nstill waiting: " + waiting(what)
		}
		f := &Failure{Name: "Interrupted", Value: "interrupted", Traceback: []string{red + text + plain}, Code: 130}
		if hint := stuckHint(d.Stuck); hint != "" {
			f.Traceback = append(f.Traceback, hinted(hint))
		}
		return f
	}
	text := "weft could not run this cell, which is a bug in weft: " + d.Fault + "\nThe cell was not run, or only in part. Please report it with the cell's text."
	return &Failure{Name: "InternalError", Value: firstLine(d.Fault), Traceback: []string{red + text + plain}, Code: 3}
}

// waiting is what a stuck goroutine waits for. "weft/... (select)" is a helper that stands for what is in
// its brackets.
func waiting(what string) string {
	if _, reason, ok := strings.Cut(what, " ("); ok && strings.HasPrefix(what, "weft/") {
		return strings.TrimSuffix(reason, ")")
	}
	return what
}

// magicFailure is a magic or shell line that failed.
func (s *Session) magicFailure(m cell.Magic, err error) *Failure {
	d := cell.Diagnostic{Pos: m.Pos, Message: err.Error()}
	if e := (*modules.Error)(nil); errors.As(err, &e) {
		d.Message, d.Hint = e.What, e.Remedy
	}
	return &Failure{Name: "MagicError", Value: firstLine(d.Message), Traceback: []string{s.render(d)}, Code: 1}
}

// ourFailure is an error of weft itself or of the machine, such as no memory for a process.
func ourFailure(err error) *Failure {
	if errors.Is(err, child.ErrClosed) {
		return &Failure{Name: "Shutdown", Value: "the kernel is shutting down", Traceback: []string{"the kernel is shutting down"}, Code: 3}
	}
	return &Failure{Name: "InternalError", Value: firstLine(err.Error()), Traceback: []string{red + "weft: " + err.Error() + plain}, Code: 3}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
