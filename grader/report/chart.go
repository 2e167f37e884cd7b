package report

import (
	"fmt"
	"strings"

	"weft/grader/result"
)

// A chart is how the points are distributed, as a drawing in units of its own.
type chart struct {
	Bars          []chartBar
	Grid          []gridLine
	Width, Height int
	Base          int    // where the bars stand
	Words         string // what it shows, for those who do not see it
}

type chartBar struct {
	X, Y, W, H int
	Middle     int
	Label      string
	Number     int // how many submissions
	Full       bool
}

type gridLine struct {
	Y      int
	Number int
}

// Measures of the drawing.
const (
	chartWidth, chartHeight = 720, 214
	chartLeft, chartTop     = 34, 22
	chartBase               = 190
)

// newChart counts shares of the points: ten ranges, and one for all points.
func newChart(results []result.Result) chart {
	counts := make([]int, 11)
	graded := 0
	for _, r := range results {
		if r.Status == result.Graded {
			counts[r.Percent()/10]++
			graded++
		}
	}
	c := chart{Width: chartWidth, Height: chartHeight, Base: chartBase}
	if graded == 0 {
		return c
	}
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	step := gridStep(most)
	top := (most + step - 1) / step * step
	height := func(n int) int { return n * (chartBase - chartTop) / top }
	for n := 0; n <= top; n += step {
		c.Grid = append(c.Grid, gridLine{chartBase - height(n), n})
	}
	slot := (chartWidth - chartLeft) / len(counts)
	var words []string
	for i, n := range counts {
		label := fmt.Sprintf("%d–%d", 10*i, 10*i+9)
		if i == 10 {
			label = "100"
		}
		x := chartLeft + i*slot + 5
		c.Bars = append(c.Bars, chartBar{X: x, W: slot - 10, Y: chartBase - height(n), H: height(n), Middle: x + (slot-10)/2, Label: label, Number: n, Full: i == 10})
		if n > 0 {
			words = append(words, fmt.Sprintf("%s %%: %d", label, n))
		}
	}
	c.Words = fmt.Sprintf("Submissions by their share of the points, %d in all. %s.", graded, strings.Join(words, "; "))
	return c
}

// gridStep is a round distance of at most five lines.
func gridStep(most int) int {
	for step := 1; ; step *= 10 {
		for _, f := range []int{1, 2, 5} {
			if step*f*5 >= most {
				return step * f
			}
		}
	}
}
