package timeline

import (
	"fmt"
	"html"
	"strings"
	"time"

	"weft/kernel/display/caption"
)

// Width is how wide a picture is if nobody says otherwise, in pixels.
const Width = 880

// SVG draws t as a document of its own, width pixels wide: Width if that is 0, and not below 480.
func (t Timeline) SVG(width int) string { return newPlan(t).draw(width, true) }

// All is the picture as SVG, as HTML and as text, which together take less time than one after the other.
func (t Timeline) All(width, columns int) (svg, html, text string) {
	p := newPlan(t)
	return p.draw(width, true), p.html(width), p.text(columns)
}

// draw is SVG; without tips its bars say nothing under the pointer, as an image in a page cannot.
func (p plan) draw(width int, tips bool) string {
	if width == 0 {
		width = Width
	}
	d := &drawing{plan: p, width: float64(min(max(width, 480), 4000)), tips: tips}
	d.measure()
	d.head()
	y := d.top
	var front, headings []func() // what stands before the shaded times, and before everything
	centres := map[int]float64{} // of lanes
	for _, r := range d.rows {
		h, at := r.pixels(), y
		switch r.kind {
		case headingRow:
			headings = append(headings, func() { d.printf(`<text class="flag h" x="18" y="%.1f">%s</text>`, at+h-6, escape(r.text)) })
		case limitRow:
			front = append(front, func() { d.limit(r, at) })
		case laneRow:
			if r.lane.Cap > 0 {
				d.strip(at, h)
				front = append(front, func() { d.store(r.lane, at, h) })
				break
			}
			bars := h - r.lane.holdPixels()
			d.lane(r.lane, at, h)
			centres[r.lane.ID] = at + bars/2
			front = append(front, func() { d.bars(r.lane, at+bars/2); d.brackets(r.lane, at+bars/2) })
		case crowdRow:
			d.strip(at, h)
			front = append(front, func() { d.crowd(r, at, h) })
		}
		y += h
	}
	d.axis()
	d.regions()
	d.arrows(centres)
	for _, f := range front {
		f()
	}
	d.circle(centres)
	d.flags()
	for _, f := range headings {
		f()
	}
	d.printf(`</svg>`)
	return d.b.String()
}

// A drawing is an SVG document that is being written.
type drawing struct {
	plan
	b             strings.Builder
	width, height float64
	tips          bool
	left, right   float64 // ends of the axis
	top, bottom   float64 // of the lanes
	summary       []string
	placed        []placed
	levels        int // rows of labels of flags
}

func (d *drawing) printf(format string, args ...any) {
	fmt.Fprintf(&d.b, format, args...)
	d.b.WriteByte('\n')
}

func escape(s string) string { return html.EscapeString(s) }

// x is where a moment is.
func (d *drawing) x(at time.Duration) float64 {
	return d.left + (d.right-d.left)*float64(at)/float64(d.End)
}

// pixels is the height of a row.
func (r row) pixels() float64 {
	switch {
	case r.kind == headingRow:
		return 22
	case r.kind == limitRow:
		return 8
	case r.kind == crowdRow:
		return 92
	case r.lane.Cap > 0:
		return storeHeight
	case r.lane.Where != "" && r.lane.Name != "" && !r.lane.free():
		return 44 + r.lane.holdPixels()
	}
	return 32 + r.lane.holdPixels()
}

// free says that nothing is in the lane: it is there because it could have been used.
func (l Lane) free() bool { return len(l.Spans)+len(l.Marks)+l.Cap == 0 }

// levelHeight is that of a row of flags' labels.
const levelHeight = 17

// measure finds out how large everything is.
func (d *drawing) measure() {
	names := 40.0
	for _, r := range d.rows {
		names = max(names, textWidth(r.lane.Name, 12.5), textWidth(r.lane.Where, 11))
		if r.kind == crowdRow {
			names = max(names, textWidth(r.text, 12.5)+34)
		}
	}
	d.left, d.right = 18+min(names, 190)+16, d.width-30-d.rightColumn()
	d.summary = caption.Wrap(d.Summary, int((d.width-36)/(13*.53)))
	d.placed, d.levels = d.place(func(f Flag) float64 { return d.x(f.From) },
		func(s string) float64 { return textWidth(s, 12) }, d.left-10, d.width-14, 5)
	d.top = d.legendAt() + 18*float64(d.legend(false)-1) + 14 + levelHeight*float64(d.levels)
	if d.levels > 0 {
		d.top += 12
	}
	d.bottom = d.top
	for _, r := range d.rows {
		d.bottom += r.pixels()
	}
	d.height = d.bottom + 36
}

// legendAt is the base line of the legend's words.
func (d *drawing) legendAt() float64 {
	y := 56 + 18*float64(len(d.summary))
	if d.Title == "" {
		y -= 24
	}
	return y
}

// textWidth guesses how wide a text is in pixels: a measurement would need the reader's font.
func textWidth(s string, size float64) float64 { return float64(caption.Length(s)) * size * .57 }

// fit is text of at most width pixels.
func fit(s string, size, width float64) string { return caption.Short(s, int(width/(size*.57))) }

