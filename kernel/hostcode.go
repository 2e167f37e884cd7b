package kernel

import (
	"fmt"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/jupyter/msg"
)

// below is the code below a %%magic line as a cell, with the positions that it has in its own cell.
func (r *run) below(code string) *cell.Cell {
	r.session.mu.Lock()
	whole := r.session.sources[r.number]
	r.session.mu.Unlock()
	if w := cell.Parse(r.number, whole); w.Block != nil && w.Block.Body == code {
		return w.Rest()
	}
	return cell.Parse(r.number, code)
}

// onlyGo refuses magics and commands in the code below a %%magic, which would not be run.
func (r *run) onlyGo(code string) error {
	c := r.below(code)
	at, end, what := cell.Pos{}, cell.Pos{}, "a magic or command"
	switch {
	case len(c.Timed) > 0:
		at, end = c.Timed[0].Pos, c.Timed[0].Mark
	case len(c.Magics) > 0:
		at, end = c.Magics[0].Pos, c.Magics[0].End
		if k := c.Magics[0].Kind; k == cell.Help || k == cell.HelpSource {
			what = "a question"
		}
	default:
		return nil
	}
	d := cell.Diagnostic{Pos: at, End: end, Message: what + " cannot stand in a cell that is compiled", Hint: "put it into a cell of its own"}
	return &refusal{r.session.compileFailure([]cell.Diagnostic{d})}
}

// checked is that cell, checked; the error is a *refusal.
func (r *run) checked(code string) (*check.Unit, error) {
	s, c := r.session, r.below(code)
	s.mu.Lock()
	defer s.mu.Unlock()
	unit := s.check.Check(c)
	if !unit.OK() {
		return nil, &refusal{s.compileFailure(unit.Diagnostics)}
	}
	if refused := s.processRefusals(unit); len(refused) > 0 {
		return nil, &refusal{s.compileFailure(refused)}
	}
	return unit, nil
}

// Lowered implements magic.Host.
func (r *run) Lowered(code string) (string, error) {
	_, program, failure := r.session.prepare(r.below(code))
	if failure != nil {
		return "", &refusal{failure}
	}
	return program.Source(), nil
}

// Vet implements magic.Host.
func (r *run) Vet(code string) (int, error) {
	unit, err := r.checked(code)
	if err != nil {
		return 0, err
	}
	found := r.session.check.Vet(unit)
	r.remarks(unit)
	return len(found), nil
}

// fixRounds bounds how often newer Go is looked for in what it has changed.
const fixRounds = 5

// Fix implements magic.Host.
func (r *run) Fix(code string) (text string, changes []string, err error) {
	text = code
	for round := range fixRounds {
		unit, err := r.checked(text)
		if err != nil && text == code {
			return "", nil, err
		}
		if err != nil {
			break // cannot be, unless a pass is wrong; the last text was right
		}
		fixes := r.session.check.Modernize(unit)
		if len(fixes) == 0 {
			break
		}
		source := unit.Cell.Source // with blanks in place of the magic
		next := check.Apply(source, fixes)[len(source)-len(text):]
		if _, err := r.checked(next); err != nil {
			break
		}
		for _, f := range fixes {
			at := f.Pos.String()
			if round > 0 {
				at = "then" // lines have moved
			}
			changes = append(changes, fmt.Sprintf("%s: %s [%s]", at, f.Message, f.Source))
		}
		text = next
	}
	text, err = cell.Format(text)
	return text, changes, err
}

// Replace implements magic.Host.
func (r *run) Replace(text string) { r.payload = append(r.payload, msg.SetNextInput(text, true)) }
