package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseTime reads a time as people write it, "2026-11-30 23:59", "2026-11-30T23:59:30", as RFC 3339, or with " UTC" behind.
// What names no zone is in loc. A date alone is the end of that day.
func ParseTime(text string, loc *time.Location) (time.Time, error) {
	text = strings.TrimSpace(text)
	if t, err := time.Parse(time.RFC3339, strings.Replace(text, " ", "T", 1)); err == nil {
		return t, nil
	}
	if cut, ok := strings.CutSuffix(text, " UTC"); ok {
		text, loc = cut, time.UTC
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, loc); err == nil {
		return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, loc).Add(-time.Second), nil
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(layout, strings.Replace(text, " ", "T", 1), loc); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time: write it as 2026-11-30 23:59, or with its zone as 2026-11-30T23:59:00+01:00", text)
}

// ParsePenalty reads what each day or hour costs: "10%/day", "5%/hour".
func ParsePenalty(text string) (percent int, unit time.Duration, err error) {
	share, name, ok := strings.Cut(text, "%/")
	percent, err = strconv.Atoi(strings.TrimSpace(share))
	for _, u := range units() {
		if u.name == strings.TrimSpace(name) {
			unit = u.length
		}
	}
	if !ok || err != nil || percent < 1 || percent > 100 || unit == 0 {
		return 0, 0, fmt.Errorf("%q is no penalty: write it as 10%%/day or 5%%/hour, from 1 to 100", text)
	}
	return percent, unit, nil
}

// ParseGrace reads a duration of whole seconds that is not negative.
func ParseGrace(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d%time.Second != 0 {
		return 0, errors.New(strconv.Quote(text) + " is no grace: write it as 10m or 1h30m")
	}
	return d, nil
}

type unit struct {
	name   string
	length time.Duration
}

func units() []unit {
	return []unit{{"hour", time.Hour}, {"day", 24 * time.Hour}, {"week", 7 * 24 * time.Hour}}
}

func unitName(length time.Duration) string {
	for _, u := range units() {
		if u.length == length {
			return u.name
		}
	}
	return Span(length)
}

// Span is a duration as people say it, in its two largest units: "2d 3h", "10m", "45s".
func Span(d time.Duration) string {
	d = d.Round(time.Second)
	parts := []string{}
	for _, u := range []struct {
		letter string
		length time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}} {
		n := d / u.length
		if d -= n * u.length; n > 0 {
			parts = append(parts, fmt.Sprintf("%d%s", n, u.letter))
		} else if len(parts) > 0 {
			break
		}
	}
	if len(parts) == 0 {
		return "0s"
	}
	return strings.Join(parts[:min(2, len(parts))], " ")
}
