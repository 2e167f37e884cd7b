package display_test

import (
	"errors"
	"fmt"
	"html"
	"time"

	"weft/kernel/display"
)

type station struct {
	Name   string
	Height float64
	Took   time.Duration
}

func ExampleOf() {
	fmt.Println(display.Of("high water"))
	fmt.Println(display.Of([]string{"A", "B"}))
	fmt.Println(display.Of(&station{"A", 2.5, time.Second}))
	fmt.Println(display.Of(make(chan station, 3)))
	fmt.Println(display.Of(errors.New("no answer")))
	// Output:
	// "high water"
	// ["A" "B"]
	// &{Name:"A" Height:2.5 Took:1s}
	// chan display_test.station (len 0, cap 3)
	// no answer
}

// A gauge shows itself as HTML, because it has the method that HTMLer names.
type gauge struct{ station string }

func (g gauge) HTML() string   { return "<b>" + html.EscapeString(g.station) + "</b>" }
func (g gauge) String() string { return "gauge " + g.station }

func ExampleHTMLer() {
	b := display.Of(gauge{"A & B"})
	fmt.Println(b.Data["text/html"])
	fmt.Println(b.Data["text/plain"])
	// Output:
	// <b>A &amp; B</b>
	// gauge A & B
}

func ExampleTable() {
	display.Show(display.Table([]station{
		{"A", 2.5, 300 * time.Millisecond},
		{"Bell", 10.25, 1200 * time.Millisecond},
	}))
	// Output:
	// Name  Height   Took
	// ────  ──────  ─────
	// A        2.5  300ms
	// Bell   10.25   1.2s
}

func ExampleTable_strings() {
	display.Show(display.Table([][]string{
		{"ship", "berth"},
		{"Alma", "west"},
	}))
	// Output:
	// ship  berth
	// ────  ─────
	// Alma  west
}

func ExampleShow() {
	display.Show(display.Markdown("**two** metres"), 2)
	// Output:
	// **two** metres
	// 2
}

func ExampleHandle_Update() {
	board := display.New("board")
	board.Update(display.HTML("<b>A</b> no answer yet"))
	board.Update(display.HTML("<b>A</b> 2.5 m")) // in a notebook this replaces the line above
	// Output:
	// A no answer yet
	// A 2.5 m
}

func ExampleProgress() {
	stations := []string{"A", "B", "C"}
	bar := display.Progress(len(stations), "stations")
	for range stations {
		bar.Add(1)
	}
	// Prints, with the time that it took:
	// stations ████████████████████ 3/3 100% 0.0s
}
