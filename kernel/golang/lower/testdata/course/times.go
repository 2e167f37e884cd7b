// Time: formatting, parsing, arithmetic, calendars, schedules.
package main

import (
	"fmt"
	"sort"
	"strings"
	"time"
)

type Task struct {
	Name  string
	Every time.Duration
	At    time.Time
}

type Schedule []Task

func (s Schedule) Next(now time.Time) (Task, bool) {
	best, found := Task{}, false
	for _, t := range s {
		for !t.At.After(now) {
			t.At = t.At.Add(t.Every)
		}
		if !found || t.At.Before(best.At) {
			best, found = t, true
		}
	}
	return best, found
}

func calendar(year int, month time.Month) string {
	var b strings.Builder
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	title := first.Format("January 2006")
	fmt.Fprintf(&b, "%*s\n", (20+len(title))/2, title)
	b.WriteString("Mo Tu We Th Fr Sa Su\n")
	offset := (int(first.Weekday()) + 6) % 7
	b.WriteString(strings.Repeat("   ", offset))
	for d := first; d.Month() == month; d = d.AddDate(0, 0, 1) {
		fmt.Fprintf(&b, "%2d", d.Day())
		if d.Weekday() == time.Sunday {
			b.WriteByte('\n')
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.TrimRight(b.String(), " \n")
}

func main() {
	t := time.Date(2024, time.February, 28, 23, 59, 58, 987654321, time.UTC)
	for _, layout := range []string{time.RFC3339, time.RFC3339Nano, time.Kitchen, time.DateOnly, "Mon Jan _2 15:04:05.000 2006", "02/01/06", "3:04PM", "Monday"} {
		fmt.Println(t.Format(layout))
	}
	later := t.Add(2*time.Second + 12345679)
	fmt.Println(later, later.Sub(t), t.Before(later), t.YearDay(), t.Weekday(), t.Truncate(time.Hour).Format(time.TimeOnly))
	p, err := time.Parse("2006-01-02 15:04", "2023-11-05 07:30")
	fmt.Println(p, err)
	_, err = time.Parse(time.DateOnly, "2023-13-05")
	fmt.Println(err)
	_, err = time.ParseDuration("5 minutes")
	fmt.Println(err)
	d, _ := time.ParseDuration("1h15m30.5s")
	fmt.Println(d, d.Minutes(), d.Round(time.Minute), d.Truncate(time.Hour), time.Duration(1500)*time.Microsecond, d.String() == fmt.Sprint(d))
	zone := time.FixedZone("CET", 3600)
	fmt.Println(t.In(zone), t.In(zone).Equal(t), t.In(zone) == t)
	s := Schedule{{"mail", 15 * time.Minute, t}, {"backup", 24 * time.Hour, t.Add(-time.Hour)}, {"tick", 7 * time.Minute, t}}
	for now, i := t, 0; i < 4; i++ {
		next, _ := s.Next(now)
		fmt.Println(next.At.Format("15:04"), next.Name)
		now = next.At
	}
	fmt.Println(calendar(2024, time.February))
	dates := []time.Time{t, t.AddDate(0, 0, 2), t.AddDate(-1, 1, 0), {}}
	sort.Slice(dates, func(i, j int) bool { return dates[i].Before(dates[j]) })
	for _, d := range dates {
		fmt.Print(d.Format(time.DateOnly), " ", d.IsZero(), "; ")
	}
	fmt.Println()
	unix := time.Unix(1700000000, 0).UTC()
	y, w := unix.ISOWeek()
	fmt.Println(unix, unix.UnixMilli(), y, w, unix.Month() == time.November, time.Month(5), time.Saturday)
	switch h := unix.Hour(); {
	case h < 12:
		fmt.Println("morning")
	case h < 18:
		fmt.Println("afternoon")
	default:
		fmt.Println("evening")
	}
}
