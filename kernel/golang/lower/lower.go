// Package lower turns a checked cell into source that the interpreter runs exactly as the compiler
// would have. It erases what the interpreter gets wrong: methods become functions, embedding becomes
// paths, a session's interfaces become interface{} with generated dispatch, generics are instantiated,
// defer and go statements go through compiled helpers. What it cannot lower exactly it refuses, with
// the position and what to write instead; nothing is passed through in hope. It knows the Go language
// and the interpreter's defects, but imports neither the interpreter nor anything that runs.
package lower

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// RuntimePath is the import path of the compiled helpers in the lowered text.
const RuntimePath = "weft/kernel/engine/rt"

// A Program is a lowered cell: plain text and names.
type Program struct {
	Cell    int
	Imports []Import // new in this cell; evaluated once, before the chunks
	Chunks  []Chunk  // declarations, in order
	Run     string   // the name of a func() that runs the cell's statements; "" if there is nothing to run
	Traced  bool     // the engine is told of accesses, see race.go
	Kept    []string // variables that have the values of those they take the place of until their declarations are executed

	// Again says that the statements run again too when the cell is replayed, which a learner's never do. Who
	// commits the program sets it.
	Again bool

	after state   // the session's state once the cell has been accepted
	keep  []Chunk // what of the chunks is needed when the cell is replayed
}

// An Import is a package under the name that the chunks use for it.
type Import struct{ Path, Name string }

// A Chunk is one text for the interpreter; it holds declarations only.
type Chunk struct{ Name, Source string }

// Source is the whole lowered text of the cell, to be read by people: without marks. without marks.
func (p *Program) Source() string {
	var b strings.Builder
	for _, i := range p.Imports {
		fmt.Fprintf(&b, "import %s %q\n", i.Name, i.Path)
	}
	for _, c := range p.Chunks {
		b.WriteString(c.Source)
	}
	return markText.ReplaceAllString(b.String(), "")
}

// A Session remembers what earlier cells have put into the interpreter. It is not safe for
// concurrent use.
type Session struct {
	committed state
	kept      []kept // of the committed cells, in order
	library   *library
	serial    int // makes generated names unique even if a cell is never committed
	race      bool
}

// NewSession returns the session of a fresh interpreter.
func NewSession() *Session { return &Session{committed: newState(), library: newLibrary()} }

// Lower lowers the checked cell u. It changes nothing that a later Lower sees, until Commit. If
// anything in the cell is refused the program is nil and the diagnostics say what and where.
func (s *Session) Lower(u *check.Unit) (*Program, []cell.Diagnostic) {
	l := &lowering{unit: u, state: s.committed.clone(), serial: s.serial, own: newSource(u), library: s.library, race: s.race}
	l.program()
	s.serial = l.serial
	if len(l.refused) > 0 {
		return nil, l.refused
	}
	l.out.Cell, l.out.Traced = u.Cell.Number, s.race
	l.out.after = l.state
	return &l.out, nil
}

// Commit makes p's declarations known to the cells that follow. Call it once the interpreter has
// accepted p's chunks.
func (s *Session) Commit(p *Program) {
	s.committed = p.after
	s.keep(p)
}

// state is what the interpreter holds. Keys are canonical texts, because every cell has types of its
// own: a types.Type of one cell is never identical to that of another.
type state struct {
	imports     map[string]string     // path -> local name
	emitted     map[string]bool       // lowered declarations, by name
	descriptors map[string]string     // canonical type -> descriptor variable
	methods     map[string][]target   // method key -> session types that have it, oldest first
	dispatchers map[string]dispatcher // method key -> newest dispatcher
	names       map[string]string     // what a generated name stands for
	recovers    map[string]bool       // functions that call recover
	variables   map[string]string     // lowered variable -> its lowered type
	inlined     map[string]*inlined   // functions by their lowered name; nil: not to be inlined
	locals      map[cell.Pos]int      // numbers of the types declared in functions, by their places
	types       bool                  // some cell declares a type
}

func newState() state {
	return state{
		imports:     map[string]string{},
		emitted:     map[string]bool{},
		descriptors: map[string]string{},
		methods:     map[string][]target{},
		dispatchers: map[string]dispatcher{},
		names:       map[string]string{},
		recovers:    map[string]bool{},
		variables:   map[string]string{},
		inlined:     map[string]*inlined{},
		locals:      map[cell.Pos]int{},
	}
}

func (s state) clone() state {
	c := state{
		imports:     maps.Clone(s.imports),
		emitted:     maps.Clone(s.emitted),
		descriptors: maps.Clone(s.descriptors),
		methods:     maps.Clone(s.methods),
		dispatchers: maps.Clone(s.dispatchers),
		names:       maps.Clone(s.names),
		recovers:    maps.Clone(s.recovers),
		variables:   maps.Clone(s.variables),
		inlined:     maps.Clone(s.inlined),
		locals:      maps.Clone(s.locals),
		types:       s.types,
	}
	for k, v := range c.methods {
		c.methods[k] = slices.Clip(v)
	}
	return c
}