func (d *drawing) head() {
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" class="wt" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img">`, d.width, d.height, d.width, d.height)
	d.printf(`<title>%s</title><desc>%s</desc><style>%s</style>%s`, escape(d.Title), escape(d.Summary), sheet, patterns)
	d.printf(`<rect class="card" x=".5" y=".5" width="%.0f" height="%.0f" rx="8"/>`, d.width-1, d.height-1)
	y := 29.0
	if d.Title != "" {
		d.printf(`<text class="t" x="18" y="29">%s</text>`, escape(fit(d.Title, 15, d.width-60-textWidth(d.Clock, 11))))
		y += 22
	}
	d.printf(`<text class="d" x="%.0f" y="29" text-anchor="end">%s</text>`, d.width-18, escape(d.Clock))
	for i, s := range d.summary {
		d.printf(`<text class="s" x="18" y="%.0f">%s</text>`, y+18*float64(i), escape(s))
	}
	d.legend(true)
}

// An entry explains one thing that occurs, drawn as in the lanes.
type entry struct {
	shape string
	wide  float64 // of the shape
	word  string
}

func (p plan) entries() (all []entry) {
	add := func(width float64, word, shape string) { all = append(all, entry{shape, width, word}) }
	for s := range nStates {
		if p.used[s] {
			h := s.height() * .64
			add(26, p.word(s), fmt.Sprintf(`<rect class="%s" x="0" y="%.1f" width="26" height="%.1f" rx="1.5"/>`, s.class(), -4-h/2, h))
		}
	}
	if p.broken {
		add(26, "failed or broken off", `<rect class="run" x="0" y="-11" width="26" height="14" rx="1.5"/>`+cut(0, 26, -4, 7))
	}
	if p.marks {
		add(10, "a moment", `<path class="mark" d="M0 -4L5 -9L10 -4L5 1z"/>`)
	}
	if p.holds {
		add(26, "holds a lock", `<path class="holdb" d="M1 -8v5h24v-5"/>`)
	}
	if p.stores {
		add(26, "in a channel's buffer", `<rect class="cb" x="0" y="-10" width="26" height="12"/><rect class="cf" x="0" y="-4" width="26" height="6"/>`)
	}
	if len(p.wakes) > 0 {
		add(10, "wakes", `<path class="wake" d="M5 -12v10"/><path class="wakeh" d="M5 1l-3.5 -7h7z"/>`)
	}
	if len(p.ring) > 0 {
		add(20, "waits for", `<path class="ringl" d="M0 -4h14"/><path class="ringh" d="M20 -4l-8 -4v8z"/>`)
	}
	if p.dropped > 0 {
		add(-6, fmt.Sprintf("%d more lanes are not shown", p.dropped), "")
	}
	return all
}

// legend writes the entries, or if not drawn finds out how many rows they take.
func (d *drawing) legend(draw bool) (rows int) {
	x, rows := 18.0, 1
	for _, e := range d.entries() {
		w := e.wide + 6 + textWidth(e.word, 11)
		if x > 18 && x+w > d.width-14 {
			x, rows = 18, rows+1
		}
		if draw {
			d.printf(`<g transform="translate(%.1f %.1f)">%s<text class="d" x="%.1f" y="0">%s</text></g>`, x, d.legendAt()+18*float64(rows-1), e.shape, e.wide+6, escape(e.word))
		}
		x += w + 18
	}
	return rows
}

// maxTick is how far apart labels of the axis are at least, in pixels.
const maxTick = 84

func (d *drawing) axis() {
	for _, at := range d.ticks((d.right - d.left) / maxTick) {
		d.printf(`<path class="grid" d="M%.1f %.1fV%.1f"/><text class="d" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, d.x(at), d.top-2, d.bottom+5, d.x(at), d.bottom+19, d.tick(at))
	}
}

// flags draws the lines and labels of moments, above everything.
func (d *drawing) flags() {
	for _, f := range d.placed {
		x, class := d.x(f.From), f.Kind.class()
		y := d.top - 4 - levelHeight*float64(f.level)
		d.printf(`<path class="%s" d="M%.1f %.1fV%.1f"/>`, class, x, y-14, d.bottom+3)
		switch {
		case f.To > f.From:
			d.printf(`<path class="%sb" d="M%.1f %.1fV%.1fH%.1fv5"/>`, class, x, d.top+1, d.top-4, d.x(f.To))
		case f.Kind == Wanted:
			d.printf(`<path class="wantm" d="M%.1f %.1fl-4.5 -7h9z"/>`, x, d.top-2)
		}
	}
	for _, f := range d.placed {
		if f.Label != "" {
			d.printf(`<text class="flag %st" x="%.1f" y="%.1f">%s</text>`, f.Kind.class(), f.x, d.top-10-levelHeight*float64(f.level), escape(f.text))
		}
	}
}

// regions shades the times that flags speak of, behind the bars.
func (d *drawing) regions() {
	for _, f := range d.Flags {
		if f.To > f.From {
			d.printf(`<rect class="%sr" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, f.Kind.class(), d.x(f.From), d.top-4, max(d.x(f.To)-d.x(f.From), 1), d.bottom-d.top+4)
		}
	}
}
