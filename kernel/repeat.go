package kernel

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"go/types"
	"strconv"
	"strings"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/magic"
)

// Code is repeated in a cell of our own: a function that runs it in a loop, and one that asks before each round how often. The
// code keeps its places in the cell that it comes from.

// Toolchain implements magic.Host.
func (r *run) Toolchain(ctx context.Context) bool {
	_, err := r.session.native.GoCommand(ctx)
	return err == nil
}

// Repeat implements magic.Host.
func (r *run) Repeat(ctx context.Context, c magic.Repeated, next func(took time.Duration) int) error {
	text, divide, err := r.repeated(c)
	if err != nil {
		return err
	}
	s := r.session
	if f := s.obituary(); f != nil {
		return &refusal{f}
	}
	if f := s.restore(); f != nil {
		return &refusal{f}
	}
	unit, _, failure := s.prepare(cell.Parse(r.number, text)) // for the words and places of mistakes
	if failure != nil {
		return &refusal{failure}
	}
	r.remarks(unit)
	ask := "weft repeats " + rand.Text() + " "
	around := cell.ParseFramed(s.ownNumber(), text, repeatFrame(r.number, divide, ask, unit))
	_, program, failure := s.prepareBy(around, (*check.Session).CheckGenerated)
	if failure != nil {
		return &refusal{failure}
	}
	s.out.resume()
	e := evalOf(r.number, program)
	done, err := s.child.Eval(ctx, e, &repeatSink{Sink: s.out, ask: ask, next: next})
	var exit *child.ExitError
	switch {
	case errors.As(err, &exit):
		return &refusal{s.death(exit)}
	case err != nil:
		return err
	}
	p := s.out.end()
	s.mu.Lock()
	defer s.mu.Unlock()
	if done.Status != pipe.Faulty {
		s.lower.CommitImports(program)
	}
	if f := s.doneFailure(done, p); f != nil {
		return &refusal{f}
	}
	return nil
}

// repeated is the cell's text with blanks for everything but the code, and where the setup's line ends (0: there is none).
func (r *run) repeated(c magic.Repeated) (text string, divide int, err error) {
	r.session.mu.Lock()
	source := r.session.sources[r.number]
	r.session.mu.Unlock()
	whole := cell.Parse(r.number, source)
	from, to := whole.Offset(r.calling.Pos), whole.Offset(r.calling.End)
	line := source[from:to]
	at := strings.LastIndex(line, c.Line)
	if at < 0 || !strings.HasSuffix(source, c.Body) {
		return "", 0, fmt.Errorf("find the code of %%%s in its cell", r.calling.Name)
	}
	begin, end := from+at, from+at+len(c.Line)
	if c.Body != "" {
		end, divide = len(source), to
	}
	blank := func(s string) string {
		return strings.Map(func(c rune) rune {
			if c == '\n' || c == '\r' {
				return c
			}
			return ' '
		}, s)
	}
	head := []byte(blank(source[:begin]))
	head = append(head, strings.Repeat(" ", begin-len(head))...) // a rune of several bytes has become one
	return string(head) + source[begin:end], divide, nil
}

// repeatFrame is what stands around the code.
func repeatFrame(places, divide int, ask string, unit *check.Unit) cell.Frame {
	const m = cell.Mark
	f := cell.Frame{
		Places: places, Imports: []string{"time", "strconv", "weft/display"}, Divide: divide,
		Head: m + "run := func(" + m + "n int) int64 {",
		Tail: "}; return int64(" + m + "time.Since(" + m + "began)) }\n" +
			"for " + m + "took := int64(0); ; {\n" +
			m + "answer, " + m + "err := " + m + "display.Input(" + strconv.Quote(ask) + " + " + m + "strconv.FormatInt(" + m + "took, 10))\n" +
			m + "n, _ := " + m + "strconv.Atoi(" + m + "answer)\n" +
			"if " + m + "err != nil || " + m + "n <= 0 { break }\n" +
			m + "took = " + m + "run(" + m + "n) }\n",
	}
	loop := ";" + m + "began := " + m + "time.Now(); for range " + m + "n {"
	if divide > 0 {
		f.Middle = loop
	} else {
		f.Head += loop
	}
	if unit.Value != nil {
		if _, several := unit.Info.TypeOf(unit.Value).(*types.Tuple); !several {
			f.Discard = m + "n"
		}
	}
	return f
}

// ownNumber is the number of a cell of our own making.
func (s *Session) ownNumber() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ours++
	return generatedCells + s.ours
}

// A repeatSink answers what a repeating cell asks; everything else goes where it always goes.
type repeatSink struct {
	child.Sink
	ask  string
	next func(took time.Duration) int
}

// Input implements child.Sink.
func (p *repeatSink) Input(ctx context.Context, in pipe.Input) (string, error) {
	text, ok := strings.CutPrefix(in.Prompt, p.ask)
	if !ok {
		return p.Sink.Input(ctx, in)
	}
	took, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return "", fmt.Errorf("time of a round: %w", err)
	}
	return strconv.Itoa(p.next(time.Duration(took))), nil
}
