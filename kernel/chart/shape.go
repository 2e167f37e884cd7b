package chart

import (
	"fmt"

	"gonum.org/v1/plot/vg/draw"
)

// A shape tells the points of a series from others, on the chart and in its legend.
type shape struct {
	glyph draw.GlyphDrawer
	mark  string // of the legend, around the origin; %s is its colour
}

func (s shape) svg(colour string) string { return fmt.Sprintf(s.mark, colour) }

var shapes = [...]shape{
	{draw.CircleGlyph{}, `<circle r="3.7" style="fill:%s"/>`},
	{draw.BoxGlyph{}, `<rect x="-3.3" y="-3.3" width="6.6" height="6.6" style="fill:%s"/>`},
	{draw.PyramidGlyph{}, `<path d="M0-4.2L4 3H-4Z" style="fill:%s"/>`},
	{draw.RingGlyph{}, `<circle r="3.4" style="fill:none;stroke:%s;stroke-width:1.3"/>`},
	{draw.PlusGlyph{}, `<path d="M-4 0H4M0-4V4" style="stroke:%s;stroke-width:1.3"/>`},
	{draw.CrossGlyph{}, `<path d="M-3-3L3 3M3-3L-3 3" style="stroke:%s;stroke-width:1.3"/>`},
}
