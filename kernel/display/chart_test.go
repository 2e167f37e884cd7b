package display_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"weft/kernel/display"
)

func ExampleBars() {
	fmt.Println(display.Bars([]string{"in a row", "together"}, display.Y("", []time.Duration{900 * time.Millisecond, 300 * time.Millisecond}), display.Title("Three answers")))
	// Output:
	// Three answers
	// in a row   ███████████████████████████████████████████████████████████ 900
	// together   ████████████████████ 300
	// bars: ms
}

func ExampleLines() {
	workers := []int{1, 2, 4, 8}
	fmt.Println(display.Lines(workers, display.Y("goroutines", []float64{4, 2.1, 2, 2}), display.Y("processes", []float64{4.2, 2.3, 2.3, 2.9}),
		display.XLabel("workers"), display.YLabel("seconds")))
	// Output:
	// 4.2 │○
	//     │●
	//     │
	//     │
	//     │
	//     │
	//     │
	//     │
	//     │                                                           ○
	//     │
	//     │
	//     │
	//     │        ○                ○
	//   2 │        ●                ●                                 ●
	//     └────────────────────────────────────────────────────────────
	//      1                                                          8
	// across: workers; up: seconds
	// ● goroutines
	// ○ processes
}

func ExampleHistogram() {
	fmt.Println(display.Histogram([]int{1, 2, 2, 3, 3, 3, 9}, display.Bins(4)))
	// Output:
	// to 3   ███████████████████████████████████████████████████████████ 3
	// to 5   ███████████████████████████████████████████████████████████ 3
	// to 7    0
	// to 9   ████████████████████ 1
	// bars: how often
}

func chart(t *testing.T, b display.Bundle) display.Chart {
	t.Helper()
	c, ok := b.Data[display.MIMEChart].(display.Chart)
	if !ok {
		t.Fatalf("no chart: %s", b)
	}
	return c
}

func TestChartsLeaveOut(t *testing.T) {
	c := chart(t, display.Lines([]float64{1, 2, math.NaN(), 4}, display.Y("a", []float64{1, math.Inf(1), 3, -4})))
	if got := fmt.Sprint(c.Series[0]); got != "{a [1 4] [1 -4]}" {
		t.Errorf("lines: %s", got)
	}
	c = chart(t, display.Lines([]float64{0, 2, 4}, display.Y("a", []float64{1, 2, -3}), display.LogX(), display.LogY()))
	if got := fmt.Sprint(c.Series[0]); got != "{a [2] [2]}" {
		t.Errorf("logarithmic: %s", got)
	}
}

func TestChartsThin(t *testing.T) {
	const n = 1_000_000
	x, y := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i], y[i] = float64(i), math.Sin(float64(i)/1e5)
	}
	y[77_777] = 9
	for _, b := range []display.Bundle{display.Lines(x, display.Y("", y)), display.Scatter(x, display.Y("", y))} {
		s := chart(t, b).Series[0]
		peak := 0.0
		for _, v := range s.Y {
			peak = max(peak, v)
		}
		if len(s.X) > 10_000 || peak != 9 || s.X[0] != 0 {
			t.Errorf("%d points from %v, peak %v", len(s.X), s.X[0], peak)
		}
	}
}

func TestChartUnits(t *testing.T) {
	for _, tt := range []struct {
		values any
		label  string
		first  float64
	}{
		{[]time.Duration{1500 * time.Millisecond}, "time (s)", 1.5},
		{[]time.Duration{1500, 20}, "time (µs)", 1.5},
		{[]time.Duration{0}, "time (ns)", 0},
		{[]uint8{7}, "time", 7},
		{[]any{7, 1.5}, "time", 7},
	} {
		c := chart(t, display.Bars([]string{"a", "b"}[:lengthOf(tt.values)], display.Y("", tt.values), display.YLabel("time")))
		if c.Y.Label != tt.label || c.Series[0].Y[0] != tt.first {
			t.Errorf("%v: %q, %v", tt.values, c.Y.Label, c.Series[0].Y)
		}
	}
}

func lengthOf(v any) int {
	return len(strings.Fields(fmt.Sprint(v)))
}

func TestChartsSayWhatIsWrong(t *testing.T) {
	for _, tt := range []struct {
		b    display.Bundle
		want string
	}{
		{display.Lines(3), "display lines: int is no slice of numbers"},
		{display.Lines(nil), "display lines: nil is no slice of numbers"},
		{display.Lines([]string{"a"}), "display lines: []string is no slice of numbers"},
		{display.Lines([]int{}), "display lines: the slice is empty"},
		{display.Lines([]int{1, 2}, display.Y("a", []int{1})), `display lines: Y("a") has 1 values, and there are 2 to put them at`},
		{display.Lines([]int{1}, display.Y("a", []int{1}), display.Y("b", []time.Duration{1})), `display lines: Y("b"): durations and other numbers cannot share an axis`},
		{display.Lines([]float64{math.NaN()}), "display lines: there is no number that can be drawn"},
		{display.Bars(map[string]string{"a": "b"}), "display bars: map[string]string is no map of numbers"},
		{display.Bars(map[string]int{}), "display bars: the map is empty"},
		{display.Histogram([]float64{math.Inf(1)}), "display histogram: there is no number that can be drawn"},
		{display.Histogram([]int{1}, display.Bins(-1)), "display histogram: Bins(-1): want 1 to 200"},
	} {
		if got := tt.b.String(); got != tt.want || len(tt.b.Data) != 1 {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestBarsOfMaps(t *testing.T) {
	c := chart(t, display.Bars(map[string]int{"b": 2, "a": 1}))
	if got := fmt.Sprint(c.Labels, c.Series); got != "[a b] [{ [] [1 2]}]" {
		t.Error(got)
	}
}

// Beside bars stand three digits of a number, without an exponent where nobody would write one.
func TestNumbersBesideBars(t *testing.T) {
	values := []float64{12, 1234, 1700.4, 999.96, 99_960.5, 123_456.7, 1_234_567, 0.00005}
	text := display.Bars([]string{"a", "b", "c", "d", "e", "f", "g", "h"}, display.Y("", values)).String()
	var got []string
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 1 && len(fields[0]) == 1 {
			got = append(got, fields[len(fields)-1])
		}
	}
	want := "12 1234 1700 1000 100000 123000 1.23e+06 5e-05"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("%s, want %s", s, want)
	}
}
