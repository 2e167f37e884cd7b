package lower

import (
	"maps"
	"slices"
	"strings"
)

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

// CommitImports is Commit for a program of which nothing stays but what it imports for the cell whose places it has.
func (s *Session) CommitImports(p *Program) {
	next := s.committed.clone()
	maps.Copy(next.imports, p.after.imports)
	for key, value := range p.after.emitted {
		if strings.HasPrefix(key, importKey) {
			next.emitted[key] = value
		}
	}
	s.committed = next
	own := kept{imports: p.Imports}
	for _, c := range p.Chunks {
		if c.Name == importsChunk {
			own.chunks = append(own.chunks, c)
		}
	}
	s.kept = append(s.kept, own)
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
