package checks

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/grader/observe"
)

func span(id, name, from, to int) []observe.Event {
	return []observe.Event{
		{At: time.Duration(from) * time.Millisecond, Name: names[name], ID: id, Kind: observe.Begin, Span: id + 100*name + 1},
		{At: time.Duration(to) * time.Millisecond, Name: names[name], ID: id, Kind: observe.End, Span: id + 100*name + 1},
	}
}

func evenOdd(id int) string { return []string{"even", "odd"}[id%2] }

var names = []string{"task", "close"}

func spans(all ...[]observe.Event) observe.Run {
	r := observe.Run{Stop: observe.Returned}
	for _, s := range all {
		r.Events = append(r.Events, s...)
	}
	return r
}

func TestChecks(t *testing.T) {
	two := spans(span(0, 0, 0, 10), span(1, 0, 5, 15))
	row := spans(span(0, 0, 0, 10), span(1, 0, 10, 20))
	at := func(ms float64) observe.Run { return observe.Run{Stop: observe.Returned, Elapsed: Millis(ms)} }
	for _, tt := range []struct {
		name  string
		check Check
		run   observe.Run
		want  string // part of the problem; "" means pass
	}{
		{"exact", Elapsed(Millis(100.3)), at(100.3), ""},
		{"a tenth late", Elapsed(Millis(100.3)), at(100.4), "too late: after 100.4 ms of virtual time, want 100.3 ms"},
		{"early", Elapsed(Millis(100.3)), at(50), "too early"},
		{"within", Within(Millis(3)), at(3), ""},
		{"over", Within(Millis(3)), at(3.1), "took 3.1 ms of virtual time, want at most 3 ms"},
		{"at once", Latency(Millis(50), 0), at(50), ""},
		{"not at once", Latency(Millis(50), 0), at(60), "10 ms after the cancellation, want at once"},
		{"before", Latency(Millis(50), 0), at(40), "before the cancellation"},
		{"in time", Latency(Millis(50), Millis(10)), at(60), ""},
		{"out of time", Latency(Millis(50), Millis(10)), at(61), "want at most 10 ms"},
		{"begins", Begins("task", 0, Millis(5)), two, ""},
		{"begins elsewhere", Begins("task", 0, Millis(6)), two, "task number 2 was at 5 ms, want 6 ms"},
		{"begins less often", Begins("task", 0), two, "happened 2 times, want 1"},
		{"apart", Apart("task", Millis(5)), two, ""},
		{"not apart", Apart("task", Millis(6)), two, "again 5 ms later, want at least 6 ms"},
		{"rate", Rate("task", 1, Millis(5)), two, ""},
		{"over the rate", Rate("task", 1, Millis(6)), two, "task began 2 times within 5 ms, from 0 ms to 5 ms; want at most 1 in 6 ms"},
		{"two at once", Rate("task", 2, Millis(100)), two, ""},
		{"fair", Fair("task", evenOdd, 1), spans(span(0, 0, 0, 1), span(1, 0, 1, 2), span(2, 0, 2, 3), span(3, 0, 3, 4)), ""},
		{"fair at one instant", Fair("task", evenOdd, 0), spans(span(0, 0, 0, 1), span(1, 0, 0, 1), span(2, 0, 5, 6), span(3, 0, 5, 6)), ""},
		{"unfair", Fair("task", evenOdd, 1), spans(span(0, 0, 0, 1), span(2, 0, 1, 2), span(4, 0, 2, 3), span(1, 0, 3, 4), span(3, 0, 4, 5)), "2 of even and 0 of odd at 1 ms have begun"},
		{"only one is left", Fair("task", evenOdd, 1), spans(span(0, 0, 0, 1), span(1, 0, 1, 2), span(2, 0, 2, 3), span(4, 0, 3, 4), span(6, 0, 4, 5)), ""},
		{"none after", NoneAfter("task", Millis(5)), two, ""},
		{"one after", NoneAfter("task", Millis(4)), two, "began at 5 ms, after 4 ms"},
		{"at most", AtMost("task", 2), two, ""},
		{"more", AtMost("task", 1), two, "2 of task were under way at one time, at 5 ms; want at most 1"},
		{"one ends where one begins", AtMost("task", 1), row, ""},
		{"reached", Reached("task", 2), two, ""},
		{"one by one", Reached("task", 2), row, "one after the other, want 2"},
		{"times", Times("task", 2), two, ""},
		{"too often", Times("task", 1), two, "2 times, want 1"},
		{"order", Order("task", 0, 1), two, ""},
		{"other order", Order("task", 1, 0), two, "[0 1], want [1 0]"},
		{"order within an instant", Order("task", 1, 0), spans(span(0, 0, 0, 1), span(1, 0, 0, 1)), ""},
		{"each", Each("task", 2), two, ""},
		{"one twice", Each("task", 2), spans(span(0, 0, 0, 1), span(0, 0, 2, 3)), "of 0 happened 2 times"},
		{"one missing", Each("task", 3), two, "of 2 happened 0 times"},
		{"unbroken", Unbroken("task"), two, ""},
		{"broken", Unbroken("task"), spans(span(0, 0, 0, 1)[:1]), "was broken off"},
		{"balance", Balance("task", "close"), spans(span(0, 0, 0, 1), span(0, 1, 2, 2)), ""},
		{"no balance", Balance("task", "close"), two, "2 times task, but 0 times close"},
		{"counted", Counted("locks", 3), observe.Run{Counts: []observe.Count{{Name: "locks", Value: 3}}}, ""},
		{"miscounted", CountedAtMost("locks", 2), observe.Run{Counts: []observe.Count{{Name: "locks", Value: 3}}}, "locks is 3, want at most 2"},
		{"value", Value("the sum", func(v []int) int { return v[0] }, 3), observe.Run{Value: json.RawMessage("[3]")}, ""},
		{"other value", Value("the sum", func(v []int) int { return v[0] }, 4), observe.Run{Value: json.RawMessage("[3]")}, "the sum is not what it should be"},
		{"both", Both(Elapsed(0), Times("task", 1)), two, "2 times, want 1"},
	} {
		got := tt.check(tt.run)
		if (tt.want == "") != got.OK() || !strings.Contains(got.Problem, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got.Problem, tt.want)
		}
	}
}

