// The judge of the exercise.
package main

import (
	"time"

	"weft/exercises/01-lab/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, tables()...)
	s.Cases = append(s.Cases, single()...)
	s.Cases = append(s.Cases, failing()...)
	s.Cases = append(s.Cases, ending()...)
	s.Cases = append(s.Cases, best())
	checks.Main(s)
}

// schedules is how often a case is repeated with other orders of what happens at one moment. Cases with many items
// have none: the delays of a schedule would add up to more than a tenth of a millisecond.
const schedules = 4

func scheduled(c checks.Case) checks.Case {
	c.Schedules = schedules
	return c
}

// newCase is a case of Measure or Compare with its own checks, and those that hold always: first what tells most.
func newCase(name string, in cases.In, own ...checks.Named) checks.Case {
	all := []checks.Named{checks.Check(overlap).Named("OVERLAP"), checks.Check(usedWell).Named("USE")}
	if in.Cancel == 0 && in.Deadline == 0 {
		all = append(all, checks.Check(stopped).Named("STOP"), checks.Check(unbroken).Named("FINISH"))
	}
	if in.Cancel == 0 { // else it is not said whether another row is begun when ctx has ended
		all = append(all, checks.Times(cases.Start, workers(in)).Named("STARTS"))
	}
	all = append(all, own...)
	return checks.Case{Name: name, Input: in, Checks: append(all,
		checks.Check(closed).Named("CLOSE"),
		checks.Check(inOrder).Named("ORDER"),
	)}
}

// whole is a case in which nothing goes wrong: the rows take these times, in milliseconds.
func whole(name string, in cases.In, elapsed []float64, own ...checks.Named) checks.Case {
	sum := 0.0
	for _, ms := range elapsed {
		sum += ms
	}
	all := append([]checks.Named{rows(in), took(in, elapsed...), checks.Elapsed(checks.Millis(sum)).Named("TIME")}, own...)
	all = append(all, failures(in, make([]string, len(elapsed))...), checks.Check(eachItem(in)).Named("ITEMS"))
	if in.Call == cases.Compare {
		all = append(all, checks.Check(speedups).Named("SPEEDUP"))
	}
	return newCase(name, in, all...)
}

// every are n items that cost the same.
func every(ms float64, n int) []cases.Item {
	list := make([]cases.Item, n)
	for i := range list {
		list[i].Millis = ms
	}
	return list
}

// compare is a call of Compare.
func compare(load, backend string, items []cases.Item, workers ...int) cases.In {
	return cases.In{Call: cases.Compare, Loads: []string{load}, Backends: []string{backend}, Workers: workers, Items: items}
}

// measure is a call of Measure.
func measure(load, backend string, workers int, items []cases.Item) cases.In {
	in := compare(load, backend, items, workers)
	in.Call = cases.Measure
	return in
}

// Cases of Compare in which nothing goes wrong.
func tables() []checks.Case {
	onGoroutines := compare(cases.CPU, cases.Goroutine, every(100.3, 6), 1, 2, 4)
	onProcesses := compare(cases.IO, cases.Process, every(100.3, 8), 1, 4)
	table := cases.In{Call: cases.Compare, Items: every(100.3, 8), Workers: []int{8, 4, 1},
		Loads: []string{cases.CPU, cases.IO}, Backends: []string{cases.Goroutine, cases.Process}}
	nothing := compare(cases.IO, cases.Process, nil, 1, 4)
	return []checks.Case{
		whole("cpu on goroutines", onGoroutines, []float64{601.8, 300.9, 300.9}),
		whole("io on processes", onProcesses, []float64{876.6, 261}),
		whole("the whole table", table, []float64{
			401.2, 401.2, 802.4, // cpu: two cores for goroutines,
			258.7, 261, 876.6, // four for processes, which need none while they are sent an item
			100.3, 200.6, 802.4, // io
			158.4, 261, 876.6,
		}, peaks(24, 12, 3, 256, 128, 32, 24, 12, 3, 256, 128, 32)),
		whole("no items", nothing, []float64{0, 0}),
	}
}

