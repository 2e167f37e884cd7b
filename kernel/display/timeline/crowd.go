package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// A folded crowd is many lanes as one area, of which is only shown how many are in which state when.
type folded struct {
	members []member
	marks   bool                       // there are some
	peak    bool                       // its lanes are places, so count those in use
	counts  map[int][][nStates]float64 // see busy
}

// A member is a span of one of the lanes.
type member struct {
	state    State
	broken   bool
	from, to time.Duration
}

// folded is the lanes of a group of a tidy t, but for those that are kept.
func (t Timeline) folded(g Group, kept []int) *folded {
	c, n := &folded{peak: g.Packed, counts: map[int][][nStates]float64{}}, 0
	for i := range g.Lanes {
		n += len(g.Lanes[i].Spans)
	}
	c.members = make([]member, 0, n)
	for i := range g.Lanes {
		if slices.Contains(kept, i) {
			continue
		}
		l := &g.Lanes[i]
		c.marks = c.marks || len(l.Marks) > 0
		for k := range l.Spans {
			s := &l.Spans[k]
			c.members = append(c.members, member{s.State.known(), s.Broken, t.within(s.From), t.within(max(s.From, s.To))})
		}
	}
	return c
}

// busy is how many spans are under way in each of n equal parts of the time to end: by state and in all, on average or, if
// the lanes are places, at the most. It is counted once for each n.
func (c *folded) busy(end time.Duration, n int) [][nStates]float64 {
	parts := c.counts[n]
	if parts == nil {
		if parts = make([][nStates]float64, n); c.peak {
			peaks(c.members, end, parts)
		} else {
			averages(c.members, end, parts)
		}
		c.counts[n] = parts
	}
	return parts
}

func averages(members []member, end time.Duration, parts [][nStates]float64) {
	n, part := len(parts), float64(end)/float64(len(parts))
	whole := make([][nStates]int, n+1) // by how many the spans that fill a part are more than in the part before
	for i := range members {
		m := &members[i]
		first, last := min(int(float64(m.from)/part), n-1), min(int(float64(m.to)/part), n-1)
		share := func(i int) float64 {
			return max(0, min(float64(m.to), float64(i+1)*part)-max(float64(m.from), float64(i)*part)) / part
		}
		parts[first][m.state] += share(first)
		if last > first {
			parts[last][m.state] += share(last)
			whole[first+1][m.state]++
			whole[last][m.state]--
		}
	}
	var now [nStates]int
	for i := range parts {
		for s := range now {
			now[s] += whole[i][s]
			parts[i][s] += float64(now[s])
		}
	}
}

// peaks counts all states as one: at the busiest moment of each part.
func peaks(members []member, end time.Duration, parts [][nStates]float64) {
	type change struct {
		at time.Duration
		by int
	}
	var changes []change
	for _, m := range members {
		if m.to > m.from {
			changes = append(changes, change{m.from, 1}, change{m.to, -1})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by))
	})
	now, next := 0, 0
	for i := range parts {
		from := time.Duration(float64(end) * float64(i) / float64(len(parts)))
		to := time.Duration(float64(end) * float64(i+1) / float64(len(parts)))
		for next < len(changes) && changes[next].at <= from {
			now += changes[next].by
			next++
		}
		most := now
		for next < len(changes) && changes[next].at < to {
			now += changes[next].by
			most = max(most, now)
			next++
		}
		parts[i][Running] = float64(most)
	}
}

// crowd draws many lanes as one area: how many are in which state, those that run at the bottom.
func (d *drawing) crowd(r row, y, h float64) {
	d.printf(`<text class="n" x="18" y="%.1f">%s</text>`, y+20, escape(fit(r.text, 12.5, d.left-52)))
	const parts = 240
	counts := r.crowd.busy(d.End, parts)
	top := float64(r.top)
	for _, c := range counts {
		sum := 0.0
		for _, n := range c {
			sum += n
		}
		top = max(top, sum)
	}
	base, full := y+h-8, h-22
	low := make([]float64, parts)
	at := func(i int) float64 { return d.left + (d.right-d.left)*float64(i)/parts }
	for _, s := range []State{Running, Ready, Outside, Waiting, Stuck} {
		if !slices.ContainsFunc(counts, func(c [nStates]float64) bool { return c[s] > 0 }) {
			continue
		}
		var edge []byte // above, from the left, and then below, back
		for i, c := range counts {
			y := base - (low[i] + full*c[s]/top)
			edge = point(point(edge, 'L', at(i), y), 'L', at(i+1), y)
		}
		for i := parts - 1; i >= 0; i-- {
			edge = point(point(edge, 'L', at(i+1), base-low[i]), 'L', at(i), base-low[i])
			low[i] += full * counts[i][s] / top
		}
		edge[0] = 'M'
		d.printf(`<path class="%s area" d="%sZ"/>`, s.class(), edge)
	}
	d.printf(`<path class="axis" d="M%.1f %.1fH%.1f"/><text class="d" x="%.1f" y="%.1f" text-anchor="end">%.0f</text><text class="d" x="%.1f" y="%.1f" text-anchor="end">0</text>`,
		d.left, base, d.right, d.left-5, base-full+8, top, d.left-5, base)
	if r.limit > 0 {
		ly := base - full*float64(r.limit)/top
		d.printf(`<path class="limit" d="M%.1f %.1fH%.1f"/><text class="limitt" x="18" y="%.1f">limit %d</text>`, d.left-4, ly, d.width-8, min(max(ly+4, y+36), base), r.limit)
	}
}

// point writes a point of a path.
func point(path []byte, command byte, x, y float64) []byte {
	path = strconv.AppendFloat(append(path, command), x, 'f', 1, 64)
	return strconv.AppendFloat(append(path, ' '), y, 'f', 1, 64)
}
