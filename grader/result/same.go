package result

import (
	"cmp"
	"slices"

	"weft/grader/observe"
)

// FirstFailed is the first check of a case that failed.
func (c Case) FirstFailed() (Check, bool) {
	for _, k := range c.Checks {
		if k.Status == Fail {
			return k, true
		}
	}
	return Check{}, false
}

// SameFinding reports whether two checks say the same, in the same places.
func SameFinding(a, b Check) bool {
	return a.Name == b.Name && a.Status == b.Status && a.Problem == b.Problem &&
		slices.EqualFunc(a.Where, b.Where, func(p, q Place) bool { return p.Pos == q.Pos })
}

// SameEvents reports whether the same happened at the same virtual times in two runs. The order of what happens in one
// instant makes no difference, nor do the numbers of spans and the lines.
func SameEvents(a, b Trace) bool {
	return a.Stop == b.Stop && a.Elapsed == b.Elapsed && a.Cut == b.Cut && slices.Equal(ordered(a.Events), ordered(b.Events))
}

func ordered(events []observe.Event) []observe.Event {
	list := slices.Clone(events)
	for i := range list {
		list[i].Span, list[i].Where = 0, observe.Pos{}
	}
	slices.SortFunc(list, func(a, b observe.Event) int {
		failed := 0
		if a.Failed != b.Failed {
			if failed = -1; a.Failed {
				failed = 1
			}
		}
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID), failed)
	})
	return list
}
