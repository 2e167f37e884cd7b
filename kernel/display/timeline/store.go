package timeline

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// storeHeight is that of a lane with slots, in pixels.
const storeHeight = 34

// maxSlots is how many slots are drawn one by one: those of a larger store are an area.
const maxSlots = 8

// store draws how many slots are taken, from the bottom up.
func (d *drawing) store(l Lane, y, h float64) {
	d.printf(`<text class="d" x="18" y="%.1f">%s</text>`, y+h/2+4, escape(fit(l.Name, 11, d.left-28)))
	base, full := y+h-4, h-8
	d.printf(`<rect class="cb" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, d.left, base-full, d.right-d.left, full)
	var path strings.Builder
	for _, p := range levels(l.Fill, d.End, d.least()) {
		if p.level > 0 {
			high := max(full*p.level/float64(l.Cap), 1)
			fmt.Fprintf(&path, "M%.1f %.1fV%.1fH%.1fV%.1fZ", d.x(p.from), base, base-high, max(d.x(p.to), d.x(p.from)+1), base)
		}
	}
	if path.Len() > 0 {
		d.printf(`<path class="cf" d="%s"/>`, path.String())
	}
	for n := 1; n < l.Cap && l.Cap <= maxSlots; n++ {
		at := base - full*float64(n)/float64(l.Cap)
		d.printf(`<path class="slot" d="M%.1f %.1fH%.1f"/>`, d.left, at, d.right)
	}
	d.printf(`<text class="d" x="%.1f" y="%.1f" text-anchor="end">%s</text>`, d.width-18, y+h/2+4, escape(strings.TrimSpace(l.Under+" "+l.Side)))
}

// store writes how many slots are taken, as columns of eighths.
func (w *textDrawing) store(l Lane) {
	text := []rune(strings.Repeat("▁", w.cells))
	for _, p := range levels(l.Fill, w.End, w.End/time.Duration(w.cells)) {
		high := int(math.Round(p.level / float64(l.Cap) * 7))
		if p.level > 0 {
			high = max(high, 1)
		}
		for i := w.cell(p.from); i < max(w.cell(p.to), w.cell(p.from)+1); i++ {
			text[i] = []rune("▁▂▃▄▅▆▇█")[high]
		}
	}
	w.line(l.Name, string(text))
}

// A level is how many slots are taken, on average, from one moment to another.
type level struct {
	from, to time.Duration
	level    float64
}

// levels are the parts of a store's time of which none but the last is shorter than least: what changes faster is averaged.
func levels(fill []Step, end, least time.Duration) (all []level) {
	taken, since := 0.0, time.Duration(0) // slots times nanoseconds in the part that goes on
	cut := func(at time.Duration) {
		if at > since {
			all = append(all, level{since, at, taken / float64(at-since)})
		}
		taken, since = 0, at
	}
	for i, f := range fill {
		to := end
		if i+1 < len(fill) {
			to = fill[i+1].At
		}
		if i == 0 || f.At-since >= least {
			cut(f.At)
		}
		if to-f.At >= least && f.At > since { // what was fast ends
			cut(f.At)
		}
		taken += float64(f.N) * float64(to-f.At)
	}
	cut(end)
	return all
}
