package display

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// MIMEChart is the MIME type under which a [Chart] travels to the kernel, which draws it.
const MIMEChart = "application/vnd.weft.chart+json"

// A Chart is numbers as a picture, as the kernel that draws it gets them. [Lines], [Bars], [Scatter] and
// [Histogram] make charts.
type Chart struct {
	Kind   ChartKind `json:"kind"`
	Title  string    `json:"title,omitempty"`
	X      Axis      `json:"x"`
	Y      Axis      `json:"y"`
	Labels []string  `json:"labels,omitempty"` // below groups of bars
	Series []Series  `json:"series"`
}

// A ChartKind is how a chart is drawn.
type ChartKind string

// The kinds of charts.
const (
	ChartLines     ChartKind = "lines"
	ChartBars      ChartKind = "bars"
	ChartScatter   ChartKind = "scatter"
	ChartHistogram ChartKind = "histogram"
)

// An Axis says what one direction of a chart means.
type Axis struct {
	Label string `json:"label,omitempty"` // with the unit
	Log   bool   `json:"log,omitempty"`   // equal factors have equal lengths
}

// A Series is the numbers that belong together. Y[i] stands at X[i]; at i for bars, which have no X; between X[i]
// and X[i+1] for a histogram, which has one X more.
type Series struct {
	Name string    `json:"name,omitempty"`
	X    []float64 `json:"x,omitempty"`
	Y    []float64 `json:"y"`
}

// A ChartOption adds to a chart or changes how it is drawn.
type ChartOption func(*chartOptions)

type chartOptions struct {
	title, xLabel, yLabel string
	logX, logY            bool
	bins                  int
	series                []namedValues
}

type namedValues struct {
	name   string
	values any
}

// Y adds a series: a line, a bar in each group, points of one colour. values is a slice of numbers or durations.
func Y(name string, values any) ChartOption {
	return func(o *chartOptions) { o.series = append(o.series, namedValues{name, values}) }
}

// Title puts a line of text above the chart.
func Title(s string) ChartOption { return func(o *chartOptions) { o.title = s } }

// XLabel says what stands on the axis at the bottom. The unit of durations is added.
func XLabel(s string) ChartOption { return func(o *chartOptions) { o.xLabel = s } }

// YLabel says what stands on the axis at the left. The unit of durations is added.
func YLabel(s string) ChartOption { return func(o *chartOptions) { o.yLabel = s } }

// LogX gives equal factors on the axis at the bottom equal lengths.
func LogX() ChartOption { return func(o *chartOptions) { o.logX = true } }

// LogY gives equal factors on the axis at the left equal lengths.
func LogY() ChartOption { return func(o *chartOptions) { o.logY = true } }

// Bins divides a histogram into n intervals of one width, instead of as many as the values suggest.
func Bins(n int) ChartOption { return func(o *chartOptions) { o.bins = n } }

// Lines returns a bundle that draws lines through points: x is a slice of numbers or durations, and each [Y] has as
// many.
//
//	display.Lines(workers, display.Y("goroutines", times), display.Y("processes", others), display.XLabel("workers"))
//
// Without a Y, x is drawn itself, over 0, 1, 2 and so on. Points that are not finite numbers, or not positive
// on an axis of [LogX] or [LogY], are left out. Of more points than can be seen, those remain that make
// the same picture. If something does not fit, the bundle's text says what.
func Lines(x any, opts ...ChartOption) Bundle { return points(ChartLines, x, opts) }

// Scatter is [Lines] with points that no line joins.
func Scatter(x any, opts ...ChartOption) Bundle { return points(ChartScatter, x, opts) }

// Bars returns a bundle that draws a bar for each number: labels, a slice of texts or numbers, stand below them, and each [Y] has as
// many numbers or durations. Without a Y, labels is a slice or a map of the numbers themselves.
func Bars(labels any, opts ...ChartOption) Bundle { return drawn(ChartBars, labels, opts, bars) }

// Histogram returns a bundle that shows how often values of which size occur among numbers or durations.
func Histogram(values any, opts ...ChartOption) Bundle {
	return drawn(ChartHistogram, values, opts, histogram)
}

