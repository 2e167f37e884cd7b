package main

import (
	"pgregory.net/rapid"

	"weft/exercises/07-stream/cases"
	"weft/grader/checks"
)

// anyStream is the case of streams that nobody thought of.
func anyStream() checks.Case {
	return checks.Case{Name: "any", Property: &checks.Property{
		Name: "7.any",
		Draw: func(t *rapid.T) any { return drawn{t}.stream() },
		Check: func(input any) checks.Check {
			want, _ := play(input.(cases.In))
			return want.all()
		},
		Runs: 150,
	}}
}

// What happens has a fraction of a millisecond for its kind, so that no two kinds meet in one moment: an event is
// received at an offer's fraction or a consumer's, and Idle passes that long after it. A solution that looks every so
// often hits none of them.
const (
	offerAt  = 0.237
	takeAt   = 0.719
	closeAt  = 0.431
	cancelAt = 0.883
	idleFor  = 0.291 // ends at .528 or .010
)

// A drawn is what makes streams at random.
type drawn struct{ t *rapid.T }

// stream is a case in which no two causes meet in one moment.
func (d drawn) stream() cases.In {
	in := cases.In{
		Epoch:    d.one(0, -1000.3, 12.5),
		Size:     d.one(10, 5, 20),
		Lateness: d.one(0, 5, 20),
		Ahead:    d.one(40, 20, 5),
		Idle:     d.one(long, 60, 25) + idleFor,
		Pending:  d.number(1, 4),
	}
	at := 0
	for range d.number(0, 24) {
		at += d.number(1, 7)
		if d.number(0, 9) == 9 {
			at += 70
		}
		in.Events = append(in.Events, cases.Event{
			Offer: round(float64(at) + offerAt), At: round(float64(at+d.number(-25, 15)) - in.Epoch),
			Key: []string{"a", "b", "B"}[d.number(0, 2)], Value: d.number(-9, 9),
		})
	}
	pause, taken := d.number(5, 80), 0
	for range d.number(0, 12) {
		taken += d.number(1, pause)
		in.Receive = append(in.Receive, round(float64(taken)+takeAt))
	}
	end := at + d.number(1, 100)
	in.Close = round(float64(end) + closeAt)
	if d.number(0, 3) == 3 {
		in.Cancel = round(float64(d.number(1, end+50)) + cancelAt)
		in.Leaves = d.number(0, 1) == 1
	}
	if _, pressed := play(in); pressed {
		in.Idle = long // how Idle and Pending meet is not judged
	}
	return in
}

// number is one of from to to, evenly: rapid's own ranges prefer small ones.
func (d drawn) number(from, to int) int {
	n := 0
	for range 10 {
		n *= 2
		if rapid.Bool().Draw(d.t, "bit") {
			n++
		}
	}
	return from + n*(to-from+1)>>10
}

func (d drawn) one(of ...float64) float64 { return of[d.number(0, len(of)-1)] }
