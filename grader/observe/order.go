package observe

import (
	"cmp"
	"slices"
)

// Ordered is what happened, in an order that does not tell in which order things were recorded in one instant, which is not the
// same in two runs: first what ends, then marks, then what begins, then what has also ended. Spans are numbered anew, as they begin.
func Ordered(events []Event) []Event {
	ends := map[int]Event{}
	begins := map[int]Event{}
	for _, e := range events {
		switch e.Kind {
		case End:
			ends[e.Span] = e
		case Begin:
			begins[e.Span] = e
		}
	}
	phase := func(e Event) int {
		switch e.Kind {
		case Mark:
			return 1
		case Begin:
			return 2
		}
		if b, ok := begins[e.Span]; ok && b.At == e.At {
			return 3
		}
		return 0
	}
	list := slices.Clone(events)
	slices.SortStableFunc(list, func(a, b Event) int {
		if order := cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(phase(a), phase(b)), alike(a, b)); order != 0 || a.Kind != b.Kind {
			return order
		}
		switch a.Kind { // the other end of the span tells them apart
		case Begin:
			return cmp.Or(cmp.Compare(ends[a.Span].At, ends[b.Span].At), alike(ends[a.Span], ends[b.Span]))
		case End:
			return cmp.Or(cmp.Compare(begins[a.Span].At, begins[b.Span].At), alike(begins[a.Span], begins[b.Span]))
		}
		return 0
	})
	number := map[int]int{}
	for i, e := range list {
		if e.Kind == Begin {
			number[e.Span] = len(number) + 1
		}
		list[i].Span = number[e.Span]
	}
	return list
}

// alike compares events of one kind and instant.
func alike(a, b Event) int {
	failed := 0
	if a.Failed != b.Failed {
		if failed = -1; a.Failed {
			failed = 1
		}
	}
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID), failed, a.Where.Compare(b.Where))
}