// Cases of Measure in which nothing goes wrong.
func single() []checks.Case {
	// The second worker ends at 300.6, just after the first has taken the last item.
	uneven := measure(cases.IO, cases.Goroutine, 2, []cases.Item{{Millis: 300.1}, {Millis: 100.1}, {Millis: 100.2}, {Millis: 100.3}, {Millis: 50.4}})
	more := measure(cases.IO, cases.Process, 8, every(100.3, 3))
	return []checks.Case{
		scheduled(whole("uneven items", uneven, []float64{350.5})),
		scheduled(whole("more workers than items", more, []float64{158.4})),
	}
}

// Cases in which something fails.
func failing() []checks.Case {
	item := compare(cases.IO, cases.Goroutine, []cases.Item{
		{Millis: 200.1}, {Millis: 50.2, Fails: true}, {Millis: 100.4}, {Millis: 30.3}, {Millis: 30.6}, {Millis: 30.2},
	}, 2, 3)
	start := compare(cases.IO, cases.Process, every(100.3, 6), 3, 1)
	start.FailStart, start.FailAfter = 2, 30.2
	return []checks.Case{
		scheduled(newCase("an item fails", item,
			rows(item), failures(item, cases.ItemFailed, cases.ItemFailed), took(item, 200.1, 200.1),
			checks.Check(speedups).Named("SPEEDUP"))),
		scheduled(newCase("a process does not start", start,
			rows(start), failures(start, cases.StartFailed, ""), took(start, unknown, 671.4),
			checks.Check(speedups).Named("SPEEDUP"))),
	}
}

// Cases that are broken off.
func ending() []checks.Case {
	late := compare(cases.CPU, cases.Goroutine, every(100.3, 6), 1, 2, 4)
	late.Cancel = 700.7
	early := measure(cases.CPU, cases.Process, 3, every(100.3, 6))
	early.Deadline = 20.7
	cut := newCase("cancelled", late,
		cancelled(700.7), rowsBefore(late, 1), took(late, 601.8), failure(cases.Canceled))
	cut.Schedules = 2 * schedules // for those who return in the moment in which their workers are closed
	return []checks.Case{
		cut,
		scheduled(newCase("cancelled in start-up", early,
			cancelled(20.7), rows(early), failures(early, cases.Expired))),
	}
}

func cancelled(ms float64) checks.Named { return checks.Latency(checks.Millis(ms), 0).Named("CANCEL") }

// best is the case of Best.
func best() checks.Case {
	row := func(load string, workers int, ms float64, peak int, err string) cases.Row {
		return cases.Row{Load: load, Backend: cases.Goroutine, Workers: workers, Elapsed: time.Duration(checks.Millis(ms)), Peak: peak, Err: err}
	}
	six := []cases.Row{
		row(cases.CPU, 1, 601.8, 3, ""),
		row(cases.CPU, 4, 300.9, 12, ""),
		row(cases.CPU, 8, 100.2, 2, cases.ItemFailed),
		row(cases.CPU, 2, 300.9, 6, ""),
		row(cases.CPU, 3, 300.9, 6, ""),
		row(cases.IO, 1, 50.2, 1, cases.StartFailed),
	}
	// The first is of another load, or has an error; the best is last.
	other := []cases.Row{
		row(cases.IO, 1, 100.3, 3, ""),
		row(cases.CPU, 1, 50.7, 1, cases.ItemFailed),
		row(cases.CPU, 2, 200.6, 3, ""),
		row(cases.CPU, 4, 200.5, 12, ""),
	}
	questions := []cases.Question{
		{Rows: six, Load: cases.CPU}, {Rows: six, Load: cases.IO}, {Rows: six, Load: "disk"},
		{Rows: other, Load: cases.CPU}, {Rows: other, Load: cases.IO}, {Load: cases.CPU},
	}
	return checks.Case{
		Name:  "best",
		Input: cases.In{Call: cases.Best, Asked: questions},
		Checks: []checks.Named{found(questions, []cases.Found{
			{Row: six[3], OK: true}, {}, {},
			{Row: other[3], OK: true}, {Row: other[0], OK: true}, {},
		})},
	}
}
