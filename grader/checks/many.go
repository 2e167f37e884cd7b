package checks

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"weft/grader/observe"
)

// AtMost is content if never more than n operations of that name were under way at one time.
func AtMost(name string, n int) Check {
	return func(r observe.Run) Finding {
		most, at := observe.Concurrency(r.Spans(name))
		if most <= n {
			return Pass()
		}
		return Failf("%d of %s were under way at one time, at %s; want at most %d", most, name, text(at), n).
			Want(fmt.Sprintf("at most %d of %s at one time", n, name), fmt.Sprintf("%d at %s", most, text(at))).
			About(name, over(r.Spans(name), n, r.Elapsed)).limit(n)
	}
}

// Reached is content if at some time exactly n operations of that name were under way, and never more: the work is
// done side by side as far as it may be.
func Reached(name string, n int) Check {
	return func(r observe.Run) Finding {
		if f := AtMost(name, n)(r); !f.OK() {
			return f
		}
		most, _ := observe.Concurrency(r.Spans(name))
		if most == n {
			return Pass()
		}
		how := fmt.Sprintf("never more than %d", most)
		if most <= 1 {
			how = "one after the other"
		}
		return Failf("%s ran %s, want %d at one time", name, how, n).
			Want(fmt.Sprintf("%d of %s at one time", n, name), how).About(name).limit(n)
	}
}

// over points at the first time in which more than n operations are under way.
func over(spans []observe.Span, n int, end time.Duration) observe.Flag {
	f := observe.Between(-1, end, fmt.Sprintf("more than %d", n))
	observe.Changes(spans, func(now int, at time.Duration) bool {
		switch {
		case f.From < 0 && now > n:
			f.From = at
		case f.From >= 0 && at > f.From && now <= n:
			f.To = at
			return false
		}
		return true
	})
	return f
}

// Times is content if operations of that name began n times.
func Times(name string, n int) Check {
	return func(r observe.Run) Finding {
		if got := len(r.Spans(name)); got != n {
			return Failf("%s happened %d times, want %d", name, got, n).Want(fmt.Sprintf("%s %d times", name, n), fmt.Sprint(got)).About(name)
		}
		return Pass()
	}
}

// Order is content if operations of that name began in this order of their IDs. Of those that began in one instant
// every order is right.
func Order(name string, ids ...int) Check {
	return func(r observe.Run) Finding {
		spans := r.Spans(name)
		place := map[int]int{}
		for i, id := range ids {
			place[id] = i
		}
		slices.SortStableFunc(spans, func(a, b observe.Span) int {
			return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(place[a.ID], place[b.ID]))
		})
		var got []int
		for _, s := range spans {
			got = append(got, s.ID)
		}
		if slices.Equal(got, ids) {
			return Pass()
		}
		return Failf("the order of %s is %v, want %v", name, got, ids).Want(fmt.Sprintf("%s in the order %v", name, ids), fmt.Sprint(got)).About(name)
	}
}

// Each is content if operations of that name were begun exactly once for each of the IDs 0 to n-1.
func Each(name string, n int) Check {
	return func(r observe.Run) Finding {
		times := make(map[int]int)
		for _, s := range r.Spans(name) {
			times[s.ID]++
		}
		for id := range n {
			if times[id] != 1 {
				return Failf("%s of %d happened %d times, want once", name, id, times[id]).
					Want(name+" once for each", fmt.Sprintf("%d times for number %d", times[id], id)).About(name)
			}
			delete(times, id)
		}
		for _, id := range slices.Sorted(maps.Keys(times)) {
			return Failf("%s of %d, which there is not", name, id).About(name)
		}
		return Pass()
	}
}

// Unbroken is content if no operation of that name was broken off.
func Unbroken(name string) Check {
	return func(r observe.Run) Finding {
		for _, s := range r.Spans(name) {
			if s.End < 0 || s.Failed {
				return Failf("%s of %d, begun at %s, was broken off", name, s.ID, text(s.Begin)).Want("every "+name+" that begins is finished", "one was broken off").
					About(name, observe.At(max(s.Begin, s.End), "broken off"))
			}
		}
		return Pass()
	}
}

// Balance is content if as many operations of one name as of another happened: what is opened is closed.
func Balance(opens, closes string) Check {
	return func(r observe.Run) Finding {
		o, c := len(r.Spans(opens)), len(r.Spans(closes))
		if o == c {
			return Pass()
		}
		return Failf("%d times %s, but %d times %s", o, opens, c, closes).Want(fmt.Sprintf("one %s for each %s", closes, opens), fmt.Sprintf("%d and %d", c, o))
	}
}

// Counted is content if the driver counted n under name.
func Counted(name string, n int64) Check {
	return func(r observe.Run) Finding {
		if got := r.Counted(name); got.Value != n {
			return Failf("%s is %d, want %d", name, got.Value, n).
				Want(fmt.Sprintf("%s is %d", name, n), fmt.Sprint(got.Value)).due(got)
		}
		return Pass()
	}
}

// CountedAtMost is content if the driver counted at most n under name.
func CountedAtMost(name string, n int64) Check {
	return func(r observe.Run) Finding {
		if got := r.Counted(name); got.Value > n {
			return Failf("%s is %d, want at most %d", name, got.Value, n).
				Want(fmt.Sprintf("%s is at most %d", name, n), fmt.Sprint(got.Value)).due(got)
		}
		return Pass()
	}
}

// due adds the place to which a count is due, if that is known.
func (f Finding) due(c observe.Count) Finding {
	if c.Where.Line > 0 {
		f.Where = append(f.Where, c.Where)
	}
	return f
}
