// The judge of the exercise.
package main

import (
	"time"

	"weft/exercises/03-producers/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, running()...)
	s.Cases = append(s.Cases, crashing()...)
	s.Cases = append(s.Cases, failing()...)
	s.Cases = append(s.Cases, ending()...)
	checks.Main(s)
}

// schedules is how often a case is repeated with other orders of what happens at one moment.
const schedules = 3

// newCase is a case with its own checks, and those that hold always.
func newCase(name string, in cases.In, own ...checks.Named) checks.Case {
	return checks.Case{Name: name, Input: in, Checks: append(own,
		atMostProduced(in.Queue+len(in.Sources)).Named("BOUND"),
		checks.Check(usedWell).Named("USE"),
		checks.Check(stopped).Named("STOP"),
	)}
}

// Cases in which nothing goes wrong.
func running() []checks.Case {
	one := cases.In{Sources: sources(every(10.1, 5)), Consumers: many(1, 0, 30.3), Queue: 1}
	slow := cases.In{Sources: sources(every(10.1, 6)), Consumers: many(2, 200.3, 100.3), Queue: 2}
	several := cases.In{
		Sources:   sources(every(10.1, 4), every(20.3, 2), every(7.1, 7), nil),
		Consumers: many(3, 0, 50.3), Queue: 4,
	}
	none := cases.In{Sources: sources(every(10.1, 4)), Consumers: many(1, 0, 30.3)}
	// All items are in the queue before anybody takes one, those of both sources in turn.
	turns := cases.In{Sources: sources(every(10.1, 3), []float64{15.2, 10.1, 10.1}), Consumers: many(1, 50.7, 30.3), Queue: 6}
	c := []checks.Case{
		newCase("one of each", one,
			next(0, 10.1, 20.2, 40.4, 70.7, 101), took(161.6), filled(2).Named("FILL"), results(good(one)...)),
		newCase("slow start of processes", slow,
			next(0, 10.1, 20.2, 200.3, 210.4, 300.6, 310.7), took(501.2),
			checks.Reached(cases.Work, 2).Named("BUSY"), checks.Order(cases.Handle, 0, 1, 2, 3, 4, 5).Named("FIFO"), results(good(slow)...)),
		newCase("several sources, uneven", several,
			results(good(several)...), order(good(several)...), took(258.6)),
		newCase("sources in turn", turns,
			checks.Order(cases.Handle, 0, 100, 1, 101, 2, 102).Named("FIFO"), results(good(turns)...), order(good(turns)...), took(232.5)),
		newCase("queue of length 0", none,
			next(0, 10.1, 40.4, 70.7, 101), results(good(none)...)),
	}
	c[1].Schedules, c[2].Schedules = schedules, schedules
	return c
}

// Cases in which a consumer dies.
func crashing() []checks.Case {
	once := cases.In{
		Sources: sources(every(10.1, 4)), Consumers: many(1, 50.7, 30.3), Queue: 2,
		Faults: []cases.Fault{{Seq: 1, Crashes: 1}},
	}
	all := cases.In{Sources: sources(every(10.1, 5)), Consumers: many(2, 50.7, 30.3)}
	for seq := range 5 {
		all.Faults = append(all.Faults, cases.Fault{Seq: seq, Crashes: 1})
	}
	twice := cases.In{
		Sources: sources(every(10.1, 3)), Consumers: many(1, 50.7, 30.3), Queue: 2,
		Faults: []cases.Fault{{Seq: 0, Crashes: 2}},
	}
	afterTwo := good(twice)
	afterTwo[0].Value, afterTwo[0].Err = 0, cases.Crashed
	// While the consumer is dead nobody takes an item, and the source stands still.
	dead := cases.In{
		Sources: sources(every(10.1, 5)), Consumers: many(1, 50.7, 30.3), Queue: 1,
		Faults: []cases.Fault{{Seq: 0, Crashes: 2}},
	}
	afterDead := good(dead)
	afterDead[0].Value, afterDead[0].Err = 0, cases.Crashed
	return []checks.Case{
		newCase("a crash", once,
			starts(2), took(252.9), results(good(once)...), failure("")),
		newCase("every item crashes once", all,
			starts(7), took(384.6), results(good(all)...), failure("")),
		newCase("an item crashes twice", twice,
			results(afterTwo...), starts(3), took(273.3), failure("")),
		newCase("an item crashes twice, full queue", dead,
			next(0, 10.1, 50.7, 212.7, 243, 273.3), took(333.9), results(afterDead...), starts(3)),
	}
}

