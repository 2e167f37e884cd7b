package interp

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weft/kernel/engine/memory"
	"weft/kernel/engine/pipe"
)

// heaviest are the session's variables that hold more than so many bytes, the heaviest first.
func (s *session) heaviest(least int64) []pipe.Weight {
	var all []pipe.Weight
	for name, v := range s.interp.Globals() {
		if strings.HasPrefix(name, "_") {
			continue
		}
		if n := weigh(v); n > least {
			if i := strings.LastIndexByte(name, '_'); i > 0 { // what lowering has added
				name = name[:i]
			}
			all = append(all, pipe.Weight{Name: name, Bytes: n})
		}
	}
	slices.SortFunc(all, func(a, b pipe.Weight) int { return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Name, b.Name)) })
	return all
}

// holders names the session's variables that hold most.
func (s *session) holders() string {
	var b strings.Builder
	all := s.heaviest(s.quota.limit.Load() / 20)
	for i, h := range all[:min(len(all), 5)] {
		sep := ", "
		if i == 0 {
			sep = ": "
		}
		fmt.Fprintf(&b, "%s%s about %s", sep, h.Name, memory.Size(h.Bytes))
	}
	return b.String()
}

// weights are what all variables hold, unless a goroutine of a cell is there that could change one meanwhile: the
// run time ends a process in which a map is read and written at once.
func (s *session) weights(all []sight, total int) ([]pipe.Weight, bool) {
	if total > len(all) {
		return nil, false
	}
	for _, g := range all {
		if !strings.HasPrefix(g.State, "chan ") && !strings.HasPrefix(g.State, "sync.") && g.State != "select" && g.State != "select (no cases)" {
			return nil, false
		}
	}
	return s.heaviest(0), true
}
