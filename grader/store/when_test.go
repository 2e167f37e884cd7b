package store

import (
	"strings"
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	loc := time.FixedZone("", 3600)
	for _, tt := range []struct{ text, want string }{
		{"2026-11-30 23:59", "2026-11-30T22:59:00Z"},
		{" 2026-11-30T23:59:30 ", "2026-11-30T22:59:30Z"},
		{"2026-11-30", "2026-11-30T22:59:59Z"},
		{"2026-11-30T23:59:00Z", "2026-11-30T23:59:00Z"},
		{"2026-11-30 23:59:00+02:00", "2026-11-30T21:59:00Z"},
		{"2026-11-30 23:59:01.948203 UTC", "2026-11-30T23:59:01Z"},
		{"2024-02-29", "2024-02-29T22:59:59Z"},
		{"2026-02-30", ""}, {"tomorrow", ""}, {"", ""}, {"30.11.2026", ""}, {"2026-11-30 25:00", ""}, {"11/30/2026 11:59 PM", ""},
	} {
		got, err := ParseTime(tt.text, loc)
		if tt.want == "" {
			if err == nil || !strings.Contains(err.Error(), "write it as 2026-11-30 23:59") {
				t.Errorf("%q is %v, %v", tt.text, got, err)
			}
			continue
		}
		if err != nil || got.UTC().Format(time.RFC3339) != tt.want {
			t.Errorf("%q is %v, %v, want %s", tt.text, got.UTC(), err, tt.want)
		}
	}
}

func TestParsePenalty(t *testing.T) {
	for _, tt := range []struct {
		text    string
		percent int
		unit    time.Duration
	}{
		{"10%/day", 10, 24 * time.Hour}, {"5%/hour", 5, time.Hour}, {"100 %/ week", 100, 168 * time.Hour}, {"0%/day", 0, 0},
		{"101%/day", 0, 0}, {"10%", 0, 0}, {"10/day", 0, 0}, {"%/day", 0, 0}, {"", 0, 0}, {"2.5%/day", 0, 0}, {"10%/month", 0, 0},
	} {
		percent, unit, err := ParsePenalty(tt.text)
		if percent != tt.percent || unit != tt.unit || (err == nil) != (tt.unit > 0) {
			t.Errorf("%q is %d %% for %v, %v", tt.text, percent, unit, err)
		}
	}
}

func TestParseGrace(t *testing.T) {
	for text, want := range map[string]time.Duration{"10m": 10 * time.Minute, "0s": 0, "1h30m": 90 * time.Minute, "-1m": -1, "1ms": -1, "ten": -1, "": -1} {
		if got, err := ParseGrace(text); (err == nil) != (want >= 0) || err == nil && got != want {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 400 * time.Millisecond: "0s", 10 * time.Minute: "10m", 90 * time.Second: "1m 30s", 51*time.Hour + time.Minute: "2d 3h", 24*time.Hour + time.Second: "1d",
	} {
		if got := Span(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
