// The judge of the exercise.
package main

import (
	"weft/exercises/07-stream/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, windows()...)
	s.Cases = append(s.Cases, waiting()...)
	s.Cases = append(s.Cases, ending()...)
	s.Cases = append(s.Cases, anyStream())
	checks.Main(s)
}

// schedules is how often a case is repeated with other orders of what happens at one moment.
const schedules = 3

// newCase is a case of which everything is known.
func newCase(name string, in cases.In, want outcome) checks.Case {
	return checks.Case{Name: name, Input: in, Schedules: schedules, Checks: []checks.Named{
		want.windowsCheck().Named("7.windows"),
		want.statsCheck().Named("7.stats"),
		want.acceptCheck().Named("7.accept"),
		want.endCheck().Named("7.end"),
		want.errorCheck().Named("7.error"),
	}}
}

// long is longer than any case: it never passes.
const long = 60000

// Cases of what is in a window, and when it closes. The consumer always receives.
func windows() []checks.Case {
	example := cases.In{Size: 100, Lateness: 20, Idle: 500, Ahead: 50, Pending: 8, Close: 200, Events: []cases.Event{
		event(10, "a", 5, 3), event(50, "b", 48, 1), event(60, "a", 55, 4), event(115, "a", 110, 7),
		event(125, "b", 90, 2), event(135, "a", 130, 1), event(145, "a", 60, 9),
	}}
	late := cases.In{Size: 100, Lateness: 20, Idle: 500, Ahead: 50, Pending: 8, Close: 250.3, Events: []cases.Event{
		event(50.1, "a", 40, 5), event(96.3, "b", 95, 1), // watermark 75
		event(97.1, "a", 30, 6),                              // older than it, in an open window
		event(126.5, "b", 125, 2),                            // watermark 105: the first windows close
		event(128.1, "a", 99, 8),                             // late
		event(130.7, "a", 101, 3),                            // older than the watermark, in an open window
		event(133.1, "b", 90, 8),                             // late
		event(191.3, "c", 190, 7), event(195.9, "a", 150, 4), // watermark 170
		event(199.1, "c", 0, 8), // late
	}}
	jump := cases.In{Size: 10, Lateness: 50, Idle: 500, Ahead: 80, Pending: 9, Close: 40.9, Events: []cases.Event{
		event(1.3, "b", 4, -3), event(3.1, "aa", 12, -7), event(4.7, "b", 2, -9), event(6.1, "a", 25, -1), event(9.3, "Z", 9, -4),
		event(11.7, "aa", 19, -5), event(14.9, "a", 14, 0), event(17.1, "b", 9.9, -2),
		event(20.1, "a", 99, -6), // watermark 49
	}}
	border := cases.In{Epoch: -3600000.3, Size: 100, Lateness: 20, Idle: 5000, Ahead: 50, Pending: 8, Close: 390.7, Events: []cases.Event{
		event(10.1, "a", 3599900, 1), event(20.1, "b", 3600000, 2), // the first is at the beginning of its window, so is the second
		event(30.1, "a", 3600019.9, 4), event(40.3, "a", 3599999.9, 8), // watermark 3599999.9: the first window is open
		event(70.5, "c", 3600020, 16), // watermark 3600000: it closes
		event(80.3, "a", 3599999.9, 32), event(90.1, "b", 3600000, 64),
		event(140.1, "d", 3600120, 128), event(150.1, "b", 3600099.9, 256), event(160.1, "b", 3600100, 512),
	}}
	bad := cases.In{Size: 25, Lateness: 5, Idle: 80, Ahead: 20, Pending: 8, Close: 130.3, Events: []cases.Event{
		event(5, "b", -0.5, 100), event(10, "a", 30, 1), event(15, "b", 35.5, 100), // good at 10: 30 is not after 10+20
		event(110.1, "a", 48, 100), event(115.3, "a", 52, 2), event(116.3, "c", 136.8, 100), event(117.3, "c", -25, 100),
		event(118.1, "b", 60, 4), // good: what was bad has not moved the watermark
	}}
	return []checks.Case{
		newCase("example", example, outcome{
			windows:  []window{{135, "a", 0, 2, 7, 4}, {135, "b", 0, 2, 3, 2}, {200, "a", 100, 2, 8, 7}},
			accepted: offers(example), stats: cases.Stats{In: 7, Late: 1, Sent: 3}, end: 200,
		}),
		newCase("late", late, outcome{
			windows: []window{
				{126.5, "a", 0, 2, 11, 6}, {126.5, "b", 0, 1, 1, 1},
				{250.3, "a", 100, 2, 7, 4}, {250.3, "b", 100, 1, 2, 2}, {250.3, "c", 100, 1, 7, 7},
			},
			accepted: offers(late), stats: cases.Stats{In: 10, Late: 3, Sent: 5}, end: 250.3,
		}),
		newCase("jump", jump, outcome{
			windows: []window{
				{20.1, "Z", 0, 1, -4, -4}, {20.1, "b", 0, 3, -14, -2}, {20.1, "a", 10, 1, 0, 0}, {20.1, "aa", 10, 2, -12, -5}, {20.1, "a", 20, 1, -1, -1},
				{40.9, "a", 90, 1, -6, -6},
			},
			accepted: offers(jump), stats: cases.Stats{In: 9, Sent: 6}, end: 40.9,
		}),
		newCase("border", border, outcome{
			windows: []window{
				{70.5, "a", 3599900, 2, 9, 8},
				{140.1, "a", 3600000, 1, 4, 4}, {140.1, "b", 3600000, 2, 66, 64}, {140.1, "c", 3600000, 1, 16, 16},
				{390.7, "b", 3600100, 1, 512, 512}, {390.7, "d", 3600100, 1, 128, 128},
			},
			accepted: offers(border), stats: cases.Stats{In: 10, Late: 2, Sent: 6}, end: 390.7,
		}),
		newCase("bad", bad, outcome{
			windows:  []window{{95, "a", 25, 1, 1, 1}, {130.3, "a", 50, 1, 2, 2}, {130.3, "b", 50, 1, 4, 4}},
			accepted: offers(bad), stats: cases.Stats{In: 8, Bad: 4, Late: 1, Sent: 3}, end: 130.3,
		}),
	}
}

