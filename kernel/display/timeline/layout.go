package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// A plan is what the picture shows, row by row, in times and not yet in pixels or characters.
type plan struct {
	Timeline
	rows    []row
	used    [nStates]bool
	broken  bool // some span is
	marks   bool // there are some
	limits  bool
	holds   bool
	stores  bool
	sides   bool
	wakes   []Wake // those between lanes that are shown
	ring    []int  // if all its lanes are shown
	dropped int    // lanes for which there is no room
}

// A row is one line of the picture.
type row struct {
	kind rowKind
	lane Lane   // of a lane
	text string // of a heading or limit; of a crowd, its name

	crowd *folded
	top   int // of a crowd: how many its full height stands for
	limit int // of a crowd; 0: none
}

type rowKind int

const (
	laneRow rowKind = iota
	crowdRow
	headingRow
	limitRow // a line between two lanes
)

// newPlan arranges t, of which it is not taken for granted that it is in order.
func newPlan(t Timeline) plan {
	p := plan{Timeline: tidy(t), dropped: max(t.More, 0)}
	folds := fold(p.Groups)
	room := MaxLanes
	for i, g := range p.Groups {
		if n := heightOf(g, folds[i]); n > room {
			p.dropped += len(g.Lanes)
			continue
		} else {
			room -= n
		}
		p.rows = append(p.rows, p.groupRows(g, folds[i])...)
	}
	for _, r := range p.rows {
		p.limits = p.limits || r.kind == limitRow || r.limit > 0
		p.stores = p.stores || r.lane.Cap > 0
		p.marks = p.marks || len(r.lane.Marks) > 0
		p.holds, p.sides = p.holds || len(r.lane.Holds) > 0, p.sides || r.lane.Side != ""
		for _, s := range r.lane.Spans {
			p.use(s.State, s.To-s.From, s.Broken)
		}
		if r.crowd != nil {
			p.marks = p.marks || r.crowd.marks
			for _, s := range r.crowd.members {
				p.use(s.state, s.to-s.from, s.broken)
			}
		}
	}
	p.connect()
	return p
}

// use notes that there is a span of some length.
func (p *plan) use(s State, d time.Duration, broken bool) {
	p.used[s] = p.used[s] || s == Running || d > p.End/300 // a shorter one is not seen
	p.broken = p.broken || broken
}

// A folding says whether a group's lanes are merged, and which of them are not.
type folding struct {
	merged bool
	kept   []int // indices of lanes
}

// heightOf is how many lanes' room the rows of a group need.
func heightOf(g Group, f folding) int {
	switch {
	case f.merged && g.Packed:
		return 2
	case f.merged:
		return len(f.kept) + 2
	case g.Packed && len(g.Lanes) <= g.Limit && g.Limit <= MaxLanes:
		return g.Limit
	}
	return len(g.Lanes)
}

// fold says whose lanes are merged: those of the largest groups, until there is room for all.
func fold(groups []Group) []folding {
	folds := make([]folding, len(groups))
	for {
		total, largest := 0, -1
		for i, g := range groups {
			total += heightOf(g, folds[i])
			if !folds[i].merged && lanesOf(g) > 2 && (largest < 0 || lanesOf(g) > lanesOf(groups[largest])) {
				largest = i
			}
		}
		if total <= MaxLanes || largest < 0 {
			return folds
		}
		folds[largest] = folding{true, keep(groups[largest])}
	}
}

// lanesOf is how many lanes a group has, with those that are free but count.
func lanesOf(g Group) int {
	if g.Packed {
		return max(len(g.Lanes), g.Limit)
	}
	return len(g.Lanes)
}

// maxKept is how many lanes stay beside those that are merged.
const maxKept = 3

func (t Timeline) groupRows(g Group, f folding) (rows []row) {
	if g.Title != "" {
		rows = append(rows, row{kind: headingRow, text: g.Title})
	}
	lanes := g.Lanes
	if f.merged {
		for _, i := range f.kept {
			rows = append(rows, row{kind: laneRow, lane: t.tidyLane(lanes[i])})
		}
		c := row{kind: crowdRow, crowd: t.folded(g, f.kept), text: g.Many, top: max(lanesOf(g)-len(f.kept), 1)}
		if g.Packed {
			c.limit = g.Limit
		} else {
			c.text = fmt.Sprintf("%d more %s", len(lanes)-len(f.kept), cmp.Or(g.Many, "lanes"))
		}
		return append(rows, c)
	}
	for i, l := range lanes {
		if g.Packed && g.Limit > 0 && i == g.Limit {
			rows = append(rows, row{kind: limitRow, text: g.LimitLabel})
		}
		rows = append(rows, row{kind: laneRow, lane: t.tidyLane(l)})
	}
	if g.Packed && g.Limit > 0 && len(lanes) <= g.Limit && g.Limit <= MaxLanes {
		for i := len(lanes); i < g.Limit; i++ {
			rows = append(rows, row{kind: laneRow, lane: Lane{Name: fmt.Sprint(i + 1), Where: "free"}})
		}
		rows = append(rows, row{kind: limitRow, text: g.LimitLabel})
	}
	return rows
}

// keep is which lanes stay as they are in a group that is too large: the first, those that are to be kept and the one that
// waited longest.
func keep(g Group) (kept []int) {
	if g.Packed {
		return nil
	}
	kept = append(kept, 0)
	longest, at := time.Duration(0), 0
	for i, l := range g.Lanes {
		if l.Keep && i > 0 && len(kept) < maxKept {
			kept = append(kept, i)
		}
		if d := waited(l); d > longest {
			longest, at = d, i
		}
	}
	if len(kept) < maxKept && !slices.Contains(kept, at) {
		kept = append(kept, at)
	}
	slices.Sort(kept)
	return kept
}

func waited(l Lane) (sum time.Duration) {
	for _, s := range l.Spans {
		if s.State == Waiting || s.State == Stuck {
			sum += s.To - s.From
		}
	}
	return sum
}
