package kernel

import (
	"go/token"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/listing"
	"weft/kernel/golang/std"
	"weft/kernel/magic"
)

// Listing implements magic.Host.
func (r *run) Listing(cells []magic.Good) (l magic.Listing, err error) {
	s := r.session
	var parsed []*cell.Cell
	for _, c := range cells {
		if c.LeftOut == "" {
			parsed = append(parsed, cell.Parse(c.Number, c.Source).Rest())
		}
	}
	p, refused, err := listing.Of(std.NewImporterWith(token.NewFileSet(), s.module.Export), parsed)
	if len(refused) > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		return l, &refusal{s.compileFailure(refused)}
	}
	if err != nil {
		return l, err
	}
	l = magic.Listing{Text: p.Text, Notes: p.Notes}
	modules := map[string]bool{}
	for _, path := range p.Imports {
		if m := s.module.Provider(path); m.Path != "" && !modules[m.Path] {
			modules[m.Path] = true
			l.Modules = append(l.Modules, magic.Module(m))
		}
	}
	return l, nil
}
