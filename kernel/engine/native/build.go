package native

import (
	"context"
	"fmt"
	"strings"
	"time"

	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/native/kit"
	"weft/kernel/golang/cell"
)

// A Build says how a program came to be.
type Build struct {
	Took    time.Duration // all of it; the first of a session also opens the kit
	Compile time.Duration
	Link    time.Duration
	Cached  bool   // the same program had been built before
	Notes   string // what the compiler said about flags such as -m and -S
	// Fallback says why the go command built it rather than compiler and linker directly; "" if not.
	Fallback string
}

// A BuildError reports text that the compiler refuses.
type BuildError struct {
	// Diagnostics have no position where the mistake is in text that is no cell's, which is a mistake of who
	// made that text.
	Diagnostics []cell.Diagnostic
}

func (e *BuildError) Error() string {
	var b strings.Builder
	b.WriteString("build")
	for i, d := range e.Diagnostics {
		b.WriteString([]string{": ", "\n"}[min(i, 1)])
		if d.Pos.IsValid() {
			b.WriteString(d.Pos.String() + ": ")
		}
		b.WriteString(d.Message)
	}
	return b.String()
}

// Build builds p without running it. The error is a *[BuildError], a *[kit.Missing] if this machine
// lacks what it takes, ctx's own, or a failure of ours.
func (e *Engine) Build(ctx context.Context, p Program) (Build, error) {
	ctx, done, err := e.begin(ctx)
	if err != nil {
		return Build{}, err
	}
	defer done()
	_, b, err := e.build(ctx, p)
	return b, err
}

// build also returns the path of p's binary, if one is wanted.
func (e *Engine) build(ctx context.Context, p Program) (string, Build, error) {
	began := time.Now()
	k, err := e.openKit(ctx)
	if err != nil {
		return "", Build{Took: time.Since(began)}, err
	}
	r, err := k.Build(ctx, p.Job)
	b := Build{
		Took:     time.Since(began),
		Compile:  r.Compile,
		Link:     r.Link,
		Cached:   r.Cached,
		Notes:    r.Notes,
		Fallback: r.Fallback,
	}
	if err == nil && len(r.Diagnostics) > 0 {
		err = &BuildError{inCells(r.Diagnostics)}
	}
	return r.Binary, b, err
}

func inCells(diagnostics []kit.Diagnostic) []cell.Diagnostic {
	var all []cell.Diagnostic
	for _, d := range diagnostics {
		c := cell.Diagnostic{Pos: crash.InCell(d.File, d.Line, d.Col), Message: d.Text}
		if !c.Pos.IsValid() && d.File != "" {
			c.Message = fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Col, d.Text)
		}
		all = append(all, c)
	}
	return all
}