// Cases in which something else fails.
func failing() []checks.Case {
	bad := cases.In{
		Sources: sources(every(10.1, 4)), Consumers: many(1, 0, 30.3), Queue: 2,
		Faults: []cases.Fault{{Seq: 1, Bad: true}},
	}
	afterBad := good(bad)
	afterBad[1].Value, afterBad[1].Err = 0, cases.BadItem

	source := cases.In{Sources: sources(every(20.3, 6), every(25.7, 1), nil), Consumers: many(1, 0, 30.3), Queue: 3}
	source.Sources[1].Fail = 25.7
	source.Sources[2].Fail = 70.3 // too late to be the error of Run
	produced := []cases.Result{item(0, 0), item(0, 1), item(0, 2), item(1, 0)}

	// Source 0 has an item in its hand when source 1 fails, and gets rid of it later.
	full := cases.In{Sources: sources(every(10.1, 6), nil), Consumers: many(1, 0, 30.3), Queue: 1}
	full.Sources[1].Fail = 51.4

	// The last source fails while nobody does anything else: all consumers have to learn of it.
	idle := cases.In{Sources: sources(every(50.1, 3), nil), Consumers: many(3, 0, 10.3), Queue: 2}
	idle.Sources[1].Fail = 300.3

	// Source 1 is broken off in a Next: its error comes after that of the Start.
	start := cases.In{Sources: sources(every(10.1, 8), []float64{500.3}), Queue: 2, Consumers: []cases.Consumer{
		{Start: []float64{50.7}, Millis: 60.3},
		{Start: []float64{200.3}, FailStart: 1, Millis: 60.3},
	}}
	again := cases.In{
		Sources: sources(every(10.1, 4)), Queue: 2,
		Faults: []cases.Fault{{Seq: 0, Crashes: 1}, {Seq: 1, Crashes: 1}},
		Consumers: []cases.Consumer{
			{Start: []float64{100.3, 200.3}, Millis: 300.7},
			{Start: []float64{100.3}, FailStart: 2, Millis: 300.7},
		},
	}
	c := []checks.Case{
		newCase("a bad item", bad,
			results(afterBad...), starts(1), took(131.3), failure("")),
		newCase("a source fails", source,
			checks.NoneAfter(cases.Next, checks.Millis(51.4)).Named("SRCSTOP"),
			results(produced...), order(produced...), failure(cases.SourceFailed(1))),
		newCase("a source fails, full queue", full,
			checks.NoneAfter(cases.Next, checks.Millis(51.4)).Named("SRCSTOP"),
			results(item(0, 0), item(0, 1), item(0, 2), item(0, 3)), took(131.3), failure(cases.SourceFailed(1))),
		newCase("a source fails, consumers idle", idle,
			took(300.3), results(good(idle)...), failure(cases.SourceFailed(1))),
		newCase("a process does not start", start,
			failure(cases.StartFailed), took(200.3), results(item(0, 0), item(0, 1))),
		newCase("a process does not start again", again,
			failure(cases.StartFailed), took(501.3)),
	}
	for i := 1; i < len(c); i++ {
		c[i].Schedules = schedules
	}
	return c
}

// Cases that are broken off, and one that has nothing to do.
func ending() []checks.Case {
	const moment = 150.9
	full := cases.In{Sources: sources(every(10.1, 8)), Consumers: many(1, 0, 60.3), Queue: 1, Cancel: moment}
	idle := cases.In{Sources: sources([]float64{30.1, 300.2}), Consumers: many(2, 0, 50.3), Queue: 2, Cancel: moment}
	starting := cases.In{Sources: sources(every(10.1, 8)), Consumers: many(2, 200.3, 30.3), Queue: 2, Cancel: moment}
	cancelled := func(name string, in cases.In, done ...cases.Result) checks.Case {
		c := newCase(name, in,
			checks.Latency(checks.Millis(moment), 0).Named("CANCEL"), results(done...), failure(cases.Canceled))
		c.Schedules = schedules
		return c
	}
	nothing := newCase("no sources", cases.In{Consumers: many(2, 0, 30.3), Queue: 2},
		took(0), results(), failure(""))
	nothing.Schedules = 8 // who looks now and then may be lucky in one
	return []checks.Case{
		cancelled("cancelled, full queue", full, item(0, 0), item(0, 1)),
		cancelled("cancelled, consumers idle", idle, item(0, 0)),
		cancelled("cancelled in start-up", starting),
		nothing,
	}
}

// every is what a source takes that produces n items, each in the same time.
func every(ms float64, n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = ms
	}
	return list
}

func sources(millis ...[]float64) []cases.Source {
	var list []cases.Source
	for _, m := range millis {
		list = append(list, cases.Source{Millis: m})
	}
	return list
}

// many are n consumers that take start for each Start and ms for each item.
func many(n int, start, ms float64) []cases.Consumer {
	var list []cases.Consumer
	for range n {
		list = append(list, cases.Consumer{Start: []float64{start}, Millis: ms})
	}
	return list
}

func took(ms float64) checks.Named { return checks.Elapsed(checks.Millis(ms)).Named("TIME") }

func next(ms ...float64) checks.Named {
	var at []time.Duration
	for _, m := range ms {
		at = append(at, checks.Millis(m))
	}
	return checks.Begins(cases.Next, at...).Named("NEXT")
}

func starts(n int) checks.Named { return checks.Times(cases.Start, n).Named("STARTS") }
