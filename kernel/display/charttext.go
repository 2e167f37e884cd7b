package display

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

const (
	textWidth  = 60 // of a chart as text
	textHeight = 14
	textBars   = 40 // more bars are not drawn as text
)

// markers tell the points of series apart in text.
const markers = "●○×+◆◇▲△"

// text is the chart as characters, for terminals and for readers who do not see pictures.
func (c *Chart) text() string {
	var b strings.Builder
	if c.Title != "" {
		b.WriteString(c.Title + "\n")
	}
	switch c.Kind {
	case ChartBars, ChartHistogram:
		c.textBars(&b)
	default:
		c.textPoints(&b)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// textBars writes a line for each bar.
func (c *Chart) textBars(b *strings.Builder) {
	labels := c.Labels
	if c.Kind == ChartHistogram {
		for _, x := range c.Series[0].X[1:] {
			labels = append(labels, "to "+tick(x))
		}
	}
	_, y := c.spans()
	if y.low = min(y.low, 0); c.Y.Log {
		y.low = c.least() / 2
	}
	y.high = max(y.high, 0)
	wide := 0
	for _, l := range labels {
		wide = max(wide, utf8.RuneCountInString(l))
	}
	names := 0
	for _, s := range c.Series {
		names = max(names, utf8.RuneCountInString(s.Name))
	}
	lines := 0
	for i, l := range labels {
		for k, s := range c.Series {
			if lines++; lines > textBars {
				fmt.Fprintf(b, "and %d more\n", len(labels)*len(c.Series)-textBars)
				b.WriteString(c.meaning())
				return
			}
			if k > 0 {
				l = ""
			}
			bar := ""
			if v := s.Y[i]; v != 0 {
				from, to := 0, y.at(v, textWidth)
				if y.low < 0 {
					from = y.at(0, textWidth)
				}
				from, to = min(from, to), max(from, to)
				bar = strings.Repeat(" ", from) + strings.Repeat("█", max(to-from, 1))
			}
			line := fmt.Sprintf("%-*s  %-*s %s %s", wide, l, names, s.Name, bar, tick(s.Y[i]))
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	b.WriteString(c.meaning())
}

// least is the smallest bar that is drawn.
func (c *Chart) least() float64 {
	least := math.Inf(1)
	for _, s := range c.Series {
		for _, v := range s.Y {
			if v > 0 {
				least = min(least, v)
			}
		}
	}
	return least
}

// textPoints writes a grid of characters with the numbers at its ends.
func (c *Chart) textPoints(b *strings.Builder) {
	x, y := c.spans()
	grid := make([][]rune, textHeight)
	for i := range grid {
		grid[i] = []rune(strings.Repeat(" ", textWidth))
	}
	marks := []rune(markers)
	for i, s := range c.Series {
		for k := range s.X {
			grid[textHeight-1-y.at(s.Y[k], textHeight)][x.at(s.X[k], textWidth)] = marks[i%len(marks)]
		}
	}
	top, bottom := tick(y.high), tick(y.low)
	wide := max(utf8.RuneCountInString(top), utf8.RuneCountInString(bottom))
	for i, line := range grid {
		at := ""
		switch i {
		case 0:
			at = top
		case textHeight - 1:
			at = bottom
		}
		fmt.Fprintf(b, "%*s │%s\n", wide, at, strings.TrimRight(string(line), " "))
	}
	left, right := tick(x.low), tick(x.high)
	gap := strings.Repeat(" ", max(textWidth-len(left)-len(right), 1))
	fmt.Fprintf(b, "%*s └%s\n%*s  %s%s%s\n", wide, "", strings.Repeat("─", textWidth), wide, "", left, gap, right)
	b.WriteString(c.meaning())
	for i, s := range c.Series {
		if s.Name != "" {
			fmt.Fprintf(b, "%c %s\n", marks[i%len(marks)], s.Name)
		}
	}
}

// meaning is a line that says what the axes are.
func (c *Chart) meaning() string {
	var parts []string
	for _, a := range []struct {
		Axis
		where string
	}{{c.X, "across"}, {c.Y, "up"}} {
		label := a.Label
		if a.Log {
			label = strings.TrimSpace(label + ", logarithmic")
		}
		if label == "" {
			continue
		}
		if c.Kind == ChartBars || c.Kind == ChartHistogram {
			a.where = map[string]string{"across": "lines", "up": "bars"}[a.where]
		}
		parts = append(parts, a.where+": "+strings.TrimPrefix(label, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + "\n"
}
