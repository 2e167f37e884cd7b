package checks

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weft/grader/observe"
)

// What is said of goroutines and races does not depend on which of them came first.
func TestEndedOrder(t *testing.T) {
	at := func(line int) []observe.Pos { return []observe.Pos{{File: "a.go", Line: line}} }
	access := func(line int, write bool) observe.Access { return observe.Access{Write: write, Stack: at(line)} }
	deadlock := observe.Run{Stop: observe.Deadlock, Goroutines: []observe.Goroutine{
		{ID: 1, Main: true, State: "select", Stack: at(9)}, {ID: 2, State: "chan send", Stack: at(5)}, {ID: 3, State: "chan send", Stack: at(4)},
		{ID: 4, State: "sync.Mutex.Lock", Stack: at(4), Waits: at(2)[0]}, {ID: 5, State: "chan send", Stack: at(5)},
	}}
	race := observe.Run{Stop: observe.Returned, Races: []observe.Race{
		{First: access(7, true), Second: access(3, false)}, {First: access(3, true), Second: access(3, false)}, {First: access(9, true)}, {Second: access(4, true)},
	}}
	for _, tt := range []struct {
		run                  observe.Run
		problem, seen, where string
	}{
		{deadlock, "deadlock: 5 goroutines blocked for ever, and the function has not returned",
			"1 goroutine: select (a.go:9); 1 goroutine: chan send (a.go:4); 1 goroutine: sync.Mutex.Lock (a.go:4), for the lock taken at a.go:2; 2 goroutines: chan send (a.go:5)", "9 4 5"},
		{race, "data race: a write at a.go:3 and a read at a.go:3, with nothing that orders them", "a write at a.go:3 and a read at a.go:3, with nothing that orders them", "3 3"},
	} {
		for range 20 {
			r := tt.run
			r.Goroutines, r.Races = slices.Clone(r.Goroutines), slices.Clone(r.Races)
			rand.Shuffle(len(r.Goroutines), func(i, j int) { r.Goroutines[i], r.Goroutines[j] = r.Goroutines[j], r.Goroutines[i] })
			rand.Shuffle(len(r.Races), func(i, j int) { r.Races[i], r.Races[j] = r.Races[j], r.Races[i] })
			for i := range r.Races {
				if rand.IntN(2) == 0 {
					r.Races[i].First, r.Races[i].Second = r.Races[i].Second, r.Races[i].First
				}
			}
			before := slices.Clone(r.Races)
			_, f := Ended(r)
			if f.Problem != tt.problem || f.Seen != tt.seen || lines(f.Where) != tt.where {
				t.Fatalf("%s\n%s\n%s\nwant\n%s\n%s\n%s", f.Problem, f.Seen, lines(f.Where), tt.problem, tt.seen, tt.where)
			}
			if diff := cmp.Diff(before, r.Races); diff != "" {
				t.Fatal("the run was changed", diff)
			}
		}
	}
}

func lines(where []observe.Pos) string {
	var list []string
	for _, p := range where {
		list = append(list, strconv.Itoa(p.Line))
	}
	return strings.Join(list, " ")
}

// How small an input is shown depends on a number of runs, and on no time.
func TestPropertyRuns(t *testing.T) {
	c := Case{Name: "c", Property: &Property{
		Name: "SUM", Runs: 10,
		Draw: func(t *rapid.T) any { return rapid.SliceOfN(rapid.Float64(), 30, 60).Draw(t, "xs") },
		Check: func(any) Check {
			return func(observe.Run) Finding { return Failf("there is none that holds") }
		},
	}}
	runs := 0
	run := func(any, uint64) (observe.Run, error) { runs++; return observe.Run{Stop: observe.Returned}, nil }
	first, err := c.Judge(run)
	if err != nil || len(first) != 1 || first[0].Finding.OK() {
		t.Fatalf("Judge = %+v, %v", first, err)
	}
	if runs < 20 || runs > 10+maxSmaller+1 {
		t.Errorf("%d runs, want more than 20 and at most %d", runs, 10+maxSmaller+1)
	}
	again, err := c.Judge(run)
	if diff := cmp.Diff(first, again); err != nil || diff != "" {
		t.Errorf("it shows another input the second time: %v %s", err, diff)
	}
}
