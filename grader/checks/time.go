package checks

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/grader/observe"
)

// Elapsed is content if the submission returned after exactly this virtual time.
func Elapsed(want time.Duration) Check {
	return func(r observe.Run) Finding {
		if r.Elapsed == want {
			return Pass()
		}
		how := "late"
		if r.Elapsed < want {
			how = "early"
		}
		return Failf("it returned too %s: after %s of virtual time, want %s", how, text(r.Elapsed), text(want)).
			Want("return after "+text(want)+" of virtual time", text(r.Elapsed)).
			About("", observe.At(r.Elapsed, text(r.Elapsed)+": returns"), observe.Wanted(want, text(want)+": should return"))
	}
}

// Within is content if the submission took at most this virtual time.
func Within(most time.Duration) Check {
	return func(r observe.Run) Finding {
		if r.Elapsed <= most {
			return Pass()
		}
		return Failf("it took %s of virtual time, want at most %s", text(r.Elapsed), text(most)).
			Want("at most "+text(most)+" of virtual time", text(r.Elapsed)).
			About("", observe.At(r.Elapsed, text(r.Elapsed)+": returns"), observe.Wanted(most, text(most)+": should have returned"))
	}
}

// Latency is content if the submission returned at most that long after a moment, that of a cancellation say, and not
// before it.
func Latency(moment, most time.Duration) Check {
	return func(r observe.Run) Finding {
		about := func(f Finding) Finding {
			return f.About("", observe.At(r.Elapsed, text(r.Elapsed)+": returns"), observe.Wanted(moment, text(moment)+": cancelled"))
		}
		switch late := r.Elapsed - moment; {
		case late < 0:
			return about(Failf("it returned at %s, before the cancellation at %s", text(r.Elapsed), text(moment)).
				Want("work goes on until it is cancelled", "return at "+text(r.Elapsed)))
		case late > most && most == 0:
			return about(Failf("it returned %s after the cancellation, want at once", text(late)).
				Want("return at "+text(moment)+", the moment of the cancellation", "return at "+text(r.Elapsed)))
		case late > most:
			return about(Failf("it returned %s after the cancellation, want at most %s", text(late), text(most)).
				Want("return at most "+text(most)+" after the cancellation", text(late)+" after it"))
		}
		return Pass()
	}
}

// Begins is content if operations of that name began at exactly these moments, in any order of what they
// worked on.
func Begins(name string, want ...time.Duration) Check {
	return func(r observe.Run) Finding {
		var got []time.Duration
		for _, s := range r.Spans(name) {
			got = append(got, s.Begin)
		}
		return moments(name, got, want)
	}
}

// Marked is content if marks of that name were made at exactly these moments.
func Marked(name string, want ...time.Duration) Check {
	return func(r observe.Run) Finding {
		var got []time.Duration
		for _, e := range r.Marks(name) {
			got = append(got, e.At)
		}
		return moments(name, got, want)
	}
}

func moments(name string, got, want []time.Duration) Finding {
	want = slices.Sorted(slices.Values(want))
	if slices.Equal(got, want) {
		return Pass()
	}
	expected, seen := name+" at "+list(want), name+" at "+list(got)
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return Failf("%s happened %d times, want %d", name, len(got), len(want)).Want(expected, seen).
				About(name, observe.Wanted(want[i], text(want[i])+": one more"))
		case i >= len(want):
			return Failf("%s happened %d times, want %d", name, len(got), len(want)).Want(expected, seen).
				About(name, observe.At(got[i], text(got[i])+": one too many"))
		case got[i] != want[i]:
			return Failf("%s number %d was at %s, want %s", name, i+1, text(got[i]), text(want[i])).Want(expected, seen).
				About(name, observe.At(got[i], fmt.Sprintf("%s: number %d", text(got[i]), i+1)), observe.Wanted(want[i], text(want[i])+": wanted"))
		}
	}
	return Pass()
}

// list is moments as findings write them.
func list(ds []time.Duration) string {
	if len(ds) == 0 {
		return "no time"
	}
	var parts []string
	for _, d := range ds {
		parts = append(parts, strings.TrimSuffix(text(d), " ms"))
	}
	return strings.Join(parts, ", ") + " ms"
}

// Apart is content if any two beginnings of operations of that name are at least interval apart: a rate.
func Apart(name string, interval time.Duration) Check {
	return func(r observe.Run) Finding {
		spans := r.Spans(name)
		for i := 1; i < len(spans); i++ {
			if gap := spans[i].Begin - spans[i-1].Begin; gap < interval {
				return Failf("%s began at %s and again %s later, want at least %s between", name, text(spans[i-1].Begin), text(gap), text(interval)).
					Want("at least "+text(interval)+" between two beginnings of "+name, text(gap)).
					About(name, observe.Between(spans[i-1].Begin, spans[i].Begin, "only "+text(gap)))
			}
		}
		return Pass()
	}
}

// NoneAfter is content if no operation of that name began after a moment.
func NoneAfter(name string, moment time.Duration) Check {
	return func(r observe.Run) Finding {
		for _, s := range r.Spans(name) {
			if s.Begin > moment {
				return Failf("%s began at %s, after %s", name, text(s.Begin), text(moment)).
					Want("no "+name+" begins after "+text(moment), fmt.Sprintf("one began at %s", text(s.Begin))).
					About(name, observe.At(s.Begin, text(s.Begin)+": begins"), observe.Wanted(moment, text(moment)+": none after this"))
			}
		}
		return Pass()
	}
}
