package chart_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"weft/kernel/chart"
	"weft/kernel/display"
)

// samples are charts of every kind.
func samples() map[string]display.Bundle {
	workers := []int{1, 2, 4, 8}
	var x, sine, noise []float64
	for i := range 200 {
		x, sine = append(x, float64(i)/10), append(sine, math.Sin(float64(i)/10))
		noise = append(noise, math.Mod(float64(i*7919), 13)/6-1)
	}
	return map[string]display.Bundle{
		"lines": display.Lines(workers, display.Y("in a row", []float64{4, 4, 4.1, 4}), display.Y("goroutines", []float64{4, 2.1, 2, 2.05}),
			display.Y("processes", []float64{4.2, 2.3, 2.3, 2.5}), display.Title("Four forecasts <on two CPUs>"), display.XLabel("workers"), display.YLabel("seconds")),
		"many points": display.Lines(x, display.Y("tide", sine), display.XLabel("hours"), display.YLabel("metres")),
		"scatter":     display.Scatter(x, display.Y("a", sine), display.Y("b", noise)),
		"bars": display.Bars([]string{"in a row", "goroutines", "processes"}, display.Y("waits", []time.Duration{900e6, 300e6, 310e6}),
			display.Y("sums", []time.Duration{870e6, 450e6, 470e6}), display.Title("Three of each"), display.YLabel("time")),
		"log bars":    display.Bars(map[string]int{"goroutine": 2_500, "thread": 8_388_608, "process": 12_000_000}, display.LogY(), display.YLabel("bytes")),
		"negative":    display.Bars([]int{1, 2, 3}, display.Y("", []float64{-1, 2, -0.5})),
		"one point":   display.Lines([]int{3}),
		"histogram":   display.Histogram(noise, display.Title("Gusts"), display.XLabel("metres a second")),
		"log lines":   display.Lines([]int{1, 10, 100, 1000}, display.Y("time", []time.Duration{1e3, 1e4, 1e6, 1e9}), display.LogX(), display.LogY()),
		"many labels": display.Bars(many(), display.Y("", weeks(100))),
	}
}

func many() (labels []string) {
	for i := range 100 {
		labels = append(labels, fmt.Sprintf("station number %d", i))
	}
	return labels
}

func weeks(n int) []int {
	v := make([]int, n)
	for i := range v {
		v[i] = i % 7
	}
	return v
}

func TestReplace(t *testing.T) {
	for name, b := range samples() {
		data, err := json.Marshal(b.Data) // as it travels
		if err != nil {
			t.Fatal(err)
		}
		var bundle map[string]any
		if err := json.Unmarshal(data, &bundle); err != nil {
			t.Fatal(err)
		}
		chart.Replace(bundle)
		svg, _ := bundle["image/svg+xml"].(string)
		page, _ := bundle["text/html"].(string)
		if svg == "" || !strings.Contains(page, `<img src="data:image/svg+xml;base64,`) || !strings.Contains(page, "alt=") || bundle["text/plain"] == "" || len(bundle) != 3 {
			t.Errorf("%s: %d formats, picture of %d bytes", name, len(bundle), len(svg))
		}
		if strings.Contains(svg, "#0101") || strings.Contains(svg, "#0102") || strings.Contains(svg, "NaN") || strings.Contains(svg, "Liberation Serif") {
			t.Errorf("%s: the picture has colours, numbers or fonts that are not meant to be seen", name)
		}
		for d := xml.NewDecoder(strings.NewReader(svg)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
	}
}

func TestReplaceLeavesTheText(t *testing.T) {
	for _, data := range []any{"no chart", 7, map[string]any{"kind": "pie"}, map[string]any{"kind": "bars", "y": map[string]any{"log": true}, "series": []any{map[string]any{"y": []int{0}}}},
		map[string]any{"kind": "histogram", "series": []any{map[string]any{"y": []int{1}}}}} {
		bundle := map[string]any{display.MIMEChart: data, "text/plain": "text"}
		chart.Replace(bundle)
		if bundle["text/plain"] != "text" || bundle[display.MIMEChart] != nil {
			t.Errorf("%v: %v", data, bundle)
		}
	}
	bundle := map[string]any{"text/plain": "text"}
	if chart.Replace(bundle); len(bundle) != 1 {
		t.Errorf("no chart: %v", bundle)
	}
}

func FuzzSVG(f *testing.F) {
	for _, b := range samples() {
		data, _ := json.Marshal(b.Data[display.MIMEChart])
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c display.Chart
		if json.Unmarshal(data, &c) != nil || len(data) > 1<<14 {
			return
		}
		if svg, err := chart.SVG(c); err == nil && !strings.HasSuffix(svg, "</svg>") {
			t.Errorf("half a picture: %q", svg)
		}
	})
}
