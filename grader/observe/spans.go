package observe

import (
	"cmp"
	"slices"
	"time"
)

// A Span is an operation from its begin to its end.
type Span struct {
	Name       string
	ID         int
	Begin, End time.Duration // End is -1 if it never ended
	Failed     bool
	Where      Pos // from where it was begun, if that is known
}

// Spans are the operations of that name in the order of their begins, then of their IDs. Of all names for "".
func (r Run) Spans(name string) []Span {
	var spans []Span
	open := map[int]int{}
	for _, e := range r.Events {
		if name != "" && e.Name != name {
			continue
		}
		switch e.Kind {
		case Begin:
			open[e.Span] = len(spans)
			spans = append(spans, Span{Name: e.Name, ID: e.ID, Begin: e.At, End: -1, Where: e.Where})
		case End:
			if i, ok := open[e.Span]; ok {
				spans[i].End, spans[i].Failed = e.At, e.Failed
			}
		}
	}
	slices.SortStableFunc(spans, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.ID, b.ID))
	})
	return spans
}

// Marks are the moments marked with that name, in order.
func (r Run) Marks(name string) []Event {
	var marks []Event
	for _, e := range r.Events {
		if e.Kind == Mark && e.Name == name {
			marks = append(marks, e)
		}
	}
	slices.SortStableFunc(marks, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID))
	})
	return marks
}

// Count is the number that the driver counted under name; 0 if it counted none.
func (r Run) Count(name string) int64 { return r.Counted(name).Value }

// Counted is Count with all that is known of it.
func (r Run) Counted(name string) Count {
	for _, c := range r.Counts {
		if c.Name == name {
			return c
		}
	}
	return Count{Name: name}
}

// Concurrency is how many operations of that name were under way at the busiest moment, and when that first was. An
// operation that begins at the moment at which another ends comes after it.
func Concurrency(spans []Span) (most int, at time.Duration) {
	Changes(spans, func(now int, when time.Duration) bool {
		if now > most {
			most, at = now, when
		}
		return true
	})
	return most, at
}

// Changes tells from the first to the last instant in which operations begin or end how many are under way after it, until
// f returns false.
func Changes(spans []Span, f func(now int, at time.Duration) bool) {
	type change struct {
		at time.Duration
		by int
	}
	var changes []change
	for _, s := range spans {
		if s.End == s.Begin {
			continue // whether another was under way in that instant cannot be said
		}
		changes = append(changes, change{s.Begin, 1})
		if s.End >= 0 {
			changes = append(changes, change{s.End, -1})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(a.at, b.at) })
	now := 0
	for i, c := range changes {
		now += c.by
		if i+1 < len(changes) && changes[i+1].at == c.at {
			continue
		}
		if !f(now, c.at) {
			return
		}
	}
}
