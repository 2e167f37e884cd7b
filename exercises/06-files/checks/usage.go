package main

import (
	"fmt"
	"path"
	"slices"

	"weft/exercises/06-files/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// name is the path of an ID with the call, if there are more than one.
func name(in cases.In, id int) string {
	for call := range in.Calls {
		if i := id - cases.ID(call, 0); i >= 0 && i < len(in.List()) {
			return who(in, call) + in.List()[i]
		}
	}
	return "a file"
}

// marked is the first mark of that name.
func marked(r observe.Run, name string) (observe.Event, bool) {
	if all := r.Marks(name); len(all) > 0 {
		return all[0], true
	}
	return observe.Event{}, false
}

// place adds the line of the submission that led to a mark.
func place(f checks.Finding, e observe.Event) checks.Finding {
	if e.Where.Line > 0 {
		f.Where = append(f.Where, e.Where)
	}
	return f
}

// late is content if no call of the file system began after the end of ctx.
func late(in cases.In, r observe.Run) checks.Finding {
	for _, call := range []struct{ mark, what string }{{cases.LateOpen, "an Open"}, {cases.LateRead, "a Read"}} {
		e, ok := marked(r, call.mark)
		if !ok {
			continue
		}
		return place(checks.Failf("%s: %s begins although ctx has ended", name(in, e.ID), call.what).
			Want("when ctx ends, no Open and no Read begins any more", fmt.Sprintf("%s of %s", call.what, name(in, e.ID))), e)
	}
	return checks.Pass()
}

// closed is content if each file that was opened is closed once, and not read after that.
func closed(in cases.In) checks.Check {
	const rule = "every opened file is closed once"
	return func(r observe.Run) checks.Finding {
		for _, s := range r.Spans(cases.FileSpan) {
			if s.End >= 0 {
				continue
			}
			f := checks.Failf("%s is opened and never closed", name(in, s.ID)).Want(rule, "never closed")
			for _, e := range r.Marks(cases.Opening) {
				if e.ID == s.ID {
					return place(f, e)
				}
			}
			return f
		}
		if e, ok := marked(r, cases.DeadClose); ok {
			return place(checks.Failf("%s is closed again", name(in, e.ID)).Want(rule, "closed again"), e)
		}
		if e, ok := marked(r, cases.DeadRead); ok {
			return place(checks.Failf("%s is read after it was closed", name(in, e.ID)).Want("Read, then Close", "a Read after the Close"), e)
		}
		return checks.Pass()
	}
}

// chunks is content if no Read was given a larger buffer than is allowed.
func chunks(cases.In) checks.Check {
	return func(r observe.Run) checks.Finding {
		e, ok := marked(r, cases.BigRead)
		if !ok {
			return checks.Pass()
		}
		return place(checks.Failf("a Read was given a buffer of %d bytes, want at most %d", e.ID, cases.MaxBuffer).
			Want(fmt.Sprintf("no buffer of more than %d bytes", cases.MaxBuffer), fmt.Sprintf("%d bytes", e.ID)), e)
	}
}

// openLimit is content if never more files are open than the strategy may have.
func openLimit(in cases.In) checks.Check {
	return func(r observe.Run) checks.Finding {
		for i, c := range in.Calls {
			most := max(c.Workers, 1)
			if c.Function == cases.ByFolder || c.Function == cases.Compare {
				continue
			}
			if got, at := observe.Concurrency(opened(r, i)); got > most {
				return checks.Failf("%s%d files are open at one time, at %g ms; want at most %d", who(in, i), got, since(r, i, at), most).
					Want(fmt.Sprintf("at most %d open at one time", most), fmt.Sprint(got))
			}
		}
		return checks.Pass()
	}
}

// reached is content if at some time so many files are open, in every call.
func reached(n int) checks.Check {
	return func(r observe.Run) checks.Finding {
		for _, s := range r.Spans(cases.CallSpan) {
			if got, _ := observe.Concurrency(opened(r, s.ID)); got < n {
				return checks.Failf("never more than %d files are open at one time, want %d", got, n).
					Want(fmt.Sprintf("%d files open at one time", n), fmt.Sprint(got))
			}
		}
		return checks.Pass()
	}
}

// folders is content if ByFolder has one file of a folder open at one time, and takes them in the order of paths.
func folders(in cases.In) checks.Check {
	const rule = "the files of one folder one after another, in the order of paths"
	return func(r observe.Run) checks.Finding {
		for i, c := range in.Calls {
			if c.Function != cases.ByFolder {
				continue
			}
			byFolder := map[string][]observe.Span{}
			var names []string
			for _, s := range opened(r, i) {
				dir := path.Dir(in.List()[s.ID-cases.ID(i, 0)])
				if byFolder[dir] == nil {
					names = append(names, dir)
				}
				byFolder[dir] = append(byFolder[dir], s)
			}
			for _, dir := range names {
				spans := byFolder[dir]
				if got, at := observe.Concurrency(spans); got > 1 {
					return checks.Failf("%s%d files of folder %s are open at one time, at %g ms", who(in, i), got, dir, since(r, i, at)).
						Want(rule, fmt.Sprintf("%d at one time", got))
				}
				if !slices.IsSortedFunc(spans, func(a, b observe.Span) int { return a.ID - b.ID }) {
					return checks.Failf("%sthe files of folder %s are not taken in the order of paths", who(in, i), dir).Want(rule, "another order")
				}
			}
		}
		return checks.Pass()
	}
}

// since is a moment in milliseconds after the begin of a call.
func since(r observe.Run, call int, at interface{ Nanoseconds() int64 }) float64 {
	s, _ := span(r, call)
	return float64(at.Nanoseconds()-s.Begin.Nanoseconds()) / 1e6
}