// drawn is the bundle of the chart that build makes.
func drawn(kind ChartKind, x any, opts []ChartOption, build func(c *Chart, x any, o chartOptions) error) Bundle {
	var o chartOptions
	for _, opt := range opts {
		opt(&o)
	}
	c := Chart{Kind: kind, Title: o.title, X: Axis{o.xLabel, o.logX}, Y: Axis{o.yLabel, o.logY}}
	if err := build(&c, x, o); err != nil {
		return failed(fmt.Errorf("display %s: %w", kind, err))
	}
	c.keep()
	if !c.any() {
		return failed(fmt.Errorf("display %s: there is no number that can be drawn", kind))
	}
	return checked(Bundle{Data: map[string]any{MIMEChart: c, mimeText: c.text()}})
}

func points(kind ChartKind, x any, opts []ChartOption) Bundle {
	return drawn(kind, x, opts, func(c *Chart, x any, o chartOptions) error {
		if len(o.series) == 0 {
			values, err := numbersOf(x)
			if err != nil {
				return err
			}
			scale(&c.Y, &values)
			c.Series = []Series{{X: indexes(len(values.of)), Y: values.of}}
			return nil
		}
		at, err := numbersOf(x)
		if err != nil {
			return fmt.Errorf("x: %w", err)
		}
		scale(&c.X, &at)
		return c.add(o.series, len(at.of), at.of)
	})
}

func bars(c *Chart, x any, o chartOptions) error {
	if o.logX {
		return errors.New("bars stand side by side: LogX has no meaning")
	}
	if len(o.series) == 0 {
		labels, values, err := labelledOf(x)
		if err != nil {
			return err
		}
		scale(&c.Y, &values)
		c.Labels, c.Series = labels, []Series{{Y: values.of}}
		return nil
	}
	labels, err := textsOf(x)
	if err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	c.Labels = labels
	return c.add(o.series, len(labels), nil)
}

// maxBins is how many intervals a histogram has at most.
const maxBins = 200

func histogram(c *Chart, x any, o chartOptions) error {
	if len(o.series) > 0 || o.logX {
		return errors.New("a histogram is of one slice, its first argument, over equal intervals: Y and LogX have no meaning")
	}
	if o.bins < 0 || o.bins > maxBins {
		return fmt.Errorf("Bins(%d): want 1 to %d", o.bins, maxBins)
	}
	values, err := numbersOf(x)
	if err != nil {
		return err
	}
	scale(&c.X, &values)
	finite := slices.DeleteFunc(slices.Clone(values.of), func(v float64) bool { return !isFinite(v) })
	if len(finite) == 0 {
		return nil
	}
	if c.Y.Label == "" {
		c.Y.Label = "how often"
	}
	low, high := slices.Min(finite), slices.Max(finite)
	if low == high {
		low, high = low-0.5, high+0.5
	}
	n := o.bins
	if n == 0 {
		n = min(int(math.Ceil(math.Log2(float64(len(finite)))))+1, maxBins) // Sturges (1926)
	}
	s := Series{X: make([]float64, n+1), Y: make([]float64, n)}
	for i := range s.X {
		s.X[i] = low + (high-low)*float64(i)/float64(n)
	}
	for _, v := range finite {
		s.Y[min(int((v-low)/(high-low)*float64(n)), n-1)]++
	}
	c.Series = []Series{s}
	return nil
}

// add adds the series, each of n values, with one unit for all.
func (c *Chart) add(series []namedValues, n int, x []float64) error {
	all := make([]*numbers, len(series))
	for i, s := range series {
		values, err := numbersOf(s.values)
		if err != nil {
			return fmt.Errorf("Y(%q): %w", s.name, err)
		}
		if len(values.of) != n {
			return fmt.Errorf("Y(%q) has %d values, and there are %d to put them at", s.name, len(values.of), n)
		}
		if values.durations != (i == 0 || all[0].durations) && i > 0 {
			return fmt.Errorf("Y(%q): durations and other numbers cannot share an axis", s.name)
		}
		all[i] = &values
	}
	scale(&c.Y, all...)
	for i, s := range series {
		c.Series = append(c.Series, Series{Name: s.name, X: x, Y: all[i].of})
	}
	return nil
}

func indexes(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(i)
	}
	return x
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// tick writes a number with at most three significant digits, as on an axis. Whole numbers keep all their digits up to a million,
// and below that others have no exponent.
func tick(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e6 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	short := strconv.FormatFloat(v, 'g', 3, 64)
	if rounded, err := strconv.ParseFloat(short, 64); err == nil && math.Abs(rounded) >= 1000 && math.Abs(rounded) < 1e6 {
		return strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	return short
}
