package store

import (
	"fmt"
	"strings"
	"time"

	"weft/grader/result"
)

// A Count says which of a student's attempts counts.
type Count string

// Ways to count.
const (
	Best Count = "best" // the one with the largest share of the points after lateness; of equal ones the earliest
	Last Count = "last" // the one that was handed in last
)

// A Deadline says until when an exercise may be handed in, and what lateness costs.
type Deadline struct {
	At    time.Time
	Grace time.Duration // what is late by no more than that is in time
	// Percent of the points is lost for each Unit that has begun since At. 0: lateness is shown and costs nothing.
	Percent int
	Unit    time.Duration
	Cutoff  bool // what is late has no points
}

// Over reports whether nothing can be in time any more.
func (d Deadline) Over(now time.Time) bool { return now.After(d.At.Add(d.Grace)) }

// Late is by how much something is late, 0 if it is in time.
func (d Deadline) Late(handedIn time.Time) time.Duration {
	if !d.Over(handedIn) {
		return 0
	}
	return handedIn.Sub(d.At)
}

// Lost is the share of the points that is lost by being late, in percent.
func (d Deadline) Lost(late time.Duration) int {
	switch {
	case late <= 0:
		return 0
	case d.Cutoff:
		return 100
	case d.Percent == 0 || d.Unit <= 0:
		return 0
	}
	begun := (int64(late) + int64(d.Unit) - 1) / int64(d.Unit)
	return int(min(begun*int64(d.Percent), 100))
}

// Policy is the deadline's rule in words.
func (d Deadline) Policy() string {
	text := "lateness costs nothing"
	if d.Cutoff {
		text = "what is late has no points"
	} else if d.Percent > 0 {
		text = fmt.Sprintf("%d %% of the points are lost for each %s that has begun", d.Percent, unitName(d.Unit))
	}
	if d.Grace > 0 {
		text = fmt.Sprintf("%s of grace; %s", Span(d.Grace), text)
	}
	return text
}

// Points are hundredths of points, since lateness divides them.
type Points int64

func (p Points) String() string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", p/100, p%100), "0"), ".")
}

// Float is the number of points.
func (p Points) Float() float64 { return float64(p) / 100 }

// A Grade is what an attempt is worth.
type Grade struct {
	Attempt Attempt
	Verdict Verdict       // the newest one that is none of our failures; if there is none, our failure
	Late    time.Duration // 0: in time, or there is no deadline
	Lost    int           // by lateness, in percent
	Points  Points        // after lateness; 0 if the verdict is no grade
}

// Graded reports whether the grade can count. What is ungradable costs nothing, and our failures are no grades.
func (g Grade) Graded() bool { return g.Verdict.Status == result.Graded }

// GradeOf is what an attempt is worth; d is nil if there is no deadline.
func GradeOf(a Attempt, d *Deadline) Grade {
	g := Grade{Attempt: a}
	for _, v := range a.Verdicts {
		if v.Status != result.Failed || g.Verdict.ID == 0 || g.Verdict.Status == result.Failed {
			g.Verdict = v
		}
	}
	if d != nil {
		g.Late = d.Late(a.HandedIn)
		g.Lost = d.Lost(g.Late)
	}
	if g.Graded() {
		g.Points = Points(int64(g.Verdict.Points) * int64(100-g.Lost))
	}
	return g
}

// Counting is the index of the grade that counts, -1 if there is none. What is ungradable or our failure counts only in
// that it is named when there is nothing else: the one that was handed in last.
func Counting(grades []Grade, c Count) int {
	best := -1
	for i, g := range grades {
		switch {
		case best < 0:
			best = i
		case g.Graded() != grades[best].Graded():
			if g.Graded() {
				best = i
			}
		case better(g, grades[best], c):
			best = i
		}
	}
	return best
}

// better says whether a counts rather than b; both are grades, or none is.
func better(a, b Grade, c Count) bool {
	if !a.Graded() || c == Last {
		if !a.Attempt.LastIn.Equal(b.Attempt.LastIn) {
			return a.Attempt.LastIn.After(b.Attempt.LastIn)
		}
		return a.Attempt.ID > b.Attempt.ID
	}
	// Versions of an exercise may differ in their points, so shares are compared.
	if left, right := int64(a.Points)*int64(b.Verdict.Max), int64(b.Points)*int64(a.Verdict.Max); left != right {
		return left > right
	}
	return a.Attempt.HandedIn.Before(b.Attempt.HandedIn)
}
