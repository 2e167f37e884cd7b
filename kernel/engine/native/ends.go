package native

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"strconv"

	"weft/kernel/engine/launch"
)

// ends are the two ends of what connects a program with us: its descriptors 0, 1 and 2, and those that
// package cross describes.
type ends struct {
	stdin, stdout, stderr  *os.File // ours
	events, answers, crash *os.File
	theirs                 []*os.File // in the order of their descriptors
}

func newEnds(p Program) (*ends, error) {
	e := &ends{}
	var err error
	pipe := func(ours **os.File, weRead bool) {
		if err != nil {
			return
		}
		var r, w *os.File
		if r, w, err = os.Pipe(); err != nil {
			return
		}
		if !weRead {
			r, w = w, r
		}
		*ours, e.theirs = r, append(e.theirs, w)
	}
	file := func(name string, flags int) {
		if err != nil {
			return
		}
		if name == "" {
			name, flags = os.DevNull, os.O_RDWR
		}
		var f *os.File
		if f, err = os.OpenFile(name, flags, 0o600); err == nil {
			e.theirs = append(e.theirs, f)
		}
	}
	pipe(&e.stdin, false)
	pipe(&e.stdout, true)
	pipe(&e.stderr, true)
	pipe(&e.events, true)
	pipe(&e.answers, false)
	pipe(&e.crash, true)
	file(p.In, os.O_RDONLY)
	file(p.Out, os.O_RDWR|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		e.closeOurs()
		e.closeTheirs()
		return nil, err
	}
	launch.Widen([]*os.File{e.stdout, e.stderr})
	return e, nil
}

// connect gives the program its ends.
func (e *ends) connect(cmd *exec.Cmd) {
	cmd.Stdin, cmd.Stdout, cmd.Stderr = e.theirs[0], e.theirs[1], e.theirs[2]
	cmd.ExtraFiles = e.theirs[3:]
}

func (e *ends) closeTheirs() {
	for _, f := range e.theirs {
		f.Close()
	}
}

// closeEvents ends the waiting for what the program may still say.
func (e *ends) closeEvents() {
	for _, f := range []*os.File{e.events, e.answers, e.crash} {
		f.Close()
	}
}

func (e *ends) closeOurs() {
	for _, f := range []*os.File{e.stdin, e.stdout, e.stderr, e.events, e.answers, e.crash} {
		if f != nil {
			f.Close()
		}
	}
}

// imports reports whether a file of Go imports a package.
func imports(text, path string) bool {
	f, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if err != nil {
		return false
	}
	for _, s := range f.Imports {
		if p, err := strconv.Unquote(s.Path.Value); err == nil && p == path {
			return true
		}
	}
	return false
}
