package chart

import (
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
)

// evenTicks stand at multiples of 1, 2 or 5 times a power of ten.
type evenTicks struct{}

// Ticks implements plot.Ticker.
func (evenTicks) Ticks(low, high float64) []plot.Tick {
	const about = 5
	rough := (high - low) / about
	if !(rough > 0) || math.IsInf(rough, 0) {
		return []plot.Tick{{Value: low, Label: number(low)}}
	}
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := power * 10
	for _, s := range []float64{1, 2, 5} {
		if power*s >= rough {
			step = power * s
			break
		}
	}
	places := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	var ticks []plot.Tick
	for i := math.Ceil(low/step - 1e-9); i*step <= high+step*1e-9 && len(ticks) < 4*about; i++ {
		v := i * step
		label := strconv.FormatFloat(v, 'f', places, 64)
		if math.Abs(v) >= 1e6 || v != 0 && places > 5 {
			label = power10(v)
		}
		if i == 0 {
			label = "0"
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: label})
	}
	return ticks
}

// logTicks stand at powers of ten, with small ones between.
type logTicks struct{}

// Ticks implements plot.Ticker.
func (logTicks) Ticks(low, high float64) []plot.Tick {
	if low <= 0 {
		return nil
	}
	var ticks []plot.Tick
	from, to := int(math.Floor(math.Log10(low))), int(math.Ceil(math.Log10(high)))
	every := max((to-from+7)/8, 1)
	for e := from; e <= to; e++ {
		for k := 1; k < 10; k++ {
			v := float64(k) * math.Pow10(e)
			if v < low*(1-1e-9) || v > high*(1+1e-9) {
				continue
			}
			label := ""
			if k == 1 && (e-from)%every == 0 {
				label = power10(v)
			}
			ticks = append(ticks, plot.Tick{Value: v, Label: label})
		}
	}
	return ticks
}

// power10 writes numbers far from 1 with a power of ten: 2·10⁷.
func power10(v float64) string {
	if a := math.Abs(v); a == 0 || a >= 1e-3 && a < 1e5 {
		return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 3, 64), "e")
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	n, _ := strconv.Atoi(exponent)
	raised := strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(strconv.Itoa(n))
	if mantissa == "1" {
		return "10" + raised
	}
	return mantissa + "·10" + raised
}
