package timeline

import (
	"slices"

	"weft/kernel/display/caption"
)

// A placed flag has its label beside others, in one of several rows above the lanes.
type placed struct {
	Flag
	level int     // 0 is the row next to the lanes
	x     float64 // where the label begins
	text  string
}

// maxFlags is how many flags a picture has.
const maxFlags = 8

// place finds room for the labels of p's flags, with a scale of its renderer's: where a flag stands, how wide a text is, the first
// and the last place, and how much there is to be between a flag and its label. A label stands right of its flag, or
// left of it if there is no room. The last flag comes first: so a flag's line meets no label below its own.
func (p plan) place(at func(f Flag) float64, width func(string) float64, first, last, gap float64) (list []placed, levels int) {
	var taken [][]interval // by level
	for _, f := range slices.Backward(p.Flags) {
		if f.Label == "" {
			list = append(list, placed{Flag: f})
			continue
		}
		text := f.Label
		for width(text) > last-first && caption.Length(text) > 1 {
			text = caption.Short(text, caption.Length(text)-1)
		}
		w := width(text)
		x := at(f) + gap
		if x+w > last {
			x = at(f) - gap - w
		}
		x = max(min(x, last-w), first)
		need := interval{min(x, at(f)) - gap, max(x+w, at(f)) + gap}
		level := 0
		for level < len(taken) && !need.fits(taken[level]) {
			level++
		}
		if level == len(taken) {
			taken = append(taken, nil)
		}
		taken[level] = append(taken[level], need)
		list = append(list, placed{f, level, x, text})
	}
	return list, len(taken)
}

type interval struct{ from, to float64 }

func (s interval) fits(taken []interval) bool {
	for _, t := range taken {
		if s.from < t.to && t.from < s.to {
			return false
		}
	}
	return true
}
