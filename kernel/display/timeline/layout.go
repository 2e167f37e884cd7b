package timeline

import (
	"cmp"
	"fmt"
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

	crowd []Lane
	peak  bool // of a crowd: its lanes are places, so count those in use
	top   int  // of a crowd: how many its full height stands for
	limit int  // of a crowd; 0: none
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
	folded := fold(p.Groups)
	room := MaxLanes
	for i, g := range p.Groups {
		if n := heightOf(g, folded[i]); n > room {
			p.dropped += len(g.Lanes)
			continue
		} else {
			room -= n
		}
		p.rows = append(p.rows, p.groupRows(g, folded[i])...)
	}
	for _, r := range p.rows {
		p.limits = p.limits || r.kind == limitRow || r.limit > 0
		p.stores = p.stores || r.lane.Cap > 0
		for _, l := range append([]Lane{r.lane}, r.crowd...) {
			p.marks = p.marks || len(l.Marks) > 0
			p.holds, p.sides = p.holds || len(r.lane.Holds) > 0, p.sides || r.lane.Side != ""
			for _, s := range l.Spans {
				p.used[s.State] = p.used[s.State] || s.State == Running || s.To-s.From > p.End/300 // a shorter one is not seen
				p.broken = p.broken || s.Broken
			}
		}
	}
	p.connect()
	return p
}

// heightOf is how many lanes' room the rows of a group need.
func heightOf(g Group, folded bool) int {
	switch {
	case folded && g.Packed:
		return 2
	case folded:
		kept, _ := keep(g)
		return len(kept) + 2
	case g.Packed && len(g.Lanes) <= g.Limit && g.Limit <= MaxLanes:
		return g.Limit
	}
	return len(g.Lanes)
}

// fold says whose lanes are merged: those of the largest groups, until there is room for all.
func fold(groups []Group) []bool {
	folded := make([]bool, len(groups))
	for {
		total, largest := 0, -1
		for i, g := range groups {
			total += heightOf(g, folded[i])
			if !folded[i] && lanesOf(g) > 2 && (largest < 0 || lanesOf(g) > lanesOf(groups[largest])) {
				largest = i
			}
		}
		if total <= MaxLanes || largest < 0 {
			return folded
		}
		folded[largest] = true
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

func (t Timeline) groupRows(g Group, folded bool) (rows []row) {
	if g.Title != "" {
		rows = append(rows, row{kind: headingRow, text: g.Title})
	}
	lanes := g.Lanes
	if folded {
		kept, crowd := keep(g)
		for _, l := range kept {
			rows = append(rows, row{kind: laneRow, lane: t.tidyLane(l)})
		}
		c := row{kind: crowdRow, crowd: t.tidyCrowd(crowd), text: g.Many, peak: g.Packed, top: max(lanesOf(g)-len(kept), 1)}
		if g.Packed {
			c.limit = g.Limit
		} else {
			c.text = fmt.Sprintf("%d more %s", len(crowd), cmp.Or(g.Many, "lanes"))
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

// keep divides a group that is too large: the first lane, those that are to be kept and the one that waited longest stay
// as they are.
func keep(g Group) (kept, crowd []Lane) {
	if g.Packed {
		return nil, g.Lanes
	}
	stays := map[int]bool{0: true}
	for i, l := range g.Lanes {
		if l.Keep && len(stays) < maxKept {
			stays[i] = true
		}
	}
	longest, at := time.Duration(0), 0
	for i, l := range g.Lanes {
		if d := waited(l); d > longest {
			longest, at = d, i
		}
	}
	if len(stays) < maxKept {
		stays[at] = true
	}
	for i, l := range g.Lanes {
		if stays[i] {
			kept = append(kept, l)
		} else {
			crowd = append(crowd, l)
		}
	}
	return kept, crowd
}

func waited(l Lane) (sum time.Duration) {
	for _, s := range l.Spans {
		if s.State == Waiting || s.State == Stuck {
			sum += s.To - s.From
		}
	}
	return sum
}