func TestEnded(t *testing.T) {
	for _, tt := range []struct {
		run        observe.Run
		name, want string
	}{
		{observe.Run{Stop: observe.Returned}, "", ""},
		{observe.Run{Stop: observe.Panicked, Panic: &observe.Panic{Message: "panic: oh\nmore"}}, "panic", "it panicked: oh"},
		{observe.Run{Stop: observe.Deadlock, Goroutines: []observe.Goroutine{{State: "chan send"}, {State: "chan send"}}}, "deadlock", "2 goroutines blocked"},
		{observe.Run{Stop: observe.Leaked, Goroutines: []observe.Goroutine{{State: "select"}}}, "leak", "1 goroutine left behind"},
		{observe.Run{Stop: observe.Stuck}, "stuck", "time stands still"},
		{observe.Run{Stop: observe.Exited}, "exit", "exit status 0"},
		{observe.Run{Stop: observe.Crashed, Limit: "signal: killed"}, "crash", "signal: killed"},
		{observe.Run{Stop: observe.Limited, Limit: "memory 256 MiB"}, "limit", "memory 256 MiB"},
		{observe.Run{Stop: observe.Returned, Races: []observe.Race{{First: observe.Access{Write: true}}}}, "race", "a write and a read"},
	} {
		name, f := Ended(tt.run)
		if name != tt.name || !strings.Contains(f.Problem, tt.want) || (tt.want == "") != f.OK() {
			t.Errorf("Ended(%s) = %s, %q, want %s, %q", tt.run.Stop, name, f.Problem, tt.name, tt.want)
		}
	}
}

// Of several orders that one is told that finds all of the first failure, and most; none, if it does not find all that failed without.
func TestTold(t *testing.T) {
	verdicts := func(seed uint64, failed string) (list []Verdict) {
		for _, name := range []string{"A", "B", "C"} {
			v := Verdict{Check: name}
			if strings.Contains(failed, name) {
				v.Finding, v.Seed = Failf("%s", name), seed
			}
			list = append(list, v)
		}
		return list
	}
	for _, tt := range []struct {
		free   string
		orders []string
		want   string
		seed   uint64
	}{
		{"", []string{"", "", ""}, "", 0},
		{"A", []string{"", "", ""}, "A", 0},
		{"A", []string{"A", "A"}, "A", 0},
		{"", []string{"", "B", "C"}, "B", 2},
		{"", []string{"", "B", "AC", "AB"}, "AB", 4},
		{"A", []string{"A", "AB", "ABC", "ABC"}, "ABC", 3},
		{"AB", []string{"A", "AB"}, "AB", 2},
		{"AB", []string{"A", "BC"}, "AB", 0},
		{"C", []string{"A", "BC"}, "C", 0},
	} {
		var orders [][]Verdict
		for i, failed := range tt.orders {
			orders = append(orders, verdicts(uint64(i+1), failed))
		}
		got, seed := "", uint64(0)
		for _, v := range told(verdicts(0, tt.free), orders) {
			got += v.Finding.Problem
			seed = max(seed, v.Seed)
		}
		if got != tt.want || seed != tt.seed {
			t.Errorf("%q, under schedules %q: told %q of %d, want %q of %d", tt.free, tt.orders, got, seed, tt.want, tt.seed)
		}
	}
}

