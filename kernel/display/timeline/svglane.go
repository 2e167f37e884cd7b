package timeline

import (
	"fmt"
	"time"
)

// lane draws what is behind a lane's bars: its strip and name.
func (d *drawing) lane(l Lane, y, h float64) {
	d.strip(y, h)
	h -= l.holdPixels()
	d.side(l, y, h)
	room := d.left - 18 - 12
	if l.free() {
		d.printf(`<text class="d" x="%.1f" y="%.1f">%s</text>`, d.left+6, y+h/2+4, escape(fit(l.Where, 11, d.right-d.left)))
		l.Where = ""
	}
	switch {
	case l.Name != "" && l.Where != "" && h > 40:
		d.printf(`<text class="n" x="18" y="%.1f">%s</text><text class="d" x="18" y="%.1f">%s</text>`, y+h/2-2, escape(fit(l.Name, 12.5, room)), y+h/2+13, escape(fit(l.Where, 11, room)))
	case l.Name != "":
		d.printf(`<text class="n" x="18" y="%.1f">%s</text>`, y+h/2+4, escape(fit(l.Name, 12.5, room)))
	default:
		d.printf(`<text class="d" x="18" y="%.1f">%s</text>`, y+h/2+4, escape(fit(l.Where, 11, room)))
	}
}

// strip is what a row lies on.
func (d *drawing) strip(y, h float64) {
	d.printf(`<rect class="lane" x="8" y="%.1f" width="%.0f" height="%.1f" rx="4"/>`, y+1.5, d.width-16, h-3)
}

// least is the shortest time that is drawn by itself: what 1.5 pixels stand for.
func (d *drawing) least() time.Duration {
	return time.Duration(1.5 * float64(d.End) / (d.right - d.left))
}

// bars draws a lane's spans and marks. cy is its middle.
func (d *drawing) bars(l Lane, cy float64) {
	if n := len(l.Spans); n > 0 {
		var last time.Duration
		for _, s := range l.Spans {
			last = max(last, s.To)
		}
		d.printf(`<path class="life" d="M%.1f %.1fH%.1f"/>`, d.x(l.Spans[0].From), cy, d.x(last))
		for _, s := range merged(l.Spans, d.least()) {
			d.bar(l, s, cy)
		}
		if l.Ended {
			d.printf(`<rect class="end" x="%.1f" y="%.1f" width="2.5" height="22"/>`, d.x(last)-1, cy-11)
		}
	}
	d.moments(l.Marks, cy)
}

// moments draws marks, with their labels on the side that has room.
func (d *drawing) moments(marks []Mark, cy float64) {
	marks = together(marks, 4*d.least())
	last := d.left - 12 // where it is free
	for i, m := range marks {
		x, next := d.x(m.At), d.width-8
		if i+1 < len(marks) {
			next = d.x(marks[i+1].At) - 8
		}
		d.printf(`<path class="mark" d="M%.1f %.1fl5 -5l5 5l-5 5z"/>`, x-5, cy)
		w := textWidth(m.Label, 11)
		switch {
		case m.Label == "":
			last = x + 8
		case x+9+w <= next:
			d.printf(`<text class="d" x="%.1f" y="%.1f">%s</text>`, x+9, cy+4, escape(m.Label))
			last = x + 14 + w
		case x-9-w >= last:
			d.printf(`<text class="d" x="%.1f" y="%.1f" text-anchor="end">%s</text>`, x-9, cy+4, escape(m.Label))
			last = x + 8
		default:
			last = x + 8
		}
	}
}

func (d *drawing) bar(l Lane, s Span, cy float64) {
	h, x := s.State.height(), d.x(s.From)
	w := max(d.x(s.To)-x-1, 1.2) // neighbours do not touch
	tip := ""
	if d.tips {
		tip = "<title>" + escape(d.tip(l, s)) + "</title>"
	}
	d.printf(`<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="1.5">%s</rect>`, s.State.class(), x, cy-h/2, w, h, tip)
	room := w - 8
	if s.Broken {
		d.printf("%s", cut(x, w, cy, h/2))
		room -= 14
	}
	tw := textWidth(s.Label, 11)
	switch {
	case s.Label == "":
	case tw <= room:
		d.label(s, x+4+room/2, cy, tw)
	case s.State == Stuck && x-60 > d.left:
		d.printf(`<text class="on" x="%.1f" y="%.1f" text-anchor="end">%s</text>`, x-6, cy+4, escape(fit(s.Label, 11, x-d.left)))
	}
}

// label writes in a bar; on a pattern it needs a plate.
func (d *drawing) label(s Span, mid, cy, width float64) {
	if s.State == Running {
		d.printf(`<text class="onrun" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, mid, cy+4, escape(s.Label))
		return
	}
	h := max(s.State.height()-1, 12)
	d.printf(`<rect class="%sp" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/><text class="on" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`,
		s.State.class(), mid-width/2-4, cy-h/2, width+8, h, mid, cy+4, escape(s.Label))
}

// cut is how a bar ends that was broken off: with a cross in a cap, or if it is too short with a cap that is higher.
func cut(x, w, cy, half float64) string {
	if w < 14 {
		return fmt.Sprintf(`<rect class="cut" x="%.1f" y="%.1f" width="5" height="%.1f"/>`, max(x+w-5, x), cy-half-3, 2*half+6)
	}
	x += w
	return fmt.Sprintf(`<rect class="cut" x="%.1f" y="%.1f" width="12" height="%.1f"/><path class="x" d="M%.1f %.1fl6 6m0 -6l-6 6"/>`, x-12, cy-half, 2*half, x-9, cy-3)
}

// tip is what a bar says under the pointer, where the document is shown as such.
func (d *drawing) tip(l Lane, s Span) string {
	tip := fmt.Sprintf("%s from %s to %s", d.word(s.State), Text(s.From), Text(s.To))
	if s.State == Stuck {
		tip = fmt.Sprintf("%s from %s on", d.word(s.State), Text(s.From))
	}
	for _, more := range []string{l.Name, s.Label} {
		if more != "" {
			tip = more + ", " + tip
		}
	}
	if s.Detail != "" {
		tip += ": " + s.Detail
	}
	return tip
}

// limit draws the line below the last lane that may be in use.
func (d *drawing) limit(r row, y float64) {
	y += r.pixels() / 2
	text := fit(r.text, 11, d.left-24)
	d.printf(`<path class="limit" d="M%.1f %.1fH%.1f"/>`, 8.0, y, d.width-8)
	d.printf(`<rect class="card" style="stroke:none" x="14" y="%.1f" width="%.1f" height="14" rx="3"/><text class="limitt" x="18" y="%.1f">%s</text>`, y-7, textWidth(text, 11)+8, y+4, escape(text))
}
