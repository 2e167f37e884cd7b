package flame

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"weft/kernel/display/caption"
)

// Width is how wide a picture is if nobody says otherwise, in pixels.
const Width = 880

// Sizes in pixels.
const (
	edge     = 18.0
	rowPitch = 25.0
	blockTop = 22.0 // of a block
	least    = 1.5  // narrower blocks are left out
	textSize = 12.0
)

// SVG draws g as a document of its own, width pixels wide: Width if that is 0, and not below 480.
func (g Graph) SVG(width int) string {
	if width == 0 {
		width = Width
	}
	d := &drawing{Graph: g, width: float64(min(max(width, 480), 4000))}
	d.Root = tidy(g.Root, 0)
	d.Title, d.Aside, d.Summary = caption.Clean(g.Title), caption.Clean(g.Aside), caption.Clean(g.Summary)
	d.look(d.Root, 0, d.width-2*edge)
	d.draw()
	return d.b.String()
}

// A drawing is an SVG document that is being written.
type drawing struct {
	Graph
	b       strings.Builder
	width   float64
	deepest int
	used    [nKinds]bool
	tiny    bool // blocks were left out
}

func (d *drawing) printf(format string, args ...any) {
	fmt.Fprintf(&d.b, format, args...)
	d.b.WriteByte('\n')
}

// look finds out how deep the picture is, and what is in it.
func (d *drawing) look(n Node, depth int, width float64) {
	if width < least {
		d.tiny = true
		return
	}
	d.deepest, d.used[n.Kind] = max(d.deepest, depth), true
	for _, c := range n.Children {
		d.look(c, depth+1, width*float64(c.Value)/float64(n.Value))
	}
}

// textWidth guesses how wide a text is: a measurement would need the reader's font.
func textWidth(s string, size float64) float64 {
	return float64(utf8.RuneCountInString(s)) * size * .57
}

func fit(s string, size, width float64) string { return caption.Short(s, int(width/(size*.57))) }

func (d *drawing) draw() {
	summary := caption.Wrap(d.Summary, int((d.width-2*edge)/(13*.53)))
	legend := 56 + 18*float64(len(summary))
	top := legend + 14
	height := top + rowPitch*float64(d.deepest+1) + 12
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" class="wf" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img">`, d.width, height, d.width, height)
	d.printf(`<title>%s</title><desc>%s</desc><style>%s</style>%s`, escape(d.Title), escape(d.Summary), sheet, patterns)
	d.printf(`<rect class="card" x=".5" y=".5" width="%.0f" height="%.0f" rx="8"/>`, d.width-1, height-1)
	d.printf(`<text class="t" x="%.0f" y="29">%s</text>`, edge, escape(fit(d.Title, 15, d.width-60-textWidth(d.Aside, 11))))
	d.printf(`<text class="d" x="%.0f" y="29" text-anchor="end">%s</text>`, d.width-edge, escape(d.Aside))
	for i, s := range summary {
		d.printf(`<text class="s" x="%.0f" y="%.0f">%s</text>`, edge, 51+18*float64(i), escape(s))
	}
	d.legend(legend)
	d.block(d.Root, edge, top, d.width-2*edge)
	d.printf(`</svg>`)
}

// legend explains the fillings that occur.
func (d *drawing) legend(y float64) {
	x := edge
	for k := range nKinds {
		if word := k.word(); d.used[k] && word != "" {
			d.printf(`<rect class="%s" x="%.1f" y="%.1f" width="26" height="14" rx="2"/><text class="d" x="%.1f" y="%.1f">%s</text>`, k.class(), x, y-11, x+32, y, escape(word))
			x += 32 + textWidth(word, 11) + 18
		}
	}
	d.printf(`<text class="d" x="%.1f" y="%.1f">as wide as its share; below it what it calls</text>`, x, y)
}

// block draws a function and what it calls.
func (d *drawing) block(n Node, x, y, width float64) {
	if width < least {
		return
	}
	gap := min(1, width/4)
	d.printf(`<g><title>%s</title><rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.0f" rx="2"/>`, escape(n.tells(d.Root.Value)), n.Kind.class(), x, y, width-gap, blockTop)
	if text := n.label(width-12, d.Root.Value); text != "" {
		d.printf(`<text class="on%s" x="%.1f" y="%.1f">%s</text>`, n.Kind.class(), x+6, y+15.5, escape(text))
	}
	d.printf(`</g>`)
	for _, c := range n.Children {
		w := width * float64(c.Value) / float64(n.Value)
		d.block(c, x, y+rowPitch, w)
		x += w
	}
}

// label is what fits on a block: the name, then its share, then where it stands.
func (n Node) label(width float64, all int64) string {
	text := n.Name
	if textWidth(text, textSize) > width {
		if text = fit(text, textSize, width); utf8.RuneCountInString(text) < 3 {
			return ""
		}
		return text
	}
	for _, more := range []string{" " + n.share(all), "  " + n.Where} {
		if textWidth(text+more, textSize) <= width {
			text += more
		}
	}
	return strings.TrimRight(text, " ")
}
