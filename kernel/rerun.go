package kernel

import (
	"context"

	"weft/kernel/golang/cell"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// goodCells are the cells that the session is made of: those that succeeded when they ran last, each in its latest
// text, in the order of these runs. s.mu is held.
func (s *Session) goodCells() []magic.Good {
	var list []magic.Good
	for _, c := range s.history {
		if s.good[c.Number] {
			list = append(list, magic.Good{Cell: c, LeftOut: s.leftOut(c)})
		}
	}
	return list
}

// leftOut is why a cell is not run again: there is no Go in it that is a part of the session.
func (s *Session) leftOut(c magic.Cell) string {
	parsed := cell.Parse(c.Number, c.Source)
	switch b := parsed.Block; {
	case b != nil && s.magics.IsPart(b.Name):
		return ""
	case b != nil:
		return "%%" + b.Name
	case parsed.HasCode():
		return ""
	}
	for _, m := range parsed.Magics {
		switch m.Kind {
		case cell.Line:
			return "%" + m.Name
		case cell.Shell, cell.ShellLines:
			return "!"
		}
	}
	return "empty"
}

// GoodCells implements magic.Host.
func (r *run) GoodCells() []magic.Good {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	good := r.session.goodCells()
	for i, c := range good {
		if c.Number == r.number {
			return append(good[:i:i], good[i+1:]...)
		}
	}
	return good
}

// RunAgain implements magic.Host. The cell runs under its own number, beside the one that asks for it. What
// its goroutines put out later appears below it, as it did before.
func (r *run) RunAgain(ctx context.Context, c magic.Good, show bool) error {
	s := r.session
	own := s.out.of(c.Number)
	var out Out = unseen{r.out}
	if show {
		out = r.out
	}
	failure := s.run(ctx, &run{session: s, number: c.Number, again: true}, c.Source, out).Failure
	s.out.begin(c.Number, own)
	s.out.begin(r.number, r.out)
	if failure != nil {
		return &refusal{failure}
	}
	return nil
}

// unseen is the Out of a cell that is run again. It only asks.
type unseen struct{ Out }

func (unseen) Stream(string, string)                  {}
func (unseen) Display(msg.Bundle, msg.Bundle, string) {}
func (unseen) Update(msg.Bundle, msg.Bundle, string)  {}
func (unseen) Result(msg.Bundle, msg.Bundle)          {}
func (unseen) Clear(bool)                             {}
func (unseen) Remark(string)                          {}
