package display

import "math"

const (
	seenX = 1200 // places beside each other that a reader can tell apart
	seenY = 600
)

// keep leaves out what cannot be drawn, and of too many points those that make no difference.
func (c *Chart) keep() {
	for i := range c.Series {
		s := &c.Series[i]
		switch c.Kind {
		case ChartBars, ChartHistogram:
			for k, y := range s.Y {
				if !c.Y.draws(y) {
					s.Y[k] = 0 // no bar
				}
			}
			continue
		}
		kept := Series{Name: s.Name}
		for k, x := range s.X {
			if y := s.Y[k]; c.X.draws(x) && c.Y.draws(y) {
				kept.X, kept.Y = append(kept.X, x), append(kept.Y, y)
			}
		}
		*s = kept
	}
	x, y := c.spans()
	for i := range c.Series {
		switch c.Kind {
		case ChartLines:
			c.Series[i].thin(x)
		case ChartScatter:
			c.Series[i].merge(x, y)
		}
	}
}

// any reports whether there is something to draw.
func (c *Chart) any() bool {
	for _, s := range c.Series {
		for _, y := range s.Y {
			if y != 0 || c.Kind == ChartLines || c.Kind == ChartScatter || !c.Y.Log {
				return true
			}
		}
	}
	return false
}

// draws reports whether the axis has a place for v.
func (a Axis) draws(v float64) bool { return isFinite(v) && (!a.Log || v > 0) }

// A span is the values along an axis.
type span struct {
	low, high float64
	log       bool
}

// spans are those of all points.
func (c *Chart) spans() (x, y span) {
	x = span{math.Inf(1), math.Inf(-1), c.X.Log}
	y = span{math.Inf(1), math.Inf(-1), c.Y.Log}
	for _, s := range c.Series {
		for _, v := range s.X {
			x.low, x.high = min(x.low, v), max(x.high, v)
		}
		for _, v := range s.Y {
			y.low, y.high = min(y.low, v), max(y.high, v)
		}
	}
	return x, y
}

// at is the place of v among n, from 0.
func (s span) at(v float64, n int) int {
	low, high := s.low, s.high
	if s.log {
		low, high, v = math.Log(low), math.Log(high), math.Log(v)
	}
	if high <= low {
		return 0
	}
	return min(int((v-low)/(high-low)*float64(n)), n-1)
}

// thin keeps of the points in each column of the picture the first, the lowest, the highest and the last.
func (s *Series) thin(x span) {
	if len(s.X) <= 4*seenX {
		return
	}
	kept := Series{Name: s.Name}
	for from := 0; from < len(s.X); {
		column, to := x.at(s.X[from], seenX), from+1
		low, high := from, from
		for ; to < len(s.X) && x.at(s.X[to], seenX) == column; to++ {
			if s.Y[to] < s.Y[low] {
				low = to
			}
			if s.Y[to] > s.Y[high] {
				high = to
			}
		}
		last := -1
		for _, k := range []int{from, min(low, high), max(low, high), to - 1} {
			if k > last {
				kept.X, kept.Y, last = append(kept.X, s.X[k]), append(kept.Y, s.Y[k]), k
			}
		}
		from = to
	}
	*s = kept
}

// merge keeps of the points in one place the first.
func (s *Series) merge(x, y span) {
	taken := map[[2]int]bool{}
	kept := Series{Name: s.Name}
	for k := range s.X {
		p := [2]int{x.at(s.X[k], seenX), y.at(s.Y[k], seenY)}
		if !taken[p] {
			taken[p] = true
			kept.X, kept.Y = append(kept.X, s.X[k]), append(kept.Y, s.Y[k])
		}
	}
	*s = kept
}
