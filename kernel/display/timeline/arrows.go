package timeline

import (
	"cmp"
	"math"
	"slices"
)

// maxWakes is how many arrows between lanes a picture has at most: more cannot be followed.
const maxWakes = 40

// connect chooses the wakes and the ring that can be drawn: those between lanes that have a row of their own.
func (p *plan) connect() {
	shown := map[int]bool{}
	for _, r := range p.rows {
		if r.kind == laneRow && r.lane.ID != 0 {
			shown[r.lane.ID] = true
		}
	}
	for _, w := range p.Wakes {
		if shown[w.From] && shown[w.To] && w.From != w.To {
			w.At = p.within(w.At)
			p.wakes = append(p.wakes, w)
		}
	}
	slices.SortStableFunc(p.wakes, func(a, b Wake) int { return cmp.Compare(a.At, b.At) })
	p.wakes = p.wakes[:min(len(p.wakes), maxWakes)]
	for _, id := range p.Ring {
		if !shown[id] {
			return
		}
	}
	p.ring = p.Ring
}

// arrows draws who ended whose wait: a dot at the waker, a head at the woken. Bars are drawn over them.
func (d *drawing) arrows(centres map[int]float64) {
	const half = 11 // of the highest bar
	for _, w := range d.wakes {
		x, from, to := d.x(w.At), centres[w.From], centres[w.To]
		down := math.Copysign(1, to-from)
		from, to = from+down*half, to-down*half
		d.printf(`<circle class="waked" cx="%.1f" cy="%.1f" r="2.2"/><path class="wake" d="M%.1f %.1fV%.1f"/><path class="wakeh" d="M%.1f %.1fl-3.5 %.0fh7z"/>`,
			x, from, x, from, to-5*down, x, to, -7*down)
	}
}

// circle draws who waits for whom in a ring, at the right.
func (d *drawing) circle(centres map[int]float64) {
	if len(d.ring) < 2 {
		return
	}
	x := d.right + 4
	for i, id := range d.ring {
		next := d.ring[(i+1)%len(d.ring)]
		from, to := centres[id]-6, centres[next]+6 // so no arrow ends where another begins
		bend := min(24+14*math.Abs(to-from)/44, d.rightColumn()+22)
		d.printf(`<path class="ringl" d="M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f"/><path class="ringh" d="M%.1f %.1fl8 -4v8z"/>`,
			x, from, x+bend, from, x+bend, to, x+6, to, x, to)
	}
}

// rightColumn is the room right of the axis, beyond what is always there.
func (d *drawing) rightColumn() float64 {
	room := 0.0
	if d.sides {
		for _, r := range d.rows {
			room = max(room, textWidth(r.lane.Side, 12.5), textWidth(r.lane.Under, 11))
			if r.lane.Cap > 0 {
				room = max(room, textWidth(r.lane.Under+" "+r.lane.Side, 11))
			}
		}
	}
	if len(d.ring) > 1 {
		room += 48
	}
	return room
}

// holdRow is how much higher a lane with brackets is.
const holdRow = 10

func (l Lane) holdPixels() float64 {
	if len(l.Holds) == 0 {
		return 0
	}
	return holdRow
}

// brackets draws what a lane holds below its bars, whose middle is at cy. A label stands in its bracket; one for which there is no
// room stands behind it, unless the one before said the same.
func (d *drawing) brackets(l Lane, cy float64) {
	holds, y, said := bracketed(l.Holds, d.least()), cy+14, ""
	for i, h := range holds {
		x, end, next := d.x(h.From)+1, max(d.x(h.To)-1, d.x(h.From)+3), d.right
		if i+1 < len(holds) {
			next = d.x(holds[i+1].From)
		}
		w := textWidth(h.Label, 12) // the letters of 11 are bold
		if h.Label != "" && x+8+w+8 < end {
			d.printf(`<path class="holdb" d="M%.1f %.1fv4.5h5M%.1f %.1fH%.1fv-4.5"/><text class="holdt" x="%.1f" y="%.1f">%s</text>`,
				x, y, x+8+w+4, y+4.5, end, x+8, y+8.5, escape(h.Label))
			said = h.Label
			continue
		}
		d.printf(`<path class="holdb" d="M%.1f %.1fv4.5H%.1fv-4.5"/>`, x, y, end)
		if h.Label != said && end+8+w < next {
			d.printf(`<text class="holdt" x="%.1f" y="%.1f">%s</text>`, end+6, y+8.5, escape(h.Label))
			said = h.Label
		}
	}
}

// side writes what stands right of a lane.
func (d *drawing) side(l Lane, y, h float64) {
	if l.Side == "" {
		return
	}
	x := d.width - 18
	if l.Under == "" || h < 40 {
		d.printf(`<text class="side" x="%.1f" y="%.1f" text-anchor="end">%s</text>`, x, y+h/2+4, escape(l.Side))
		return
	}
	d.printf(`<text class="side" x="%.1f" y="%.1f" text-anchor="end">%s</text><text class="d" x="%.1f" y="%.1f" text-anchor="end">%s</text>`,
		x, y+h/2-2, escape(l.Side), x, y+h/2+13, escape(l.Under))
}
