package timeline

import (
	"fmt"
	"time"
)

const ms = time.Millisecond

// samples are pictures made by hand, one for each thing that a reader may meet.
func samples() map[string]Timeline {
	return map[string]Timeline{
		"over": over(), "under": under(), "deadlock": deadlock(), "pool": pool(), "ring": ring(), "crowd": crowd(), "packed-crowd": packedCrowd(), "marks": marks(), "buffers": buffers(), "empty": {},
	}
}

func number(lanes []Lane) []Lane {
	for i := range lanes {
		lanes[i].Name = fmt.Sprint(i + 1)
	}
	return lanes
}

// over: more at one time than are allowed.
func over() Timeline {
	var spans []Span
	for i, d := range []time.Duration{30, 10, 10, 10, 20} {
		spans = append(spans, Span{From: 0, To: d * ms, Label: fmt.Sprint(i)})
	}
	spans = append(spans, Span{From: 10 * ms, To: 24 * ms, Label: "5", Broken: true}, Span{From: 24 * ms, To: 30 * ms, Label: "6"})
	return Timeline{
		Title: "At most so many jobs at one time", Summary: "5 of job were under way at one time, at 0 ms; want at most 2", Clock: "virtual time", End: 30 * ms,
		Words: map[State]string{Running: "under way"},
		Groups: []Group{
			{Title: "job: 5 at one time", Many: "jobs", Lanes: number(Pack(spans)), Packed: true, Limit: 2, LimitLabel: "limit 2"},
			{Title: "marks", Lanes: []Lane{{Marks: []Mark{{12 * ms, "stop 1"}, {12 * ms, "stop 2"}, {29 * ms, "crash 3"}}}}},
		},
		Flags: []Flag{
			{From: 0, To: 20 * ms, Label: "more than 2", Kind: Bad},
			{From: 30 * ms, To: 30 * ms, Label: "returns", Kind: Note},
		},
	}
}

// under: one after the other, where two were asked for.
func under() Timeline {
	var spans []Span
	at := time.Duration(0)
	for i, d := range []time.Duration{303, 101, 101, 101} {
		d *= ms / 10
		spans = append(spans, Span{From: at, To: at + d, Label: fmt.Sprint(i)})
		at += d
	}
	return Timeline{
		Title: "A free worker takes the next job at once", Summary: "it returned too late: after 60.6 ms of virtual time, want 30.3 ms",
		Clock: "virtual time", End: at,
		Words:  map[State]string{Running: "under way"},
		Groups: []Group{{Title: "job: 1 at one time", Many: "jobs", Lanes: number(Pack(spans)), Packed: true, Limit: 2, LimitLabel: "limit 2"}},
		Flags: []Flag{
			{From: 303 * ms / 10, To: 303 * ms / 10, Label: "30.3 ms: should return", Kind: Wanted},
			{From: at, To: at, Label: "60.6 ms: returns", Kind: Bad},
		},
	}
}

func deadlock() Timeline {
	goroutine := func(name, where, waits string) Lane {
		return Lane{Name: name, Where: where, Spans: []Span{{State: Stuck, From: 20 * ms, To: 30 * ms, Label: waits, Detail: waits}}}
	}
	return Timeline{
		Title: "No deadlock", Summary: "deadlock: 3 goroutines blocked for ever, and the function has not returned", Clock: "virtual time", End: 30 * ms,
		Words: map[State]string{Running: "under way", Stuck: "waits for ever"},
		Groups: []Group{
			{Title: "job: 1 at one time", Many: "jobs", Packed: true, Lanes: number(Pack([]Span{{From: 0, To: 20 * ms, Label: "0"}}))},
			{Title: "goroutines", Many: "goroutines", Lanes: []Lane{
				goroutine("main", "Process", "sync.WaitGroup.Wait, line 28"),
				goroutine("2 goroutines", "go at line 16", "chan receive, line 17"),
			}},
		},
		Flags: []Flag{{From: 20 * ms, To: 20 * ms, Label: "from here on nobody can move", Kind: Bad}},
	}
}

