package kernel

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/check"
	"weft/kernel/magic"
)

// A recovery is what a new evaluator has of the session that it takes over.
type recovery struct {
	there []string // imports, types, functions, constants: "imports", "4 types"
	lost  []string // variables whose values are gone
	cells string   // those that %rerun runs again, "" if there are none

	failed  error // why there is nothing
	waiting bool  // the next cell tries again
}

// replayLimit is how long the declarations of a session may take; those of hundreds of cells take a second.
const replayLimit = time.Minute

// death is the failure of a cell whose evaluator has ended; a new one has taken over.
func (s *Session) death(e *child.ExitError) *Failure { return s.deathFailure(e, s.recover()) }

// recover gives the evaluator that has taken over the session's declarations. If that cannot be done the session
// begins anew, so that it never fails for ever.
func (s *Session) recover() recovery {
	s.mu.Lock()
	s.check.LoseAll()
	s.lower.LoseValues()
	s.pending = true
	s.mu.Unlock()
	return s.replay()
}

// replay brings the session's declarations into the evaluator, if it has not got them.
func (s *Session) replay() (r recovery) {
	s.mu.Lock()
	program, pending := s.lower.Replay(), s.pending
	s.ours++
	e := evalOf(generatedCells+s.ours, program)
	s.mu.Unlock()
	if !pending {
		return recovery{}
	}
	var err error
	for range 2 { // a process that was ready may have been killed unnoticed
		if err = s.declare(e); err == nil || !errors.As(err, new(*child.ExitError)) {
			break
		}
	}
	var exit *child.ExitError
	switch {
	case err == nil:
		r = s.survey()
	case errors.Is(err, child.ErrClosed):
		return recovery{failed: err}
	case errors.As(err, &exit) && exit.Starting:
		return recovery{failed: err, waiting: true}
	default:
		s.child.Restart(context.Background()) // it may have half of them
		s.forget()
		r = recovery{failed: err, cells: s.survey().cells}
	}
	s.mu.Lock()
	s.pending = false
	s.mu.Unlock()
	return r
}

// declare evaluates declarations that the session had before.
func (s *Session) declare(e pipe.Eval) error {
	if len(e.Imports)+len(e.Chunks) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(s.closing, replayLimit)
	defer cancel()
	done, err := s.child.Declare(ctx, e, &privateSink{outputs: s.out})
	if err == nil && done.Status != pipe.OK {
		err = fmt.Errorf("%s: %s", done.Status, done.Fault)
	}
	return err
}

// survey says what the session still has.
func (s *Session) survey() (r recovery) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.check.Count()
	if n.Imports > 0 {
		r.there = append(r.there, "imports")
	}
	for _, k := range []struct {
		n    int
		word string
	}{{n.Types, "type"}, {n.Funcs, "function"}, {n.Methods, "method"}, {n.Consts, "constant"}} {
		if k.n > 0 {
			r.there = append(r.there, plural(k.n, k.word))
		}
	}
	for _, l := range s.check.Empty() {
		r.lost = append(r.lost, l.Name)
	}
	var again []int
	for _, c := range s.goodCells() {
		if c.LeftOut == "" {
			again = append(again, c.Number)
		}
	}
	if len(again) > 0 {
		r.cells = magic.CellNames(again)
	}
	return r
}

// restore is recover's second half for a cell that finds that it has not been done. The failure says that the
// cell cannot run.
func (s *Session) restore() *Failure {
	s.mu.Lock()
	pending := s.pending
	s.mu.Unlock()
	if !pending {
		return nil
	}
	if r := s.replay(); r.failed != nil {
		return ourFailure(fmt.Errorf("start a new evaluator: %w", r.failed))
	}
	return nil
}

// maxListed is how many lost variables are named.
const maxListed = 12

// String says it in two lines at most.
func (r recovery) String() string {
	var b strings.Builder
	switch {
	case r.waiting:
		return "The next cell tries to start the evaluator again."
	case r.failed != nil:
		text := "A new evaluator has taken over, but what earlier cells declared could not be declared again.\n" + faint + r.failed.Error() + plain
		return text + again(r.cells)
	case len(r.there) > 0:
		verb := "are"
		if len(r.there) == 1 && strings.HasPrefix(r.there[0], "1 ") {
			verb = "is"
		}
		fmt.Fprintf(&b, "A new evaluator has taken over: %s %s there again.", listed(r.there), verb)
	default:
		b.WriteString("A new evaluator has taken over.")
	}
	if n := len(r.lost); n > 0 {
		names := r.lost
		more := ""
		if n > maxListed {
			names, more = names[:maxListed], fmt.Sprintf(" and %d more", n-maxListed)
		}
		b.WriteString(" Lost with their values: " + strings.Join(names, ", ") + more + ".")
		b.WriteString(again(r.cells))
	}
	return b.String()
}

// again is a line that offers to run cells again, "" if there are none.
func again(cells string) string {
	if cells == "" {
		return ""
	}
	return "\n" + hinted("%rerun runs "+cells+" again")
}

// listed joins words as people do: a, b and c.
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// lostNote is why the value of an expression that begins with a variable cannot be shown, "" if it is not lost.
func lostNote(empty []check.Lost, expression string) string {
	for _, l := range empty {
		if rest, ok := strings.CutPrefix(expression, l.Name); ok && (rest == "" || strings.ContainsAny(rest[:1], ".[( ")) {
			return fmt.Sprintf("lost when the evaluator ended: run cell [%d] again", l.Pos.Cell)
		}
	}
	return ""
}
