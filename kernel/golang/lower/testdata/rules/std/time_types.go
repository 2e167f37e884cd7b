// Durations, dates, and named types made of them.
package main

import (
	"fmt"
	"sort"
	"time"
)

type age time.Duration

func (a age) String() string { return time.Duration(a).Round(time.Second).String() }

type event struct {
	at   time.Time
	name string
	d    time.Duration
}

func main() {
	t := time.Date(2024, time.February, 28, 23, 59, 30, 0, time.UTC)
	fmt.Println(t.Add(45*time.Second).Format(time.RFC3339), t.Weekday(), t.YearDay(), t.AddDate(0, 0, 2).Month())
	e := event{t, "e", 90 * time.Minute}
	fmt.Printf("%v %v %s %d\n", e.at, e.d, e.d, e.d)
	fmt.Println(age(1500*time.Millisecond), e.d.Hours(), time.Duration(1.5*float64(time.Second)))
	d, err := time.ParseDuration("1h15m30.5s")
	fmt.Println(d, err, d.Truncate(time.Minute), d > time.Hour)
	p, err := time.Parse("2006-01-02", "2024-13-01")
	fmt.Println(p.IsZero(), err)
	evs := []event{{t.Add(time.Hour), "b", 0}, {t, "a", 0}}
	sort.Slice(evs, func(i, j int) bool { return evs[i].at.Before(evs[j].at) })
	fmt.Println(evs[0].name, evs[1].at.Sub(evs[0].at), time.Month(5), time.Saturday)
	const tick = 250 * time.Millisecond
	fmt.Println(tick, 4*tick, tick/3)
}