// pool has all states, as a trace of goroutines would.
func pool() Timeline {
	main := Lane{Name: "main", Where: "cell 5, line 20", Spans: []Span{
		{Running, 0, 20 * ms, "", "", false}, {Outside, 20 * ms, 152 * ms, "reads a log", "", false}, {Running, 152 * ms, 160 * ms, "", "", false},
		{Waiting, 160 * ms, 400 * ms, "wg.Wait", "cell 5, line 28", false},
	}}
	worker := func(n int, from time.Duration) Lane {
		return Lane{Name: fmt.Sprintf("forecaster %d", n), Where: "go at cell 5, line 10", Ended: true, Spans: []Span{
			{Running, from, from + 4*ms, "", "", false}, {Waiting, from + 4*ms, 152 * ms, "receive from jobs", "", false},
			{Ready, 152 * ms, 170 * ms, "", "", false}, {Running, 170 * ms, 360*ms - from, "station A", "", false},
		}}
	}
	return Timeline{
		Title: "Two forecasters", Summary: "0.40 s in all. The forecasters spent 40% of their time waiting on channel jobs (cell 5, line 12).",
		Clock: "real time · 2 CPUs", End: 400 * ms,
		Groups: []Group{{Lanes: []Lane{main, worker(1, 12*ms), worker(2, 16*ms)}}},
	}
}

// ring is a deadlock with who holds what, and who woke whom before.
func ring() Timeline {
	tug := func(id int, name, holds, wants string, at time.Duration) Lane {
		return Lane{ID: id, Name: name, Where: "go at cell 9, line 6", Side: "7%", Under: "running",
			Spans: []Span{{State: Running, From: at, To: at + 10*ms}, {State: Outside, From: at + 10*ms, To: at + 120*ms},
				{State: Running, From: at + 120*ms, To: at + 130*ms}, {State: Waiting, From: at + 130*ms, To: 215 * ms}, {State: Stuck, From: 215 * ms, To: 500 * ms, Label: wants}},
			Holds: []Hold{{From: at + 10*ms, To: 500 * ms, Label: holds}}}
	}
	return Timeline{
		Title: "Deadlock: every tug waits for the next one", Clock: "real time · 2 CPUs", End: 500 * ms,
		Summary: "Ada holds berth 1 and waits for berth 2; Bo holds berth 2 and waits for berth 1.",
		Groups: []Group{{Lanes: []Lane{
			{ID: 1, Name: "main", Where: "cell 9, line 16", Side: "5%", Under: "running", Spans: []Span{{State: Running, To: 25 * ms}, {State: Waiting, From: 25 * ms, To: 215 * ms, Label: "wg.Wait"}, {State: Stuck, From: 215 * ms, To: 500 * ms, Label: "wg.Wait, line 16"}}},
			tug(2, "tug Ada", "holds berth 1", "wants berth 2, line 10", 5*ms), tug(3, "tug Bo", "holds berth 2", "wants berth 1, line 10", 80*ms),
		}}},
		Wakes: []Wake{{From: 1, To: 2, At: 5 * ms}, {From: 2, To: 3, At: 80 * ms}, {From: 9, To: 1, At: 90 * ms}},
		Ring:  []int{2, 3},
		Flags: []Flag{{From: 215 * ms, Label: "from here on nobody can move", Kind: Bad}},
	}
}

func crowd() Timeline {
	g := Group{Many: "askers"}
	for i := range 100 {
		from := time.Duration(i/10) * 200 * ms
		g.Lanes = append(g.Lanes, Lane{Name: fmt.Sprintf("asker %d", i+1), Where: "go at cell 11, line 5", Ended: true, Spans: []Span{
			{Waiting, time.Duration(i) * ms, from, "a slot", "", false}, {Outside, from, from + 200*ms, "", "", false},
			{Running, from + 200*ms, from + 201*ms, "", "", false},
		}})
	}
	main := Group{Lanes: []Lane{{Name: "main", Spans: []Span{{Waiting, 0, 2001 * ms, "wg.Wait", "", false}}}}}
	return Timeline{Title: "A hundred askers, ten at a time", Clock: "real time · 2 CPUs", End: 2001 * ms, Groups: []Group{main, g}}
}