// Cases of waiting: for events, and for the consumer.
func waiting() []checks.Case {
	idle := cases.In{Size: 20, Lateness: 10, Idle: 100, Ahead: 50, Pending: 8, Close: 580.3, Events: []cases.Event{
		event(0.1, "b", 29, 1), event(0.5, "a", 0.3, 2), // flush at 100.5: the watermark goes to 40
		event(120.5, "a", 35, 100),                          // late
		event(130.5, "a", 41, 4), event(150.5, "b", 3, 100), // late too, and an event: flush at 250.5
		event(270.1, "a", 59, 100), // late; at 370.1 nothing is open
		event(400.7, "c", 61, 8),   // flush at 500.7
	}}
	slow := cases.In{Size: 1, Idle: 100, Ahead: 50, Pending: 5, Close: 150.3, Receive: []float64{40, 70, 100}, Events: []cases.Event{
		event(1.5, "a", 0.5, 1), event(2.5, "a", 1.5, 2), event(3.5, "a", 2.5, 4), event(4.5, "a", 3.5, 8),
	}}
	pressure := cases.In{Size: 1, Idle: long, Pending: 2, Close: 450.3, Receive: []float64{100, 200, 300, 400, 500, 600}, Events: []cases.Event{
		event(1.5, "a", 0.5, 1), event(2.5, "a", 1.5, 2), event(3.5, "a", 2.5, 4),
		event(4.5, "a", 3.5, 8), event(5.5, "a", 4.5, 16), event(6.5, "a", 5.5, 32),
	}}
	burst := cases.In{Size: 1, Lateness: 10, Idle: long, Ahead: 100, Pending: 2, Close: 90.3, Receive: []float64{40, 70, 110, 120.3}, Events: []cases.Event{
		event(1.5, "a", 0.5, 1), event(2.5, "b", 1.5, 2), event(3.5, "a", 2.5, 4), event(4.5, "a", 20.5, 8), // 3 wait
		event(5.5, "a", 20.7, 16), event(6.5, "b", 21.5, 32), event(85.5, "c", 20.1, 64),
	}}
	return []checks.Case{
		newCase("idle", idle, outcome{
			windows:  []window{{100.5, "a", 0, 1, 2, 2}, {100.5, "b", 20, 1, 1, 1}, {250.5, "a", 40, 1, 4, 4}, {500.7, "c", 60, 1, 8, 8}},
			accepted: offers(idle), stats: cases.Stats{In: 7, Late: 3, Sent: 4}, end: 580.3,
		}),
		newCase("idle-slow-consumer", slow, outcome{
			windows:  []window{{40, "a", 0, 1, 1, 1}, {70, "a", 1, 1, 2, 2}, {100, "a", 2, 1, 4, 4}, {104.5, "a", 3, 1, 8, 8}},
			accepted: offers(slow), stats: cases.Stats{In: 4, Sent: 4}, end: 150.3,
		}),
		newCase("pressure", pressure, outcome{
			windows: []window{
				{100, "a", 0, 1, 1, 1}, {200, "a", 1, 1, 2, 2}, {300, "a", 2, 1, 4, 4},
				{400, "a", 3, 1, 8, 8}, {500, "a", 4, 1, 16, 16}, {600, "a", 5, 1, 32, 32},
			},
			accepted: []float64{1.5, 2.5, 3.5, 100, 200, 300}, stats: cases.Stats{In: 6, Sent: 6}, end: 600,
		}),
		newCase("pressure-burst", burst, outcome{
			windows: []window{
				{40, "a", 0, 1, 1, 1}, {70, "b", 1, 1, 2, 2}, {110, "a", 2, 1, 4, 4},
				{120.3, "a", 20, 2, 24, 16}, {120.3, "c", 20, 1, 64, 64}, {120.3, "b", 21, 1, 32, 32},
			},
			accepted: []float64{1.5, 2.5, 3.5, 4.5, 70, 70, 85.5}, stats: cases.Stats{In: 7, Sent: 6}, end: 120.3,
		}),
	}
}

