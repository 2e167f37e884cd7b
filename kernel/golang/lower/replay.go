package lower

import "slices"

// A fresh interpreter can be given everything that the cells so far have put into another one: their
// declarations under the names that they have, so that the session goes on as it was. What the cells'
// statements did is not done again, and variables are zero.

// kept is what a committed cell declares.
type kept struct {
	imports []Import
	chunks  []Chunk
}

// keep notes what p declares.
func (s *Session) keep(p *Program) {
	chunks := p.keep
	if p.Again && p.Run != "" {
		chunks = append(slices.Clone(p.Chunks), Chunk{Name: "run", Source: p.Run + "()\n"})
	}
	if len(p.Imports)+len(chunks) > 0 {
		s.kept = append(s.kept, kept{p.Imports, chunks})
	}
}

// Replay is one program with the declarations of all committed cells, in their order. It runs none of their
// statements.
func (s *Session) Replay() *Program {
	p := &Program{}
	for _, k := range s.kept {
		p.Imports = append(p.Imports, k.imports...)
		p.Chunks = append(p.Chunks, k.chunks...)
	}
	return p
}

// LoseValues says that variables are zero now: none of them hands its value on to one that takes its place.
func (s *Session) LoseValues() {
	next := s.committed.clone()
	clear(next.variables)
	s.committed = next
}
