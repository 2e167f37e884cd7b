package store

import (
	"fmt"
	"testing"
	"time"

	"weft/grader/result"
)

func TestLateness(t *testing.T) {
	const day = 24 * time.Hour
	for _, tt := range []struct {
		name     string
		deadline Deadline
		after    time.Duration // the deadline
		late     time.Duration
		lost     int
		points   string // of 15
	}{
		{"in time", Deadline{Percent: 10, Unit: day}, -time.Second, 0, 0, "15"},
		{"on the dot", Deadline{Percent: 10, Unit: day}, 0, 0, 0, "15"},
		{"a second", Deadline{Percent: 10, Unit: day}, time.Second, time.Second, 10, "13.5"},
		{"a day", Deadline{Percent: 10, Unit: day}, day, day, 10, "13.5"},
		{"more than a day", Deadline{Percent: 10, Unit: day}, day + 1, day + 1, 20, "12"},
		{"more than there is to lose", Deadline{Percent: 30, Unit: day}, 100 * day, 100 * day, 100, "0"},
		{"very long", Deadline{Percent: 100, Unit: time.Hour}, 100 * 365 * day, 100 * 365 * day, 100, "0"},
		{"each hour", Deadline{Percent: 1, Unit: time.Hour}, 7*time.Hour - 1, 7*time.Hour - 1, 7, "13.95"},
		{"within the grace", Deadline{Grace: 10 * time.Minute, Cutoff: true}, 10 * time.Minute, 0, 0, "15"},
		{"behind the grace", Deadline{Grace: 10 * time.Minute, Cutoff: true}, 10*time.Minute + 1, 10*time.Minute + 1, 100, "0"},
		{"the grace is not counted out", Deadline{Grace: 2 * time.Hour, Percent: 5, Unit: time.Hour}, 150 * time.Minute, 150 * time.Minute, 15, "12.75"},
		{"nothing is lost", Deadline{}, day, day, 0, "15"},
	} {
		d := tt.deadline
		d.At = at(0)
		g := GradeOf(Attempt{HandedIn: at(0).Add(tt.after), Verdicts: []Verdict{{ID: 1, Status: result.Graded, Points: 15, Max: 20}}}, &d)
		if g.Late != tt.late || g.Lost != tt.lost || g.Points.String() != tt.points {
			t.Errorf("%s: late %v, lost %d %%, %s points; want %v, %d %%, %s", tt.name, g.Late, g.Lost, g.Points, tt.late, tt.lost, tt.points)
		}
	}
}

func TestCounting(t *testing.T) {
	// An attempt is "MINUTE STATUS POINTS/MAX", with the minute when the same was handed in last behind a dash.
	for _, tt := range []struct {
		name       string
		attempts   []string
		best, last int
	}{
		{"none", nil, -1, -1},
		{"one", []string{"1-1 graded 0/10"}, 0, 0},
		{"the first is better", []string{"1-1 graded 8/10", "2-2 graded 6/10"}, 0, 1},
		{"equal", []string{"1-1 graded 8/10", "2-2 graded 8/10"}, 0, 1},
		{"another version has other points", []string{"1-1 graded 8/10", "2-2 graded 12/20"}, 0, 1},
		{"lateness", []string{"1-1 graded 6/10", "31-31 graded 9/10"}, 0, 1},
		{"late and still better", []string{"1-1 graded 3/10", "31-31 graded 9/10"}, 1, 1},
		{"the first is handed in again", []string{"1-9 graded 3/10", "2-2 graded 9/10"}, 1, 0},
		{"what is ungradable costs nothing", []string{"1-1 graded 3/10", "2-2 ungradable 0/10"}, 0, 0},
		{"nor does our failure", []string{"1-1 error 0/10", "2-2 graded 0/10", "3-3 error 0/10"}, 1, 1},
		{"nothing else", []string{"1-1 ungradable 0/10", "2-2 error 0/10"}, 1, 1},
	} {
		d := &Deadline{At: at(30), Percent: 50, Unit: time.Hour}
		var grades []Grade
		for i, text := range tt.attempts {
			var first, last int
			v := Verdict{ID: int64(i + 1)}
			if _, err := fmt.Sscanf(text, "%d-%d %s %d/%d", &first, &last, &v.Status, &v.Points, &v.Max); err != nil {
				t.Fatal(err)
			}
			grades = append(grades, GradeOf(Attempt{ID: int64(i + 1), HandedIn: at(first), LastIn: at(last), Verdicts: []Verdict{v}}, d))
		}
		if best, last := Counting(grades, Best), Counting(grades, Last); best != tt.best || last != tt.last {
			t.Errorf("%s: best is %d, last is %d; want %d, %d", tt.name, best, last, tt.best, tt.last)
		}
	}
}

// Of several verdicts the newest counts, but no failure of ours.
func TestGradeOf(t *testing.T) {
	for _, tt := range []struct {
		statuses []result.Status
		want     int64
	}{
		{[]result.Status{result.Graded}, 1}, {[]result.Status{result.Graded, result.Graded}, 2}, {[]result.Status{result.Graded, result.Failed}, 1},
		{[]result.Status{result.Failed, result.Ungradable}, 2}, {[]result.Status{result.Failed, result.Failed}, 2}, {nil, 0},
	} {
		var a Attempt
		for i, s := range tt.statuses {
			a.Verdicts = append(a.Verdicts, Verdict{ID: int64(i + 1), Status: s})
		}
		if got := GradeOf(a, nil).Verdict.ID; got != tt.want {
			t.Errorf("%v: verdict %d counts, want %d", tt.statuses, got, tt.want)
		}
	}
}

func TestPoints(t *testing.T) {
	for p, want := range map[Points]string{0: "0", 5: "0.05", 50: "0.5", 100: "1", 1000: "10", 1005: "10.05", 1350: "13.5"} {
		if p.String() != want {
			t.Errorf("%d hundredths are %s, want %s", int64(p), p, want)
		}
	}
}

func TestPolicy(t *testing.T) {
	for _, tt := range []struct {
		d    Deadline
		want string
	}{
		{Deadline{}, "lateness costs nothing"}, {Deadline{Cutoff: true, Grace: 10 * time.Minute}, "10m of grace; what is late has no points"},
		{Deadline{Percent: 10, Unit: 24 * time.Hour}, "10 % of the points are lost for each day that has begun"},
	} {
		if got := tt.d.Policy(); got != tt.want {
			t.Errorf("%+v is %q, want %q", tt.d, got, tt.want)
		}
	}
}
