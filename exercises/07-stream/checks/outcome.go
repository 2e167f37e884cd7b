package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"weft/exercises/07-stream/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// An outcome is what a call must come to. Times are milliseconds since the call.
type outcome struct {
	windows  []window
	accepted []float64 // by event: when it is received
	stats    cases.Stats
	end      float64 // when it returns
	err      string
}

// never is the moment of what does not happen.
const never = -1

// A window is one that is handed over at a moment. start is milliseconds since Epoch.
type window struct {
	at              float64
	key             string
	start           float64
	count, sum, max int
}

// String is the window as the statement writes it.
func (w window) String() string {
	return fmt.Sprintf("%s@%s {%d, %d, %d} at %s", w.key, number(w.start), w.count, w.sum, w.max, number(w.at))
}

// number is a number of milliseconds without the noise of floats.
func number(ms float64) string { return strconv.FormatFloat(ms, 'f', -1, 64) }

func moment(ms float64) string {
	if ms == never {
		return "never"
	}
	return "at " + number(ms) + " ms"
}

// inMillis is a moment as cases write it: to a microsecond.
func inMillis(d time.Duration) float64 { return float64(d.Round(time.Microsecond)) / 1e6 }

func read(r observe.Run) cases.Out {
	out, err := checks.Output[cases.Out](r)
	if err != nil {
		panic(err) // of the exercise: no verdict
	}
	return out
}

// all is content if everything is as it must be.
func (o outcome) all() checks.Check {
	return checks.Both(o.windowsCheck(), o.statsCheck(), o.acceptCheck(), o.endCheck(), o.errorCheck())
}

func (o outcome) windowsCheck() checks.Check {
	return func(r observe.Run) checks.Finding {
		got := received(r)
		expected, seen := "windows "+list(o.windows), "windows "+list(got)
		for i, w := range got {
			switch {
			case i >= len(o.windows):
				return checks.Failf("window number %d is %s, want no further one", i+1, w).Want(expected, seen)
			case w != o.windows[i]:
				return checks.Failf("window number %d is %s, want %s", i+1, w, o.windows[i]).Want(expected, seen)
			}
		}
		if n := len(got); n < len(o.windows) {
			return checks.Failf("%s was not handed over", o.windows[n]).Want(expected, seen)
		}
		return checks.Pass()
	}
}

// received are the windows that the consumer received.
func received(r observe.Run) []window {
	var got []window
	marks := r.Marks(cases.Received)
	for i, w := range read(r).Windows {
		g := window{never, w.Key, w.Start, w.Count, w.Sum, w.Max}
		if i < len(marks) {
			g.at = inMillis(marks[i].At)
		}
		got = append(got, g)
	}
	return got
}

// maxListed is how many windows or moments a finding lists.
const maxListed = 12

func list[T fmt.Stringer](all []T) string {
	if len(all) == 0 {
		return "none"
	}
	var parts []string
	for i, v := range all {
		if i == maxListed {
			parts = append(parts, fmt.Sprintf("and %d more", len(all)-i))
			break
		}
		parts = append(parts, v.String())
	}
	return strings.Join(parts, "; ")
}

func (o outcome) statsCheck() checks.Check {
	return checks.Holds(func(out cases.Out) checks.Finding {
		if out.Stats == o.stats {
			return checks.Pass()
		}
		var differs []string
		for _, n := range []struct {
			name      string
			got, want int
		}{
			{"In", out.Stats.In, o.stats.In}, {"Bad", out.Stats.Bad, o.stats.Bad}, {"Late", out.Stats.Late, o.stats.Late},
			{"Sent", out.Stats.Sent, o.stats.Sent}, {"Lost", out.Stats.Lost, o.stats.Lost},
		} {
			if n.got != n.want {
				differs = append(differs, fmt.Sprintf("%s is %d, want %d", n.name, n.got, n.want))
			}
		}
		return checks.Failf("%s", strings.Join(differs, "; ")).Want(fmt.Sprintf("Stats%+v", o.stats), fmt.Sprintf("Stats%+v", out.Stats))
	})
}

func (o outcome) acceptCheck() checks.Check {
	return func(r observe.Run) checks.Finding {
		got := make([]float64, len(o.accepted))
		for i := range got {
			got[i] = never
		}
		for _, s := range r.Spans(cases.Offer) {
			if s.ID < len(got) && s.End >= 0 && !s.Failed {
				got[s.ID] = inMillis(s.End)
			}
		}
		for i, want := range o.accepted {
			if got[i] != want {
				return checks.Failf("event number %d was received %s, want %s", i+1, moment(got[i]), moment(want)).
					Want("events received at "+times(o.accepted), "events received at "+times(got))
			}
		}
		return checks.Pass()
	}
}

func times(all []float64) string {
	var parts []string
	for _, ms := range all {
		if ms == never {
			parts = append(parts, "never")
			continue
		}
		parts = append(parts, number(ms))
	}
	return strings.Join(parts, ", ") + " ms"
}

func (o outcome) endCheck() checks.Check {
	return func(r observe.Run) checks.Finding {
		switch end := inMillis(r.Elapsed); {
		case end != o.end:
			return checks.Failf("it returned %s, want %s", moment(end), moment(o.end)).Want("return "+moment(o.end), "return "+moment(end))
		case !read(r).Closed:
			return checks.Failf("out is not closed when it returns").Want("out is closed before the return", "it is open")
		}
		return checks.Pass()
	}
}

func (o outcome) errorCheck() checks.Check {
	return checks.Holds(func(out cases.Out) checks.Finding {
		if out.Err == o.err {
			return checks.Pass()
		}
		return checks.Failf("the error is %s, want %s", word(out.Err), word(o.err)).Want("error "+word(o.err), "error "+word(out.Err))
	})
}

func word(err string) string {
	if err == "" {
		return "nil"
	}
	return strconv.Quote(err)
}