// Cases of the end.
func ending() []checks.Case {
	closing := cases.In{Size: 10, Idle: long, Ahead: 50, Pending: 2, Close: 5, Receive: []float64{50, 150, 250}, Events: []cases.Event{
		event(0.5, "b", 1, 1), event(1.5, "a", 11, 2), event(2.5, "a", 1, 100), event(3.5, "c", 12, 3), event(4.5, "a", 13, 4),
	}}
	empty := cases.In{Size: 10, Idle: 20.2, Ahead: 50, Pending: 2, Close: 55.5}
	const moment = 60.5
	// Three windows wait, one is open; the next event would come at 70.
	cancel := cases.In{Size: 10, Idle: long, Ahead: 50, Pending: 4, Receive: []float64{20, 100, 200}, Cancel: moment, Events: []cases.Event{
		event(1.5, "a", 1, 1), event(2.5, "b", 2, 2), event(3.5, "b", 3, 3), event(12.5, "c", 12, 4), event(15.5, "a", 11, 5),
		event(31.5, "a", 31, 6), event(70.1, "a", 32, 7),
	}}
	// As many wait as may; the fifth event is offered in vain.
	full := cases.In{Size: 1, Idle: long, Pending: 2, Leaves: true, Cancel: moment, Deadline: true, Events: []cases.Event{
		event(1.5, "a", 0.5, 1), event(2.5, "a", 1.5, 2), event(3.5, "b", 2.5, 4), event(4.5, "a", 3.5, 8), event(5.5, "a", 4.5, 16),
	}}
	closed := cases.In{Size: 10, Idle: long, Ahead: 50, Pending: 2, Close: 20.3, Receive: []float64{30}, Leaves: true, Cancel: moment, Events: []cases.Event{
		event(1.5, "c", 1, 1), event(2.5, "b", 2, 2), event(3.5, "a", 13, 3),
	}}
	// The consumer waits for windows, the input for events: nothing but ctx moves.
	open := cases.In{Size: 100, Idle: long, Ahead: 50, Pending: 2, Cancel: moment, Events: []cases.Event{
		event(1.5, "a", 1, 1), event(2.5, "b", 2, 2), event(101.5, "a", 101, 4),
	}}
	return []checks.Case{
		newCase("close-slow", closing, outcome{
			windows:  []window{{50, "b", 0, 1, 1, 1}, {150, "a", 10, 2, 6, 4}, {250, "c", 10, 1, 3, 3}},
			accepted: offers(closing), stats: cases.Stats{In: 5, Late: 1, Sent: 3}, end: 250,
		}),
		newCase("empty", empty, outcome{end: 55.5}),
		newCase("cancel", cancel, outcome{
			windows:  []window{{20, "a", 0, 1, 1, 1}},
			accepted: []float64{1.5, 2.5, 3.5, 12.5, 15.5, 31.5, never}, stats: cases.Stats{In: 6, Sent: 1, Lost: 4}, end: moment, err: cases.Canceled,
		}),
		newCase("cancel-full", full, outcome{
			accepted: []float64{1.5, 2.5, 3.5, never}, stats: cases.Stats{In: 3, Lost: 3}, end: moment, err: cases.Expired,
		}),
		newCase("cancel-closing", closed, outcome{
			windows:  []window{{30, "b", 0, 1, 2, 2}},
			accepted: offers(closed), stats: cases.Stats{In: 3, Sent: 1, Lost: 2}, end: moment, err: cases.Canceled,
		}),
		newCase("cancel-open", open, outcome{
			accepted: []float64{1.5, 2.5, never}, stats: cases.Stats{In: 2, Lost: 2}, end: moment, err: cases.Canceled,
		}),
	}
}

func event(offer float64, key string, at float64, value int) cases.Event {
	return cases.Event{Offer: offer, Key: key, At: at, Value: value}
}

// offers are the moments at which events are offered: none has to wait.
func offers(in cases.In) []float64 {
	var list []float64
	for _, e := range in.Events {
		list = append(list, e.Offer)
	}
	return list
}
