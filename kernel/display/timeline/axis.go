package timeline

import (
	"fmt"
	"math"
	"time"
)

// ticks are round moments of the axis, at most n intervals of them.
func (p plan) ticks(n float64) []time.Duration {
	step := niceStep(p.End, n)
	var list []time.Duration
	for d := time.Duration(0); d <= p.End; d += step {
		list = append(list, d)
	}
	return list
}

// niceStep is 1, 2 or 5 times a power of ten, for at most n intervals of end.
func niceStep(end time.Duration, n float64) time.Duration {
	raw := max(float64(end)/max(n, 1), 1)
	size := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if m*size >= raw {
			return time.Duration(m * size)
		}
	}
	return time.Duration(10 * size)
}

// tick is the label of a moment on the axis, in the unit that suits its whole length.
func (p plan) tick(d time.Duration) string {
	if d == 0 {
		return "0"
	}
	unit, name := time.Nanosecond, "ns"
	switch {
	case p.End >= 2*time.Second:
		unit, name = time.Second, "s"
	case p.End >= 2*time.Millisecond:
		unit, name = time.Millisecond, "ms"
	case p.End >= 2*time.Microsecond:
		unit, name = time.Microsecond, "µs"
	}
	return fmt.Sprintf("%.4g %s", float64(d)/float64(unit), name)
}

// Text is a time in a few digits: "30.3 ms".
func Text(d time.Duration) string {
	switch {
	case d >= 2*time.Minute:
		return d.Round(time.Second).String()
	case d >= 2*time.Second:
		return fmt.Sprintf("%.4g s", d.Seconds())
	case d >= 100*time.Microsecond:
		return fmt.Sprintf("%.4g ms", float64(d)/1e6)
	case d >= time.Microsecond:
		return fmt.Sprintf("%.4g µs", float64(d)/1e3)
	}
	return fmt.Sprintf("%d ns", d)
}