// A judge asks for runs under schedules, and tells what fails in their words.
func TestJudge(t *testing.T) {
	type seen map[uint64]time.Duration // when it returns, by the seed; 0 is right
	const late, later = time.Second, 2 * time.Second
	for _, tt := range []struct {
		name        string
		seen        seen
		stop        observe.Stop
		seed, shown uint64
		elapsed     time.Duration // that is told
		runs        int
	}{
		{"right", nil, observe.Returned, 0, 0, 0, 4},
		{"wrong in one order", seen{2: late}, observe.Returned, 2, 0, late, 4},
		{"wrong in two orders", seen{2: late, 3: later}, observe.Returned, 2, 0, late, 4},
		{"wrong in each order in the same way", seen{0: late, 1: late, 2: late, 3: late}, observe.Returned, 0, 1, late, 4},
		{"wrong in each order in another way", seen{0: late, 1: later, 2: late, 3: late}, observe.Returned, 1, 0, later, 4},
		{"wrong as in one order by chance", seen{0: late, 1: late, 2: late, 3: later}, observe.Returned, 1, 0, late, 4},
		{"wrong without a schedule only", seen{0: late}, observe.Returned, 0, 0, late, 4},
		{"wrong by chance", seen{0: late, 3: later}, observe.Returned, 3, 0, later, 4},
		{"stuck", seen{0: late}, observe.Stuck, 0, 0, 0, 1},
	} {
		var seeds []uint64
		c := Case{Name: "c", Input: 1, Schedules: 3, Checks: []Named{Elapsed(0).Named("TIME")}}
		got, err := c.Judge(func(_ any, seed uint64) (observe.Run, error) {
			seeds = append(seeds, seed)
			return observe.Run{Stop: tt.stop, Elapsed: tt.seen[seed]}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		v := got[len(got)-1]
		if v.Seed != tt.seed || v.Shown != tt.shown || len(seeds) != tt.runs {
			t.Errorf("%s: told under %d, shown under %d, after %d runs; want %d, %d, %d", tt.name, v.Seed, v.Shown, len(seeds), tt.seed, tt.shown, tt.runs)
		}
		if want := Elapsed(0)(observe.Run{Elapsed: tt.elapsed}); v.Finding.Problem != want.Problem {
			t.Errorf("%s: %q, want %q", tt.name, v.Finding.Problem, want.Problem)
		}
	}
}

func TestProperty(t *testing.T) {
	c := Case{Name: "c", Property: &Property{
		Name: "SUM",
		Draw: func(t *rapid.T) any { return rapid.SliceOfN(rapid.IntRange(0, 100), 0, 20).Draw(t, "xs") },
		Check: func(input any) Check {
			return func(observe.Run) Finding {
				for _, x := range input.([]int) {
					if x >= 10 {
						return Failf("wrong for %d", x)
					}
				}
				return Pass()
			}
		},
	}}
	run := func(any, uint64) (observe.Run, error) { return observe.Run{Stop: observe.Returned}, nil }
	for range 3 {
		got, err := c.Judge(run)
		if err != nil || len(got) != 1 || got[0].Input != "[10]" || got[0].Check != "SUM" {
			t.Fatalf("Judge = %+v, %v, want the smallest input [10]", got, err)
		}
	}
	c.Property.Check = func(any) Check { return func(observe.Run) Finding { return Pass() } }
	if got, err := c.Judge(run); err != nil || len(got) != 1 || !got[0].Finding.OK() {
		t.Errorf("Judge of what holds = %+v, %v", got, err)
	}
}

// What findings point at.
func TestFocus(t *testing.T) {
	three := spans(span(0, 0, 0, 10), span(1, 0, 5, 15), span(2, 0, 10, 20), span(3, 0, 18, 30), span(4, 0, 25, 26))
	f := AtMost("task", 1)(three)
	if want := observe.Between(Millis(5), Millis(15), "more than 1"); f.Focus.Name != "task" || f.Focus.Limit != 1 || len(f.Focus.Flags) != 1 || f.Focus.Flags[0] != want {
		t.Errorf("AtMost points at %+v, want %+v", f.Focus, want)
	}
	f = Elapsed(Millis(3))(observe.Run{Elapsed: Millis(5)})
	if len(f.Focus.Flags) != 2 || f.Focus.Flags[0].From != Millis(5) || f.Focus.Flags[1].From != Millis(3) || !f.Focus.Flags[1].Wanted {
		t.Errorf("Elapsed points at %+v", f.Focus)
	}
	if f := Elapsed(0)(observe.Run{}); len(f.Focus.Flags) > 0 {
		t.Errorf("a check that is passed points at %+v", f.Focus)
	}
}

// Findings about operations show from where they were begun.
func TestPlaced(t *testing.T) {
	r := spans(span(0, 0, 0, 10), span(1, 0, 5, 15), span(2, 0, 20, 30))
	other := spans(span(1, 0, 5, 15), span(0, 0, 5, 10)) // what begins in one instant is in no promised order
	for _, events := range [][]observe.Event{r.Events, other.Events} {
		for i := range events {
			events[i].Where = observe.Pos{File: "a.go", Line: 10 + events[i].ID}
		}
	}
	r.Elapsed = Millis(30)
	r.Counts = []observe.Count{{Name: "locks", Value: 2, Where: observe.Pos{File: "a.go", Line: 7}}}
	own := Failf("own").About("task")
	own.Where = []observe.Pos{{File: "b.go", Line: 1}}
	for _, tt := range []struct {
		name string
		f    Finding
		of   observe.Run
		want []int
	}{
		{"under way", AtMost("task", 1)(r), r, []int{10, 11}},
		{"begun in one instant", AtMost("task", 1)(other), other, []int{10, 11}},
		{"begins", Begins("task", 0, Millis(5), Millis(25))(r), r, []int{12}},
		{"all of too many", Times("task", 2)(r), r, nil},
		{"its own", own, r, []int{1}},
		{"about a count", CountedAtMost("locks", 1)(r), r, []int{7}},
		{"about nothing", Failf("wrong"), r, nil},
		{"passed", Pass(), r, nil},
	} {
		var got []int
		for _, p := range placed(tt.f, tt.of).Where {
			got = append(got, p.Line)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: lines %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A run can be judged again by its seed, or by what was drawn for it.
func TestAgain(t *testing.T) {
	c := Case{Name: "c", Input: 1, Schedules: 10, Checks: []Named{Elapsed(0).Named("TIME")}}
	runs := 0
	run := func(_ any, seed uint64) (observe.Run, error) {
		runs++
		return observe.Run{Stop: observe.Returned, Elapsed: time.Duration(seed) * time.Second}, nil
	}
	if got, err := c.Again(Again{Seed: 3}, run); err != nil || runs != 1 || len(got) != 1 || got[0].Seed != 3 || got[0].Finding.OK() {
		t.Errorf("Again under seed 3 = %+v, %v after %d runs", got, err, runs)
	}
	type input struct{ N int }
	p := Case{Name: "p", Property: &Property{
		Name: "SMALL",
		Draw: func(t *rapid.T) any { return input{rapid.IntRange(0, 100).Draw(t, "n")} },
		Check: func(in any) Check {
			return func(observe.Run) Finding {
				if n := in.(input).N; n > 9 {
					return Failf("%d is too much", n)
				}
				return Pass()
			}
		},
	}}
	drawn, err := p.Judge(run)
	if err != nil || len(drawn) != 1 || string(drawn[0].Data) != `{"N":10}` {
		t.Fatalf("Judge = %+v, %v", drawn, err)
	}
	if got, err := p.Again(Again{Input: drawn[0].Data}, run); err != nil || got[0].Finding.Problem != drawn[0].Finding.Problem {
		t.Errorf("Again with what was drawn = %+v, %v", got, err)
	}
	for _, bad := range []string{"", `{"N":"x"}`} {
		if got, err := p.Again(Again{Input: json.RawMessage(bad)}, run); err == nil {
			t.Errorf("Again with input %q = %+v, want an error", bad, got)
		}
	}
}

// The protocol, with a grader that answers from a table.
func TestServe(t *testing.T) {
	s := Suite{Cases: []Case{{Name: "one", Input: map[string]int{"n": 1}, Checks: []Named{Elapsed(time.Second).Named("TIME")}}}}
	in := `{"list":true}` + "\n" + `{"case":"one"}` + "\n" + `{"run":{"stop":"returned","elapsed":1000000000}}` + "\n" + `{"case":"two"}` + "\n" +
		`{"case":"one"}` + "\n" + `{"fault":"no sandbox"}` + "\n"
	var out strings.Builder
	if err := Serve(s, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	want := `{"cases":[{"name":"one","checks":["TIME"],"input":{"n":1}}]}
{"want":{"input":{"n":1}}}
{"verdicts":[{"check":"TIME","finding":{}}]}
{"fault":"there is no case \"two\""}
{"want":{"input":{"n":1}}}
{"fault":"no sandbox"}
`
	if out.String() != want {
		t.Errorf("Serve wrote\n%s\nwant\n%s", out.String(), want)
	}
}
