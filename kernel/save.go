package kernel

import (
	"go/token"
	"strconv"

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
			whole := cell.Parse(c.Number, c.Source)
			parsed = append(parsed, whole.Rest())
			l.Notes = append(l.Notes, withoutMagic(whole)...)
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
	l.Text, l.Notes = p.Text, append(l.Notes, p.Notes...)
	modules := map[string]bool{}
	for _, path := range p.Imports {
		if m := s.module.Provider(path); m.Path != "" && !modules[m.Path] {
			modules[m.Path] = true
			l.Modules = append(l.Modules, magic.Module(m))
		}
	}
	return l, nil
}

// withoutMagic says what the cell below a %% magic does not do in a program.
func withoutMagic(c *cell.Cell) []string {
	if c.Block == nil {
		return nil
	}
	name := "cell [" + strconv.Itoa(c.Number) + "]: "
	switch magic.Mode(c.Block.Name) {
	case magic.Test, magic.Bench, magic.Cover:
		return []string{name + "the program has its functions, and does not run tests or benchmarks"}
	case magic.Virtual:
		return []string{name + "its time is real in the program"}
	}
	return nil
}
