package check

import (
	"go/types"
	"sync"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

// A Session remembers what the cells so far declared. Its methods may be called at any time and
// from any goroutine; Check and Vet see the session as it was when they began.
type Session struct {
	importer types.Importer

	// Packages lists the import paths of the packages with a name, the likeliest first; it is
	// what a forgotten import is looked up in. NewSession sets std.PathsByName.
	Packages func(name string) []string
	// NoAutoImport keeps forgotten imports from being added; a hint names them instead.
	NoAutoImport bool

	mu      sync.Mutex
	state   *state
	refused map[string]int // what cells that were refused would have declared -> the number of the cell

	probing sync.Mutex
	base    *Unit // see whole
}

// NewSession starts an empty session. The importer must be safe for concurrent use.
func NewSession(importer types.Importer) *Session {
	return &Session{importer: importer, Packages: std.PathsByName, state: newState()}
}

// Check checks a cell against what is declared so far and changes nothing. It owns c from now on;
// the unit's cell is another one if the number of c was used before.
func (s *Session) Check(c *cell.Cell) *Unit { return s.checked(c, false, false) }

// CheckAgain is Check for a cell after which all functions of the session are to be emitted again.
func (s *Session) CheckAgain(c *cell.Cell) *Unit { return s.checked(c, false, true) }

// CheckGenerated is Check for a cell that weft has written: it may import packages that are hidden from
// learners (see std.Hidden).
func (s *Session) CheckGenerated(c *cell.Cell) *Unit { return s.checked(c, true, false) }

func (s *Session) checked(c *cell.Cell, generated, everything bool) *Unit {
	st := s.now()
	if uses := st.used[c.Number]; uses > 0 {
		c = c.At(c.Number + uses*again)
	}
	d := newDraft(s, st, c)
	d.generated, d.everything = generated, everything
	return d.check()
}

// again separates the generations of cells that have the same number.
const again = 1_000_000

// CellOf is the number of the cell that has a generation.
func CellOf(gen int) int { return gen % again }

// Commit makes the unit's declarations part of the session: to be called once the cell has run,
// with units that are OK. A cell that panicked is committed as well, since everything that it
// declares was emitted; see Unit.Declares for what it has not set.
func (s *Session) Commit(u *Unit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = s.state.with(u)
}

// Refuse tells the session of a cell that has errors, so that it can say why the names mean nothing that the cell
// would have declared.
func (s *Session) Refuse(c *cell.Cell) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused == nil {
		s.refused = make(map[string]int)
	}
	for _, name := range c.Declared() {
		s.refused[name] = c.Number
	}
}

// refusedBy is the number of the last cell that was refused and would have declared the name.
func (s *Session) refusedBy(name string) (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.refused[name]
	return n, ok
}

// Source is the text of the committed cell that was checked under this number; "" if it is not
// known, or nothing that it declared is alive any more.
func (s *Session) Source(number int) string {
	st := s.now()
	last := ""
	for _, src := range st.cells {
		if src.number == number {
			last = src.text
		}
	}
	return last
}

// Names are the live declarations in the order of their (latest) declaration: "x", "f", "T", "T.m".
func (s *Session) Names() []string {
	var names []string
	for _, l := range s.now().lives {
		names = append(names, l.key)
	}
	return names
}

func (s *Session) now() *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}
