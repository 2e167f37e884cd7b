package bench

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/perf/benchmath"
	"golang.org/x/perf/benchunit"
)

// A key says which results belong to one Row.
type key struct {
	name, unit string
	procs      int
}

// A series is the results of some runs, gathered.
type series struct {
	order  []key
	values map[key][]float64
}

func gather(results []Result) series {
	s := series{values: make(map[key][]float64)}
	for _, r := range results {
		for _, v := range r.Values {
			k := key{r.Name, v.Unit, r.Procs}
			if _, seen := s.values[k]; !seen {
				s.order = append(s.order, k)
			}
			s.values[k] = append(s.values[k], v.Amount)
		}
	}
	return s
}

// Table summarizes results, in the order in which the benchmarks first appear, and compares them with those of
// an earlier run, if there are any.
func Table(now, before []Result) []Row {
	n, b := gather(now), gather(before)
	var rows []Row
	for _, k := range n.order {
		sample := newSample(n.values[k])
		row := Row{Name: k.name, Procs: k.procs, Unit: k.unit}
		row.Now = row.figure(sample)
		if old := b.values[k]; len(old) > 0 {
			row.compare(newSample(old), sample)
		}
		rows = append(rows, row)
	}
	return rows
}

func newSample(values []float64) *benchmath.Sample {
	thresholds := benchmath.DefaultThresholds
	return benchmath.NewSample(values, &thresholds)
}

const confidence = 0.95

func (row *Row) figure(s *benchmath.Sample) Figure {
	sum := benchmath.AssumeNothing.Summary(s, confidence)
	row.note(s.Warnings)
	row.note(sum.Warnings)
	return Figure{
		Values: s.Values,
		Median: sum.Center,
		Low:    sum.Lo,
		High:   sum.Hi,
		Text:   Format(sum.Center, row.Unit),
		Spread: "±" + strings.TrimSpace(sum.PctRangeString()),
	}
}

func (row *Row) compare(before, now *benchmath.Sample) {
	figure := row.figure(before)
	row.Before = &figure
	c := benchmath.AssumeNothing.Compare(before, now)
	if figure.Median != row.Now.Median { // else they say that nothing differs
		row.note(c.Warnings)
	}
	row.P = c.P
	row.Delta = c.FormatDelta(figure.Median, row.Now.Median)
	if row.Delta == "~" || figure.Median == row.Now.Median {
		return
	}
	switch gain := direction(row.Unit) * (row.Now.Median - figure.Median); {
	case gain > 0:
		row.Change = Better
	case gain < 0:
		row.Change = Worse
	default:
		row.Change = Different
	}
}

func (row *Row) note(warnings []error) {
	for _, w := range warnings {
		known := false
		for _, n := range row.Notes {
			known = known || n == w.Error()
		}
		if !known {
			row.Notes = append(row.Notes, w.Error())
		}
	}
}

// direction is 1 if more of the unit is better, -1 if less is, 0 if that is not known.
func direction(unit string) float64 {
	switch unit {
	case "sec/op", "B/op", "allocs/op":
		return -1
	case "B/s":
		return 1
	}
	return 0
}

// Format writes an amount with a prefix and the unit without "/op": 1.5e-6 of "sec/op" is "1.500µs", 2048 of
// "B/op" is "2.000 KiB".
func Format(amount float64, unit string) string {
	number, prefix := strconv.FormatFloat(amount, 'f', -1, 64), ""
	if amount != math.Trunc(amount) || math.Abs(amount) >= 1000 {
		text := benchunit.Scale(amount, benchunit.ClassOf(unit))
		number = strings.TrimRight(text, "yzafpnµmkKMGTPEZYi")
		prefix = text[len(number):]
	}
	switch unit = strings.TrimSuffix(unit, "/op"); unit {
	case "sec":
		return number + prefix + "s"
	case "allocs":
		return number + prefix
	}
	return number + " " + prefix + unit
}
