package chart

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"weft/kernel/display"
)

// Colours that stand for those of the sheet; see restyled.
var (
	ink  = color.RGBA{1, 1, 1, 255}
	grid = color.RGBA{1, 1, 2, 255}
	dim  = color.RGBA{1, 1, 3, 255}
)

// colours is how many series have one of their own.
const colours = 6

func colourOf(i int) color.Color { return color.RGBA{1, 2, uint8(i % 256), 255} }

// dashesOf is the pattern of a series' line, in points.
func dashesOf(i int) []vg.Length {
	return [][]vg.Length{nil, {6, 3}, {2, 2}, {8, 3, 2, 3}, {4, 2}, {1, 3}}[i%colours]
}

// fewPoints is up to how many points of a line are shown as such.
const fewPoints = 40

// plotOf is the chart as gonum's.
func plotOf(c display.Chart) (*plot.Plot, error) {
	p := plot.New()
	p.BackgroundColor = nil
	for _, a := range []struct {
		axis *plot.Axis
		is   display.Axis
	}{{&p.X, c.X}, {&p.Y, c.Y}} {
		a.axis.Label.Text = a.is.Label
		a.axis.Label.TextStyle.Color, a.axis.Label.TextStyle.Font.Variant = ink, "Sans"
		a.axis.Tick.Label.Color, a.axis.Tick.Label.Font.Variant = dim, "Sans"
		a.axis.Label.TextStyle.Font.Size, a.axis.Tick.Label.Font.Size = 9.5, 8.5
		a.axis.LineStyle.Color, a.axis.Tick.LineStyle.Color = dim, dim
		a.axis.Padding, a.axis.Tick.Marker = 4, evenTicks{}
		if a.is.Log {
			a.axis.Scale, a.axis.Tick.Marker = plot.LogScale{}, logTicks{}
		}
	}
	lines := plotter.NewGrid()
	lines.Vertical.Color, lines.Horizontal.Color = nil, grid
	p.Add(lines)
	switch c.Kind {
	case display.ChartLines, display.ChartScatter:
		lines.Vertical.Color = grid
		return p, addPoints(p, c)
	case display.ChartBars, display.ChartHistogram:
		addBars(p, c)
		return p, nil
	}
	return nil, fmt.Errorf("no such kind of chart: %q", c.Kind)
}

func addPoints(p *plot.Plot, c display.Chart) error {
	for i, s := range c.Series {
		xy := make(plotter.XYs, len(s.X))
		for k := range s.X {
			xy[k].X, xy[k].Y = s.X[k], s.Y[k]
		}
		if len(xy) == 0 {
			continue
		}
		if c.Kind == display.ChartLines {
			l, err := plotter.NewLine(xy)
			if err != nil {
				return err
			}
			l.Color, l.Width, l.Dashes = colourOf(i), 1.6, dashesOf(i)
			p.Add(l)
		}
		if c.Kind == display.ChartScatter || len(xy) <= fewPoints {
			g, err := plotter.NewScatter(xy)
			if err != nil {
				return err
			}
			g.Color, g.Radius, g.Shape = colourOf(i), 2.8, shapes[i%len(shapes)].glyph
			p.Add(g)
		}
	}
	if at := fewPlaces(c); at != nil && !c.X.Log {
		p.X.Tick.Marker = plot.ConstantTicks(at)
	}
	if !c.Y.Log && p.Y.Min > 0 && p.Y.Min < p.Y.Max*0.6 {
		p.Y.Min = 0 // so that lengths can be compared
	}
	if p.X.Min == p.X.Max {
		p.X.Min, p.X.Max = widened(p.X.Min, c.X.Log)
	}
	if p.Y.Min == p.Y.Max {
		p.Y.Min, p.Y.Max = widened(p.Y.Min, c.Y.Log)
	}
	return nil
}

// widened is a span around a single value.
func widened(v float64, log bool) (low, high float64) {
	if log {
		return v / 2, v * 2
	}
	return v - 1, v + 1
}

// fewPlaces are ticks at the places of the points, if these are few and not too near each other.
func fewPlaces(c display.Chart) []plot.Tick {
	var at []float64
	for _, s := range c.Series {
		at = append(at, s.X...)
	}
	slices.Sort(at)
	at = slices.Compact(at)
	if len(at) < 2 || len(at) > 12 {
		return nil
	}
	var ticks []plot.Tick
	for i, v := range at {
		if i > 0 && v-at[i-1] < (at[len(at)-1]-at[0])/25 {
			return nil
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: power10(v)})
	}
	return ticks
}

// maxLabels is how many labels there is room for below bars, and labelWide how long each is.
const maxLabels, labelWide = 12, 100

func addBars(p *plot.Plot, c display.Chart) {
	b := &bars{chart: c, base: 0}
	if c.Y.Log {
		b.base = math.Inf(1)
		for _, s := range c.Series {
			for _, v := range s.Y {
				if v > 0 {
					b.base = min(b.base, v/2)
				}
			}
		}
	}
	p.Add(b)
	if c.Kind == display.ChartHistogram {
		return
	}
	every := (len(c.Labels) + maxLabels - 1) / maxLabels
	long := labelWide / max(min(len(c.Labels), maxLabels), 1)
	var ticks []plot.Tick
	for i, l := range c.Labels {
		if r := []rune(l); len(r) > long {
			l = string(r[:max(long-1, 1)]) + "…"
		}
		if i%every == 0 {
			ticks = append(ticks, plot.Tick{Value: float64(i), Label: l})
		}
	}
	p.X.Tick.Marker, p.X.Tick.Length = plot.ConstantTicks(ticks), 0
}

// bars draws the bars of all series: gonum's own begin at 0, which a logarithmic axis does not have.
type bars struct {
	chart display.Chart
	base  float64
}

// each calls f with every bar's edges.
func (b *bars) each(f func(series int, left, right, v float64)) {
	const group = 0.8 // of the room for one label
	n := float64(len(b.chart.Series))
	for i, s := range b.chart.Series {
		for k, v := range s.Y {
			if b.chart.Kind == display.ChartHistogram {
				gap := (s.X[k+1] - s.X[k]) * 0.02
				f(i, s.X[k]+gap, s.X[k+1]-gap, v)
				continue
			}
			left := float64(k) - group/2 + group*float64(i)/n
			f(i, left, left+group/n*0.94, v)
		}
	}
}

// Plot implements plot.Plotter.
func (b *bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	b.each(func(series int, left, right, v float64) {
		if v == 0 || b.chart.Y.Log && v < 0 {
			return
		}
		c.FillPolygon(colourOf(series), []vg.Point{
			{X: x(left), Y: y(b.base)}, {X: x(right), Y: y(b.base)}, {X: x(right), Y: y(v)}, {X: x(left), Y: y(v)},
		})
	})
}

// DataRange implements plot.DataRanger.
func (b *bars) DataRange() (left, right, low, high float64) {
	left, right, low, high = math.Inf(1), math.Inf(-1), b.base, b.base
	b.each(func(_ int, l, r, v float64) {
		left, right = min(left, l), max(right, r)
		if !b.chart.Y.Log || v > 0 {
			low, high = min(low, v), max(high, v)
		}
	})
	if low == high {
		high++
	}
	return left, right, low, high
}
