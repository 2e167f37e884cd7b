package timeline

import (
	"fmt"
	"strings"
	"time"

	"weft/kernel/display/caption"
)

// Text draws t for a terminal, width characters wide: 80 if that is 0, and not below 40.
func (t Timeline) Text(width int) string { return newPlan(t).text(width) }

func (p plan) text(width int) string {
	if width == 0 {
		width = 80
	}
	w := &textDrawing{plan: p, width: min(max(width, 40), 400)}
	for _, r := range w.rows {
		w.names = max(w.names, caption.Length(r.lane.Name))
		if r.kind == crowdRow {
			w.names = max(w.names, caption.Length(r.text))
		}
	}
	w.names = min(w.names, w.width/4)
	sides := 0
	for _, r := range w.rows {
		sides = max(sides, caption.Length(r.lane.Side)+1)
	}
	if !w.sides {
		sides = 0
	}
	w.cells = w.width - w.names - 2 - sides
	w.head()
	w.flags()
	for _, r := range w.rows {
		w.row(r)
	}
	w.axis()
	w.legend()
	return w.b.String()
}

// A textDrawing is a picture in characters.
type textDrawing struct {
	plan
	b            strings.Builder
	width        int
	names, cells int // widths of the two columns
}

func (w *textDrawing) line(name, text string) {
	name = caption.Short(name, w.names)
	fmt.Fprintln(&w.b, strings.TrimRight(name+strings.Repeat(" ", w.names-caption.Length(name)+2)+text, " "))
}

// cell is the character in which a moment is.
func (w *textDrawing) cell(at time.Duration) int {
	return min(int(float64(at)/float64(w.End)*float64(w.cells)), w.cells-1)
}

func (w *textDrawing) head() {
	if w.Title != "" {
		title := w.Title
		if w.Clock != "" {
			title += " (" + w.Clock + ")"
		}
		fmt.Fprintln(&w.b, strings.Join(caption.Wrap(title, w.width), "\n"))
	}
	for _, l := range caption.Wrap(w.Summary, w.width) {
		fmt.Fprintln(&w.b, l)
	}
	if w.Title+w.Summary != "" {
		fmt.Fprintln(&w.b)
	}
}

// flags writes the labels above the lanes, the farthest first, and then where they point.
func (w *textDrawing) flags() {
	list, levels := w.place(func(f Flag) float64 { return float64(w.cell(f.From)) },
		func(s string) float64 { return float64(caption.Length(s)) }, 0, float64(w.cells), 1)
	pointers := w.blank()
	for level := levels - 1; level >= 0; level-- {
		text := w.blank()
		for _, f := range list {
			if f.level >= level {
				text[w.cell(f.From)] = '│'
			}
		}
		for _, f := range list {
			if f.level == level {
				copy(text[int(f.x):], []rune(f.text))
			}
		}
		w.line("", string(text))
	}
	for _, f := range list {
		from, to := w.cell(f.From), w.cell(f.To)
		for i := from + 1; i <= to; i++ {
			pointers[i] = '━'
		}
		if to > from {
			pointers[to] = '┛'
		}
	}
	for _, f := range list {
		pointers[w.cell(f.From)] = f.Kind.char()
	}
	if len(list) > 0 {
		w.line("", string(pointers))
	}
}

func (k FlagKind) char() rune {
	switch k {
	case Bad:
		return '▼'
	case Wanted:
		return '▽'
	}
	return '·'
}

func (w *textDrawing) blank() []rune {
	row := make([]rune, w.cells)
	for i := range row {
		row[i] = ' '
	}
	return row
}

func (w *textDrawing) row(r row) {
	switch r.kind {
	case headingRow:
		fmt.Fprintln(&w.b, caption.Short(r.text, w.width))
	case limitRow:
		text := []rune(strings.Repeat("╌", w.cells))
		label := []rune(caption.Short(" "+r.text+" ", w.cells))
		copy(text[len(text)-len(label):], label)
		w.line("", string(text))
	case crowdRow:
		w.crowd(r)
	case laneRow:
		if r.lane.Cap > 0 {
			w.store(r.lane)
			break
		}
		w.lane(r.lane)
	}
}

func (s State) char() rune { return [nStates]rune{'█', '▓', '░', '─', '╳'}[s] }

