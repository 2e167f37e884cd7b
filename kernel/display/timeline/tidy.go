package timeline

import (
	"cmp"
	"slices"
	"time"

	"weft/kernel/display/caption"
)

// tidy is t with times within the picture and text that can be shown, but for its lanes and wakes.
func tidy(t Timeline) Timeline {
	end := t.End
	if t.End <= 0 {
		end = last(t.Groups)
	}
	end = min(max(end, 1), 1<<60)
	t.End = end
	within := t.within
	t.Title, t.Summary, t.Clock = caption.Clean(t.Title), caption.Clean(t.Summary), caption.Clean(t.Clock)
	t.Groups, t.Flags = slices.Clone(t.Groups), slices.Clone(t.Flags[:min(len(t.Flags), maxFlags)])
	for i := range t.Flags {
		f := &t.Flags[i]
		f.From, f.To, f.Label = within(f.From), within(max(f.From, f.To)), caption.Clean(f.Label)
	}
	slices.SortStableFunc(t.Flags, func(a, b Flag) int { return cmp.Compare(a.From, b.From) })
	for i := range t.Groups {
		g := &t.Groups[i]
		g.Title, g.Many, g.LimitLabel, g.Limit = caption.Clean(g.Title), caption.Clean(g.Many), caption.Clean(g.LimitLabel), min(max(g.Limit, 0), 1<<20)
	}
	return t
}

// last is when the last span ends.
func last(groups []Group) (end time.Duration) {
	for _, g := range groups {
		for _, l := range g.Lanes {
			for _, s := range l.Spans {
				end = max(end, s.To)
			}
		}
	}
	return end
}

func (t Timeline) within(d time.Duration) time.Duration { return min(max(d, 0), t.End) }

// tidyLane is a lane of a tidy t.
func (t Timeline) tidyLane(l Lane) Lane {
	within := t.within
	l.Name, l.Where, l.Side, l.Under = caption.Clean(l.Name), caption.Clean(l.Where), caption.Clean(l.Side), caption.Clean(l.Under)
	l.Cap, l.Fill = min(max(l.Cap, 0), 1<<40), slices.Clone(l.Fill)
	for i := range l.Fill {
		f := &l.Fill[i]
		f.At, f.N = within(f.At), min(max(f.N, 0), l.Cap)
	}
	slices.SortStableFunc(l.Fill, func(a, b Step) int { return cmp.Compare(a.At, b.At) })
	l.Holds = slices.Clone(l.Holds)
	for i := range l.Holds {
		h := &l.Holds[i]
		h.From, h.To, h.Label = within(h.From), within(max(h.From, h.To)), caption.Clean(h.Label)
	}
	slices.SortStableFunc(l.Holds, func(a, b Hold) int { return cmp.Compare(a.From, b.From) })
	l.Spans, l.Marks = slices.Clone(l.Spans), slices.Clone(l.Marks)
	for i := range l.Spans {
		s := &l.Spans[i]
		s.State, s.From, s.To = s.State.known(), within(s.From), within(max(s.From, s.To))
		s.Label, s.Detail = caption.Clean(s.Label), caption.Clean(s.Detail)
	}
	slices.SortStableFunc(l.Spans, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	for i := range l.Marks {
		l.Marks[i].At, l.Marks[i].Label = within(l.Marks[i].At), caption.Clean(l.Marks[i].Label)
	}
	slices.SortStableFunc(l.Marks, func(a, b Mark) int { return cmp.Compare(a.At, b.At) })
	return l
}

// bracketed are holds of which none is shorter than least and no two are nearer to each other than that.
func bracketed(holds []Hold, least time.Duration) []Hold {
	var joined, all []Hold
	for _, h := range holds {
		if n := len(joined); n > 0 && joined[n-1].Label == h.Label && h.From-joined[n-1].To < least {
			joined[n-1].To = max(joined[n-1].To, h.To)
			continue
		}
		joined = append(joined, h)
	}
	for _, h := range joined {
		if h.To-h.From >= least {
			all = append(all, h)
		}
	}
	return all
}

// merged are spans of which none is shorter than least: what is shorter joins its neighbours, under the state that
// has the largest share.
func merged(spans []Span, least time.Duration) []Span {
	var out []Span
	for i := 0; i < len(spans); {
		if spans[i].To-spans[i].From >= least {
			out = append(out, spans[i])
			i++
			continue
		}
		first, share, end := i, [nStates]time.Duration{}, spans[i].To
		for ; i < len(spans) && spans[i].To-spans[i].From < least && spans[i].From-end < least && (i == first || end-spans[first].From < least); i++ {
			share[spans[i].State] += max(spans[i].To-spans[i].From, 1)
			end = max(end, spans[i].To)
		}
		m := spans[first]
		if n := len(out); m.State == Ready && i == first+1 && n > 0 && m.From-out[n-1].To < least {
			out[n-1].To = max(out[n-1].To, end) // too short for what it says
			continue
		}
		if m.To = end; i > first+1 {
			m.Label = ""
			for s, d := range share {
				if d > share[m.State] {
					m.State = State(s)
				}
			}
			for _, s := range spans[first:i] {
				m.Broken = m.Broken || s.Broken
			}
		}
		out = append(out, m)
	}
	return out
}

// together are marks of which none is nearer to the next than least: those that are have one label.
func together(marks []Mark, least time.Duration) []Mark {
	var out []Mark
	for _, m := range marks {
		n := len(out)
		if n == 0 || m.At-out[n-1].At >= max(least, 1) {
			out = append(out, m)
			continue
		}
		if m.Label != "" && out[n-1].Label != "" {
			m.Label = ", " + m.Label
		}
		out[n-1].Label = caption.Short(out[n-1].Label+m.Label, caption.MaxText)
	}
	return out
}