func packedCrowd() Timeline {
	var spans []Span
	for i := range 40 {
		from := time.Duration(i/4) * 3 * ms
		spans = append(spans, Span{From: from, To: from + 20*ms, Label: fmt.Sprint(i)})
	}
	return Timeline{
		Title: "At most so many requests at one time", Summary: "28 of get were under way at one time, at 18 ms; want at most 20", Clock: "virtual time", End: 60 * ms,
		Words:  map[State]string{Running: "under way"},
		Groups: []Group{{Title: "get: 28 at one time", Many: "get", Lanes: number(Pack(spans)), Packed: true, Limit: 20, LimitLabel: "limit 20"}},
		Flags:  []Flag{{From: 15 * ms, To: 32 * ms, Label: "more than 20", Kind: Bad}},
	}
}

// marks: moments, and several groups.
func marks() Timeline {
	t := Timeline{
		Title: "A source is read by one at a time", Summary: "at 10.1 ms Next of source 0 is called while another Next of it is under way", Clock: "virtual time", End: 50 * ms,
		Words: map[State]string{Running: "under way"},
	}
	for _, name := range []string{"next", "start", "work"} {
		g := Group{Title: name + ": 2 at one time", Many: name, Packed: true}
		g.Lanes = number(Pack([]Span{
			{From: 0, To: 10 * ms, Label: "source 0"}, {From: 5 * ms, To: 21 * ms, Label: "source 1"}, {From: 10 * ms, To: 12 * ms, Label: "source 2", Broken: true},
			{From: 40 * ms, To: 40 * ms, Label: "source 3"}, {From: 41 * ms, To: 50 * ms, Broken: true},
		}))
		t.Groups = append(t.Groups, g)
	}
	t.Groups = append(t.Groups, Group{Lanes: []Lane{{Name: "stop", Marks: []Mark{{10 * ms, "0"}, {11 * ms, "1"}, {30 * ms, "2"}, {50 * ms, "3"}}}}})
	t.Flags = []Flag{
		{From: 10 * ms, To: 10 * ms, Label: "two at one time", Kind: Bad}, {From: 12 * ms, To: 12 * ms, Label: "12 ms: cancelled", Kind: Wanted},
		{From: 45 * ms, To: 50 * ms, Label: "too late", Kind: Bad}, {From: 50 * ms, To: 50 * ms, Label: "returns", Kind: Note},
	}
	return t
}

// buffers: what is in the buffers of two channels, and who holds a lock.
func buffers() Timeline {
	var many []Step
	for i := range 300 {
		many = append(many, Step{At: time.Duration(i) * ms / 10, N: i % 30})
	}
	var holds []Hold
	for i := range 40 {
		holds = append(holds, Hold{From: time.Duration(i) * ms / 20, To: time.Duration(i)*ms/20 + ms/40, Label: "holds board"})
	}
	holds = append(holds, Hold{From: 5 * ms, To: 6 * ms, Label: "holds board"}, Hold{From: 10 * ms, To: 25 * ms, Label: "holds log"}, Hold{From: 29 * ms, To: 29 * ms, Label: "nothing"})
	return Timeline{
		Title: "Buffers", Clock: "virtual time", End: 30 * ms, Costs: []Cost{{"read", "waits to send", "cell [1] line 4", 3, 10 * ms}},
		Groups: []Group{
			{Lanes: []Lane{{ID: 1, Name: "read", Where: "go at line 3", Holds: holds, Spans: []Span{{From: 0, To: 20 * ms}, {State: Waiting, From: 20 * ms, To: 30 * ms, Label: "wants board"}}}}},
			{Lanes: []Lane{{Name: "lines, cap 2", Cap: 2, Side: "40%", Under: "full", Fill: []Step{{3 * ms, 1}, {6 * ms, 2}, {18 * ms, 1}, {25 * ms, 0}}}}},
			{Lanes: []Lane{{Name: "logs, cap 30", Cap: 30, Fill: many}}},
			{Lanes: []Lane{{Name: "unused, cap 1", Cap: 1}}},
		},
	}
}