// lane writes a lane's spans, and their labels where there is room.
func (w *textDrawing) lane(l Lane) {
	text := w.blank()
	edge := func(at time.Duration) int { return int(float64(at)/float64(w.End)*float64(w.cells) + .5) }
	before := -1 // where the last span ended
	for _, s := range merged(l.Spans, w.End/time.Duration(w.cells)) {
		from := min(edge(s.From), w.cells-1)
		to := max(edge(s.To), from+1) // the first character after it
		for i := from; i < to; i++ {
			text[i] = s.State.char()
		}
		if before == from && s.State == Running && from > 0 && text[from-1] == s.State.char() {
			text[from-1] = '▌' // this one follows at once
		}
		before = to
		n := caption.Length(s.Label)
		switch {
		case n > 0 && n < to-from-1:
			copy(text[from+min(1, to-from-n-2):], []rune(s.Label))
		case n > 0 && s.State == Stuck && from > 12 && strings.TrimSpace(string(text[:from])) == "":
			label := []rune(caption.Short(s.Label, to-4) + " ") // before the span, and if it is long in it
			copy(text[max(from-len(label), 0):], label)
		}
		if s.Broken {
			text[to-1] = '✗'
		}
	}
	w.moments(text, l.Marks)
	if l.free() {
		copy(text, []rune(l.Where))
	}
	if l.Side != "" {
		text = append(text, []rune(fmt.Sprintf("%*s", w.width-w.names-2-w.cells, l.Side))...)
	}
	w.line(l.Name, string(text))
	w.brackets(l)
}

// brackets writes what a lane holds below it.
func (w *textDrawing) brackets(l Lane) {
	holds := bracketed(l.Holds, w.End/time.Duration(w.cells))
	if len(holds) == 0 {
		return
	}
	text := w.blank()
	for _, h := range holds {
		from, to := w.cell(h.From), w.cell(h.To)
		for i := from; i <= to; i++ {
			text[i] = '╌'
		}
		text[from], text[to] = '└', '┘'
		if label := []rune(" " + h.Label + " "); len(label) < to-from {
			copy(text[from+1:], label)
		}
	}
	w.line("", string(text))
}

// moments writes marks, with their labels on the side that has room.
func (w *textDrawing) moments(text []rune, marks []Mark) {
	marks = together(marks, w.End/time.Duration(w.cells))
	last := 0 // the first character that is free
	for i, m := range marks {
		at, next := w.cell(m.At), w.cells
		if i+1 < len(marks) {
			next = w.cell(marks[i+1].At) - 1
		}
		text[at] = '◆'
		n := caption.Length(m.Label)
		switch {
		case n > 0 && n < next-at:
			copy(text[at+1:], []rune(m.Label))
			last = at + n + 2
		case n > 0 && at-n >= last:
			copy(text[at-n:], []rune(m.Label))
			last = at + 2
		default:
			last = at + 2
		}
	}
}

// crowd writes how many lanes are in use, as columns of eighths.
func (w *textDrawing) crowd(r row) {
	text := w.blank()
	top := float64(r.top)
	counts := r.crowd.busy(w.End, w.cells)
	sum := func(c [nStates]float64) (n float64) {
		for _, k := range c {
			n += k
		}
		return n
	}
	for _, c := range counts {
		top = max(top, sum(c))
	}
	for i, c := range counts {
		if n := sum(c); n > 0 {
			text[i] = []rune("▁▂▃▄▅▆▇█")[max(min(int(n/top*8+.5), 8)-1, 0)]
			if r.limit > 0 && n > float64(r.limit) {
				text[i] = '▓'
			}
		}
	}
	w.line(r.text, string(text))
	note := fmt.Sprintf("█ is %.0f", top)
	if r.limit > 0 {
		note += fmt.Sprintf(", ▓ more than %d", r.limit)
	}
	w.line("", note)
}

// minTick is how far apart labels of the axis are at least, in characters.
const minTick = 10

func (w *textDrawing) axis() {
	text := w.blank()
	used := 0
	for _, at := range w.ticks(float64(w.cells) / minTick) {
		label := []rune(w.tick(at))
		x := w.cell(at)
		if at == w.End || x+len(label) > w.cells {
			x = w.cells - len(label)
		}
		if x < used {
			continue
		}
		copy(text[x:], label)
		used = x + len(label) + 1
	}
	w.line("", string(text))
}

func (w *textDrawing) legend() {
	var parts []string
	for s := range nStates {
		if w.used[s] {
			parts = append(parts, string(s.char())+" "+w.word(s))
		}
	}
	if w.Title == "" && w.Clock != "" {
		parts = append(parts, w.Clock)
	}
	if w.stores {
		parts = append(parts, "▁ to █ a channel's buffer, empty to full")
	}
	if w.broken {
		parts = append(parts, "✗ failed or broken off")
	}
	if w.dropped > 0 {
		parts = append(parts, fmt.Sprintf("%d more lanes are not shown", w.dropped))
	}
	text := ""
	for _, p := range parts {
		if text != "" && caption.Length(text)+3+caption.Length(p) > w.width {
			fmt.Fprintln(&w.b, text)
			text = ""
		}
		if text != "" {
			text += "   "
		}
		text += p
	}
	if text != "" {
		fmt.Fprintln(&w.b, text)
	}
}
